"""A list seeks while the wedge holds a key, shows nothing of it before the key is typed, and nothing that is old."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from registry_app.domain.errors import Unavailable
from tests.ui.hands import Hands
from ui.pages.foresight import Foresight, with_key
from ui.scanner import Habits
from ui.tasks import Tasks

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A, B = {"text": "a"}, {"text": "b"}


class Seeking:
    """A foresight whose answers are what was asked, with a note of each."""

    def __init__(self, bot: QtBot) -> None:
        self.tasks, self.bot = Tasks(), bot
        self.asked: list[str] = []
        self.shown: list[str] = []
        self.error: Exception | None = None
        self.failed: list[BaseException] = []
        self.tasks.failed.connect(lambda error, _job: self.failed.append(error))
        self.foresight = Foresight(lambda asked: self.tasks.run(self._find, asked["text"]))

    def _find(self, text: str) -> str:
        self.asked.append(text)
        if self.error is not None:
            raise self.error
        return text

    def ask(self, asked: dict[str, str]) -> None:
        self.foresight.ask(asked, self.shown.append)

    def wait(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.under_way)


@pytest.fixture
def seeking(qtbot: QtBot) -> Any:
    made = Seeking(qtbot)
    yield made
    made.tasks.close()


@pytest.mark.parametrize("is_there", [True, False])
def test_what_was_foreseen_is_asked_once(seeking: Seeking, is_there: bool) -> None:
    seeking.foresight.foresee(A)
    if is_there:
        seeking.wait()
    seeking.ask(A)
    assert seeking.shown == (["a"] if is_there else [])
    seeking.wait()
    assert (seeking.asked, seeking.shown) == (["a"], ["a"])


def test_what_was_not_foreseen_is_asked_anew(seeking: Seeking) -> None:
    seeking.foresight.foresee(A)
    seeking.ask(B)
    seeking.wait()
    assert seeking.shown == ["b"]


def test_what_was_forgotten_is_asked_again(seeking: Seeking) -> None:
    seeking.foresight.foresee(A)
    seeking.wait()
    seeking.foresight.forget()
    seeking.ask(A)
    seeking.wait()
    assert (seeking.asked, seeking.shown) == (["a", "a"], ["a"])


def test_a_later_answer_is_the_one_that_counts(seeking: Seeking) -> None:
    seeking.ask(A)
    seeking.foresight.foresee(B)
    seeking.ask(B)
    seeking.wait()
    assert seeking.shown == ["b"]


def test_what_is_only_foreseen_takes_no_answer_away(seeking: Seeking) -> None:
    """The key was the first of a scan: what was asked before it still counts."""
    seeking.ask(A)
    seeking.foresight.foresee(B)
    seeking.wait()
    assert seeking.shown == ["a"]


def test_a_foresight_that_failed_is_asked_again(seeking: Seeking) -> None:
    seeking.error = Unavailable("register_busy")
    seeking.foresight.foresee(A)
    seeking.wait()
    seeking.error = None
    seeking.ask(A)
    seeking.wait()
    assert (seeking.shown, len(seeking.failed)) == (["a"], 1)


@pytest.mark.parametrize(
    ("cursor", "length", "then"), [(0, 0, "Xabcd"), (4, 0, "abcdX"), (2, 0, "abXcd"), (1, 2, "aXd"), (0, 4, "X")]
)
def test_the_key_comes_where_the_cursor_is(qtbot: QtBot, cursor: int, length: int, then: str) -> None:
    line = QLineEdit("abcd")
    qtbot.addWidget(line)
    line.setCursorPosition(cursor)
    if length:
        line.setSelection(cursor, length)
    assert with_key(line, "X") == then
    line.insert("X")
    assert line.text() == then


@pytest.fixture
def page(hands: Hands) -> Any:
    """The firearms, with a wedge that holds a key until it is told otherwise."""
    for serial in ("AB-1", "AB-2", "CD-3"):
        hands.make.firearm(serial)
    page = hands.page("firearms")
    hands.window.wedge.learn(Habits(gap_ms=60_000))
    return page


def _serials(page: Any) -> list[str]:
    return [page.table.rows.index(row, 2).data() for row in range(page.table.rows.rowCount())]


def _hold(hands: Hands, page: Any, letter: str) -> None:
    """Press a key, and wait until what it asks for is found."""
    hands._keys(letter)
    hands.until(lambda: page._foresight._ahead is not None and page._foresight._ahead.is_over)


def _let_go(hands: Hands) -> None:
    hands.window.wedge.switch(is_on=False)
    hands.window.wedge.switch(is_on=True)


def test_a_held_key_is_sought_and_not_shown_before_it_is_typed(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL)
    _hold(hands, page, "c")
    assert (hands.shell.header.search.text(), _serials(page)) == ("", ["AB-1", "AB-2", "CD-3"])
    found = page._foresight._ahead.answers[0]
    _let_go(hands)
    hands.until(lambda: _serials(page) == ["CD-3"])
    assert page.table.rows.ids() is found


def test_so_is_one_in_the_filter_row(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    page.filter.line("serial").setFocus()
    _hold(hands, page, "3")
    assert (page.filter.line("serial").text(), len(_serials(page))) == ("", 3)
    found = page._foresight._ahead.answers[0]
    _let_go(hands)
    hands.until(lambda: _serials(page) == ["CD-3"])
    assert page.table.rows.ids() is found


def test_what_is_entered_meanwhile_is_listed(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL)
    _hold(hands, page, "c")
    hands.make.firearm("CD-4")
    hands.window._tasks.wrote.emit()  # type: ignore[union-attr]
    _let_go(hands)
    hands.until(lambda: _serials(page) == ["CD-3", "CD-4"])


def test_a_scan_over_the_search_line_moves_nothing(hands: Hands, page: Any) -> None:
    page.table.selectRow(1)
    resets: list[int] = []
    page.table.rows.modelReset.connect(lambda: resets.append(1))
    hands.press(Qt.Key.Key_F, CTRL)
    hands.scan("ZZ-NOBODY")
    assert (hands.shell.header.search.text(), resets, page.table.currentIndex().row()) == ("", [], 1)
