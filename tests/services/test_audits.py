"""An audit from its beginning to its end: frozen at a head, counted by who may, settled by others, closed for good."""

from typing import Any

import pytest

from registry_app.domain.entry import Position
from registry_app.services import audits, checks, corrections, counts, custody, draws, ledger, losses, sightings
from registry_app.services.sightings import Sight
from registry_app.services.transfers import accept, send
from tests.audit import Team
from tests.make import PHOTO, Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def test_a_count_that_agrees_closes_clean_and_is_a_checkpoint(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    lot = make.lot(rounds=120)
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun, "SN1"), Sight(armoury, lot, "LOT1", quantity=120))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    (row,) = make.register.read(audits.audits)
    assert (row.outcome, row.differences, row.code) == ("clean", 0, "2026-001")
    assert checks.check(make.register).verdict == "intact"


def test_one_missing_one_misplaced_one_unknown_and_seven_rounds_short(make: Make, team: Team) -> None:
    armoury, north = make.place(), make.place("ARM-2")
    here, gone, moved = make.firearm(), make.firearm(), make.firearm(at=north)
    lot = make.lot(rounds=120)
    audit = team.begin(make.root())
    team.sees(audit, Sight(armoury, here), Sight(armoury, moved), Sight(armoury, lot, quantity=113))
    team.sees(audit, Sight(armoury, raw="ZX-99"))
    assert team.results(audit) == {"found": 1, "missing": 1, "elsewhere": 1, "short": 1, "unknown": 1}
    told = {each.kind: each for each in team.differs(audit)}
    assert (told["missing"].item_id, told["short"].counted, told["unknown"].raw) == (gone, 113, "ZX-99")
    assert (told["elsewhere"].place_id, told["elsewhere"].seen_id) == (north, armoury)
    make.as_(team.one).refused("no_differences", audits.differ, audit=audit)


def test_what_the_adjustments_leave_is_what_was_counted(make: Make, team: Team) -> None:
    armoury, north = make.place(), make.place("ARM-2")
    gone, moved, lot = make.firearm(), make.firearm(at=north), make.lot(rounds=120)
    audit = team.begin(make.root())
    team.sees(audit, Sight(armoury, moved), Sight(armoury, lot, quantity=113), Sight(armoury, raw="ZX-99"))
    missing, elsewhere, short, unknown = sorted(team.differs(audit), key=lambda d: (d.raw or "", d.item_id))
    lost = make.as_(team.head).do(
        losses.report, items={gone: 1, lot: 7}, values={"kind": "not_found"}, reason="counted", witness=team.other
    )
    sent = make.as_(team.head).do(send, items={moved: 1}, source=north, destination=armoury)
    make.as_(team.head).do(accept, sent=sent.seq, to=armoury)
    make.firearm("ZX-99", at=armoury, reason="opening")
    done = {"LOS-4": (missing, lost), "QTY-1": (short, lost), "LOC-1": (elsewhere, sent)}
    for cause, (each, entry) in done.items():
        make.as_(team.head).do(audits.settle, differences=[each.id], cause=cause, entry=entry.seq, witness=team.other)
    settled = {"differences": [unknown.id], "cause": "SUR-1", "action": "Received"}
    make.as_(team.head).do(audits.settle, **settled, witness=team.other)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    assert make.register.read(audits.audits)[0].outcome == "explained"
    assert make.positions(moved)[Position(armoury)] == 1
    assert make.positions(lot)[Position(armoury)] == 113
    assert Position(armoury) not in make.positions(gone)
    assert checks.check(make.register).verdict == "intact"


