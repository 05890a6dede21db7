"""Notices whose clock runs from the discovery, and cases that are open."""

from typing import Any

from registry_app.services import clock, custody, discharges, losses, policies
from tests.boards import counts, dues, told
from tests.make import Make

USE = {"kind": "warning_shot", "harm": "none", "damage": "minor"}


def _lost(make: Make, **values: Any) -> int:
    """A case that is discovered an hour after a firearm came; the tests begin at eight in the morning."""
    gun = make.firearm()
    make.clock.pass_(hours=1)
    given = {"reason": "theft", "witness": make.witness}
    discovered = {"discovered_at": make.register.read(clock.minute)}
    return int(make.do(losses.report, items={gun: 1}, values=discovered | values, **given).records[0])


def test_a_loss_is_to_be_told_in_the_hours_of_the_policy(make: Make) -> None:
    case = _lost(make)
    (seen,) = dues(make, "loss_notice")
    assert (seen.kind, seen.record, seen.severity) == ("loss", case, "soon")
    assert seen.due_at == make.register.read(clock.moment, "2026-01-02T09:01")
    make.clock.pass_(hours=25)
    assert counts(make, "loss_notice") == (1, 0, 0)
    make.do(losses.follow_up, case=case, values={"notified_at": "2026-01-02T09:30"})
    assert counts(make, "loss_notice").total == 0


def test_at_once_is_overdue_after_an_hour(make: Make) -> None:
    make.do(policies.adopt, jurisdiction="co", witness=make.witness)
    _lost(make)
    assert counts(make, "loss_notice").overdue == 0
    make.clock.pass_(hours=2)
    assert told(make, "loss_notice")[0][1:] == ("overdue", "2026-01-01")
    assert dues(make, "loss_notice")[0].source == "DL 2535/1993 art. 19 a, b"


def test_the_term_is_that_of_the_day_on_which_the_case_was_opened(make: Make) -> None:
    _lost(make)
    make.do(policies.change, values={"loss_hours": 72}, witness=make.witness)
    assert [day for _key, _severity, day in told(make, "loss_notice")] == ["2026-01-02"]
    _lost(make)
    assert [day for _key, _severity, day in told(make, "loss_notice")] == ["2026-01-02", "2026-01-04"]


def test_open_cases_stay_until_they_are_closed_and_name_who_follows_them_up(make: Make) -> None:
    case = _lost(make, owner_id=make.person("G-7"), notified_at="2026-01-01T09:01")
    (seen,) = dues(make, "loss")
    assert (seen.key, seen.owner_code, seen.due_on, seen.severity) == (str(case), "G-7", "2026-01-31", "soon")
    assert (seen.source, seen.is_verified) == ("Practice", False)
    make.clock.pass_(days=31)
    assert counts(make, "loss").overdue == 1
    make.do(losses.close, case=case, outcome="written_off")
    assert counts(make, "loss").total == 0


def test_a_discharge_is_told_of_and_closed(make: Make) -> None:
    gun, guard, lot = make.firearm(), make.person("G-1"), make.lot()
    make.do(custody.issue, firearms=[gun], to=guard, rounds={lot: 12})
    told_of = {"values": USE, "reason": "warning_shot", "rounds": {lot: 1}, "witness": make.witness}
    number = make.do(discharges.record, firearm=gun, person=guard, **told_of).records[0]
    assert [(each.code, each.record) for each in dues(make, "discharge_notice", "discharge")] == [
        ("discharge_notice", number), ("discharge", number)
    ]  # fmt: skip
    make.do(discharges.follow_up, case=number, values={"notified_at": make.register.read(clock.minute)})
    assert [each.code for each in dues(make, "discharge_notice", "discharge")] == ["discharge"]
    make.do(discharges.follow_up, case=number, values={"closed_on": "2026-01-01"})
    assert dues(make, "discharge_notice", "discharge") == []
