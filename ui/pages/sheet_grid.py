"""The lines of a count sheet to be typed, as they stand on the paper: Enter goes down, Tab goes across.

Where the sheet names what is expected, the space bar takes over the name that is printed. Capitals are the engraver's:
nothing that is typed is changed.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QWidget

from registry_app.i18n import N_, _, number
from registry_app.services.sheet_views import Printed, Typed
from registry_app.services.typed_sheets import Line
from ui.parts.text import Label, restyle
from ui.theme import serial_font

COLUMNS = {
    "text": N_("Serial, tag or lot"), "packs": N_("Sealed packs"), "quantity": N_("Loose rounds or pieces"),
    "seal": N_("Seals"), "marks": N_("Marks differ"), "remark": N_("What was noticed"), "place": N_("Place code"),
}  # fmt: skip
"""The fields of a line in the order of the paper, with the titles that are printed there."""
SHARES = {"text": 28, "packs": 9, "quantity": 11, "seal": 13, "marks": 8, "remark": 22, "place": 11}
NUMBERS = ("packs", "quantity")
MARKED = "differ"
LINES = 20
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Cells = Mapping[str, str]


def typed(cells: Cells) -> Typed:
    """What a line says; its numbers are numbers, as `SheetGrid.unfit` has seen to."""
    told = {name: " ".join(cells.get(name, "").split()) for name in COLUMNS}
    packs, quantity = (int(told[name]) if told[name] else None for name in NUMBERS)
    marks = MARKED if told["marks"] else ""
    return Typed(Line(told["text"], packs, quantity, told["seal"], marks, told["remark"]), told["place"])


class SheetGrid(QScrollArea):
    """`edited` tells that something was typed."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._printed: Sequence[Printed] = ()
        self._titles = {name: Label(title, "hint", is_wrapping=True) for name, title in COLUMNS.items()}
        self.lines = [{name: self._line(at, name) for name in COLUMNS} for at in range(LINES)]
        self._numbers = [Label(role="hint") for _at in range(LINES)]
        self._at = {line: (at, name) for at, row in enumerate(self.lines) for name, line in row.items()}
        self._lay_out()

    def _line(self, at: int, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setProperty("kind", "filter")
        line.setObjectName(f"{name}-{at + 1}")
        if name == "text":
            line.setFont(serial_font(line.font()))
        line.installEventFilter(self)
        line.textEdited.connect(self._typed)
        return line

    def _lay_out(self) -> None:
        inside, self._grid = QWidget(), QGridLayout()
        grid = self._grid
        inside.setLayout(grid)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        for column, (name, title) in enumerate(self._titles.items(), 1):
            grid.addWidget(title, 0, column, Qt.AlignmentFlag.AlignBottom)
            grid.setColumnStretch(column, SHARES[name])
        for at, row in enumerate(self.lines, 1):
            grid.addWidget(self._numbers[at - 1], at, 0)
            for column, line in enumerate(row.values(), 1):
                line.setMinimumWidth(40)
                grid.addWidget(line, at, column)
        grid.setRowStretch(LINES + 1, 1)
        self.setWidget(inside)
        self.retranslate()

    def begin(self, printed: Sequence[Printed], *, has_places: bool) -> None:
        """Ask for a sheet on which these things are printed, and whose lines name a place each or not."""
        self._printed = printed
        for row in (self._titles, *self.lines):
            row["place"].setVisible(has_places)  # type: ignore[index]
        self._grid.setColumnStretch(len(COLUMNS), SHARES["place"] if has_places else 0)
        self.show_cells(())
        self.retranslate()

    def show_cells(self, rows: Sequence[Cells]) -> None:
        """Show what was typed before; nothing for an empty sheet."""
        for at, row in enumerate(self.lines):
            cells = rows[at] if at < len(rows) else {}
            for name, line in row.items():
                line.setText(cells.get(name, ""))
                self._mark(line, is_wrong=False)
        self.verticalScrollBar().setValue(0)

    def cells(self) -> list[dict[str, str]]:
        """What stands in the lines, cells without a text left out."""
        return [{name: line.text() for name, line in row.items() if line.text().strip()} for row in self.lines]

    def unfit(self) -> list[QLineEdit]:
        """The cells that hold no number though they must, marked so."""
        numbers = [row[name] for row in self.lines for name in NUMBERS]
        wrong = [line for line in numbers if line.text().strip() and not line.text().strip().isdecimal()]
        for line in numbers:
            self._mark(line, is_wrong=line in wrong)
        return wrong

    def _mark(self, line: QLineEdit, *, is_wrong: bool) -> None:
        if bool(line.property("wrong")) != is_wrong:
            line.setProperty("wrong", is_wrong)
            restyle(line)

    def _typed(self, _text: str) -> None:
        line = self.focusWidget()
        if isinstance(line, QLineEdit) and self._at[line][1] in NUMBERS:
            self._mark(line, is_wrong=not (line.text().strip() or "0").isdecimal())
        self.edited.emit()

    def enter(self) -> None:
        """The cursor goes to the first line that is empty."""
        free = (row["text"] for row in self.lines if not any(line.text() for line in row.values()))
        next(free, self.lines[0]["text"]).setFocus(Qt.FocusReason.TabFocusReason)

    def take(self, text: str) -> None:
        """What was scanned is what is engraved: it stands in the line with the cursor, or the next empty one."""
        focused = self.focusWidget()
        at = self._at[focused][0] if isinstance(focused, QLineEdit) and focused in self._at else 0
        free = (n for n in (*range(at, LINES), *range(at)) if not self.lines[n]["text"].text())
        if (row := next(free, None)) is not None:
            self.lines[row]["text"].setText(text)
            self._go(row + 1, "text")
            self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and the arrows go up and down; the space bar in an empty line takes what is printed there."""
        if not isinstance(watched, QLineEdit) or watched not in self._at:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.FocusIn:
            self.ensureWidgetVisible(watched)
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        return False

    def _key(self, watched: QLineEdit, event: QKeyEvent) -> bool:
        at, name = self._at[watched]
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        if event.key() in ENTER:
            return self._go(at + 1, "text")
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return self._go(at + (1 if event.key() == Qt.Key.Key_Down else -1), name)
        is_free = name == "text" and not self.lines[at]["text"].text()
        return event.key() == Qt.Key.Key_Space and is_free and self._take_printed(at)

    def _take_printed(self, at: int) -> bool:
        if at < len(self._printed):
            self.lines[at]["text"].setText(self._printed[at].title)
            self._go(*(at + 1, "text") if self._printed[at].is_firearm else (at, "packs"))
            self.edited.emit()
        return True

    def _go(self, at: int, name: str) -> bool:
        line = self.lines[max(0, min(at, LINES - 1))][name]
        line.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def retranslate(self) -> None:
        """Name every cell by its line and column, and say what is printed."""
        for at, row in enumerate(self.lines):
            self._numbers[at].quote(number(at + 1))
            for name, line in row.items():
                said = _("Line {line}, {column}").format(line=number(at + 1), column=_(COLUMNS[name]))
                line.setAccessibleName(said)
            printed = self._printed[at] if at < len(self._printed) else None
            row["text"].setPlaceholderText(printed.title if printed else "")
            row["text"].setAccessibleDescription(" · ".join((printed.title, printed.detail)) if printed else "")
            row["remark"].setPlaceholderText(printed.detail if printed else "")
