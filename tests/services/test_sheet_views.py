"""Count sheets as screens show them: as they are printed, and what came back of them."""

from typing import Any

import pytest

from registry_app.services import corrections, count_sheets, sheet_views
from registry_app.services.sheet_views import Gap, Typed
from registry_app.services.typed_sheets import Line
from tests.audit import Team
from tests.make import Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def _listed(make: Make, audit: int, **more: Any) -> list[sheet_views.SheetRow]:
    found: list[sheet_views.SheetRow] = make.register.read(sheet_views.listed, audit, **more)
    return found


@pytest.mark.parametrize("order", count_sheets.ORDERS)
@pytest.mark.parametrize("method", ["blind", "guided"])
def test_they_are_those_that_are_printed(make: Make, team: Team, method: str, order: str) -> None:
    armoury = make.place()
    racks = [make.place(code, "rack", armoury) for code in ("R-2", "R-1")]
    for number in range(25):
        make.firearm(f"A-{number:03}", at=racks[number % 2])
    make.lot("L-1", at=racks[0])
    audit = team.begin(armoury, method=method)
    told = make.register.read(count_sheets.content, audit=audit, order=order, by=team.one)
    listed = _listed(make, audit, order=order)
    assert [(each.number, each.code, [p.title for p in each.printed]) for each in listed] == [
        (sheet["sheet"], sheet["place"], [item["item"] for item in sheet["items"]]) for sheet in told["sheets"]
    ]
    assert any(each.printed for each in listed) == (method == "guided")


def test_what_is_entered_is_told_by_turn_until_it_is_corrected(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("A-1")
    audit = team.begin(armoury)
    facts = {"audit": audit, "sheet": 1, "place": armoury, "typed": [Typed(Line("A-1")), Typed(Line(""))]}
    posted = make.as_(team.one).do(sheet_views.enter, **facts, counted_at="2026-01-01T08:01")
    assert [each.seq for each in _listed(make, audit)] == [posted.seq]
    assert [each.seq for each in _listed(make, audit, turn=2)] == [-1]
    assert make.entry(posted.seq).occurred_at % 60_000 == 0
    make.do(corrections.correct, seq=posted.seq, reason="other", witness=make.witness)
    assert [each.seq for each in _listed(make, audit)] == [-1]


def test_lines_that_name_their_place_are_counted_there(make: Make, team: Team) -> None:
    armoury = make.place()
    rack = make.place("R-1", "rack", armoury)
    make.firearm("A-1", at=rack)
    audit = team.begin(armoury)
    facts = {"audit": audit, "sheet": 1, "place": armoury}
    typed = [Typed(Line("A-1"), " r-1 "), Typed(Line("ZX"), "")]
    posted = make.as_(team.one).do(sheet_views.enter, **facts, typed=typed)
    assert [change.new["place_id"] for change in make.entry(posted.seq).records] == [rack, armoury]
    again = {**facts, "sheet": 2, "typed": [Typed(Line("A-1"), "R-99")]}
    make.as_(team.one).refused("nothing_of_that_name", sheet_views.enter, **again)


def test_gaps_name_line_field_and_both() -> None:
    first = [Typed(Line("A-1", quantity=3), "R-1"), Typed(Line("A-2", marks="differ"))]
    second = [Typed(Line("a-1 ", quantity=4), "r-1"), Typed(Line("A-2"), "R-2")]
    assert sheet_views.gaps(first, second) == [
        Gap(0, "quantity", "3", "4"), Gap(1, "marks", "differ", ""), Gap(1, "place", "", "R-2"),
    ]  # fmt: skip
    assert sheet_views.gaps(first, first) == []
