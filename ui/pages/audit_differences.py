"""The differences of an audit: each with its cause, who follows it up until when, and how it was settled."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_, n_, number
from registry_app.services import audit_views
from registry_app.services.audit_views import DifferenceRow, Whole
from ui.desk import Desk
from ui.job import Job
from ui.pages import audit_words as words
from ui.pages.audit_export import DifferenceExport
from ui.pages.audit_settle import Settling
from ui.parts.card import Card
from ui.parts.columns import Row
from ui.parts.empty import Empty
from ui.parts.folding import BELOW
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label
from ui.tasks import Scope


class DifferencesPart(QWidget):
    """`changed` tells that something was followed up or settled."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._jobs = jobs
        self.whole: Whole | None = None
        self.found: dict[int, DifferenceRow] = {}
        self._sort, self._is_descending = "kind", False
        self.table = Table(N_("Differences"), words.difference_columns(), self._fetch)
        self.settling, self.exports = Settling(desk, jobs), DifferenceExport(self, desk, jobs)
        self.export = Button(N_("Export as a workbook…"), "download", key="Ctrl+P")
        self._count, self._pages = Label(role="muted"), Stack()
        self._across = QBoxLayout(BELOW)
        self._lay_out()
        self.table.rows.sort_asked.connect(self._sort_by)
        self.table.selectionModel().selectionChanged.connect(lambda _now, _before: self._show_chosen())
        self.table.opened.connect(lambda _number: self.settling.enter())
        self.settling.done.connect(self.changed)
        self.settling.left.connect(self.table.setFocus)
        self.export.clicked.connect(self._ask_where)

    def _lay_out(self) -> None:
        whole, both, card, line = QVBoxLayout(self), QWidget(), Card(margin=1, spacing=6), QHBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        both.setLayout(self._across)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        line.setContentsMargins(14, 10, 12, 0)
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self.export)
        card.inside.addLayout(line)
        card.inside.addWidget(self.table, 1)
        self.table.setSizePolicy(*AS_TALL_AS_ROOM)
        self._across.addWidget(card, 1)
        self._across.addWidget(self.settling)
        self._pages.addWidget(both)
        advice = N_("They are entered under Results, when the counting has ended.")
        self._pages.addWidget(Empty("circle-check", N_("No difference is entered"), advice))
        whole.addWidget(self._pages)

    def show_audit(self, whole: Whole) -> None:
        """Show the differences of this audit."""
        self.whole = whole
        self._jobs.latest("differences").read(audit_views.differences, whole.row.number).then(self._show)

    def _ask_where(self) -> None:
        if self.whole is not None:
            self.exports.ask(self.whole, len(self.found))

    def _show(self, found: Sequence[DifferenceRow]) -> None:
        self.found = {each.number: each for each in found}
        self._pages.setCurrentIndex(0 if found else 1)
        self._list()
        self._show_chosen()

    def _list(self) -> None:
        rows = [words.difference_row(each) for each in self.found.values()]
        columns = words.difference_columns()
        self.table.show_ids(words.sorted_by(rows, columns, self._sort, is_descending=self._is_descending))
        if rows and not self.table.current_id():
            self.table.selectRow(0)
        self.retranslate()

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._list()

    def _fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        found = self.found
        return self._jobs.run(lambda: [words.difference_row(found[each]) for each in ids if each in found])

    def _show_chosen(self) -> None:
        chosen = [self.found[each] for each in self.table.selected_ids() if each in self.found]
        if self.whole is not None:
            self.settling.show_differences(chosen, is_open=not self.whole.is_closed)

    def enter(self) -> None:
        """The cursor goes into the list."""
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say how many there are, and how many are left."""
        left = sum(not each.settled_on for each in self.found.values())
        said = n_("{n} difference, {left} to be settled", "{n} differences, {left} to be settled", len(self.found))
        self._count.quote(said.format(n=number(len(self.found)), left=number(left)))
        self.table.rows.refresh()
        self.settling.retranslate()
