"""A wide button that says in two lines what will be chosen by it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.card import Icon, Tile
from ui.parts.text import Elided, Label


class ChoiceButton(QPushButton):
    """A drawing, a title, and a line below; both are texts as they are, or msgids by `say`."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.setProperty("kind", "choice")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.title, self.detail = Label(role="strong"), Elided(role="hint")
        self._line = line = QHBoxLayout(self)
        words = QVBoxLayout()
        line.setContentsMargins(12, 9, 14, 9)
        line.setSpacing(12)
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        line.addWidget(Tile(icon, size=34))
        line.addLayout(words, 1)
        line.addWidget(Icon("chevron-right", "text3"))
        for label in (self.title, self.detail):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name()

    def say(self, title: str, detail: str) -> None:
        """Two msgids."""
        self.title.say(title)
        self.detail.say(detail)
        self._name()

    def quote(self, title: str, detail: str) -> None:
        """Two texts as they are: a register and where it lies."""
        self.title.quote(title)
        self.detail.quote(detail)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(f"{self.title.text()}, {self.detail.text()}")
        self.setMinimumHeight(self._line.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Another language or font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "detail"):
            self._name()
