"""On a screen of 1366 x 768 at 200 % nothing is scrolled sideways but the rows of a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from registry_app.i18n import LANGUAGES, date
from tests.ui.armoury import Armoury
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.test_room import PAGES
from ui.parts.cells import CHIP_OVER, PAD, chip_size
from ui.parts.segments import Segments
from ui.sidebar import DRAWN

HALF = 683, 384
"""Pixels as the window counts them at 200 %."""


def _sideways(hands: Hands) -> int:
    """How many pixels of the page that is seen stand outside."""
    area = hands.shell.findChild(QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return int(area.horizontalScrollBar().maximum())


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_pages_fit_a_screen_at_200_percent(empty_window: Hands, language: str) -> None:
    empty_window.window.speak(language)
    hands = opened(empty_window)
    hands.window.resize(*HALF)
    found = {}
    for key in [each.key for each in hands.shell.destinations()]:
        hands.page(key)
        found[key] = _sideways(hands)
    assert {key: pixels for key, pixels in found.items() if pixels} == {}


@pytest.mark.parametrize("name", ["imports", "issue", "take back"])
def test_work_in_hand_fits_a_screen_at_200_percent(empty_window: Hands, name: str) -> None:
    make = empty_window.make
    make.lot("LOT-1")
    make.person("G-777")
    empty_window.window.speak("es")
    hands = opened(empty_window)
    hands.window.resize(*HALF)
    PAGES[name](hands)
    hands.settle()
    assert _sideways(hands) == 0
    lines = [each for each in hands.shell.current().findChildren(QLineEdit) if each.isVisible()]
    assert [each.accessibleName() for each in lines if each.height() < each.minimumSizeHint().height()] == []


def test_differences_that_are_settled_fit_a_screen_at_200_percent(empty_window: Hands) -> None:
    armoury = Armoury(empty_window)
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.begin(method="guided")
    empty_window.window.speak("es")
    empty_window.window.resize(*HALF)
    hands = armoury.counting().hands
    armoury.part("results")
    armoury.page.whole.results.confirm()
    hands.settle()
    assert armoury.page.whole.differences.settling.isVisible()
    assert _sideways(hands) == 0


def test_a_window_that_is_made_smaller_while_one_counts_is_not_scrolled(empty_window: Hands) -> None:
    armoury = Armoury(empty_window)
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.begin(method="guided")
    hands = armoury.counting().hands
    hands.window.resize(*HALF)
    hands.until(lambda: _sideways(hands) == 0)
    hands.window.resize(1366, 768)
    hands.until(armoury.count.looked_for.isVisible)


def test_pages_are_named_by_drawings_where_there_is_no_room_for_words(hands: Hands) -> None:
    button, wide = hands.shell.sidebar._buttons["people"], {}
    for size in (HALF, (1366, 768)):
        hands.window.resize(*size)
        hands.bot.wait(1)
        wide[size] = hands.shell.sidebar.width(), button.is_drawing(), button.toolTip(), button.accessibleName()
    assert wide[HALF] == (DRAWN, True, "People", "People")
    assert wide[1366, 768][0] > 3 * DRAWN
    assert wide[1366, 768][1:] == (False, "", "People")


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_a_count_fits_a_screen_at_200_percent(empty_window: Hands, language: str) -> None:
    armoury = Armoury(empty_window)
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.begin(method="guided")
    empty_window.window.speak(language)
    empty_window.window.resize(*HALF)
    hands = armoury.counting().hands
    assert _sideways(hands) == 0


def test_choices_stand_in_as_many_rows_as_they_need(qtbot: QtBot) -> None:
    segments = Segments("Choices", {str(n): "A long word" for n in range(6)})
    qtbot.addWidget(segments)
    one = segments.unfolded() // 6
    rows = {}
    for room in (7 * one, 4 * one + one // 2, 2 * one + one // 2, one // 2):
        segments.fit(room)
        rows[room // one] = segments._grid.itemAtPosition(0, segments._columns - 1) is not None, segments._columns
    assert rows == {7: (True, 6), 4: (True, 4), 2: (True, 2), 0: (True, 1)}


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_days_of_lists_are_told_whole(empty_window: Hands, spoken: str) -> None:
    """The longest that the language has: a day in December of two digits."""
    empty_window.window.speak(spoken)
    hands = opened(empty_window)
    day, cut = max((date(f"2034-{month:02}-30") for month in (3, 9, 11, 12)), key=len), []
    for key in ("ammunition", "people", "articles"):
        table = hands.page(key).table
        table.reset_columns()
        for at, column in enumerate(table.rows.columns):
            if column.field is None or column.field.kind not in ("date", "moment") or column.is_hidden:
                continue
            plain = QFontMetrics(table.font()).horizontalAdvance(day)
            wide = chip_size(table.font(), day).width() - CHIP_OVER if column.look == "chip" else plain
            cut += [(key, column.key)] if wide > table.columnWidth(at) - 2 * PAD else []
    assert cut == []


def test_a_title_without_room_is_cut_with_an_ellipsis_and_whole_in_its_tooltip(hands: Hands) -> None:
    title = hands.shell.header.title
    title.quote("A name of a page that no header has room for, in whatever language it is told, at any size")
    hands.window.resize(*HALF)
    hands.bot.waitUntil(lambda: title.toolTip() == title.text())
    assert hands.shell.header.search.width() >= 120
