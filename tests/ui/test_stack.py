"""Sheets behind each other, and pages on a small screen or in large letters: only what is seen asks for room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut
from ui.destinations import DESTINATIONS
from ui.parts.stack import Sheet, Stack
from ui.theme import LARGEST, USUAL


def test_only_the_sheet_that_is_seen_asks_for_room(qtbot: QtBot) -> None:
    stack, small, large = Stack(), QWidget(), QWidget()
    qtbot.addWidget(stack)
    small.setMinimumSize(50, 40)
    large.setMinimumSize(900, 800)
    for sheet in (small, large):
        stack.addWidget(sheet)
    assert stack.minimumSizeHint().toTuple() == (50, 40)
    stack.setCurrentWidget(large)
    assert stack.minimumSizeHint().toTuple() == (900, 800)


def test_a_sheet_behind_asks_for_nothing_of_what_the_stack_lies_in(qtbot: QtBot) -> None:
    page, stack, front, behind = QWidget(), Stack(), QWidget(), QWidget()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(stack)
    words = QLabel("word " * 40, wordWrap=True)
    low = QWidget()
    low.setMinimumHeight(800)
    QVBoxLayout(front).addWidget(words)
    QVBoxLayout(behind).addWidget(low)
    for sheet in (front, behind):
        stack.addWidget(sheet)
    assert page.heightForWidth(600) < 300
    stack.removeWidget(front)
    assert page.minimumSizeHint().height() > 800


def test_a_sheet_of_words_behind_others_asks_for_no_height(qtbot: QtBot) -> None:
    page, stack, front, behind = QWidget(), Stack(), QLabel("word " * 40, wordWrap=True), Sheet()
    qtbot.addWidget(page)
    QVBoxLayout(page).addWidget(stack)
    tall = QVBoxLayout(behind)
    for words in ("word " * 400, "word " * 400):
        tall.addWidget(QLabel(words, wordWrap=True))
    for sheet in (front, behind):
        stack.addWidget(sheet)
    assert page.heightForWidth(300) < 300
    stack.setCurrentWidget(behind)
    assert page.heightForWidth(300) > 600


def test_an_empty_stack_asks_for_nothing(qtbot: QtBot) -> None:
    stack = Stack()
    qtbot.addWidget(stack)
    assert (stack.hasHeightForWidth(), stack.heightForWidth(100)) == (False, -1)
    assert stack.minimumSizeHint().width() <= 0


@pytest.mark.parametrize("key", ["due", "indicators", "company", "returns"])
def test_large_letters_need_no_scrolling_sideways(hands: Hands, key: str) -> None:
    hands.window._theme.set_points(13)
    hands.page(key)
    hands.settle()
    area = next(each for each in hands.shell.children() if isinstance(each, QScrollArea))
    assert area.horizontalScrollBar().maximum() == 0
    hands.window._theme.set_points(USUAL)


def test_the_sidebar_scrolls_where_it_is_low(empty_window: Hands) -> None:
    hands = opened(empty_window)
    hands.window._theme.set_points(LARGEST)
    hands.window.resize(1000, 420)
    hands.settle()
    last = DESTINATIONS[-1].key
    hands.page(last)
    button = hands.shell.sidebar._buttons[last]
    assert button.height() >= button.sizeHint().height()
    assert not button.visibleRegion().isEmpty()
    assert not [words for words in cut(hands.shell.sidebar) if words.startswith(("button", "too"))]
    hands.window._theme.set_points(USUAL)


def test_arrows_still_walk_the_sidebar(hands: Hands) -> None:
    hands.page("due")
    hands.press(Qt.Key.Key_F6)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    assert hands.shell.current_key() == "firearms"
