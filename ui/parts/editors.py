"""One editor per kind of field. All speak the same language: `text()`, `show_value(value)`, `changed`.

Editors hold text; only `Field.parse` makes a value of it.
"""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QWidget

from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_, _, decimal
from ui.parts.picker import Picker, Search
from ui.parts.tick import Tick
from ui.theme import serial_font


class Editor(Protocol):
    """What a form needs of an editor, which is also a QWidget."""

    changed: Signal

    def text(self) -> str:
        """What `Field.parse` shall read."""

    def show_value(self, value: Value) -> None:
        """Show a stored value."""


class TextEditor(QLineEdit):
    """Text, codes, numbers, days, calibres, countries. Long texts are refused by the field, never cut while typed."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._kind = field.kind
        self.textEdited.connect(lambda _text: self.changed.emit())
        self._show_hint()

    def _show_hint(self) -> None:
        if self._kind == "date":
            self.setPlaceholderText(_(N_("YYYY-MM-DD")))
        if self._kind == "moment":
            self.setPlaceholderText(_(N_("YYYY-MM-DD HH:MM")))
        if self._kind == "code":
            self.setFont(serial_font(self.font()))

    def show_value(self, value: Value) -> None:
        """Show a stored value."""
        shown = "" if value is None else str(value)
        if self._kind == "tenths" and isinstance(value, int):
            shown = decimal(value, 1)
        self.setText(shown.replace("T", " ") if self._kind == "moment" else shown)
        self.setCursorPosition(0)

    def changeEvent(self, event: QEvent) -> None:
        """Say the hint again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show_hint()
        super().changeEvent(event)


class ChoiceEditor(QComboBox):
    """One of the field's choices; nothing chosen until somebody chooses."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._choices = field.choices
        self._fill()
        # `activated` would keep silent about a choice that is typed by its first letters
        self.currentIndexChanged.connect(lambda _row: self.changed.emit())

    def _fill(self) -> None:
        self.addItem("", "")
        for code in self._choices:
            self.addItem("", code)
        self._say()

    def offer(self, choices: Mapping[str, str]) -> None:
        """Other choices from now on; what is chosen stays so where it is among them, and nothing is told."""
        if choices != self._choices:
            chosen, self._choices = self.text(), choices
            with QSignalBlocker(self):
                self.clear()
                self._fill()
            self.show_value(chosen)

    def text(self) -> str:
        """The code chosen."""
        return str(self.currentData() or "")

    def show_value(self, value: Value) -> None:
        """Choose a code."""
        with QSignalBlocker(self):
            self.setCurrentIndex(max(self.findData("" if value is None else str(value)), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling a form never changes a choice by accident."""
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        for row in range(1, self.count()):
            self.setItemText(row, _(self._choices[self.itemData(row)]))


class ChoicesEditor(QWidget):
    """Several of the field's choices, as boxes to tick."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._choices = field.choices
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self._boxes = {code: Tick() for code in field.choices}
        for box in self._boxes.values():
            box.clicked.connect(lambda _on: self.changed.emit())
            line.addWidget(box)
        line.addStretch()
        self.setFocusProxy(next(iter(self._boxes.values()), None))  # type: ignore[arg-type]
        self._say()

    def text(self) -> str:
        """The codes ticked, with spaces between."""
        return " ".join(code for code, box in self._boxes.items() if box.isChecked())

    def show_value(self, value: Value) -> None:
        """Tick the codes."""
        ticked = str(value or "").split()
        for code, box in self._boxes.items():
            box.setChecked(code in ticked)

    def changeEvent(self, event: QEvent) -> None:
        """Say the choices again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        for code, box in self._boxes.items():
            box.setText(_(self._choices[code]))


class BooleanEditor(Tick):
    """Yes or no; the field's label stands beside the box."""

    changed = Signal()

    def __init__(self, field: Field) -> None:
        super().__init__()
        self._label = field.label
        self._say()
        self.clicked.connect(lambda _on: self.changed.emit())

    def text(self) -> str:
        """`1` or `0`."""
        return "1" if self.isChecked() else "0"

    def show_value(self, value: Value) -> None:
        """Tick or not."""
        self.setChecked(bool(value))

    def changeEvent(self, event: QEvent) -> None:
        """Say the label again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _say(self) -> None:
        self.setText(_(self._label))


def editor_for(field: Field, search: Search | None = None) -> QWidget:
    """The editor of a field; a reference needs the `search` that finds its records."""
    if field.kind == "reference":
        if search is None:
            raise ValueError(f"the reference {field.name} needs a search")
        return Picker(search)
    if field.kind == "choice":
        return ChoiceEditor(field)
    if field.kind == "choices":
        return ChoicesEditor(field)
    return BooleanEditor(field) if field.kind == "boolean" else TextEditor(field)


def inner(editor: QWidget) -> list[QWidget]:
    """The widgets of an editor that take keys."""
    boxes = [each for each in editor.findChildren(QCheckBox) if each.focusPolicy() != Qt.FocusPolicy.NoFocus]
    return list(boxes) or [editor]
