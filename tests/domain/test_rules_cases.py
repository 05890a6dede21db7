"""Cases of loss and theft: each refusal once, and what just passes."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, Ref
from registry_app.services import holds, losses
from tests.make import Make, enter

NOON = "2026-01-01T12:00"
"""Of the day before: the clock of these tests begins in the morning of the second."""
LATER = "2026-01-02T08:30"
THEFT: dict[str, Any] = {"kind": "theft", "discovered_at": NOON}


@pytest.fixture(autouse=True)
def _next_day(make: Make) -> None:
    make.place()
    make.clock.pass_(days=1)


def _case(make: Make, *items: int, **values: Any) -> int:
    given = {**THEFT, "discovered_at": None, **values}
    given = {name: value for name, value in given.items() if value is not None}
    posted = make.do(losses.report, items=dict.fromkeys(items, 1), values=given, reason="theft", witness=make.witness)
    return int(posted.records[0])


def _lost(make: Make, *refs: Ref, wishes: int = 0) -> dict[str, Any]:
    """A draft that loses a firearm, with cases opened or named."""
    line = Line(make.firearm(), 1, Position(make.place()), Position(make.outside("lost")))
    told = tuple(Wish("loss", THEFT) for _n in range(wishes))
    return {"draft": Draft("lose", (line,), told, reason_code="theft", refs=refs), "witness": make.witness}


def _named(number: int) -> Ref:
    return Ref("case", str(number))


def test_what_is_lost_belongs_to_one_case(make: Make) -> None:
    case = _case(make, make.firearm())
    for refs, wishes in (((), 0), ((), 2), ((_named(case),), 1), ((_named(case), _named(case)), 0)):
        make.refused("case_missing", enter, **_lost(make, *refs, wishes=wishes))
    make.do(enter, **_lost(make, wishes=1))
    make.do(enter, **_lost(make, _named(case)))


@pytest.mark.parametrize("number", [1, 9_999])
def test_a_case_that_is_none(make: Make, number: int) -> None:
    make.refused("case_unknown", enter, **_lost(make, _named(number)))
    gun = make.firearm()
    _case(make, gun)
    make.refused("case_unknown", holds.find, item=gun, to=make.place(), case=number, witness=make.witness)


def _closed(case: int, outcome: str = "written_off", day: str = "2026-01-02", **values: Any) -> dict[str, Any]:
    told = {"notified_at": NOON, "outcome": outcome, "closed_on": day, **values}
    return {"case": case, "values": {name: value for name, value in told.items() if value}}


def test_nothing_is_added_to_a_closed_case(make: Make) -> None:
    case = _case(make, make.firearm())
    make.clock.pass_(hours=1)
    make.do(losses.follow_up, **_closed(case, notified_at=LATER))
    make.refused("case_closed", enter, **_lost(make, _named(case)))
    make.do(losses.follow_up, case=case, values={"closed_on": None})
    make.do(enter, **_lost(make, _named(case)))


def test_what_is_found_is_of_the_case_named(make: Make) -> None:
    lot, other = make.lot(), make.lot()
    facts: dict[str, Any] = {"values": {}, "reason": "loss", "witness": make.witness}
    first = make.do(losses.report, items={lot: 5, other: 5}, **facts).records[0]
    make.do(losses.report, items={lot: 7}, **facts)
    found: dict[str, Any] = {"to": make.place(), "case": first, "witness": make.witness}
    make.refused("found_not_of_case", holds.find, items={lot: 6}, **found)
    make.do(holds.find, items={lot: 4, other: 5}, **found)
    make.refused("found_not_of_case", holds.find, items={lot: 2}, **found)
    make.do(holds.find, items={lot: 1}, **found)


def test_what_is_found_is_of_one_case(make: Make) -> None:
    gun = make.firearm()
    case = _case(make, gun)
    line = Line(gun, 1, Position(make.outside("lost")), Position(make.place()))
    draft = Draft("find", (line,), reason_code="recovered", refs=(_named(case), _named(case)))
    make.refused("found_in_several_cases", enter, draft=draft, witness=make.witness)


def test_a_case_by_itself_is_one_of_documents(make: Make) -> None:
    make.refused("case_of_nothing", enter, draft=Draft("describe", wishes=(Wish("loss", THEFT),)))
    make.do(enter, draft=Draft("describe", wishes=(Wish("loss", {**THEFT, "documents_lost": "Permit P-1"}),)))


@pytest.mark.parametrize(("values", "code"), [
    ({"happened_at": "2026-01-01T12:01"}, "happened_after_discovery"), ({"happened_at": NOON}, ""),
    ({"police_at": "2026-01-01T11:59"}, "told_before_discovery"), ({"police_at": NOON}, ""),
    ({"notified_at": "2026-01-01T11:59"}, "told_before_discovery"), ({"notified_at": NOON}, ""),
    ({"discovered_at": "2026-01-03T12:00"}, "minute_in_the_future"),
    ({"notified_at": "2026-01-02T23:00"}, "minute_in_the_future"),
])  # fmt: skip
def test_the_moments_of_a_case_are_in_order(make: Make, values: dict[str, str], code: str) -> None:
    told = {**THEFT, "documents_lost": "Permit P-1", **values}
    draft = Draft("describe", wishes=(Wish("loss", told),))
    if code:
        make.refused(code, enter, draft=draft)
    else:
        make.do(enter, draft=draft)


def test_this_very_minute_is_not_in_the_future(make: Make) -> None:
    posted = make.do(losses.report_documents, values={"documents_lost": "Permit P-1"})
    case = posted.records[0]
    make.refused("minute_in_the_future", losses.follow_up, **_closed(case, day="2026-01-03", notified_at=None))


def test_a_case_ends_with_an_outcome_after_the_authority_was_told(make: Make) -> None:
    case = make.do(losses.report_documents, values={"documents_lost": "P-1", "discovered_at": NOON}).records[0]
    make.refused("case_without_outcome", losses.follow_up, **_closed(case, outcome=""))
    make.refused("case_never_notified", losses.follow_up, **_closed(case, notified_at=""))
    make.do(losses.follow_up, **_closed(case))


def test_what_was_never_gone_needs_no_notice(make: Make) -> None:
    case = make.do(losses.report_documents, values={"documents_lost": "P-1", "discovered_at": NOON}).records[0]
    make.do(losses.follow_up, **_closed(case, "error", notified_at=""))
