"""A list of points: every word whole, headings passed over, Enter opens, screen readers hear all of it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.parts.points import Point, Points, heading

LONG = "Directive (EU) 2021/555 article 4, paragraph 5; International Tracing Instrument, paragraph 12"
ALL = [
    heading("What changes", "2"),
    Point("A loss is reported within (hours)", (LONG,), "24", chip="Unverified", chip_tone="amber", key="loss"),
    heading("What stays"),
    Point("Calibres allowed", ("Practice",), ", ".join(["9 × 19 mm"] * 12), key="calibres", icon="info"),
]


@pytest.fixture
def points(qtbot: QtBot) -> Points:
    made = Points("Rules in force", is_opening=True)
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show_points(ALL)
    made.show()
    return made


def _height(points: Points, row: int) -> int:
    return points.visualRect(points.model().index(row, 0)).height()


def test_arrows_walk_past_the_headings_and_enter_opens(points: Points) -> None:
    opened: list[str] = []
    points.opened.connect(opened.append)
    points.setFocus()
    assert points.key() == "loss"
    QTest.keyClick(points, Qt.Key.Key_Down)
    QTest.keyClick(points, Qt.Key.Key_Return)
    assert opened == ["calibres"]


def test_up_from_the_first_point_leaves_the_list(points: Points, qtbot: QtBot) -> None:
    points.setFocus()
    with qtbot.waitSignal(points.left_upwards):
        QTest.keyClick(points, Qt.Key.Key_Up)


def test_words_that_need_more_lines_get_them(points: Points) -> None:
    wide = _height(points, 1)
    points.resize(240, 400)
    points.doItemsLayout()
    assert _height(points, 1) > wide
    points.grab()


def test_screen_readers_hear_all_of_a_point(points: Points) -> None:
    spoken = points.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == f"A loss is reported within (hours); 24; Unverified; {LONG}"


def test_the_cursor_stays_on_its_point(points: Points) -> None:
    points.setFocus()
    assert points.go_to("calibres")
    points.show_points(list(reversed(ALL)))
    assert points.key() == "calibres"
    points.show_points(ALL[:2])
    assert points.key() == "loss"


def test_a_picture_takes_the_place_of_the_drawing(points: Points) -> None:
    drawn = points.grab().toImage()
    red = QPixmap(60, 60)
    red.fill(Qt.GlobalColor.red)
    points.pictures = {"calibres": red}
    points.viewport().update()
    assert points.grab().toImage() != drawn
