"""The indicators in the window: the same figures as in a return, what each is made of and means, and as of a day."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain import wording_indicator
from registry_app.domain.indicator import GROUPS, MEASURES, rate
from registry_app.services import indicators, records
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut
from ui.pages.indicators import tone_of

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(empty_window: Hands) -> Hands:
    """Two firearms, one of them inspected on the second day."""
    make = empty_window.make
    make.firearm("AAA-1", permit="2025-06-30")
    gun = make.firearm("BBB-2")
    make.clock.pass_(days=2)
    make.do(records.amend, kind="firearm", record=gun, values={"inspected_on": "2026-01-03"}, reason="inspection")
    hands = opened(empty_window)
    hands.page("indicators")
    return hands


def _page(hands: Hands) -> Any:
    return hands.shell.page("indicators")


def _values(hands: Hands) -> dict[str, str]:
    return {point.key: point.value for point in _page(hands).list.points() if point.key}


def test_every_indicator_has_its_place() -> None:
    assert sorted(code for codes in GROUPS.values() for code in codes) == sorted(MEASURES)


def test_the_figures_are_those_of_every_return(desk: Hands) -> None:
    told = desk.make.register.read(indicators.told)
    assert _values(desk) == {figure.code: wording_indicator.value(figure) for figure in told.figures}
    assert _values(desk)["verified_365"] == "50.0%"


def test_each_says_what_it_is_made_of_and_what_it_means(desk: Hands) -> None:
    page = _page(desk)
    desk.until(lambda: desk.window.focusWidget() is page.list)
    page.list.go_to("verified_365")
    assert (page.name.text(), page.value.text()) == ("Firearms verified in 365 days", "50.0%")
    assert (page.behind.text(), page.meaning.text()) == ("1 of 2", "The same within the last 365 days.")
    assert (page.share.value(), page.share.isVisible()) == (500, True)
    desk.press(Qt.Key.Key_Up)
    assert page.name.text() == "Firearms verified in 90 days"
    index = page.list.currentIndex()
    assert index.data(Qt.ItemDataRole.ToolTipRole) == wording_indicator.definition("verified_90")


def test_what_should_be_nought_and_is_not_is_red(desk: Hands) -> None:
    point = next(each for each in _page(desk).list.points() if each.key == "permits_expired")
    assert (point.value, point.tone, point.lines) == ("1", "red", ("1 of 2",))
    share = rate("verified_90", 1, 2)
    assert share is not None
    assert tone_of(share) == "text"


def test_they_are_told_as_of_a_day_by_keys(desk: Hands) -> None:
    page = _page(desk)
    desk.press(Qt.Key.Key_D, CTRL)
    desk.until(lambda: desk.window.focusWidget() is page.day.form.rows["as_of"].editor)
    desk.type("2026-01-01")
    desk.press(Qt.Key.Key_Return, CTRL)
    desk.settle()
    assert page.day.banner.isVisible()
    assert _values(desk)["verified_365"] == "0.0%"
    page.day.leave()
    desk.settle()
    assert not page.day.isVisible()
    assert _values(desk)["verified_365"] == "50.0%"


def test_a_day_that_has_not_come_is_told_beside_the_field(desk: Hands) -> None:
    page = _page(desk)
    page.day.asked.emit("2030-01-01", "")
    desk.settle()
    assert page.day.form.rows["as_of"]._finding is not None
    assert _values(desk)["verified_365"] == "50.0%"


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_the_page_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    empty_window.make.firearm()
    empty_window.window.speak(language)
    hands = opened(empty_window)
    hands.page("indicators")
    assert cut(hands.window) == []
    assert hands.window.minimumSizeHint().width() <= 1366
