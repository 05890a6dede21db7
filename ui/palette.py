"""The palette: one line over the window that leads anywhere, does what may be done, and finds anything.

It knows no page: it is given commands that are always there, and a way to make commands of what is found. Down and Up
walk the list without leaving the line, Enter takes, Esc closes. What is found off the window's thread is dropped when
another letter was typed meanwhile.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from ui import icons
from ui.parts.text import Label
from ui.tasks import Tasks

if TYPE_CHECKING:
    from registry_app.services.search import Hit

WIDE, TALL, FROM_TOP = 620, 420, 72
AFTER_MS = 80
NOTHING = N_("Nothing found. Try part of a serial, a name, or what you want to do.")


@dataclass(frozen=True)
class Command:
    """One line of the palette, in the reader's language: a drawing, a title, its kind, and what Enter does."""

    icon: str
    title: str
    kind: str
    run: Callable[[], object]
    detail: str = ""

    @property
    def line(self) -> str:
        """All of it in one line."""
        return " · ".join(part for part in (self.title, self.detail, self.kind) if part)


class Palette(QDialog):
    """`always` can be done from anywhere; `made_of` makes a command of what was found, `None` for what has no page."""

    def __init__(
        self, parent: QWidget, always: Sequence[Command], tasks: Tasks, made_of: Callable[["Hit"], Command | None]
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Go anywhere, do anything, find anything"))
        self._always, self._made_of = tuple(always), made_of
        self._shown: list[Command] = []
        self._enter_waits = False
        self._jobs = tasks.of(self)
        self.line, self.list, self._nothing = QLineEdit(), QListWidget(), Label(NOTHING, "muted", is_wrapping=True)
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self._ask)
        self._lay_out(parent.window())
        self.line.textEdited.connect(self._typed)
        self.list.itemClicked.connect(lambda _item: self._take())
        self._show(self._always)

    def _lay_out(self, over: QWidget) -> None:
        self.line.setPlaceholderText(_("Go to, do, or find: a page, an act, a serial, a person, a lot, a case, #entry"))
        self.line.setAccessibleName(self.windowTitle())
        self.list.setAccessibleName(_("What fits"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(16, 16))
        self.list.setObjectName("popup")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        for widget in (self.line, self.list, self._nothing):
            inside.addWidget(widget)
        self.resize(min(WIDE, over.width() - 40), min(TALL, over.height() - FROM_TOP))
        self.move(over.mapToGlobal(QPoint((over.width() - self.width()) // 2, FROM_TOP)))

    def commands(self) -> list[Command]:
        """What the list shows."""
        return list(self._shown)

    def _typed(self) -> None:
        """What is at hand is shown at once; what has to be looked for follows."""
        self._jobs.drop()  # an older answer no longer counts
        self._enter_waits = False
        self._show(self._fitting())
        self._pause.start()

    def _fitting(self) -> list[Command]:
        words = folded(self.line.text()).split()
        fits = [each for each in self._always if all(word in folded(each.line) for word in words)]
        start = " ".join(words)
        return sorted(fits, key=lambda each: not folded(each.title).startswith(start))

    def _ask(self) -> None:
        self._pause.stop()
        if self.line.text().strip():
            self._jobs.latest("found").read(_found, self.line.text()).then(self._show_found)

    def _show_found(self, hits: Sequence["Hit"]) -> None:
        row = self.list.currentRow()
        self._show([*self._fitting(), *(made for hit in hits if (made := self._made_of(hit)))])
        if 0 < row < len(self._shown):
            self.list.setCurrentRow(row)
        if self._enter_waits:
            self._take()

    def _show(self, shown: Sequence[Command]) -> None:
        self._shown = list(shown)
        self.list.clear()
        for each in self._shown:
            self.list.addItem(QListWidgetItem(icons.icon(each.icon), each.line))
        self.list.setVisible(bool(self._shown))
        self._nothing.setVisible(not self._shown)
        self.list.setCurrentRow(0 if self._shown else -1)

    def _take(self) -> None:
        """Do what the list stands on, when the palette is gone: it may lock the window."""
        self._enter_waits = False
        if not 0 <= self.list.currentRow() < len(self._shown):
            return
        run = self._shown[self.list.currentRow()].run
        self.finished.connect(lambda _result: QTimer.singleShot(0, run))
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take, close; all else the line has had already."""
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if step := steps.get(Qt.Key(event.key())):
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, len(self._shown) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        """Whoever types a serial and presses Enter at once means what will be found."""
        if self._pause.isActive() and not self._shown:
            self._enter_waits = True
            self._ask()
        elif self._shown:
            self._take()
        else:
            self._enter_waits = True


def _found(session: Any, text: str) -> list["Hit"]:
    from registry_app.services import search

    return search.anything(session, text=text)


def folded(text: str) -> str:
    """Letters without case and accents, for comparing what people type."""
    return "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
