"""Facts in lines: a drawing, what it is, and the value, which can be marked and copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.parts.card import Icon
from ui.parts.text import Label
from ui.theme import serial_font

Fact = tuple[str, str, str]
"""A key, the name of an icon (or nothing), and a msgid; without a key it is the heading of those that follow."""


class Facts(QWidget):
    """One line per fact; `serial` among the keys is written with slashed zeros."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(2, 1)
        self._values: dict[str, Label] = {}
        self._names: dict[str, Label] = {}
        self._icons: dict[str, Icon] = {}
        grid.setRowStretch(len(facts), 1)
        for row, (key, icon, msgid) in enumerate(facts):
            if not key:
                title = Label(msgid, "strong")
                title.setContentsMargins(0, 10 if row else 0, 0, 1)
                grid.addWidget(title, row, 1, 1, 2)
                continue
            if icon:
                self._icons[key] = Icon(icon, "text3", 15)
                grid.addWidget(self._icons[key], row, 0, Qt.AlignmentFlag.AlignTop)
            self._names[key], self._values[key] = Label(msgid, "muted"), _value(key)
            grid.addWidget(self._names[key], row, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._values[key], row, 2)

    def show_fact(self, key: str, text: str, tone: str = "") -> None:
        """Write a value, already in the reader's language; nothing shows a dash."""
        value = self._values[key]
        value.quote(text or "—")
        value.set_tone(tone)
        value.setAccessibleName(f"{self._names[key].text()} {text}")

    def show_line(self, key: str, *, is_shown: bool) -> None:
        """Show or hide a line: not every record has every fact."""
        for part in (self._icons.get(key), self._names[key], self._values[key]):
            if part is not None:
                part.setVisible(is_shown)

    def text_of(self, key: str) -> str:
        """What stands in a line."""
        return self._values[key].text()


def _value(key: str) -> Label:
    """A value that can be marked and copied."""
    value = Label(is_wrapping=True)
    value.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    value.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    if key == "serial":
        value.setFont(serial_font(value.font()))
    return value
