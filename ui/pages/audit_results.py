"""What everything in a count comes to: from the book to the floor, and from the floor to the book."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused
from registry_app.domain.records import Difference
from registry_app.i18n import N_, n_, number
from registry_app.services import audits, ledger
from registry_app.services.audit_views import Told, Whole
from ui.desk import Desk
from ui.job import Job
from ui.pages import audit_reads as reads
from ui.pages import audit_words as words
from ui.parts.card import Card
from ui.parts.columns import Row
from ui.parts.form import Form
from ui.parts.notice import Notice
from ui.parts.segments import Segments, Wrapped
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label
from ui.tasks import Scope

SIDES = {"book": N_("From book to floor"), "floor": N_("From floor to book")}
GROUPS = {
    "": N_("All"), "different": N_("Differences"), "found": N_("Found in place"), "not_seen": N_("Not seen"),
    "moved": N_("Moved during the count"),
}  # fmt: skip
BLIND = N_("This count is blind: who counts sees no results until the differences are entered.")
TOLD = N_("Entering the differences ends the counting. Others may then recount what differs.")


class ResultsPart(QWidget):
    """`entered` tells that the differences were entered, `recount` that they are to be counted again."""

    entered = Signal()
    recount = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.whole: Whole | None = None
        self._told: list[Told] = []
        self._rows: list[Row] = []
        self._sort, self._is_descending = "kind", False
        self._entry = ledger.new_id()
        self.sides, self.groups = Segments(N_("From where to where"), SIDES), Segments(N_("Which results"), GROUPS)
        self.table = Table(N_("Results"), words.result_columns(), self._fetch)
        self.blind, self._count = Notice(BLIND, "amber"), Label(role="muted")
        fields = entered_fields(Difference)
        search = lambda text: jobs.latest("owner").read(reads.choices, "person", text)  # noqa: E731
        self.form = Form([fields["owner_id"], fields["due_on"]], {"owner_id": search}, columns=2)
        self.enter_them = Button(N_("Enter the differences"), "check", "primary")
        self.again = Button(N_("Recount the differences"), "refresh-cw")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside, card, top = QVBoxLayout(self), Card(margin=1, spacing=6), QHBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        top.setContentsMargins(14, 10, 12, 0)
        top.setSpacing(12)
        top.addWidget(self.sides)
        top.addStretch()
        top.addWidget(self._count)
        second = QHBoxLayout()
        second.setContentsMargins(14, 0, 12, 0)
        second.addWidget(Wrapped(self.groups))
        card.inside.addLayout(top)
        card.inside.addLayout(second)
        card.inside.addWidget(self.table, 1)
        self.table.setSizePolicy(*AS_TALL_AS_ROOM)
        self._shown = Stack()
        self._shown.addWidget(card)
        hidden, below = QWidget(), QVBoxLayout()
        hidden.setLayout(below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.blind)
        below.addStretch()
        self._shown.addWidget(hidden)
        inside.addWidget(self._shown, 1)
        inside.addWidget(self._foot())

    def _foot(self) -> Card:
        """What is done about the differences."""
        self.foot, line = Card(margin=18, spacing=8), QHBoxLayout()
        line.addWidget(self.again)
        line.addStretch()
        line.addWidget(self.enter_them)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(Label(TOLD, "muted", is_wrapping=True))
        asked.addWidget(self.form)
        self.foot.inside.addWidget(self._asked)
        self.foot.inside.addLayout(line)
        return self.foot

    def _connect(self) -> None:
        self.table.rows.sort_asked.connect(self._sort_by)
        self.groups.chosen.connect(lambda _code: self._list())
        self.sides.chosen.connect(lambda _code: self._list())
        self.enter_them.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self.again.clicked.connect(self.recount)

    def show_audit(self, whole: Whole) -> None:
        """Reckon this audit, where whoever works here may see it."""
        own = self._desk.worker.actor.person_id if self._desk.worker.actor else 0
        self.whole = whole
        may_see = whole.may_see_results(own)
        self._shown.setCurrentIndex(0 if may_see else 1)
        is_open = not whole.is_closed
        self.again.setVisible(is_open and whole.is_entered and own not in whole.counters and self._desk.may("sight"))
        self._offer(is_offered=not may_see)
        if may_see:
            self._jobs.latest("results").read(reads.results, whole.row.number).then(self._show)

    def _offer(self, *, is_offered: bool) -> None:
        """Offer to enter differences, where there are any, or nobody may see whether there are."""
        may = self.whole is not None and not self.whole.is_closed and self._desk.may("differ")
        self._asked.setVisible(may and is_offered)
        self.enter_them.setVisible(may and is_offered)
        self.foot.setVisible((may and is_offered) or not self.again.isHidden())

    def _show(self, told: list[Told]) -> None:
        self._told = told
        for group in GROUPS:
            many = sum(words.is_of_group(each.result, group) for each in told)
            self.groups.show_note(group, number(many))
        self.retranslate()
        if self.whole is not None:
            self._jobs.latest("left").read(reads.left_to_enter, self.whole.row.number).then(
                lambda left: self._offer(is_offered=bool(left))
            )

    def retranslate(self) -> None:
        """Say the results again."""
        self._rows = [words.result_row(at, each) for at, each in enumerate(self._told, 1)]
        self._list()

    def _list(self) -> None:
        is_floor = self.sides.code() == "floor"
        kept = [
            row
            for row, each in zip(self._rows, self._told, strict=True)
            if words.is_of_group(each.result, self.groups.code())
            and (bool(each.result.sightings) if is_floor else bool(each.result.expected))
        ]
        self.table.show_ids(
            words.sorted_by(kept, words.result_columns(), self._sort, is_descending=self._is_descending)
        )
        self.table.rows.refresh()
        n = len(kept)
        self._count.quote(n_("{n} result", "{n} results", n).format(n=number(n)))

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._list()

    def _fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        rows = self._rows
        return self._jobs.run(lambda: [rows[at - 1] for at in ids if at <= len(rows)])

    def confirm(self) -> None:
        """Enter all that differs, once."""
        values = self.form.values()
        if values is None or self.whole is None or not self.enter_them.isEnabled():
            return
        self.enter_them.setEnabled(False)
        facts = {"owner": values["owner_id"] or 0, "due_on": values["due_on"] or ""}
        job = self._jobs.write(audits.differ, audit=self.whole.row.number, **facts, entry_id=self._entry)
        job.ended(lambda: self.enter_them.setEnabled(True)).then(lambda _posted: self._entered())
        job.otherwise(self._refused, Refused)

    def _entered(self) -> None:
        self._entry = ledger.new_id()
        self.entered.emit()

    def _refused(self, error: Refused) -> None:
        if left := self.form.show_findings(error.findings):
            self._desk.strip.tell(tuple(left))

    def enter(self) -> None:
        """The cursor goes to the results, or to what ends a blind count."""
        (self.table if self._shown.currentIndex() == 0 else self.form.rows["owner_id"].editor).setFocus()
