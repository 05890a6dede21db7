"""Attacks on audits by people who use the program: each tries to make a count say what is not so."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry_app.domain import count
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Refused
from registry_app.domain.records import Audit
from registry_app.services import (
    audits,
    checks,
    corrections,
    counting,
    counts,
    custodians,
    custody,
    holds,
    ledger,
    losses,
    receiving,
    records,
    sightings,
    transfers,
)  # fmt: skip
from registry_app.services.counting import Spot
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make

HOUR = 3_600_000


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def closed(team: Team, audit: int) -> None:
    team.make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)


def is_as_closed(make: Make, audit: int) -> bool:
    """Whether the count still comes to what both who closed it put their names to."""

    def compared(session: Session) -> bool:
        results = counts.standing(session, audit).results
        return count.digest(results) == session.get_one(Audit, audit).counted_root

    return make.register.read(compared)


class Counted:
    """Yesterday's count of an armoury, closed; something of every kind that could be dated before it."""

    def __init__(self, make: Make, team: Team) -> None:
        self.make, self.place, self.far, self.guard = make, make.place(), make.place("ARM-2"), make.person()
        self.gun, self.lot, self.out = make.firearm(), make.lot(rounds=120, pack_size=10), make.firearm()
        self.away, self.gone, self.here = make.firearm(at=self.far), make.firearm(), make.firearm()
        make.issued(self.out, to=self.guard)
        self.sent = make.do(transfers.send, items={self.away: 1}, destination=self.place).seq
        make.do(holds.write_off, kind="lose", item=self.gone, reason="theft", witness=make.witness)
        make.clock.pass_(hours=5)
        self.audit = team.begin(self.place)
        seen = [Sight(self.place, gun) for gun in (self.gun, self.here)]
        team.sees(self.audit, *seen, Sight(self.place, self.lot, quantity=120))
        make.clock.pass_(hours=1)
        closed(team, self.audit)
        make.clock.pass_(hours=5)
        self.before = make.clock.now - 6 * HOUR


BACKDATED: dict[str, Callable[[Counted], tuple[Any, dict[str, Any]]]] = {
    "received": lambda c: (receiving.receive, {"kind": "firearm", "to": c.place, "reason": "purchase", "values": {
        "serial": "ZX-1", "maker": "Rossi", "model": "M", "kind": "pistol", "calibre": "9x19",
    }}),
    "issued": lambda c: (custody.issue, {"firearms": [c.gun], "to": c.guard}),
    "taken back": lambda c: (custody.take_back, {"firearms": [c.out]}),
    "sent": lambda c: (transfers.send, {"items": {c.gun: 1}, "destination": c.far}),
    "accepted": lambda c: (transfers.accept, {"sent": c.sent, "to": c.place}),
    "lost": lambda c: (holds.write_off, {"kind": "lose", "item": c.here, "reason": "theft", "witness": c.make.witness}),
    "reported": lambda c: (losses.report, {
        "items": {c.here: 1}, "values": {}, "reason": "theft", "witness": c.make.witness,
    }),
    "found": lambda c: (holds.find, {"items": {c.gone: 1}, "to": c.place, "witness": c.make.witness}),
    "held": lambda c: (holds.hold, {"item": c.gun, "state": "blocked", "reason": "other"}),
    "used up": lambda c: (holds.write_off, {"kind": "expend", "item": c.lot, "quantity": 10, "reason": "training"}),
}  # fmt: skip


@pytest.mark.parametrize("name", BACKDATED)
def test_nothing_is_slipped_in_before_a_closed_count(make: Make, team: Team, name: str) -> None:
    counted = Counted(make, team)
    service, facts = BACKDATED[name](counted)
    make.refused("dated_before_count", service, **facts, occurred_at=counted.before)


def test_no_batch_slips_anything_in_either(make: Make, team: Team) -> None:
    """As an import writes: many entries with one pen, each judged on those before it."""
    counted = Counted(make, team)
    lines = (Line(counted.gun, 1, Position(counted.place), Position(counted.place, counted.guard)),)
    batch = [Draft("issue", lines, batch=ledger.new_id(), occurred_at=at) for at in (counted.before,)]

    def enter(session: Session, *, by: Any) -> object:
        pen = ledger.Pen(session, by=by)
        return [pen.enter(draft) for draft in batch]

    make.refused("dated_before_count", enter)


def test_what_is_corrected_says_so_and_is_not_entered_anew_in_the_past(make: Make, team: Team) -> None:
    counted = Counted(make, team)
    issued = make.issued(counted.gun, to=counted.guard)
    undone = make.do(corrections.void, seq=issued.seq)
    assert make.entry(undone.seq).corrects == issued.seq
    again = {"firearms": [counted.gun], "to": counted.guard}
    make.refused("dated_before_count", custody.issue, **again, occurred_at=counted.before)


def test_a_closed_count_comes_to_the_same_whatever_is_entered_afterwards(make: Make, team: Team) -> None:
    """Even where what was on record before it is corrected, racks are moved, and packs turn out to be larger."""
    armoury, guard, far = make.place(), make.person(), make.place("ARM-2")
    rack, safe = make.place("R-1", "rack", armoury), make.place("SAFE-1", "safe", armoury)
    here, out, lot = make.firearm(at=rack), make.firearm(), make.lot(rounds=120, at=armoury, pack_size=10)
    wrong = make.issued(out, to=guard)
    audit = team.begin(rack, kind="spot", second=0)
    whole = team.begin(armoury)
    team.sees(audit, Sight(rack, here))
    team.sees(whole, Sight(rack, here), Sight(armoury, lot, packs=1, quantity=110))
    for each in (audit, whole):
        if each == whole:
            team.differs(each)
        closed(team, each)
    before = make.register.read(counts.standing, whole).tally
    assert (before["not_seen"], before["seals"]) == (1, 1)
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_item", witness=make.witness)
    make.do(records.amend, kind="place", record=rack, values={"parent_id": safe})
    make.do(records.amend, kind="lot", record=lot, values={"pack_size": 20})
    make.issued(here, to=guard)
    make.do(custody.take_back, firearms=[here], to=far)
    assert is_as_closed(make, audit)
    assert is_as_closed(make, whole)
    assert make.register.read(counts.standing, whole).tally == before
    assert checks.check(make.register).verdict == "intact"


