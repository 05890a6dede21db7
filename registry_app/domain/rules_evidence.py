"""Rules of what must not slip away: evidence leaves to the authority only, and nothing lost is called recovered."""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Entry
from registry_app.domain.errors import Finding, refuse

_SPOILS_IT = ("repair", "rotate", "open_pack")
"""Acts that would spoil evidence where it is."""
_ENDS_IT = frozenset({"expended", "destroyed", "buyer", "supplier"})
"""Where evidence would be gone for good, whatever act takes it there: it may be lost, and go to the authority."""


def evidence_is_kept(case: Case) -> Iterator[Finding]:
    """What is held as evidence is not destroyed, sold, repaired or used up before it is released."""
    for line in case.fresh_lines:
        ends = case.entry.kind in _SPOILS_IT or case.zone(line.target) in _ENDS_IT
        if ends and line.source.state == "held:evidence":
            yield refuse("evidence_is_kept", item=case.name(line.item), item_id=line.item, kind=case.entry.kind)


def recovered_things_are_there(case: Case) -> Iterator[Finding]:
    """A case ends as recovered, or as never gone, only when nothing of it is missing any more."""
    for change in case.entry.records:
        ending = change.new.get("outcome") if change.kind == "loss" else ""
        if ending in ("recovered", "error"):
            for item in _still_missing(case, change.record):
                yield refuse("case_still_misses", item=case.name(item), item_id=item)


def _still_missing(case: Case, number: int) -> Iterator[int]:
    """The items of a case that are lost now: pieces by where they are, rounds by what came back to the case."""
    missing: Counter[int] = Counter()
    for entry in filter(None, map(case.facts.entry, case.facts.mentions_after(number, -1))):
        _count(entry, missing)
    for item, quantity in missing.items():
        is_lost = any(case.zone(at) == "lost" and n > 0 for at, n in case.facts.positions(item).items())
        if is_lost and (quantity > 0 or case.is_one_piece(item)):
            yield item


def _count(entry: Entry, missing: Counter[int]) -> None:
    sign = {"lose": 1, "find": -1}.get(entry.kind, 0)
    for line in entry.lines if sign else ():
        missing[line.item] += sign * line.quantity


EVIDENCE_RULES = (evidence_is_kept, recovered_things_are_there)
