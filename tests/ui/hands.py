"""The hands of a user on a real window: go to pages, type, wait until something is so; never sleep."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.make import Make
from tests.ui.patience import wait
from ui.scanner import SECOND_MS
from ui.window import Window


@dataclass
class Hands:
    """A window that is shown, and the builders of the register that it may have open."""

    window: Window
    bot: QtBot
    make: Make

    def until(self, is_so: Callable[[], object]) -> None:
        """Let the window work until something is so, 20 s at most."""
        wait(is_so, most_ms=20_000)

    def settle(self) -> None:
        """Wait until no work is under way and all answers have been shown."""
        for _turn in range(3):
            self.until(lambda: not self._busy())
            self.bot.wait(1)
        self.until(lambda: not self._busy())

    def _busy(self) -> bool:
        tasks = self.window._tasks
        return bool(self.window._free_tasks.under_way or (tasks and tasks.under_way))

    @property
    def shell(self) -> Any:
        shell = self.window.shell
        assert shell is not None
        return shell

    def page(self, key: str) -> Any:
        """Go to a page and wait until it shows what it has to show."""
        self.shell.go(key)
        self.settle()
        return self.shell.page(key)

    def gate(self) -> Any:
        """What stands before the register is open."""
        return self.window.centralWidget()

    def key(self, widget: QWidget, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(widget, key, with_)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as the keyboard does it: whatever has the focus gets it, shortcuts first."""
        QTest.keyClick(self.window.windowHandle(), key, with_)

    def type(self, text: str) -> None:
        """Type as a person does it, whose keys the scanner's wedge hands on: whatever has the focus gets it."""
        is_on = self.window.wedge.is_on
        self.window.wedge.switch(is_on=False)
        self._keys(text)
        self.window.wedge.switch(is_on=is_on)

    def _keys(self, text: str) -> None:
        for letter in text:
            QTest.keyClick(self.window.windowHandle(), letter)  # type: ignore[call-overload]

    def _foreign_keys(self, text: str) -> None:
        """Keys that QTest, which knows the keyboard of the United States, cannot press; with Enter."""
        for letter in f"{text}\r":
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.window.windowHandle(), event)

    def scan(self, text: str) -> None:
        """Type as a scanner does: wherever the focus is, all at once, and Enter. A person's next key comes later."""
        if text.isascii():
            self._keys(text)
            self.press(Qt.Key.Key_Return)
        else:
            self._foreign_keys(text)
        self.bot.wait(SECOND_MS + 8)
        self.settle()

    def search(self, text: str) -> None:
        """Look for something from wherever one is."""
        self.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        self.type(text)
        self.press(Qt.Key.Key_Return)
        self.settle()

    def said(self) -> str:
        """What the strip says."""
        return str(self.shell.strip.text())


def drop(widget: QWidget, file: str) -> None:
    """Let a file fall on a widget."""
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(file)])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    widget.dropEvent(QDropEvent(QPointF(5, 5), copy, carried, left, Qt.KeyboardModifier.NoModifier))
