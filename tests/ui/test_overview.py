"""The overview: figures that are true, days, and concerns that lead to their firearm."""

import pytest
from PySide6.QtCore import Qt

from registry_app.services import due, holds
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.parts.remark import Remark


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


def _remarks(desk: Hands) -> list[Remark]:
    return [each for each in desk.shell.page("overview").findChildren(Remark) if each.isVisible()]


def test_figures_count_what_there_is(desk: Hands) -> None:
    figures = desk.shell.page("overview").figures
    assert [each._value.text() for each in figures.values()] == ["3", "1", "500", "1"]
    assert figures["issued"]._note.text() == "33% of all"
    assert figures["waiting"]._alert.text() == "1 on hold"


def test_the_chart_tells_the_days_in_words(desk: Hands) -> None:
    told = desk.shell.page("overview").chart.accessibleDescription().split("; ")
    assert len(told) == 14
    assert told[-1] == "Jan 1: Handed out 1, Taken back 0"


def test_a_concern_leads_to_its_firearm(desk: Hands) -> None:
    assert [each.title.text() for each in _remarks(desk)] == [
        "1 thing is overdue", "1 permit has expired", "1 firearm on hold",
    ]  # fmt: skip
    _remarks(desk)[1].click()
    desk.settle()
    assert desk.shell.current_key() == "firearms"
    assert desk.shell.page("firearms").sheet.facts.text_of("serial") == "AAA-1"


def test_who_has_a_firearm_now_is_listed(desk: Hands) -> None:
    page = desk.shell.page("overview")
    assert page.out.rows.rowCount() == 1
    page.out.setFocus()
    desk.press(Qt.Key.Key_Return)
    facts = desk.shell.page("firearms").sheet.facts
    desk.until(lambda: facts.text_of("holder") == "Guard G-7")


def test_what_needs_attention_takes_no_focus_away(empty_window: Hands) -> None:
    empty_window.make.firearm(permit="2025-12-20")
    hands = opened(empty_window)
    hands.page("overview")
    hands.until(hands.window.isActiveWindow)


def test_what_is_overdue_leads_to_the_board(desk: Hands) -> None:
    remark = _remarks(desk)[0]
    assert desk.make.register.read(due.board).total.overdue == 1
    assert remark.accessibleName() == "1 thing is overdue, Renew the permit of Taurus G3 AAA-1"
    remark.click()
    assert desk.shell.current_key() == "due"
