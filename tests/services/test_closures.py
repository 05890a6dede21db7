"""How far a closing has come: the term in working days, what is left in the company and where, what is handed in."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import (
    closures,
    company,
    custody,
    deposits,
    discharges,
    holds,
    losses,
    policies,
    transfers,
    workshop,
)
from registry_app.services.closures import Closure
from tests.make import Make


def state(make: Make) -> Closure:
    found: Closure = make.register.read(closures.state)
    return found


def told(closure: Closure) -> tuple[str, int, int]:
    return closure.until_on, closure.days_left, closure.working_days_left


def test_a_company_that_works_has_a_term_and_no_countdown(make: Make) -> None:
    make.firearm()
    found = state(make)
    assert (found.is_begun, found.closing_on, found.days, *told(found)) == (False, "", 30, "", 0, 0)
    assert (found.count("firearm"), found.is_late) == (1, False)


@pytest.mark.parametrize(
    ("jurisdiction", "on", "wanted"),
    [
        ("generic", "2026-01-01", ("2026-02-12", 42, 30)),
        ("generic", "2025-12-01", ("2026-01-12", 11, 7)),
        ("generic", "2025-11-01", ("2025-12-12", -20, -14)),
        ("pe", "2025-12-01", ("2026-01-16", 15, 11)),  # the 8th, 9th, 25th of December and New Year
        ("generic", "2026-03-02", ("2026-04-13", 102, 72)),
    ],
)
def test_the_countdown_is_in_working_days_of_the_country(
    make: Make, jurisdiction: str, on: str, wanted: tuple[str, int, int]
) -> None:
    make.do(policies.adopt, jurisdiction=jurisdiction, witness=make.witness)
    make.do(closures.begin, on=on)
    assert told(state(make)) == wanted


def test_a_term_that_has_passed_is_late_while_anything_is_left(make: Make) -> None:
    lot = make.lot(rounds=50)
    make.article()
    make.do(closures.begin, on="2025-11-01")
    assert (state(make).is_late, state(make).is_empty) == (True, False)
    make.do(deposits.deposit, items={lot: 0}, document="D-1", reason="closure", witness=make.witness)
    assert (state(make).is_late, state(make).is_empty) == (False, True)


def test_the_source_of_the_term_is_told_while_the_policy_follows_it(make: Make) -> None:
    assert (state(make).source, state(make).is_verified) == ("Practice, after the rule of Peru", False)
    make.do(policies.adopt, jurisdiction="pe", witness=make.witness)
    assert (state(make).source, state(make).is_verified) == ("DS 005-2023-IN", False)
    make.do(policies.change, values={"closure_days": 10}, witness=make.witness)
    assert (state(make).days, state(make).source) == (10, "")


def test_without_a_term_there_is_no_countdown(make: Make) -> None:
    make.do(policies.change, values={"closure_days": None}, witness=make.witness)
    make.do(closures.begin, on="2025-01-01")
    make.firearm()
    found = state(make)
    assert (found.closing_on, found.days, *told(found), found.is_late) == ("2025-01-01", 0, "", 0, 0, False)


def test_what_is_left_is_told_by_where_it_is(make: Make) -> None:
    lot, guard = make.lot("L-1", rounds=50), make.person("G-1", name="Rosa Quispe")
    out, kept, sent, mended = (make.firearm(serial) for serial in ("007", "A-2", "A-3", "A-4"))
    make.issued(out, to=guard, rounds={lot: 12})
    make.do(holds.hold, item=kept, state="held:evidence", reason="evidence", document="D-1")
    make.do(transfers.send, items={sent: 1}, destination=make.place("ARM-2"))
    make.do(workshop.send, items={mended: 1})
    found = state(make)
    assert found.where("firearm") == {"person": 1, "store": 1, "held": 1, "transit": 1, "workshop": 1}
    assert found.where("lot") == {"store": 38, "person": 12}
    (mine,) = [each for each in found.inside if each.name == "007"]
    assert (mine.maker, mine.model, mine.calibre) == ("Taurus", "G3", "9x19")
    assert (mine.place_code, mine.zone, mine.state, mine.person_code, mine.person_name) == (
        "ARM-1", "person", "ready", "G-1", "Rosa Quispe",
    )  # fmt: skip


def test_things_are_listed_by_place_and_firearms_first(make: Make) -> None:
    other = make.place("AAA")
    make.article("V-1")
    make.lot("L-1")
    make.firearm("B-1")
    make.firearm("A-1")
    make.firearm("Z-9", at=other)
    assert [each.name for each in state(make).inside] == ["Z-9", "A-1", "B-1", "L-1", "V-1"]


def test_what_the_authority_has_is_told_with_its_deed(make: Make) -> None:
    gun, lot = make.firearm("A-1"), make.lot("L-1", rounds=50)
    make.do(deposits.deposit, items={gun: 1, lot: 20}, document="ACTA-7", reason="closure", witness=make.witness)
    found = state(make)
    assert [(a.name, a.quantity, a.document) for a in found.lying] == [("A-1", 1, "ACTA-7"), ("L-1", 20, "ACTA-7")]
    assert (found.handed_in("firearm"), found.handed_in("lot"), found.count("firearm"), found.count("lot")) == (
        1, 20, 0, 30,
    )  # fmt: skip


def test_open_cases_and_discharges_are_told(make: Make) -> None:
    guard, gun, lot = make.person(), make.firearm(), make.lot()
    make.issued(gun, to=guard, rounds={lot: 6})
    values = {"kind": "warning_shot", "harm": "none", "damage": "none"}
    make.do(discharges.record, firearm=gun, person=guard, values=values, rounds={lot: 1}, reason="warning_shot",
            witness=make.witness)  # fmt: skip
    make.do(losses.report, items={make.firearm(): 1}, values={}, reason="theft", witness=make.witness)
    assert (len(state(make).cases), len(state(make).discharges)) == (1, 1)


def test_closing_begins_today_or_on_the_day_that_is_given_for_a_reason(make: Make) -> None:
    begun = make.entry(make.do(closures.begin, reason="suspension").seq)
    assert (begun.kind, begun.reason_code, state(make).closing_on) == ("amend", "suspension", "2026-01-01")
    make.do(closures.begin, on="5/3/2026")
    assert state(make).closing_on == "2026-03-05"


@pytest.mark.parametrize(
    ("given", "code"), [({"on": "soon"}, "field_not_date"), ({"reason": "whim"}, "reason_unknown")]
)
def test_a_closing_that_cannot_be_is_refused(make: Make, given: dict[str, Any], code: str) -> None:
    make.refused(code, closures.begin, **given)


def test_from_then_on_arms_only_come_back(make: Make) -> None:
    gun, other, guard = make.firearm(), make.firearm(), make.person()
    make.issued(gun, to=guard)
    make.do(closures.begin)
    with pytest.raises(Refused, match="company_ceased"):
        make.issued(other, to=guard)
    make.do(custody.take_back, firearms=[gun])
    make.do(company.complete, values={"closing_on": None})
    make.issued(other, to=guard)
    assert not state(make).is_begun
