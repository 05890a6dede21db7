"""The lines of a handover: a firearm that can be taken off again, and a lot with the rounds that go along."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.calibres import shown
from registry_app.i18n import N_, _, number
from ui.pages.firearm_rows import HOLDER, KIND, STATUS
from ui.pages.handover_reads import ISSUE, TAKE_BACK, Rounds
from ui.pages.positions import drawing_of, status_text, status_tone
from ui.parts.card import Chip, Tile
from ui.parts.columns import Row
from ui.parts.text import IconButton, Label
from ui.theme import serial_font

MOST = 1_000_000


class FirearmLine(QWidget):
    """One firearm; `removed` tells that it shall be taken off the handover."""

    removed = Signal(int)

    def __init__(self, row: Row) -> None:
        super().__init__()
        number_, name, serial = int(row[0] or 0), str(row[2]), str(row[3])
        words, line = QVBoxLayout(), QHBoxLayout(self)
        title, below = Label(role="strong"), Label(role="hint")
        title.quote(name)
        below.quote(" · ".join(str(each) for each in (shown(str(row[4])), row[HOLDER]) if each))
        marked = QLabel(serial)
        marked.setTextFormat(Qt.TextFormat.PlainText)
        marked.setFont(serial_font(self.font()))
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(below)
        self.remove = IconButton(N_("Take off the list"), "x", size=15)
        self.remove.clicked.connect(lambda: self.removed.emit(number_))
        self.setAccessibleName(f"{name}, {serial}")
        line.setContentsMargins(4, 5, 4, 5)
        line.setSpacing(12)
        line.addWidget(Tile(drawing_of(row[KIND]), size=34))
        line.addLayout(words, 3)
        line.addWidget(marked, 2)
        line.addWidget(Chip(status_text(row[STATUS]), status_tone(row[STATUS])))
        line.addWidget(self.remove)


class RoundsLine(QWidget):
    """One lot; `changed` tells that another number of rounds was typed, `done` that Enter was pressed."""

    changed = Signal()
    done = Signal()

    def __init__(self, rounds: Rounds, act: str) -> None:
        super().__init__()
        self.rounds, self._act = rounds, act
        self.quantity, self.used = self._editor(), self._editor()
        words, line = QVBoxLayout(), QHBoxLayout(self)
        title, below = Label(role="strong"), Label(role="hint")
        title.quote(" · ".join(each for each in (rounds.number, shown(rounds.calibre)) if each))
        told = N_("{n} in store") if act == ISSUE else N_("{n} with the person")
        below.say(told, n=number(rounds.quantity))
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(below)
        line.setContentsMargins(4, 4, 4, 4)
        line.setSpacing(10)
        line.addWidget(Tile("cartridge" if rounds.kind == "lot" else "package", "text2", "gray_t", 34))
        line.addLayout(words, 1)
        may_be_used = act == TAKE_BACK and rounds.kind == "lot"
        used = [(N_("Used"), self.used)] if may_be_used else []
        named = [(_counting(rounds.kind, act), self.quantity), *used]
        for msgid, editor in named:
            label = Label(msgid, "hint")
            editor.setAccessibleName(f"{_(msgid)}, {rounds.number}")
            line.addWidget(label)
            line.addWidget(editor)
        self.used.setParent(self)
        self.used.setVisible(may_be_used)

    def _editor(self) -> QLineEdit:
        editor = QLineEdit()
        editor.setValidator(QIntValidator(0, MOST, editor))
        editor.setAlignment(Qt.AlignmentFlag.AlignRight)
        editor.setFixedWidth(76)
        editor.setPlaceholderText("0")
        editor.textEdited.connect(lambda _text: self.changed.emit())
        editor.returnPressed.connect(self.done)
        return editor

    def counts(self) -> tuple[int, int]:
        """Rounds handed over, and rounds used up."""
        return int(self.quantity.text() or 0), int(self.used.text() or 0)

    def short(self) -> str:
        """The article by name that is not handed over whole, with how many; nothing for rounds."""
        left = self.rounds.quantity - self.counts()[0]
        if self.rounds.kind != "article" or left < 1:
            return ""
        return self.rounds.number if left == 1 else f"{number(left)} × {self.rounds.number}"

    def show_counts(self, quantity: int, used: int = 0) -> None:
        """Fill the numbers in; nothing for nought."""
        self.quantity.setText(str(quantity or ""))
        self.used.setText(str(used or ""))


def _counting(kind: str, act: str) -> str:
    """What the number of a line counts."""
    if act == TAKE_BACK:
        return N_("Back")
    return N_("Rounds") if kind == "lot" else N_("Pieces")
