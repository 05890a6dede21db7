"""Rules of voids: who entered something in a hurry by mistake undoes it alone; all else is a witnessed correction.

A handover is undone so within a minute; a sighting while its count runs, the last one of whoever saw it first.
"""

from collections.abc import Iterator

from registry_app.domain.acts import HANDING
from registry_app.domain.case import Case
from registry_app.domain.entry import Entry
from registry_app.domain.errors import Finding, refuse

SEEN = "sight"
VOIDABLE = (*HANDING, "take_back", SEEN)
"""What is entered in a hurry, at the hatch or in front of a rack."""
VOID_WITHIN = 60_000
"""Milliseconds between the recording of a handover and its void: time to see the mistake, too little to use it."""
VOIDED = "undone"
"""The reason of every void."""


def voids_are_of_ones_own_mistake(case: Case) -> Iterator[Finding]:
    """A void undoes what the same user entered, for the one reason that there is; that nothing rests on it since is a
    rule of all corrections."""
    original = case.original
    if case.entry.kind != "void" or original is None:
        return
    if original.kind not in VOIDABLE:
        yield refuse("void_not_for", entry=original.seq, kind=original.kind)
    if original.actor != case.entry.actor:
        yield refuse("void_of_another", entry=original.seq, user=case.name(original.actor))
    if case.entry.reason_code != VOIDED:
        yield refuse("void_reason", reason_code=VOIDED)
    yield from _counting_goes_on(case, original) if original.kind == SEEN else _is_immediate(case, original)


def _is_immediate(case: Case, original: Entry) -> Iterator[Finding]:
    """A handover is undone within a minute."""
    if case.entry.recorded_at - original.recorded_at > VOID_WITHIN:
        yield refuse("void_too_late", entry=original.seq, seconds=VOID_WITHIN // 1_000)


def _counting_goes_on(case: Case, original: Entry) -> Iterator[Finding]:
    """One thing that was seen, until its user saw the next one or the differences are entered.

    What follows a recount is judged likewise; a closed audit is a matter of `rules_audits`.
    """
    seen = [change.new for change in original.records if change.kind == "sighting"]
    if len(seen) != 1:
        yield refuse("void_of_sheet", entry=original.seq)
        return
    audit = int(str(seen[0]["audit_id"]))
    for later in filter(None, map(case.facts.entry, case.facts.mentions_after(audit, original.seq))):
        if later.kind == SEEN and later.actor == original.actor:
            yield refuse("void_not_last", entry=original.seq, later=later.seq)
            return
        if later.kind == "differ":
            yield refuse("void_after_count", entry=original.seq, audit=case.known(audit).text("code"))
            return


VOID_RULES = (voids_are_of_ones_own_mistake,)
