"""Rules of discharges: every shot is accounted for, signed by who fired, and witnessed by the legal representative.

As Chile asks of each use of a firearm (D.S. 1773/1994 art. 20): rounds, harm, and three signatures.
"""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import NONE, Entry, Line
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts

_FIXED = ("firearm_id", "person_id", "rounds")


def discharges_are_whole(case: Case) -> Iterator[Finding]:
    """A discharge tells of one use by who acknowledges it, under the eyes of a director, and its rounds were there."""
    if case.entry.kind != "discharge":
        return
    told = [c for c in case.entry.records if c.kind == "discharge" and not c.old]
    if len(told) != 1:
        yield refuse("discharge_missing")
        return
    found = case.will_be(told[0].record)
    yield from _signed(case, found)
    yield from _accounted_for(case, found)
    for line in case.fresh_lines:
        yield from _fits(case, line, found)
    yield from _counted(case, found)


def _signed(case: Case, found: RecordFacts) -> Iterator[Finding]:
    witness = case.known(case.entry.witness)
    if witness.kind and "director" not in (case.entry.role, *witness.text("roles").split()):
        yield refuse("discharge_without_director")
    if case.entry.acknowledged_by not in (0, found.number("person_id")):
        yield refuse("discharge_signed_by_another")


def _accounted_for(case: Case, found: RecordFacts) -> Iterator[Finding]:
    """The rounds are the entry's own lines, or were used up by earlier entries that it names."""
    own, wanted = sum(line.quantity for line in case.fresh_lines), found.number("rounds")
    before = sum(_left_of(case, seq, found) for seq in dict.fromkeys(ref.number() for ref in case.refs("entry")))
    if not own <= wanted <= own + before:
        yield refuse("discharge_rounds", wanted=wanted, there=own + before)


def _left_of(case: Case, seq: int, found: RecordFacts) -> int:
    """How many rounds for the firearm an entry used up of who fired, and no other discharge has claimed."""
    earlier = case.facts.entry(seq)
    if earlier is None or earlier.kind not in ("take_back", "expend") or case.facts.corrected_by(seq) != NONE:
        return 0
    used = sum(line.quantity for line in earlier.lines if _is_used_up(case, line, found))
    return used - sum(_claimed(case, other, seq) for other in case.facts.mentions_after(found.number("person_id"), seq))


def _is_used_up(case: Case, line: Line, found: RecordFacts) -> bool:
    return case.zone(line.target) == "expended" and not list(_fits(case, line, found))


def _claimed(case: Case, seq: int, earlier: int) -> int:
    """How many of the rounds of an earlier entry the discharge `seq` tells of."""
    other = case.facts.entry(seq)
    if other is None or other.kind != "discharge" or not _names(other, earlier):
        return 0
    told = next(change for change in other.records if change.kind == "discharge")
    return int(str(told.new["rounds"])) - sum(line.quantity for line in other.lines)


def _names(entry: Entry, seq: int) -> bool:
    return any(ref.kind == "entry" and ref.number() == seq for ref in entry.refs)


def _fits(case: Case, line: Line, found: RecordFacts) -> Iterator[Finding]:
    """Why rounds cannot have been fired by this person with this firearm."""
    calibre = case.known(found.number("firearm_id")).text("calibre")
    if case.known(line.item).text("calibre") != calibre:
        yield refuse("discharge_calibre", item=case.name(line.item), calibre=calibre)
    if line.source.person not in (0, found.number("person_id")):
        yield refuse("discharge_of_anothers_rounds", item=case.name(line.item))


def _counted(case: Case, found: RecordFacts) -> Iterator[Finding]:
    """The firearm that was fired, and no other, has so many rounds more."""
    fired, rounds = found.number("firearm_id"), found.number("rounds")
    before = case.facts.record(fired)
    grown = {fired: {"rounds_fired": (before.number("rounds_fired") if before else 0) + rounds}}
    if {c.record: dict(c.new) for c in case.entry.records if c.kind == "firearm"} != grown:
        yield refuse("discharge_count", item=case.name(fired), wanted=rounds)


def discharges_keep_their_facts(case: Case) -> Iterator[Finding]:
    """Who fired which firearm, and how many rounds, is never amended: the rounds were moved by the entry."""
    for change in case.entry.records if case.entry.kind == "amend" else ():
        if change.kind == "discharge" and any(name in change.new for name in _FIXED):
            yield refuse("discharge_is_fixed")


DISCHARGE_RULES = (discharges_are_whole, discharges_keep_their_facts)
