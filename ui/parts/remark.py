"""One line of what needs attention: a tinted drawing, what it is, and which one; a click leads there."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from ui.parts.card import Tile
from ui.parts.text import Elided, Label


class Remark(QPushButton):
    """`title` and `detail` are already in the reader's language."""

    def __init__(self, icon: str, tone: str, title: str, detail: str) -> None:
        super().__init__()
        self.setProperty("kind", "line")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(f"{title}, {detail}" if detail else title)
        line, words = QHBoxLayout(self), QVBoxLayout()
        line.setContentsMargins(6, 6, 6, 6)
        line.setSpacing(11)
        words.setSpacing(0)
        self.title, below = Label(role="strong", is_wrapping=True), Elided(role="hint")
        self.title.quote(title)
        below.quote(detail)
        words.addWidget(self.title)
        words.addWidget(below)
        line.addWidget(Tile(icon, tone, f"{tone}_t", 30))
        line.addLayout(words, 1)
        below.setVisible(bool(detail))  # not before it has a parent: it would be a window that takes the focus
        self._line = line

    def sizeHint(self) -> QSize:
        """What the words need; a button by itself knows only its own text."""
        return self._line.totalSizeHint()

    def hasHeightForWidth(self) -> bool:
        """As high as the words need."""
        return True

    def heightForWidth(self, wide: int) -> int:
        """The height of the words in lines of this width."""
        return self._line.totalHeightForWidth(wide)
