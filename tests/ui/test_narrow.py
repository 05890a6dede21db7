"""On a screen of 1366 x 768 at 200 % nothing is scrolled sideways but the rows of a table."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from registry_app.i18n import LANGUAGES, date
from tests.ui.armoury import Armoury
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.parts.cells import CHIP_OVER, PAD, chip_size
from ui.parts.segments import Segments

HALF = 683, 384
"""Pixels as the window counts them at 200 %."""
LISTS = ("firearms", "ammunition", "articles", "people", "out", "journal", "cases")


def _sideways(hands: Hands) -> int:
    """How many pixels of the page that is seen stand outside."""
    area = hands.shell.findChild(QScrollArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return int(area.horizontalScrollBar().maximum())


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_lists_fit_a_screen_at_200_percent(empty_window: Hands, language: str) -> None:
    empty_window.window.speak(language)
    hands = opened(empty_window)
    hands.window.resize(*HALF)
    found = {}
    for key in LISTS:
        hands.page(key)
        found[key] = _sideways(hands)
    assert found == dict.fromkeys(LISTS, 0)


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
    for room in (7 * one, 4 * one, 2 * one + one // 2, one // 2):
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
