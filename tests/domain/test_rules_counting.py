"""What the judge refuses of a count to whoever writes entries without the program: each test is an attack on it."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, Ref
from registry_app.services import audits, custody, ledger, sightings
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import PHOTO, Make, enter


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def refused(make: Make, code: str, kind: str, *wishes: Wish, witness: Any = None, **more: Any) -> None:
    make.refused(code, enter, draft=Draft(kind, wishes=wishes, **more), witness=witness)


@pytest.mark.parametrize(
    "changed",
    [{"word": "roble"}, {"head_size": 3}, {"closed_at": None}, {"first_id": 4}, {"outcome": "clean"}],
    ids=["another word", "another head", "reopened", "another counter", "called clean"],
)
def test_an_audit_is_what_it_was_when_it_began(make: Make, team: Team, changed: dict[str, Any]) -> None:
    make.firearm()
    audit = team.begin(make.place())
    team.differs(audit)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    refused(make.as_(team.one), "audit_is_fixed", "audit", Wish("audit", changed, audit))


def test_a_difference_cannot_be_entered_settled(make: Make, team: Team) -> None:
    """By which who counted would settle what he counted, without a witness."""
    gone = make.firearm()
    audit = team.begin(make.place())
    found = {"audit_id": audit, "kind": "missing", "item_id": gone, "expected": 1, "counted": 0}
    for explained in ({"settled_on": "2026-01-01", "cause": "DAT-1"}, {"cause": "DAT-1"}, {"evidence": "P-1"}):
        wish = Wish("difference", {**found, **explained})
        refused(make.as_(team.one), "difference_explained_at_once", "differ", wish)


def test_a_difference_that_stands_is_changed_by_no_other_act(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    (missing,) = team.differs(audit)
    wish = Wish("difference", {"settled_on": "2026-01-01"}, missing.id)
    refused(make.as_(team.one), "sighting_is_fixed", "differ", wish)
    refused(make.as_(team.head), "record_not_for_act", "amend", wish)
    refused(make.as_(team.one), "role_may_not", "settle", wish)


def test_nothing_of_an_audit_is_dated_back(make: Make, team: Team) -> None:
    """Else a count could be made to have ended before something went missing."""
    make.firearm()
    audit = team.begin(make.place())
    make.clock.pass_(hours=1)
    at = make.clock.now - 600_000
    found = {"audit_id": audit, "kind": "missing", "expected": 1, "counted": 0}
    refused(make.as_(team.one), "audit_dated_back", "differ", Wish("difference", found), occurred_at=at)
    head = make.register.read(ledger.head)
    values = {"code": "A-9", "kind": "spot", "method": "blind", "place_id": make.place(), "first_id": team.people[0],
              "head_size": head.size, "head_root": head.root}  # fmt: skip
    refused(make.as_(team.one), "audit_dated_back", "audit", Wish("audit", values), occurred_at=at)
    ended = {"outcome": "clean", "closed_at": "2026-01-01T08:00", "counted_root": "00" * 32}
    refused(make.as_(team.one), "audit_dated_back", "conclude", Wish("audit", ended, audit), occurred_at=at)


def test_nothing_was_counted_before_the_audit_began(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    before = make.clock.now
    make.clock.pass_(hours=1)
    audit = team.begin(armoury)
    make.clock.pass_(hours=1)
    given: dict[str, Any] = {"audit": audit, "seen": [Sight(armoury, gun, way="paper")]}
    make.as_(team.one).refused("sighting_before_audit", sightings.sight, **given, occurred_at=before)
    make.as_(team.one).refused("future_date", sightings.sight, **given, occurred_at=make.clock.now + 3_600_000)
    make.as_(team.one).do(sightings.sight, **given, occurred_at=make.clock.now - 600_000)


def test_what_lies_there_is_seen_in_what_is_counted(make: Make, team: Team) -> None:
    """Seen “in the company” it would be right wherever the register has it."""
    armoury, far, gun = make.place(), make.place("ARM-2"), make.firearm()
    audit = team.begin(armoury)
    for place in (make.root(), far, make.outside("lost")):
        seen = [Sight(place, gun)]
        make.as_(team.one).refused("sighting_outside", sightings.sight, audit=audit, seen=seen)


def test_a_photo_is_not_only_said_to_be_one(make: Make, team: Team) -> None:
    armoury, gun, guard = make.place(), make.firearm(), make.person()
    make.issued(gun, to=guard)
    audit = team.begin(armoury)
    said = {"way": "photo", "item_id": gun, "place_id": armoury, "person_id": guard, "audit_id": audit, "turn": 1}
    refused(make.as_(team.one), "sighting_without_photo", "sight", Wish("sighting", said))
    make.as_(team.one).refused(
        "sighting_without_photo", sightings.sight, audit=audit,
        seen=[Sight(armoury, gun, way="photo", person=guard, photo=PHOTO), Sight(armoury, gun, way="photo")],
    )  # fmt: skip


def test_nobody_recounts_before_the_differences_are_entered(make: Make, team: Team) -> None:
    """A recount stands for what was counted before: nobody slips in with one while the counters still count."""
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    seen = [Sight(armoury, gun)]
    make.as_(team.head).refused("recount_too_early", sightings.sight, audit=audit, seen=seen, turn=9)
    inspector = make.as_(make.actor("ivan", "inspector"))
    shown = {"audit": audit, "seen": [Sight(armoury, gun, way="shown")], "kind": "shown", "turn": 9}
    inspector.refused("recount_too_early", sightings.sight, **shown)


def test_nobody_counts_a_thing_twice(make: Make, team: Team) -> None:
    """Neither its counters nor who recounted it before."""
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    team.differs(audit)
    seen = [Sight(armoury, gun)]
    for again in (team.one, team.two):
        make.as_(again).refused("recount_by_same", sightings.sight, audit=audit, seen=seen, turn=2)
    team.sees(audit, *seen, turn=2, by=team.head)
    make.as_(team.head).refused("recount_by_same", sightings.sight, audit=audit, seen=seen, turn=3)
    team.sees(audit, *seen, turn=3, by=team.other)


def test_who_witnessed_a_recount_does_not_settle_it(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    (missing,) = team.differs(audit)
    team.sees(audit, Sight(armoury, gun, way="paper"), turn=2, by=make.register.actor, witness=team.other)
    given = {"differences": [missing.id], "cause": "DAT-1", "evidence": "P-1"}
    make.as_(team.head).refused("settled_by_counter", audits.settle, **given, witness=team.other)
    make.as_(team.other).refused("settled_by_counter", audits.settle, **given, witness=team.head)
    make.as_(team.head).do(audits.settle, **given, witness=make.witness)


def test_a_second_account_does_not_settle_what_its_person_counted(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    (missing,) = team.differs(audit)
    again = make.actor("ines the boss", "director", person=team.people[0])
    given = {"differences": [missing.id], "cause": "DAT-1", "evidence": "P-1"}
    make.as_(again).refused("settled_by_counter", audits.settle, **given, witness=team.head)


def test_an_entry_that_has_nothing_to_do_with_it_settles_nothing(make: Make, team: Team) -> None:
    gone, other, guard = make.firearm(), make.firearm(), make.person()
    audit = team.begin(make.place())
    missing = next(each for each in team.differs(audit) if each.item_id == gone)
    out = make.issued(other, to=guard)
    undone = make.issued(gone, to=guard)
    make.do(_undo, seq=undone.seq, witness=make.witness)
    for entry in (0, 99_999, out.seq, undone.seq):
        given = {"differences": [missing.id], "cause": "DOC-2", "entry": entry}
        make.as_(team.head).refused("difference_not_of_entry", audits.settle, **given, witness=team.other)


def _undo(session: Any, *, seq: int, by: Any, witness: Any) -> object:
    from registry_app.services import corrections

    return corrections.correct(session, seq=seq, reason="typing_error", by=by, witness=witness)


def test_what_is_adjusted_to_a_count_has_a_witness(make: Make, team: Team) -> None:
    """Whatever the act: rounds that are short are not just used up, nor a surplus just received."""
    armoury, lot = make.place(), make.lot(rounds=120)
    short = (Line(lot, 7, Position(armoury), Position(make.outside("expended"))),)
    more = (Line(lot, 7, Position(make.outside("supplier")), Position(armoury)),)
    for kind, lines in (("expend", short), ("receive", more)):
        refused(make, "witness_missing", kind, lines=lines, reason_code="counted")
        make.post(Draft(kind, lines, reason_code="counted"), witness=make.witness)


def test_no_evidence_is_made_of_a_reference_alone(make: Make, team: Team) -> None:
    gun = make.firearm()
    audit = team.begin(make.place())
    (missing,) = team.differs(audit)
    wish = Wish("difference", {"settled_on": "2026-01-01", "cause": "DOC-2"}, missing.id)
    refs = (Ref("paper", "P-1"),)
    refused(make.as_(team.head), "difference_without_evidence", "settle", wish, refs=refs, witness=team.other)
    back = make.do(custody.issue, firearms=[gun], to=make.person())
    make.as_(team.head).do(
        audits.settle, differences=[missing.id], cause="DOC-2", entry=back.seq, witness=team.other
    )  # fmt: skip
