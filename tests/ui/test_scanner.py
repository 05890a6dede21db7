"""A scan is caught wherever the cursor is, and what a person types is never swallowed."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.scanner import GAP_MS, Burst, Habits, Wedge

NONE = Qt.KeyboardModifier.NoModifier
FAST, SLOW = 3, GAP_MS + 20


class Room(QWidget):
    """A window with a field, a button that must never be pressed by a scan, and a wedge that listens."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.button, self.page = QLineEdit(), QPushButton("Delete"), QPlainTextEdit()
        lines, self.clicks, self.enters = QVBoxLayout(self), [], []
        for widget in (self.field, self.button, self.page):
            lines.addWidget(widget)
        self.button.clicked.connect(lambda: self.clicks.append(1))
        self.field.returnPressed.connect(lambda: self.enters.append(self.field.text()))
        self.bursts: list[Burst] = []
        self.now = 1_000

    def listen(self, habits: Habits) -> None:
        self.wedge = Wedge(habits, self)
        self.wedge.scanned.connect(self.bursts.append)
        self.wedge.switch(is_on=True)

    def texts(self) -> list[str]:
        return [burst.text for burst in self.bursts]

    def key(self, key: int, text: str, gap: int, window: QWidget | None = None) -> None:
        """A key as the system tells of it: pressed at its own moment, whenever the window hears of it."""
        self.now += gap
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, NONE, text)
            event.setTimestamp(self.now)
            QApplication.sendEvent((window or self).windowHandle(), event)

    def type(self, text: str, gap: int = FAST, end: Qt.Key | None = Qt.Key.Key_Return) -> None:
        for i, letter in enumerate(text):
            self.key(ord(letter.upper()), letter, gap if i else 500)
        if end:
            self.key(end, "\r", gap)


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[Room]:
    made = Room()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.listen(Habits())
    yield made
    made.wedge.close()


@pytest.mark.parametrize("focus", ["field", "button", "page"])
def test_a_scan_is_caught_wherever_the_cursor_is(room: Room, focus: str) -> None:
    getattr(room, focus).setFocus()
    for letter in "FA-04122":
        QTest.keyClick(room.windowHandle(), letter)  # type: ignore[call-overload]
    QTest.keyClick(room.windowHandle(), Qt.Key.Key_Return)
    assert room.texts() == ["FA-04122"]
    assert (room.field.text(), room.page.toPlainText(), room.clicks) == ("", "", [])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text("abcXYZ019-/ .", max_size=30), gaps=st.lists(st.integers(SLOW, 900), min_size=31, max_size=31))
def test_what_a_person_types_is_never_swallowed(room: Room, text: str, gaps: list[int]) -> None:
    room.field.clear()
    room.field.setFocus()
    for letter, gap in zip(text, gaps, strict=False):
        room.key(ord(letter.upper()), letter, gap)
    room.key(Qt.Key.Key_Return, "\r", gaps[-1])
    assert (room.field.text(), room.texts(), room.enters[-1]) == (text, [], text)


def test_three_keys_at_once_are_a_persons(room: Room) -> None:
    room.field.setFocus()
    room.type("the")
    assert (room.field.text(), room.enters, room.texts()) == ("the", ["the"], [])


def test_five_hundred_scans_at_no_wait_lose_none(room: Room) -> None:
    room.button.setFocus()
    sent = [f"A7FKBB{n:06}XX" for n in range(500)]
    for text in sent:
        for letter in text:
            QTest.keyClick(room.windowHandle(), letter)  # type: ignore[call-overload]
        QTest.keyClick(room.windowHandle(), Qt.Key.Key_Return)
    assert (room.texts(), room.clicks) == (sent, [])


@pytest.mark.parametrize(
    ("end", "told"), [(Qt.Key.Key_Return, "enter"), (Qt.Key.Key_Enter, "enter"), (Qt.Key.Key_Tab, "tab")]
)
def test_every_last_key_ends_a_scan(room: Room, end: Qt.Key, told: str) -> None:
    room.field.setFocus()
    room.type("12345", end=end)
    assert room.bursts == [Burst("12345", told, FAST)]
    assert QApplication.focusWidget() is room.field


def test_the_line_feed_after_a_line_end_is_swallowed_and_no_later_one(room: Room) -> None:
    room.field.setFocus()
    room.type("12345")
    room.key(Qt.Key.Key_Return, "\r", FAST)
    assert (room.texts(), room.enters) == (["12345"], [])
    room.key(Qt.Key.Key_Return, "\r", SLOW)
    assert room.enters == [""]


def test_no_last_key_is_needed(room: Room, qtbot: QtBot) -> None:
    room.field.setFocus()
    room.type("4006381333931", end=None)
    qtbot.waitUntil(lambda: room.texts() == ["4006381333931"])
    assert (room.field.text(), room.bursts[0].end) == ("", "")


def test_a_few_keys_that_nothing_follows_are_handed_on(room: Room, qtbot: QtBot) -> None:
    room.field.setFocus()
    room.type("abc", end=None)
    qtbot.waitUntil(lambda: room.field.text() == "abc")


def test_a_busy_window_makes_nobody_a_scanner(room: Room) -> None:
    """All keys are heard of at once, and each tells that it was pressed long after the one before."""
    room.field.setFocus()
    room.type("glock", gap=SLOW)
    assert (room.enters, room.texts()) == (["glock"], [])


def test_a_modal_dialog_is_covered(room: Room, qtbot: QtBot) -> None:
    dialog = QDialog(room)
    line = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
    line.setFocus()
    for letter in "FA-1":
        room.key(ord(letter), letter, FAST, dialog)
    room.key(Qt.Key.Key_Return, "\r", FAST, dialog)
    assert (room.texts(), dialog.isVisible(), line.text()) == (["FA-1"], True, "")
    dialog.close()


def test_a_passphrase_is_never_taken_for_a_scan(room: Room) -> None:
    room.field.setEchoMode(QLineEdit.EchoMode.Password)
    room.field.setFocus()
    room.type("correct horse")
    assert (room.enters, room.texts()) == (["correct horse"], [])


def test_commands_are_let_through_at_once(room: Room) -> None:
    room.field.setFocus()
    room.type("ab", end=None)
    QTest.keyClick(room.windowHandle(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert (room.field.text(), room.field.selectedText()) == ("ab", "ab")


@pytest.mark.parametrize("prefix", ["~", "F13"])
def test_with_a_prefix_nothing_else_is_held(room: Room, prefix: str) -> None:
    room.wedge.habits = Habits(prefix=prefix)
    room.field.setFocus()
    room.type("abcdefgh", end=None)
    assert room.field.text() == "abcdefgh"
    room.key(Qt.Key.Key_F13 if prefix == "F13" else Qt.Key.Key_AsciiTilde, "" if prefix == "F13" else "~", 500)
    room.key(Qt.Key.Key_1, "1", FAST)
    for letter in "2345":
        room.key(ord(letter), letter, FAST)
    room.key(Qt.Key.Key_Return, "\r", FAST)
    assert (room.texts(), room.field.text()) == (["12345"], "abcdefgh")


def test_switched_off_it_lets_everything_through(room: Room) -> None:
    room.wedge.switch(is_on=False)
    room.field.setFocus()
    room.type("FA-04122")
    assert (room.enters, room.texts()) == (["FA-04122"], [])


def test_habits_survive_the_settings_and_junk_does_not() -> None:
    habits = Habits(30, "F13", "tab", "fr")
    assert Habits.of(habits.kept()) == habits
    assert Habits.of({"gap_ms": "x", "prefix": 3, "suffix": None, "other": 1}) == Habits()