def test_unsettled_differences_close_it_only_as_such(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    make.as_(team.one).refused("differences_not_entered", audits.conclude, audit=audit, witness=team.head)
    team.differs(audit)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    (row,) = make.register.read(audits.audits)
    assert (row.outcome, row.left) == ("with_differences", 1)


def test_nobody_settles_what_they_counted(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    (missing,) = team.differs(audit)
    boss = make.actor("nora", "supervisor counter", person=team.people[1])
    given: dict[str, Any] = {"differences": [missing.id], "cause": "LOS-4", "evidence": "PR-7"}
    make.as_(boss).refused("settled_by_counter", audits.settle, **given, witness=team.head)
    make.as_(team.head).refused("settled_by_counter", audits.settle, **given, witness=boss)
    make.as_(team.head).do(audits.settle, **given, witness=team.other)
    make.as_(team.head).refused("difference_settled", audits.settle, **given, witness=team.other)


def test_only_named_counters_count_and_others_recount(make: Make, team: Team) -> None:
    gun, armoury = make.firearm(), make.place()
    audit = team.begin(armoury)
    make.as_(team.head).refused("counter_not_named", sightings.sight, audit=audit, seen=[Sight(armoury, gun)])
    team.differs(audit)
    make.as_(team.two).refused("recount_by_same", sightings.sight, audit=audit, seen=[Sight(armoury, gun)], turn=2)
    team.sees(audit, Sight(armoury, gun), turn=2, by=team.head)
    assert team.results(audit) == {"found": 1}


def test_counters_are_two_and_one_is_independent(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    given: dict[str, Any] = {"kind": "full", "place": armoury, "first": team.people[0]}
    make.refused("count_needs_two", audits.begin, **given)
    make.refused("counters_are_two", audits.begin, **given, second=team.people[0])
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    make.refused("counters_not_independent", audits.begin, **given, second=team.people[1])
    team.begin(armoury, second=make.person())


def test_a_closed_audit_is_closed(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun))
    closed = make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    make.as_(team.one).refused("audit_closed", sightings.sight, audit=audit, seen=[Sight(armoury, gun)])
    make.as_(team.one).refused("audit_closed", audits.conclude, audit=audit, witness=team.head)
    for seq in (closed.seq, closed.seq - 1):
        make.refused("audit_closed", corrections.correct, seq=seq, reason="typing_error", witness=team.head)


def test_nothing_is_dated_before_a_closed_count(make: Make, team: Team) -> None:
    armoury, gun, guard = make.place(), make.firearm(), make.person()
    before = make.clock.now
    make.clock.pass_(hours=2)
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    make.clock.pass_(hours=1)
    make.refused("dated_before_count", custody.issue, firearms=[gun], to=guard, occurred_at=before)
    far = make.firearm(at=make.place("ARM-2"))
    make.issued(gun, to=guard)
    assert make.register.read(counts.standing, audit).tally["found"] == 1
    assert far


def test_what_is_issued_during_the_count_is_not_missing(make: Make, team: Team) -> None:
    armoury, one, two, guard = make.place(), make.firearm(), make.firearm(), make.person()
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, one))
    make.issued(one, two, to=guard)
    assert team.results(audit) == {"found": 1, "not_seen": 1}
    make.do(custody.take_back, firearms=[one, two])
    assert team.results(audit) == {"found": 1, "missing": 1}


def test_an_audit_that_was_undone_leaves_no_number_taken_twice(make: Make, team: Team) -> None:
    armoury = make.place()
    for _each in range(3):
        team.begin(armoury, kind="spot")
    first = make.register.read(ledger.head).size - 3
    make.do(corrections.correct, seq=first, reason="typing_error", witness=make.witness)
    team.begin(armoury, kind="spot", code="2026-X")
    team.begin(armoury, kind="spot")
    codes = [row.code for row in make.register.read(audits.audits)]
    assert codes == ["2026-004", "2026-X", "2026-003", "2026-002"]


def test_the_head_must_be_one_of_this_ledger(make: Make, team: Team) -> None:
    armoury = make.place()
    size = make.register.read(ledger.head).size
    make.firearm()
    audit = team.begin(armoury, head=size)
    assert team.results(audit) == {}
    make.refused("head_unknown", audits.begin, kind="spot", place=armoury, first=team.people[0], head=9_999)


def test_a_sample_is_drawn_the_same_by_another_and_counts_what_was_drawn(make: Make, team: Team) -> None:
    guns = [make.firearm() for _ in range(6)]
    make.issued(guns[0], to=make.person())
    drawn = make.register.read(draws.draw, size=3, word="cedro", place=make.place())
    again = make.register.read(draws.draw, size=3, word=" CEDRO", place=make.place(), head=drawn.head.size)
    assert drawn == again.__class__(**{**again.__dict__, "word": drawn.word})
    assert drawn.strata == {"with_guard": 1, "never_seen": 5, "oldest": 0, "others": 0}
    audit = team.begin(make.place(), kind="sample", size=3, word="cedro", head=drawn.head.size)
    expected = {result.item for result in make.register.read(counts.standing, audit).results}
    assert expected == {each.number for each in drawn.drawn}
    assert (drawn.statement.sample, drawn.statement.population, drawn.statement.most) == (3, 6, 2)


def test_a_second_scan_is_told_of_the_first(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    assert make.register.read(sightings.earlier, audit=audit, item=gun) is None
    team.sees(audit, Sight(armoury, gun))
    found = make.register.read(sightings.earlier, audit=audit, item=gun)
    assert found
    assert found.place == armoury


def test_a_photo_of_the_day_shows_what_is_with_a_guard(make: Make, team: Team) -> None:
    gun, guard, post = make.firearm(), make.person(), make.place("POST-1", "post")
    make.issued(gun, to=guard, post=post)
    audit = team.begin(make.place())
    make.as_(team.one).refused("sighting_afar", sightings.sight, audit=audit, seen=[Sight(post, gun, person=guard)])
    team.sees(audit, Sight(post, gun, way="photo", person=guard, photo=PHOTO))
    assert team.results(audit) == {"found": 1}


def test_a_wrong_sighting_is_corrected_and_gone(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun))
    seq = make.register.read(ledger.head).size - 1
    make.as_(team.head).do(corrections.correct, seq=seq, reason="wrong_item", witness=team.one)
    assert team.results(audit) == {"missing": 1}


def test_rounds_need_a_number(make: Make, team: Team) -> None:
    armoury, lot = make.place(), make.lot()
    audit = team.begin(armoury)
    make.as_(team.one).refused("sighting_without_number", sightings.sight, audit=audit, seen=[Sight(armoury, lot)])
    make.as_(team.one).refused("sighting_of_nothing", sightings.sight, audit=audit, seen=[Sight(armoury)])