def test_a_rack_that_is_moved_away_takes_nothing_out_of_the_count(make: Make, team: Team) -> None:
    armoury = make.place()
    safe, other = make.place("SAFE-1", "safe", armoury), make.place("SAFE-2", "safe", armoury)
    rack = make.place("R-1", "rack", safe)
    make.firearm(at=rack)
    audit = team.begin(safe)
    make.do(records.amend, kind="place", record=rack, values={"parent_id": other})
    assert team.results(audit) == {"missing": 1}


def test_the_books_of_the_counted_are_not_closed_clean(make: Make, team: Team) -> None:
    """Neither before the differences are entered, nor once they are undone, nor while one is not explained."""
    make.firearm()
    audit = team.begin(make.place())
    make.as_(team.one).refused("differences_not_entered", audits.conclude, audit=audit, witness=team.head)
    team.differs(audit)
    seq = make.register.read(ledger.head).size - 1
    make.as_(team.head).do(corrections.correct, seq=seq, reason="typing_error", witness=team.one)
    make.as_(team.one).refused("differences_not_entered", audits.conclude, audit=audit, witness=team.head)
    team.differs(audit)
    closed(team, audit)
    assert make.register.read(audits.audits)[0].outcome == "with_differences"


def test_who_lies_about_a_count_is_found_by_a_check(make: Make, team: Team) -> None:
    """The judge does not reckon; a whole check does, and remarks on a count that was closed as what it was not."""
    make.firearm()
    audit = team.begin(make.place())

    def lie(session: Session, *, by: Any, witness: Any) -> object:
        from registry_app.domain.draft import Wish
        from registry_app.services import clock

        at = int(session.info["clock"]())
        said = {"outcome": "clean", "closed_at": clock.minute(session, at), "counted_root": "00" * 32}
        draft = Draft("conclude", wishes=(Wish("audit", said, audit),), occurred_at=at)
        return ledger.post(session, draft, by=by, witness=witness)

    make.as_(team.one).do(lie, witness=team.head)
    found = checks.check(make.register)
    assert found.verdict == "remarks"
    assert [(f.code, f.facts) for f in found.findings] == [("audit_not_as_closed", {"audit": "2026-001", "left": 1})]


def test_whom_an_audit_names_is_independent_of_all_that_is_counted(make: Make, team: Team) -> None:
    """Two custodians do not count the company: each would look away from the other's armoury."""
    north, south = make.place("ARM-1"), make.place("ARM-2")
    for armoury, person in zip((north, south), team.people, strict=True):
        make.do(custodians.hand_over, armoury=armoury, to=person, witness=make.witness)
    given = {"kind": "full", "place": make.root(), "first": team.people[0], "second": team.people[1]}
    make.refused("counters_not_independent", audits.begin, **given)
    make.do(audits.begin, **{**given, "second": make.person()})


@pytest.mark.parametrize("between", ["spot", "company"])
def test_the_pair_of_the_last_count_does_not_count_again(make: Make, team: Team, between: str) -> None:
    """Not after a spot check by somebody else, and not the armoury after they counted the company."""
    armoury = make.place()
    closed(team, team.begin(armoury if between == "spot" else make.root()))
    if between == "spot":
        closed(team, team.begin(armoury, kind="spot", second=make.person()))
    again = {"kind": "full", "place": armoury, "first": team.people[0], "second": team.people[1]}
    make.refused("counters_not_independent", audits.begin, **again)


def test_another_role_makes_no_other_person(make: Make, team: Team) -> None:
    """The custodian signs in as a counter, beside one who counted last time."""
    armoury = make.place()
    closed(team, team.begin(armoury))
    keeper = make.person("K-1")
    make.do(custodians.hand_over, armoury=armoury, to=keeper, witness=make.witness)
    make.actor("the keeper counts", "counter", person=keeper)
    given = {"kind": "hand_over", "place": armoury, "first": team.people[0], "incoming": keeper}
    make.refused("counters_not_independent", audits.begin, **given, second=keeper)


def test_an_inspector_makes_no_other_entry_of_an_audit(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    (missing,) = team.differs(audit)
    inspector = make.as_(make.actor("ivan", "inspector"))
    sight = {"audit": audit, "seen": [Sight(make.place(), missing.item_id or 0, way="shown")]}
    settled = {"differences": [missing.id], "cause": "DAT-1", "action": "x", "witness": team.head}
    for service, facts in (
        (sightings.sight, sight), (audits.begin, {"kind": "spot", "place": make.place(), "first": team.people[0]}),
        (audits.settle, settled), (audits.conclude, {"audit": audit, "witness": team.head}),
    ):  # fmt: skip
        inspector.refused("role_may_not", service, **facts)


def test_a_scan_says_refused_and_counts_nothing_once_it_is_closed(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    team.differs(audit)
    closed(team, audit)
    hit = counting.Hit("firearm", gun, "A-1")
    with pytest.raises(Refused, match="audit_closed"):
        make.as_(team.one).do(counting.take_hit, audit=audit, hit=hit, raw="A-1", spot=Spot(armoury))
    assert team.results(audit) == {"missing": 1}
