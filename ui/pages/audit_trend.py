"""How counts went over time: two charts of the last closed audits, and the same figures as a table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from registry_app.domain.audit import AUDIT_KINDS
from registry_app.i18n import N_, number, percent
from registry_app.services.audit_trends import Trend
from ui.job import Job
from ui.pages.audit_words import OUTCOME_TONES, OUTCOMES
from ui.parts.card import Card
from ui.parts.chart import BarChart, Legend
from ui.parts.columns import Cell, Column, Row, shown_by
from ui.parts.empty import Empty
from ui.parts.folding import Evenly
from ui.parts.picker import Picker, Search
from ui.parts.stack import Stack
from ui.parts.table import Table

DIFFERED = (N_("Differences"), N_("Settled"))
UNSEEN = (N_("Missing"), N_("Not seen"))
NOTHING = N_("As soon as an audit is closed, its figures stand here beside those of the audits before it.")
Local = Callable[[Callable[[], list[Row]]], Job[list[Row]]]
"""Runs what needs no register on a thread beside the window's."""


def columns() -> tuple[Column, ...]:
    """The columns of the table: what the charts show, and how good the count was."""

    def count(key: str, heading: str, width: int = 8, *, is_hidden: bool = False) -> Column:
        return Column(key, heading, width, "number", text=_count, is_hidden=is_hidden)

    return (
        Column("code", N_("Audit"), 10, "strong", icon=lambda _row: "clipboard-check"),
        Column("closed", N_("Closed at"), 11, text=shown_by("date", {})),
        Column("place", N_("Place"), 13, stretches=True),
        Column("kind", N_("Kind"), 15, text=shown_by("choice", AUDIT_KINDS), is_hidden=True),
        Column("outcome", N_("Outcome"), 27, "chip", shown_by("choice", OUTCOMES), lambda v: OUTCOME_TONES[str(v)]),
        count("expected", N_("Expected"), is_hidden=True), count("seen", N_("Seen"), is_hidden=True),
        count("not_seen", N_("Not seen")), count("missing", N_("Missing")), count("differences", N_("Differences"), 10),
        count("settled", N_("Settled")), count("left", N_("To be settled"), 10, is_hidden=True),
        Column("accuracy", N_("Agreed"), 8, "number", text=_share),
    )  # fmt: skip


def _count(value: Cell) -> str:
    return number(int(value or 0))


def _share(value: Cell) -> str:
    return percent(int(value)) if value is not None and int(value) >= 0 else "—"


def row_of(each: Trend) -> Row:
    """A closed audit as `columns` show it."""
    told = each.measures
    return (
        each.number, each.code, each.closed_at[:10], each.place_name, each.kind, each.outcome, told.expected, told.seen,
        each.not_seen, each.missing, told.differences, each.settled, each.left, told.accuracy,
    )  # fmt: skip


class AuditTrend(Stack):
    """`opened` tells the number of the audit that Enter was about, `asked` that another place is wanted: `place` is the
    line for it, which whoever shows this lays out."""

    opened = Signal(object)
    asked = Signal()

    def __init__(self, run: Local, search: Search) -> None:
        super().__init__()
        self._trend: list[Trend] = []
        self.place = Picker(search, N_("All places"), N_("Place"))
        self.differed = BarChart(N_("Differences of each audit, and how many are settled"), DIFFERED)
        self.unseen = BarChart(N_("What was missing in each audit, and what nobody could see"), UNSEEN)
        self.table = Table(N_("Results over audits"), columns(), lambda ids: run(lambda: self._of(ids)))
        self.table.setSortingEnabled(False)
        self._listed = Stack()
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.place.changed.connect(self._changed)
        self.place.picked.connect(lambda _place: self.asked.emit())

    def _lay_out(self) -> None:
        whole, charts, listed = QWidget(), list[Card](), Card(margin=1, spacing=4)
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        for title, chart, series in (
            (N_("Differences"), self.differed, DIFFERED), (N_("Missing and not seen"), self.unseen, UNSEEN),
        ):  # fmt: skip
            card = Card(title, margin=16, spacing=6)
            card.head.addWidget(Legend(series))
            card.inside.addWidget(chart, 1)
            charts.append(card)
        listed.inside.addWidget(self.table, 1)
        inside.addWidget(Evenly(charts), 4)
        inside.addWidget(listed, 5)
        empty = Card(margin=1)
        empty.inside.addWidget(Empty("chart-column", N_("No audit is closed yet"), NOTHING))
        self.addWidget(whole)
        self.addWidget(empty)

    def _changed(self) -> None:
        """Emptied, the line asks for all places again."""
        if not self.place.text():
            self.asked.emit()

    def _of(self, ids: Sequence[int]) -> list[Row]:
        wanted = set(ids)
        return [row_of(each) for each in self._trend if each.number in wanted]

    def show_trend(self, trend: Sequence[Trend]) -> None:
        """Show these audits, the oldest first."""
        self._trend = list(trend)
        self.setCurrentIndex(0 if trend or self.place.id() else 1)
        self.table.show_ids([each.number for each in reversed(self._trend)])
        self.retranslate()

    def retranslate(self) -> None:
        """Say what the charts tell again."""
        labels = [each.code for each in self._trend]
        self.differed.show_values(labels, _series(self._trend, lambda t: t.measures.differences, lambda t: t.settled))
        self.unseen.show_values(labels, _series(self._trend, lambda t: t.missing, lambda t: t.not_seen))

    def enter(self) -> None:
        """The cursor goes into the table."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)


def _series(trend: Sequence[Trend], *figures: Callable[[Trend], int]) -> list[list[int]]:
    return [[figure(each) for each in trend] for figure in figures]
