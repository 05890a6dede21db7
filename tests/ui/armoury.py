"""An armoury to be counted: two who count, two who settle, racks, and the page of audits at a counter's screen."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from registry_app.services import counts, ledger
from tests.audit import Team
from tests.make import PASSPHRASE
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.scanner import SECOND_MS


class Armoury:
    """The window of the counter `ines`, who may witness for others; `sara` and `luis` settle."""

    def __init__(self, hands: Hands) -> None:
        self.empty, self.make, self.team = hands, hands.make, Team(hands.make)
        self.place = self.make.place()
        self.north, self.south = (self.make.place(code, "rack", self.place) for code in ("R-1", "R-2"))
        self.hands = hands
        self.audit = 0

    def begin(self, **more: Any) -> int:
        """Begin an audit beside the window."""
        self.audit = self.team.begin(more.pop("place", self.place), **more)
        return self.audit

    def open(self, user: str = "ines") -> "Armoury":
        """Unlock the register in the window, or again as somebody else."""
        if self.hands.window.shell is not None:
            self.hands.window.lock()
            self.hands.window._closing.wait_closed()  # type: ignore[union-attr]
        opened(self.hands, user)
        return self

    def counting(self, user: str = "ines") -> "Armoury":
        """The count of the audit that was begun is on the screen."""
        self.open(user)
        self.hands.press(Qt.Key.Key_F10)
        self.hands.settle()
        return self

    @property
    def page(self) -> Any:
        return self.hands.shell.page("audits")

    @property
    def count(self) -> Any:
        return self.page.whole.count

    def part(self, code: str) -> Any:
        """Go to a part of the audit that is shown."""
        self.page.whole.parts.choose(code)
        self.hands.settle()
        return self.page.whole._all[code]

    def scan(self, *texts: str) -> None:
        for text in texts:
            self.hands.scan(text)
        self.hands.settle()

    def burst(self, text: str, at: int) -> None:
        """What a scanner types, with the moments (ms) that the system puts on its keys; nobody waits for anything."""
        for letter in f"{text}\r":
            key = Qt.Key.Key_Return if letter == "\r" else Qt.Key.Key_unknown
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(at)
            QApplication.sendEvent(self.hands.window.windowHandle(), event)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hands.press(key, with_)
        self.hands.settle()

    def enter(self, *texts: str) -> None:
        """Type each and press Enter."""
        for text in texts:
            self.hands.type(text)
            self.hands.bot.wait(SECOND_MS + 8)  # a person's next key comes later than a scanner's
            self.press(Qt.Key.Key_Return)
            self.hands.bot.wait(SECOND_MS + 8)

    def vouch(self, lines: Any, user: str) -> None:
        """Choose the witness and type the passphrase, with Enter."""
        lines.witness.setCurrentIndex(lines.witness.findData(user))
        QTest.keyClicks(lines.passphrase, PASSPHRASE)
        self.hands.key(lines.passphrase, Qt.Key.Key_Return)
        self.hands.settle()

    def outcome(self) -> str:
        return str(self.count.verdict.taken.outcome)

    def said(self) -> str:
        return str(self.count.verdict.said.text())

    def results(self) -> dict[str, int]:
        return self.team.results(self.audit)

    def seen(self) -> list[Any]:
        return list(self.make.register.read(counts.standing, self.audit).seen)

    def size(self) -> int:
        return int(self.make.register.read(ledger.head).size)
