"""Cases of loss and theft from their discovery to their end."""

from typing import Any

import pytest

from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.services import clock, corrections, holds, ledger, losses, policies
from registry_app.services.losses import CaseRow, Gone, Missing
from tests.make import START, Make

MORNING = "2026-01-01T09:00"
"""On the clock of Bogotá, an hour after the tests began."""
HOUR = 3_600_000


def _report(make: Make, items: dict[int, int], **facts: Any) -> int:
    given = {"values": {"discovered_at": MORNING}, "reason": "theft", **facts}
    return int(make.do(losses.report, items=items, witness=make.witness, **given).records[0])


def _told(make: Make, case: int, minute: str) -> None:
    make.do(losses.follow_up, case=case, values={"notified_at": minute, "notice_number": "N-1"})


def _row(make: Make, case: int) -> CaseRow:
    return next(row for row in make.register.read(losses.cases) if row.number == case)


def test_a_theft_from_discovery_to_its_end(make: Make) -> None:
    gun, lot = make.firearm("A-1"), make.lot(rounds=50)
    make.clock.pass_(hours=3)
    case = _report(make, {gun: 1, lot: 20}, values={"discovered_at": MORNING, "documents_lost": "Permit P-1"})
    _told(make, case, "2026-01-01T10:30")
    make.do(holds.find, items={gun: 1}, to=make.place(), case=case, witness=make.witness)
    assert make.register.read(losses.missing, case=case) == [Missing(gun, 1, 1), Missing(lot, 20, 0)]
    make.do(losses.close, case=case, outcome="partly")
    row = _row(make, case)
    assert (row.kind, row.outcome, row.closed_on, row.hours) == ("theft", "partly", "2026-01-01", 1.5)
    assert (row.lost, row.found) == ({"firearm": 1, "lot": 20}, {"firearm": 1})


def test_what_is_gone_is_gone_from_the_discovery_on(make: Make) -> None:
    gun = make.firearm()
    make.clock.pass_(hours=5)
    case = _report(make, {gun: 1}, values={"discovered_at": "2026-01-01T10:00"})
    seq = make.register.read(lambda session: session.get(losses.Loss, case).described_seq)
    assert make.entry(seq).occurred_at == make.register.read(clock.moment, "2026-01-01T10:00")


def test_what_moved_after_the_discovery_is_gone_from_now_on(make: Make) -> None:
    gun = make.firearm()
    make.clock.pass_(hours=3)
    make.issued(gun, to=make.person())
    case = _report(make, {gun: 1})
    seq = make.register.read(lambda session: session.get(losses.Loss, case).described_seq)
    assert make.entry(seq).occurred_at == make.entry(seq).recorded_at
    assert _row(make, case).discovered_at == MORNING


def test_rounds_are_gone_from_the_position_that_is_named(make: Make) -> None:
    """The guard has lost his; those in store stay."""
    guard, lot = make.person(), make.lot(rounds=50)
    make.issued(make.firearm(), to=guard, rounds={lot: 20})
    gone = [Gone(lot, 15, Position(make.place(), guard))]
    make.do(losses.report, gone=gone, values={}, reason="loss", witness=make.witness)
    there = make.positions(lot)
    assert (there[Position(make.place(), guard)], there[Position(make.place())]) == (5, 30)


def test_a_rehearsal_judges_and_enters_nothing(make: Make) -> None:
    gun, before = make.firearm(), make.register.read(ledger.head).size
    asked = {"items": {gun: 1}, "values": {}, "reason": "loss", "is_rehearsal": True, "by": make.register.actor}
    with pytest.raises(Refused, match="witness_missing"):
        make.register.read(losses.report, **asked)
    with pytest.raises(Refused, match="case_of_nothing"):
        make.register.read(losses.report_documents, values={}, is_rehearsal=True, by=make.register.actor)
    assert make.register.read(ledger.head).size == before


def test_more_is_added_to_an_open_case_and_nothing_to_a_closed_one(make: Make) -> None:
    one, other, third = (make.firearm() for _n in range(3))
    case = _report(make, {one: 1}, values={})
    make.do(losses.report, items={other: 1}, values={}, reason="theft", case=case, witness=make.witness)
    assert [m.item for m in make.register.read(losses.missing, case=case)] == [one, other]
    _told(make, case, make.register.read(clock.minute))
    make.do(losses.close, case=case, outcome="written_off")
    make.refused(
        "case_closed", losses.report, items={third: 1}, values={}, reason="theft", case=case, witness=make.witness
    )


def test_the_reason_tells_the_kind_of_case(make: Make) -> None:
    kinds = {"theft": "theft", "robbery": "robbery", "counted": "not_found", "other": "loss"}
    numbers = {_report(make, {make.firearm(): 1}, values={}, reason=reason): kind for reason, kind in kinds.items()}
    assert {row.number: row.kind for row in make.register.read(losses.cases)} == numbers


