"""The list of audits: open and closed, with what is left to be settled in each."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from registry_app.i18n import N_, n_, number
from ui.job import Job
from ui.pages.audit_words import OPEN, columns, sorted_by
from ui.parts.card import Card
from ui.parts.columns import Row
from ui.parts.empty import Empty
from ui.parts.folding import Folding, at_end
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label

EVERY, CLOSED = "", "closed"
SEGMENTS = {EVERY: N_("All"), OPEN: N_("In progress"), CLOSED: N_("Closed audits")}
STATE = [column.key for column in columns()].index("state") + 1
Local = Callable[[Callable[[], list[Row]]], Job[list[Row]]]
"""Runs what needs no register on a thread beside the window's."""


class AuditList(Card):
    """`make` and `first` are the buttons that begin one, above the list and where there is nothing yet."""

    opened = Signal(object)

    def __init__(self, run: Local, *, may_begin: bool) -> None:
        super().__init__(margin=1, spacing=6)
        self._rows: list[Row] = []
        self._sort, self._is_descending = "code", True
        self.table = Table(N_("Audits"), columns(), lambda ids: run(lambda: self._of(ids)))
        self.segments, self._count = Segments(N_("Which audits"), SEGMENTS), Label(role="muted")
        self.make = Button(N_("Begin an audit…"), "plus", "primary", key="Ctrl+N")
        self.first = Button(N_("Begin the first one…"), "plus", "primary")
        self.pages = Stack()
        nothing = N_("A count that is kept: every scan an entry, every difference explained, closed by two people.")
        self.pages.addWidget(self.table)
        self.pages.addWidget(Empty("clipboard-check", N_("No audit yet"), nothing, self.first))
        line = QHBoxLayout()
        line.setContentsMargins(14, 10, 12, 0)
        line.addWidget(Folding(self.segments, at_end(self._count, self.make)))
        self.inside.addLayout(line)
        self.inside.addWidget(self.pages, 1)
        self.make.setVisible(may_begin)
        self.first.setVisible(may_begin)
        self._connect()

    def _connect(self) -> None:
        self.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
        self.table.rows.sort_asked.connect(self._sort_by)
        self.table.opened.connect(self.opened)
        self.segments.chosen.connect(lambda _code: self._show())

    def _of(self, ids: Sequence[int]) -> list[Row]:
        wanted = set(ids)
        return [row for row in self._rows if row[0] in wanted]

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these audits."""
        self._rows = list(rows)
        self._show()

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._show()

    def _show(self) -> None:
        kept = [row for row in self._rows if self._is_shown(row)]
        self.table.show_ids(sorted_by(kept, columns(), self._sort, is_descending=self._is_descending))
        if kept and not self.table.current_id():
            self.table.selectRow(0)
        for code in (OPEN, CLOSED):
            many = sum((row[STATE] == OPEN) == (code == OPEN) for row in self._rows)
            self.segments.show_note(code, number(many))
        self.pages.setCurrentIndex(0 if self._rows else 1)
        self.retranslate()

    def _is_shown(self, row: Row) -> bool:
        wanted = self.segments.code()
        return not wanted or (row[STATE] == OPEN) == (wanted == OPEN)

    def enter(self) -> None:
        """The cursor goes into the list, or to the button that begins the first audit."""
        (self.table if self._rows else self.first).setFocus(Qt.FocusReason.TabFocusReason)

    def retranslate(self) -> None:
        """Say how many are listed."""
        n = self.table.rows.rowCount()
        self._count.quote(n_("{n} audit", "{n} audits", n).format(n=number(n)))
