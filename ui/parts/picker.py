"""Find a record by typing: a line, and below it the records that match. Mouse not needed.

Down and Up walk the list, Enter takes the one marked. Enter on a text that fits exactly one record takes it; where it
fits several, the list is entered instead: nothing ambiguous is ever taken silently.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem

from registry_app.domain.fields import Value
from registry_app.i18n import N_, _
from ui.job import Job

AFTER_MS = 120
ROWS = 8


@dataclass(frozen=True)
class Choice:
    """A record that may be meant: what it is called, and what tells it from others of that name."""

    id: int
    title: str
    detail: str = ""

    @property
    def line(self) -> str:
        """Both in one line."""
        return f"{self.title} · {self.detail}" if self.detail else self.title


Search = Callable[[str], Job[list[Choice]]]


class Picker(QLineEdit):
    """Holds the id of a record, or 0. `changed` tells that it is another one; `picked` that the user chose it."""

    changed = Signal()
    picked = Signal(int)

    def __init__(self, search: Search, hint: str = N_("Type to search"), name: str = "") -> None:
        """`hint` and `name` are msgids; without a name whoever makes the line gives it an accessible one."""
        super().__init__()
        self._search, self._hint, self._name = search, hint, name
        self.lists_all = False
        """Whether Down in an empty line lists what there is: for records that nobody knows by name."""
        self._choice: Choice | None = None
        self._found: list[Choice] = []
        self._job: Job[list[Choice]] | None = None
        self._enter_waits = False
        self._list = QListWidget()
        self._list.setObjectName("popup")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.hide()
        self._list.itemClicked.connect(lambda item: self._take(self._found[self._list.row(item)]))
        self.destroyed.connect(self._list.deleteLater)
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._pause.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self._say()

    def show_hint(self, hint: str) -> None:
        """Another msgid in the empty line."""
        self._hint = hint
        self._say()

    def id(self) -> int:
        """The record chosen, 0 for none."""
        return self._choice.id if self._choice else 0

    def choice(self) -> Choice | None:
        """The record chosen."""
        return self._choice

    def value_text(self) -> str:
        """The id as text, for `Field.parse`; what was typed where it names no record."""
        return str(self._choice.id) if self._choice else self.text()

    def show_choice(self, choice: Choice | None) -> None:
        """Show a record as chosen."""
        self._choice = choice
        self.setText(choice.title if choice else "")
        self.setToolTip(choice.line if choice else "")
        self.setCursorPosition(0)
        self._list.hide()

    def show_value(self, value: Value) -> None:
        """Show an id whose name is not known yet; pages that know it use `show_choice`."""
        self.show_choice(Choice(int(value), f"#{value}") if value else None)

    def choices(self) -> list[Choice]:
        """The records listed now."""
        return self._found if self._list.isVisible() else []

    def _typed(self) -> None:
        if self._choice is not None:
            self._choice = None
            self.changed.emit()
        self._pause.start()

    def _ask(self, *, is_walking: bool = False) -> None:
        self._pause.stop()
        if self._job is not None:
            self._job.drop()
        if self.text().strip() or (self.lists_all and is_walking):
            self._job = self._search(self.text().strip()).then(self._show)
        else:
            self._list.hide()

    def _show(self, found: list[Choice]) -> None:
        self._found = found
        self._list.clear()
        for choice in found:
            self._list.addItem(QListWidgetItem(choice.line))
        if not found:
            nothing = QListWidgetItem(_("Nothing found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(nothing)
        self._place()
        if self._enter_waits:
            self._enter_waits = False
            self._enter()

    def _place(self) -> None:
        """Below the line where there is room, else above it, over whatever stands there."""
        self._list.setParent(self.window())
        self._list.setFont(self.font())
        tall = self._list.sizeHintForRow(0) * min(max(len(self._found), 1), ROWS) + 12
        below = self.mapTo(self.window(), QPoint(0, self.height() + 3))
        if below.y() + tall > self.window().height():
            below = self.mapTo(self.window(), QPoint(0, -tall - 3))
        self._list.setGeometry(below.x(), below.y(), self.width(), tall)
        self._list.setAccessibleName(self.accessibleName())
        self._list.show()
        self._list.raise_()

    def _enter(self) -> None:
        if self._list.currentRow() >= 0 and self._found:
            self._take(self._found[self._list.currentRow()])
        elif len(self._found) == 1:
            self._take(self._found[0])
        elif self._found:
            self._list.setCurrentRow(0)

    def _take(self, choice: Choice) -> None:
        self.show_choice(choice)
        self.changed.emit()
        self.picked.emit(choice.id)

    def event(self, event: QEvent) -> bool:
        """An empty line has nothing to undo: the key is left to the page."""
        is_undo = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
        if is_undo and event.type() == QEvent.Type.ShortcutOverride and not self.text():
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the list, take from it, close it; all else is typing."""
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._walk(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._needs_enter(event):
            event.accept()
        elif key == Qt.Key.Key_Escape and self._list.isVisible():
            self._list.hide()
        else:
            super().keyPressEvent(event)

    def _needs_enter(self, event: QKeyEvent) -> bool:
        """Whether Enter chooses here, rather than going on to the next field."""
        is_empty = not self.text().strip() and not self.choices()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or self._choice or is_empty:
            return False
        if self._list.isVisible() and not self._pause.isActive():
            self._enter()
        else:
            self._enter_waits = True
            self._ask()
        return True

    def _walk(self, step: int) -> None:
        if not self._list.isVisible():
            self._ask(is_walking=True)
        elif self._found:
            row = self._list.currentRow() + step
            self._list.setCurrentRow(max(min(row, len(self._found) - 1), -1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving closes the list."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._list.hide()
            self._enter_waits = False
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A hidden line has no list."""
        self._list.hide()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say the hint again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setPlaceholderText(_(self._hint))
        if self._name:
            self.setAccessibleName(_(self._name))