def test_lost_documents_are_a_case_of_their_own(make: Make) -> None:
    make.refused("case_of_nothing", losses.report_documents, values={})
    posted = make.do(losses.report_documents, values={"documents_lost": "Permit P-7"}, reason="theft")
    row = _row(make, posted.records[0])
    assert (row.documents_lost, row.kind, row.lost, row.is_late) == ("Permit P-7", "theft", {}, False)


@pytest.mark.parametrize(("told", "is_late"), [("2026-01-02T09:00", False), ("2026-01-02T09:01", True)])
def test_the_authority_is_told_in_time_up_to_the_minute(make: Make, told: str, is_late: bool) -> None:
    make.do(policies.change, values={"loss_hours": 24}, witness=make.witness)
    gun = make.firearm()
    make.clock.pass_(days=2)
    case = _report(make, {gun: 1})
    assert _row(make, case).deadline == START + 25 * HOUR
    _told(make, case, told)
    assert _row(make, case).is_late == is_late


@pytest.mark.parametrize(("told", "is_late"), [("2026-01-01T10:00", False), ("2026-01-01T10:01", True)])
def test_at_once_is_within_an_hour_of_the_discovery(make: Make, told: str, is_late: bool) -> None:
    make.do(policies.change, values={"loss_hours": 0}, witness=make.witness)
    gun = make.firearm()
    make.clock.pass_(days=1)
    case = _report(make, {gun: 1})
    _told(make, case, told)
    assert _row(make, case).is_late == is_late


def test_an_untold_case_is_late_once_its_hours_are_over(make: Make) -> None:
    make.do(policies.change, values={"loss_hours": 2}, witness=make.witness)
    case = _report(make, {make.firearm(): 1}, values={})
    assert not _row(make, case).is_late
    make.clock.pass_(hours=3)
    assert _row(make, case).is_late


def test_a_stricter_policy_does_not_make_an_earlier_case_late(make: Make) -> None:
    make.do(policies.change, values={"loss_hours": 72}, witness=make.witness)
    case = _report(make, {make.firearm(): 1}, values={})
    make.do(policies.change, values={"loss_hours": 0}, witness=make.witness)
    make.clock.pass_(hours=71)
    assert not _row(make, case).is_late


def test_without_hours_in_the_policy_there_is_no_deadline(make: Make) -> None:
    make.do(policies.change, values={"loss_hours": None}, witness=make.witness)
    row = _row(make, _report(make, {make.firearm(): 1}, values={}))
    assert (row.deadline, row.is_late, row.hours) == (None, False, None)


def test_open_cases_are_listed_apart_with_who_follows_them_up(make: Make) -> None:
    one, other = (_report(make, {make.firearm(): 1}, values={}) for _n in range(2))
    make.do(losses.follow_up, case=other, values={"owner_id": make.person("G-9")})
    _told(make, one, make.register.read(clock.minute))
    make.do(losses.close, case=one, outcome="written_off")
    (row,) = make.register.read(losses.cases, open_only=True)
    assert (row.number, row.owner, make.register.read(losses.open_cases)) == (other, "G-9", 1)


def test_what_is_found_goes_to_the_case_that_misses_it(make: Make) -> None:
    gun, other = make.firearm(), make.firearm()
    first, second = _report(make, {gun: 1}, values={}), _report(make, {other: 1}, values={})
    posted = make.do(holds.find, item=gun, to=make.place(), witness=make.witness)
    assert [(r.kind, r.value) for r in make.entry(posted.seq).refs] == [("case", str(first))]
    assert make.register.read(losses.missing, case=second) == [Missing(other, 1, 0)]


def test_rounds_missing_in_two_cases_are_of_none_until_it_is_said(make: Make) -> None:
    lot = make.lot(rounds=50)
    first, _second = (_report(make, {lot: 5}, values={}) for _n in range(2))
    posted = make.do(holds.find, item=lot, quantity=2, to=make.place(), witness=make.witness)
    assert make.entry(posted.seq).refs == ()
    make.do(holds.find, item=lot, quantity=2, to=make.place(), case=first, witness=make.witness)
    assert make.register.read(losses.missing, case=first) == [Missing(lot, 5, 2)]


def test_a_corrected_find_was_none(make: Make) -> None:
    gun = make.firearm()
    case = _report(make, {gun: 1}, values={})
    found = make.do(holds.find, item=gun, to=make.place(), witness=make.witness)
    make.do(corrections.correct, seq=found.seq, reason="wrong_item", witness=make.witness)
    assert make.register.read(losses.missing, case=case) == [Missing(gun, 1, 0)]
    assert _row(make, case).found == {}


def test_all_that_is_lost_of_a_lot_is_found_at_once(make: Make) -> None:
    lot = make.lot(rounds=50)
    _report(make, {lot: 12}, values={})
    make.do(holds.find, items={lot: 0}, to=make.place(), state="ready", witness=make.witness)
    assert make.positions(lot) == {Position(make.place()): 50, Position(make.outside("supplier")): -50}
