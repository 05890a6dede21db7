"""Rules of voids: who made a handover by mistake undoes it at once, alone; later that is a witnessed correction."""

from collections.abc import Iterator

from registry_app.domain.acts import HANDING
from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse

VOIDABLE = (*HANDING, "take_back")
"""What is entered in a hurry at the hatch."""
VOID_WITHIN = 60_000
"""Milliseconds between the recording of the two entries: time to see the mistake, too little to use it."""
VOIDED = "undone"
"""The reason of every void."""


def voids_are_immediate(case: Case) -> Iterator[Finding]:
    """A void undoes a handover of the same user within a minute, for the one reason that there is; that nothing rests
    on the handover since is a rule of all corrections."""
    original = case.original
    if case.entry.kind != "void" or original is None:
        return
    if original.kind not in VOIDABLE:
        yield refuse("void_not_for", entry=original.seq, kind=original.kind)
    if original.actor != case.entry.actor:
        yield refuse("void_of_another", entry=original.seq, user=case.name(original.actor))
    if case.entry.recorded_at - original.recorded_at > VOID_WITHIN:
        yield refuse("void_too_late", entry=original.seq, seconds=VOID_WITHIN // 1_000)
    if case.entry.reason_code != VOIDED:
        yield refuse("void_reason", reason_code=VOIDED)


VOID_RULES = (voids_are_immediate,)
