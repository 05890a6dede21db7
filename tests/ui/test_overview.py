"""The overview: figures that are true, days, and concerns that lead to their firearm."""

import pytest
from PySide6.QtCore import Qt

from registry_app.services import custody, holds
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.parts.points import Point


@pytest.fixture
def desk(hands: Hands) -> Hands:
    make = hands.make
    make.firearm("AAA-1", permit="2020-01-01")
    make.issued(make.firearm("BBB-2"), to=make.person("G-7"))
    make.do(holds.hold, item=make.firearm("CCC-3"), state="held:evidence", reason="evidence", document="D-9")
    make.lot(rounds=500)
    hands.page("overview").reload()
    hands.settle()
    return hands


def _points(desk: Hands) -> list[Point]:
    return list(desk.shell.page("overview").attention.points())


def _lead(desk: Hands, key: str) -> None:
    part = desk.shell.page("overview").attention
    part.go_to(key)
    part.setFocus()
    desk.press(Qt.Key.Key_Return)
    desk.settle()


def test_figures_count_what_there_is(desk: Hands) -> None:
    figures = desk.shell.page("overview").figures
    assert [each._value.text() for each in figures.values()] == ["3", "1", "500", "1"]
    assert figures["issued"]._note.text() == "33% of all"
    assert figures["papers"]._alert.text() == "1 expired"


def test_rounds_tell_for_how_long_they_last(desk: Hands) -> None:
    lot, firearm = desk.make.lot(rounds=100, calibre=".38 Special"), desk.make.firearm(calibre=".38 Special")
    desk.make.do(custody.issue, firearms=[firearm], rounds={lot: 90}, to=desk.make.person())
    desk.make.do(custody.take_back, firearms=[firearm], expended={lot: 90}, reason="training")
    desk.page("overview").reload()
    desk.settle()
    points = desk.shell.page("overview").rounds.points()
    assert [(each.value, each.lines, each.chip) for each in points] == [
        ("500", ("none used in 90 days",), ""), ("10", ("for 10 days",), "Low"),
    ]  # fmt: skip
    assert desk.shell.page("overview").figures["rounds"]._alert.text() == ".38 Special low"


def test_the_chart_tells_the_days_in_words(desk: Hands) -> None:
    told = desk.shell.page("overview").chart.accessibleDescription().split("; ")
    assert len(told) == 14
    assert told[-1] == "Jan 1: Handed out 1, Taken back 0"


def test_what_needs_attention_leads_to_its_firearm(desk: Hands) -> None:
    assert [(each.title, each.value) for each in _points(desk)] == [
        ("Permits of firearms", "1 late"), ("1 firearm on hold", ""),
    ]  # fmt: skip
    _lead(desk, "permit")
    assert desk.shell.current_key() == "firearms"
    assert desk.shell.page("firearms").sheet.facts.text_of("serial") == "AAA-1"


def test_who_has_a_firearm_now_is_listed(desk: Hands) -> None:
    page = desk.shell.page("overview")
    assert page.out.rows.rowCount() == 1
    row = [page.out.rows.index(0, at).data() for at in page.out.horizontalHeader().shown()]
    assert "Guard G-7" in row
    assert "BBB-2" in row
    page.out.setFocus()
    desk.press(Qt.Key.Key_Return)
    facts = desk.shell.page("firearms").sheet.facts
    desk.until(lambda: facts.text_of("holder") == "Guard G-7")


def test_what_needs_attention_takes_no_focus_away(empty_window: Hands) -> None:
    empty_window.make.firearm(permit="2025-12-20")
    hands = opened(empty_window)
    hands.page("overview")
    hands.until(hands.window.isActiveWindow)


def test_many_of_a_kind_lead_to_the_board(desk: Hands) -> None:
    desk.make.firearm("DDD-4", permit="2020-01-01")
    desk.page("overview").reload()
    desk.settle()
    _lead(desk, "permit")
    assert desk.shell.current_key() == "due"
    assert desk.shell.page("due").topics.key() == "permit"
