"""A sentence across a page that stays: why something cannot be done here, or what is special."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.parts.card import Icon
from ui.parts.text import Label

ICONS = {"blue": "info", "amber": "triangle-alert", "red": "circle-alert", "green": "circle-check", "gray": "lock"}


class Notice(QFrame):
    """`msgid` with its facts, on the tint of `tone`."""

    def __init__(self, msgid: str, tone: str = "blue", **facts: object) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.words = Label(msgid, "strong", is_wrapping=True, **facts)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 14, 8)
        line.setSpacing(10)
        line.addWidget(Icon(ICONS[tone], tone))
        line.addWidget(self.words, 1)
        self._line = line

    def add(self, widget: QWidget) -> None:
        """Put something at the right end: a button that leads on."""
        self._line.addWidget(widget)
