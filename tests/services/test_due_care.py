"""Care that comes round: since it was done, or since the firearm was entered."""

import pytest

from registry_app.services import custody, holds, packs, policies, records
from tests.boards import counts, dues, told
from tests.make import Make


def _done(make: Make, firearm: int, **days: str) -> None:
    make.do(records.amend, kind="firearm", record=firearm, values=days)


def test_what_never_was_cleaned_counts_from_its_entry(make: Make) -> None:
    make.firearm("OLD")
    make.clock.pass_(days=23)
    make.firearm("NEW")
    assert told(make, "clean") == [("OLD", "soon", "2026-01-31")]
    make.clock.pass_(days=8)
    assert told(make, "clean") == [("OLD", "overdue", "2026-01-31")]
    assert counts(make, "clean", within=60) == (1, 0, 1)


def test_never_and_long_ago_are_told_in_one_order(make: Make) -> None:
    for serial, day in (("F1", "2025-12-20"), ("F2", None), ("F3", "2025-12-25"), ("F4", "2026-01-04")):
        _done(make, make.firearm(serial), cleaned_on=day) if day else make.firearm(serial)
        make.clock.pass_(days=1)
    make.clock.pass_(days=23)
    assert told(make, "clean") == [
        ("F1", "overdue", "2026-01-19"), ("F3", "overdue", "2026-01-24"), ("F2", "soon", "2026-02-01"),
        ("F4", "soon", "2026-02-03"),
    ]  # fmt: skip
    assert [each.key for each in dues(make, "clean", limit=2)] == ["F1", "F3"]


def test_an_inspection_is_told_of_by_the_notice_of_the_policy(make: Make) -> None:
    _done(make, make.firearm("F1"), inspected_on="2025-03-02")
    _done(make, make.firearm("F2"), inspected_on="2025-03-03")
    assert told(make, "inspect") == [("F1", "soon", "2026-03-02")]


def test_evidence_is_left_as_it_is_and_no_policy_asks_for_no_care(make: Make) -> None:
    held = make.firearm("F1")
    make.do(holds.hold, item=held, state="held:evidence", reason="evidence", document="D-1")
    make.firearm("F2")
    make.clock.pass_(days=40)
    assert [key for key, *_rest in told(make, "clean")] == ["F2"]
    values = {"clean_days": None, "inspect_days": None, "rotate_days": None}
    make.do(policies.change, values=values, witness=make.witness)
    assert told(make, "clean", "inspect", "rotate") == []


@pytest.fixture
def carrying(make: Make) -> tuple[int, ...]:
    """A guard who has carried rounds of a lot for 340 days, some of which were handed to him later; and since when."""
    make.do(policies.change, values={"shift_hours": None}, witness=make.witness)
    guard, lot, gun = make.person("G-1", name="Eva Ruiz"), make.lot("L1"), make.firearm()
    since = make.entry(make.do(custody.issue, firearms=[gun], to=guard, rounds={lot: 12}).seq).occurred_at
    make.clock.pass_(days=170)
    make.do(custody.issue, to=guard, rounds={lot: 6}, firearms=[make.firearm()])
    make.clock.pass_(days=170)
    return guard, lot, gun, since


def test_carry_rounds_count_since_there_were_some_without_a_break(make: Make, carrying: tuple[int, ...]) -> None:
    guard, lot, gun, since = carrying
    (seen,) = dues(make, "rotate")
    assert (seen.key, seen.owner, seen.facts["holder"], seen.due_on) == ("L1", guard, "Eva Ruiz", "2027-01-01")
    assert [each.since for each in make.register.read(packs.carried)] == [since]
    make.do(custody.take_back, firearms=[gun], rounds={lot: 18})
    make.do(custody.issue, firearms=[gun], to=guard, rounds={lot: 18})
    assert told(make, "rotate") == []


def test_exchanged_rounds_begin_anew(make: Make, carrying: tuple[int, ...]) -> None:
    guard, *_rest = carrying
    make.clock.pass_(days=40)
    assert [severity for _key, severity, _day in told(make, "rotate")] == ["overdue"]
    make.do(packs.rotate, person=guard, new={make.lot("L2"): 18}, to=make.place())
    assert told(make, "rotate") == []
