"""The count sheets of an audit: printed by rack or by serial, and typed back when they come in from the racks."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.entry import NONE
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.scan import Scan, read
from registry_app.i18n import N_, _, n_, number
from registry_app.services import count_sheets, sheet_views
from registry_app.services.audit_views import Whole
from registry_app.services.ledger import Posted
from registry_app.services.sheet_views import SheetRow
from ui.desk import Desk
from ui.job import Job
from ui.pages.audit_looked_for import ORDERS
from ui.pages.sheet_print import CountSheets
from ui.pages.sheet_typing import SheetTyping
from ui.parts.card import Card
from ui.parts.columns import Cell, Column, Row
from ui.parts.segments import Segments
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label
from ui.tasks import Scope

LINE = N_("Scan the code of a sheet, or type its number and press Enter")
CODE, HALF = "A7SHEET", -2
BACK = N_("Sheet {sheet} is entered as entry {entry}. Correct that entry to type the sheet anew.")
NOT_YOURS = N_("Who counts this audit types its sheets back, and nobody else.")
DONE = N_("Sheet {sheet} is entered. Entry {entry}.")


class SheetsPart(QWidget):
    """`changed` tells that a sheet was entered."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.whole: Whole | None = None
        self.turn, self.may_type = 1, False
        self._sheets: dict[int, SheetRow] = {}
        self._half: dict[str, dict[str, Any]] = {}
        self._open = ""
        self.orders, self._count = Segments(N_("Order of the sheets"), ORDERS), Label(role="muted")
        self.print = Button(N_("Print count sheets…"), "printer", key="Ctrl+P")
        self.line = QLineEdit()
        self.table = Table(N_("Count sheets"), _columns(), self._fetch)
        self.typing, self._pages = SheetTyping(jobs), Stack()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        whole, card, top = QVBoxLayout(self), Card(margin=1, spacing=8), QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        top.setContentsMargins(14, 10, 12, 0)
        top.setSpacing(12)
        for widget in (self.orders, self._count):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.print)
        typed = QHBoxLayout()
        typed.setContentsMargins(14, 0, 12, 0)
        typed.addWidget(self.line)
        card.inside.addLayout(top)
        card.inside.addLayout(typed)
        card.inside.addWidget(self.table, 1)
        self.table.setSortingEnabled(False)
        self.table.setSizePolicy(*AS_TALL_AS_ROOM)
        self._pages.addWidget(card)
        self._pages.addWidget(self.typing)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.orders.take(self._desk.settings.sheet_order if self._desk.settings.sheet_order in ORDERS else "rack")
        self.orders.chosen.connect(self._reorder)
        self.print.clicked.connect(self.ask_print)
        self.line.returnPressed.connect(lambda: self._named(self.line.text().strip()))
        self.table.opened.connect(lambda number_: self.open_sheet(int(number_)))
        self.typing.left.connect(self._put_away)
        self.typing.entered.connect(self._entered)

    def show_audit(self, whole: Whole, *, turn: int = 1, may_type: bool = False) -> None:
        """The sheets of this audit; `may_type` whoever works here what comes back in a turn."""
        if self.whole is not None and (self.whole.row.number, self.turn) != (whole.row.number, turn):
            self._put_away()
        self.whole, self.turn, self.may_type = whole, turn, may_type
        self.line.setVisible(may_type)
        self._ask()

    def _ask(self) -> None:
        if self.whole is not None:
            asked = self._jobs.latest("sheets")
            order, turn = self.orders.code(), self.turn
            asked.read(sheet_views.listed, self.whole.row.number, order=order, turn=turn).then(self._show)

    def _show(self, found: Sequence[SheetRow]) -> None:
        self._sheets = {each.number: each for each in found}
        self.table.show_ids(list(self._sheets))
        self.table.rows.refresh()
        if found and not self.table.current_id():
            self.table.selectRow(0)
        self.retranslate()
        waiting = self._open if self.typing.sheet is None else ""
        if sheet := next((each for each in found if self._key(each) == waiting), None):
            self._type(sheet)

    def _key(self, sheet: SheetRow) -> str:
        """What names a sheet that is typed in part: its audit, turn, order and number."""
        audit = self.whole.row.number if self.whole else 0
        return f"{audit}-{self.turn}-{self.orders.code()}-{sheet.number}"

    def _fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        sheets, half = (
            self._sheets,
            {number_ for number_, each in self._sheets.items() if self._key(each) in self._half},
        )
        return self._jobs.run(lambda: [_row(sheets[each], is_half=each in half) for each in ids if each in sheets])

    def _reorder(self, order: str) -> None:
        self._desk.settings.sheet_order = order
        self._ask()

    def ask_print(self) -> None:
        """Show the sheets as they will be printed."""
        if self.whole is not None and (by := self._desk.worker.actor) is not None:
            paper = CountSheets(self, self._desk, self._jobs, self.whole, by)
            paper.ordered.connect(self._reordered)
            paper.open()

    def _reordered(self, order: str) -> None:
        self.orders.take(order)
        self._ask()

    def scanned(self, scan: Scan) -> None:
        """The code of a sheet opens it; in a sheet, what is scanned is what is engraved."""
        if scan.text.startswith(CODE) and self.typing.sheet is None:
            self._named(scan.text)
        elif self.typing.sheet is not None and scan.state in ("own", "other") and not scan.text.startswith(CODE):
            self.typing.grid.take(scan.text)
            self._desk.reception.done()
        else:
            self._desk.reception.amiss()

    def _named(self, text: str) -> None:
        """Open the sheet of a number, or of the code that was scanned."""
        self.line.clear()
        if text.isdecimal():
            self.open_sheet(int(text))
        elif text:
            asked = self._jobs.latest("sheet").read(count_sheets.read_code, read(text).text)
            asked.then(self._coded).otherwise(self._desk.reception.tell, Refused)

    def _coded(self, found: tuple[int, int]) -> None:
        audit, sheet = found
        if self.whole is not None and audit == self.whole.row.number:
            self.open_sheet(sheet)
            self._desk.reception.done()
        else:
            self._desk.reception.tell(Refused(refuse("sheet_of_another_audit")))

    def open_sheet(self, number_: int) -> None:
        """Type this sheet back, unless it is entered already."""
        sheet = self._sheets.get(number_)
        if sheet is None:
            self._desk.strip.tell((refuse("sheet_unknown", value=str(number_)),))
        elif not self.may_type:
            self._desk.strip.say(NOT_YOURS, "note")
        elif sheet.seq != NONE:
            self._desk.strip.say(BACK, "note", sheet=number(sheet.number), entry=sheet.seq)
        else:
            self._type(sheet)

    def _type(self, sheet: SheetRow) -> None:
        if self.whole is not None:
            self._open = self._key(sheet)
            self._pages.setCurrentWidget(self.typing)
            self.typing.begin(sheet, order=self.orders.code(), audit=self.whole.row.number, turn=self.turn)
            if draft := self._half.pop(self._open, None):
                self.typing.take_up(draft)

    def _put_away(self) -> None:
        """Back to the list; what was typed of the sheet is kept, and there again when it is opened."""
        if self._open and (draft := self.typing.draft()):
            self._half[self._open] = draft
        self._show_list()

    def _show_list(self) -> None:
        self._open, self.typing.sheet = "", None
        self._pages.setCurrentIndex(0)
        self.table.rows.refresh()
        if self.isVisible():
            self.enter()

    def _entered(self, posted: Posted, sheet: int) -> None:
        self._show_list()
        self._ask()
        self._desk.strip.say(DONE, sheet=number(sheet), entry=posted.seq)
        self.changed.emit()

    def draft(self) -> dict[str, Any]:
        """What was typed of sheets and is not entered, and which one is open."""
        now = {self._open: draft} if self._open and (draft := self.typing.draft()) else {}
        half = {**self._half, **now}
        return {"open": self._open if now else "", "half": half} if half else {}

    def take_later(self, draft: dict[str, Any]) -> None:
        """Put back what was typed, once the sheets are known."""
        self._half, self._open = dict(draft["half"]), draft["open"]
        if self._open:
            self.orders.take(self._half[self._open]["order"])

    def enter(self) -> None:
        """The cursor goes into the sheet that is typed, to the line for the next one, or into the list."""
        if self._pages.currentWidget() is self.typing:
            self.typing.enter()
        else:
            (self.line if self.may_type else self.table).setFocus()

    def retranslate(self) -> None:
        """Say again how many sheets there are and how many are back."""
        self.line.setPlaceholderText(_(LINE))
        self.line.setAccessibleName(_(LINE))
        back = sum(each.seq != NONE for each in self._sheets.values())
        said = n_("{n} sheet, {back} entered", "{n} sheets, {back} entered", len(self._sheets))
        self._count.quote(said.format(n=number(len(self._sheets)), back=number(back)))
        self.typing.retranslate()


def _columns() -> tuple[Column, ...]:
    return (
        Column("sheet", N_("Sheet"), 8, "number", text=lambda n: number(int(n or 0))),
        Column("code", N_("Place code"), 16, "strong"),
        Column("name", N_("Place"), 24, stretches=True),
        Column("entered", N_("Entered"), 16, "chip", _entered_text, _tone),
    )


def _entered_text(seq: Cell) -> str:
    if int(seq or 0) >= 0:
        return _("entry {entry}").format(entry=seq)
    return _("typed in part") if seq == HALF else _("not yet")


def _tone(seq: Cell) -> str:
    return "green" if int(seq or 0) >= 0 else "amber" if seq == HALF else "gray"


def _row(each: SheetRow, *, is_half: bool) -> Row:
    return (each.number, each.number, each.code, each.name, HALF if is_half and each.seq == NONE else each.seq)
