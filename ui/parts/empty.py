"""What stands where there is nothing yet: a drawing, one sentence, and what to do next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.card import Tile
from ui.parts.text import Button, Label

WIDE = 380


class Empty(QWidget):
    """`title` and `advice` are msgids; `actions` are the buttons that lead on."""

    def __init__(self, icon: str, title: str, advice: str, *actions: Button) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignHCenter
        inside = QVBoxLayout(self)
        inside.setSpacing(6)
        inside.addStretch(2)
        inside.addWidget(Tile(icon, "text2", "gray_t", 48), 0, middle)
        inside.addSpacing(8)
        self.title = Label(title, "h2")
        self.advice = Label(advice, "muted", is_wrapping=True)
        self.advice.setAlignment(middle)
        self.advice.setMinimumWidth(WIDE)
        inside.addWidget(self.title, 0, middle)
        across = QHBoxLayout()  # an aligned widget would lose the lines that its wrapped words need
        across.addStretch()
        across.addWidget(self.advice)
        across.addStretch()
        inside.addLayout(across)
        inside.addSpacing(10)
        line = QHBoxLayout()
        line.addStretch()
        for action in actions:
            line.addWidget(action)
        line.addStretch()
        inside.addLayout(line)
        inside.addStretch(3)
