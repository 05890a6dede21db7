"""The firearms as of a day and as known at a head: a banner that stays, list and sheet of then, nothing to enter."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import ledger, records
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(empty_window: Hands) -> Hands:
    """AAA-1 went out on January 3 and is still out; BBB-2 came on that day; both were renamed then."""
    make = empty_window.make
    gun = make.firearm("AAA-1")
    make.clock.pass_(days=2)
    make.issued(gun, to=make.person("G-7"))
    make.firearm("BBB-2")
    make.do(records.amend, kind="firearm", record=gun, values={"model": "G9"}, reason="typing_error")
    hands = opened(empty_window)
    hands.page("firearms")
    return hands


def _page(hands: Hands) -> Any:
    return hands.shell.page("firearms")


def _look_back(hands: Hands, day: str, head: str = "") -> Any:
    """Ask for a day by keys."""
    page = _page(hands)
    page.table.setFocus()
    hands.press(Qt.Key.Key_D, CTRL)
    hands.until(lambda: hands.window.focusWidget() is page.day.form.rows["as_of"].editor)
    hands.type(day)
    hands.press(Qt.Key.Key_Return)
    hands.type(head)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    return page


def _listed(page: Any) -> list[str]:
    rows = [page.table.rows.row(at) for at in range(page.table.rows.rowCount())]
    return [f"{row[3]} {row[2]} {row[5]}" for row in rows if row]


def test_the_list_is_as_it_was_at_the_end_of_a_day(desk: Hands) -> None:
    page = _look_back(desk, "2026-01-01")
    assert page.day.banner.isVisible()
    assert page.day.banner.words.text() == "As it was at the end of January 1, 2026. Nothing can be entered here."
    desk.until(lambda: _listed(page) == ["AAA-1 Taurus G3 in_store"])
    page.list.segments.choose("issued")
    desk.settle()
    assert page.table.rows.rowCount() == 0


def test_nothing_can_be_entered_while_looking_back(desk: Hands) -> None:
    page = _look_back(desk, "2026-01-01")
    assert not page.card.act.isVisible()
    page.table.setFocus()
    desk.press(Qt.Key.Key_I, CTRL)
    assert desk.shell.current_key() == "firearms"
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert not page.sheet.act.isVisible()
    assert not page.sheet.tabs.isEnabled()
    assert page.sheet.facts.text_of("model") == "G3"
    assert len(page.sheet.life.happenings()) == 1


def test_back_to_now_shows_what_is(desk: Hands) -> None:
    page = _look_back(desk, "2026-01-01")
    page.day.back.setFocus()
    desk.press(Qt.Key.Key_Space)
    desk.until(lambda: not page.day.isVisible())
    desk.settle()
    desk.until(lambda: _listed(page) == ["AAA-1 Taurus G9 issued", "BBB-2 Taurus G3 in_store"])
    assert page.card.act.isVisible()


def test_it_is_as_known_at_a_head(desk: Hands) -> None:
    size = desk.make.register.read(ledger.head).size
    page = _look_back(desk, "", str(size - 1))
    assert f"as known at head {size - 1}" in page.day.banner.words.text()
    desk.until(lambda: _listed(page) == ["AAA-1 Taurus G3 issued", "BBB-2 Taurus G3 in_store"])


@pytest.mark.parametrize(("day", "head", "field"), [("2027-01-01", "", "as_of"), ("", "no head", "known_at")])
def test_what_is_no_day_and_no_head_is_told_beside_its_field(desk: Hands, day: str, head: str, field: str) -> None:
    page = _look_back(desk, day, head)
    assert page.day.form.rows[field]._finding is not None
    assert not page.day.banner.isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert not page.day.isVisible()


def test_today_is_now(desk: Hands) -> None:
    page = _look_back(desk, "2026-01-03")
    assert not page.day.isVisible()
    assert page.table.rows.rowCount() == 2


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_bar_and_banner_have_room_for_their_words(desk: Hands, language: str) -> None:
    page = _page(desk)
    desk.window.speak(language)
    page.day.begin()
    desk.settle()
    found = {"asking": cut(desk.window)}
    page.day.begin()
    _look_back(desk, "2026-01-01", "3")
    found["then"] = cut(desk.window)
    assert {name: words for name, words in found.items() if words} == {}
