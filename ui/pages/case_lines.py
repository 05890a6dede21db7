"""A line of a case: what it is and where, how many of it, and a button that takes it off again."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.i18n import N_, _, number
from registry_app.services.lying import Lying
from ui.pages.case_draft import Part
from ui.pages.case_reads import Rounds, detail_of, where_of
from ui.parts.card import Tile
from ui.parts.text import IconButton, Label, restyle

ICONS = {"firearm": "pistol", "lot": "cartridge", "article": "package"}


class CountLine(QWidget):
    """`changed` tells another number, `removed` that the line shall go, `done` Enter in the number."""

    changed = Signal()
    removed = Signal()
    done = Signal()

    def __init__(self, icon: str, title: str, below: str, counted: str, most: int) -> None:
        """`counted` is a msgid of what the number counts, empty where there is one piece and no number."""
        super().__init__()
        words, self._line = QVBoxLayout(), QHBoxLayout(self)
        name, where = Label(role="strong"), Label(role="hint", is_wrapping=True)
        name.quote(title)
        where.quote(below)
        words.setSpacing(0)
        words.addWidget(name)
        words.addWidget(where)
        self.title, self.most, self._is_counted = title, most, bool(counted)
        self.count = QLineEdit()
        self.count.setValidator(QIntValidator(0, most, self.count))
        self.count.setFixedWidth(76)
        self.count.setPlaceholderText("0")
        self.count.setAccessibleName(f"{_(counted)}, {title}" if counted else title)
        self.setAccessibleName(f"{title}, {below}")
        self._line.setContentsMargins(4, 4, 4, 4)
        self._line.setSpacing(10)
        self._line.addWidget(Tile(icon, "text2", "gray_t", 34))
        self._line.addLayout(words, 1)
        if counted:
            self._line.addWidget(Label(counted, "hint"))
            self._line.addWidget(self.count)
        else:
            self.count.setParent(self)
            self.count.hide()
        self.count.textEdited.connect(lambda _text: self._edited())
        self.count.returnPressed.connect(self.done)

    def _edited(self) -> None:
        self.mark(is_wrong=False)
        self.changed.emit()

    def add_remove(self) -> IconButton:
        """The line can be taken off."""
        button = IconButton(N_("Take off the list"), "x", size=15)
        button.clicked.connect(self.removed)
        self._line.addWidget(button)
        return button

    def quantity(self) -> int:
        """How many."""
        return int(self.count.text() or 0) if self._is_counted else 1

    def show_quantity(self, many: int) -> None:
        """Write how many; nothing for nought."""
        self.count.setText(str(many or ""))

    def mark(self, *, is_wrong: bool) -> None:
        """Frame the number, or not."""
        self.count.setProperty("wrong", is_wrong)
        restyle(self.count)


def part_line(part: Part) -> CountLine:
    """The line of what is gone from a position."""
    each = part.lying
    line = CountLine(
        ICONS[each.kind], each.title, f"{detail_of(each)} · {_there(each)}",
        "" if each.is_piece else N_("Rounds") if each.kind == "lot" else N_("Pieces"), each.quantity,
    )  # fmt: skip
    line.show_quantity(part.quantity)
    line.add_remove()
    return line


def _there(each: Lying) -> str:
    """Where it is, and how many there are where it is no single piece."""
    if each.is_piece:
        return where_of(each)
    return f"{number(each.quantity)} · {where_of(each)}"


def rounds_line(rounds: Rounds) -> CountLine:
    """The line of a lot of which some was fired."""
    below = _("{n} with the person") if rounds.is_held else _("{n} in store")
    return CountLine("cartridge", rounds.number, below.format(n=number(rounds.quantity)), N_("Fired"), rounds.quantity)
