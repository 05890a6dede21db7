"""A few choices side by side, of which one is taken. One Tab stop; arrows go left and right."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QSizePolicy, QToolButton, QWidget

from registry_app.i18n import _


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
        self._grid, self._is_folded = QGridLayout(self), False
        self._grid.setContentsMargins(2, 2, 2, 2)
        self._grid.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons = {code: QToolButton() for code in choices}
        for code, button in self._buttons.items():
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(lambda _on, code=code: self.chosen.emit(code))
            self._group.addButton(button)
        self._place()
        self.take(next(iter(self._buttons)))
        self._say()

    def _place(self) -> None:
        for at, button in enumerate(self._buttons.values()):
            row, column = divmod(at, (len(self._buttons) + 1) // 2) if self._is_folded else (0, at)
            self._grid.addWidget(button, row, column)

    def fold(self, *, is_folded: bool) -> None:
        """In two rows, or in one."""
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._place()

    def width_in_a_row(self) -> int:
        """How wide all that are offered are side by side."""
        return sum(button.sizeHint().width() + 2 for button in self._buttons.values() if not button.isHidden()) + 2

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
