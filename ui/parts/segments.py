"""A few choices side by side, of which one is taken. One Tab stop; arrows go left and right."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from registry_app.i18n import _

EDGE, LEAST = 2, 160
"""Pixels around and between the choices, and of a row of them at least."""


class Segments(QWidget):
    """`choices` are msgids by code; `chosen` tells the code that the user took."""

    chosen = Signal(str)

    def __init__(self, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._name, self._choices = name, dict(choices)
        self._notes = dict.fromkeys(choices, "")
        self.setObjectName("segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._columns = len(choices)
        self._grid = line = QGridLayout(self)
        line.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        line.setSpacing(EDGE)
        self._group = QButtonGroup(self)
        self._buttons = {code: QToolButton() for code in choices}
        for at, (code, button) in enumerate(self._buttons.items()):
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on, code=code: self.chosen.emit(code))
            self._group.addButton(button)
            line.addWidget(button, 0, at)
        self.take(next(iter(self._buttons)))
        self._say()

    def fold(self, columns: int) -> None:
        """So many choices side by side, the others below them; 0 for all in one line."""
        columns = columns or len(self._buttons)
        if columns != self._columns:
            self._columns = columns
            for at, button in enumerate(self._buttons.values()):
                self._grid.addWidget(button, at // columns, at % columns)

    def fit(self, room: int) -> None:
        """As many side by side as `room` pixels hold."""
        self.fold(next((n for n in range(len(self._buttons), 1, -1) if self._wide(n) <= room), 1))

    def _wide(self, columns: int) -> int:
        """How wide so many columns are: each as its widest choice."""
        wide = [button.sizeHint().width() for button in self._buttons.values()]
        return sum(max(wide[at::columns]) + EDGE for at in range(columns)) + EDGE

    def half(self) -> int:
        """How many stand side by side in two rows."""
        return (len(self._buttons) + 1) // 2

    def unfolded(self) -> int:
        """How wide all of them are in one line."""
        return EDGE + sum(
            button.sizeHint().width() + EDGE for button in self._buttons.values() if not button.isHidden()
        )

    def code(self) -> str:
        """The choice that is taken."""
        return next(code for code, button in self._buttons.items() if button.isChecked())

    def take(self, code: str) -> None:
        """Take a choice without telling."""
        self._buttons[code].setChecked(True)

    def choose(self, code: str) -> None:
        """Take a choice as if the user had clicked it."""
        self._buttons[code].click()

    def take_focus(self) -> None:
        """Put the cursor on the choice that is taken."""
        self._buttons[self.code()].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer(self, code: str, *, is_offered: bool) -> None:
        """Offer a choice, or not; where it was taken and is gone, the first one is."""
        self._buttons[code].setVisible(is_offered)
        if not is_offered and self.code() == code:
            self.choose(next(iter(self._buttons)))

    def show_note(self, code: str, note: str) -> None:
        """Write something after a choice: how many there are of it."""
        self._notes[code] = note
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(_(self._name))
        for code, button in self._buttons.items():
            said = f"{_(self._choices[code])} {self._notes[code]}".strip()
            button.setText(said)
            button.setAccessibleName(said)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)


class Wrapped(QWidget):
    """Holds segments that stand in as many rows as its width asks for."""

    def __init__(self, segments: Segments) -> None:
        super().__init__()
        self._segments = segments
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(segments)
        line.addStretch()

    def minimumSizeHint(self) -> QSize:
        """As wide as one choice may be."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._segments.fit(self.width())
        super().resizeEvent(event)
