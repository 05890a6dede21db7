"""The overview: figures, what was handed over on the last days, what needs attention, and who has a firearm now."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from registry_app.domain import wording_due
from registry_app.i18n import N_, _, date, n_, number
from registry_app.services import due, lists, overview
from registry_app.services.due import Board
from registry_app.services.overview import Concern, Overview
from ui.desk import Desk
from ui.destinations import DUE
from ui.pages.firearm_rows import COLUMNS, rows
from ui.pages.page import Page
from ui.parts.card import Card, Figure
from ui.parts.chart import BarChart, Legend
from ui.parts.remark import Remark
from ui.parts.table import Table
from ui.parts.text import Label

SEEN: dict[str, dict[str, Any]] = {
    "tag": {}, "maker": {}, "serial": {}, "calibre": {},
    "holder": {"heading": N_("Holder"), "look": "plain", "width": 24, "stretches": False},
    "place": {"is_hidden": False, "look": "muted", "stretches": True},
}  # fmt: skip
OUT = tuple(replace(column, **SEEN.get(column.key, {"is_hidden": True})) for column in COLUMNS)
"""The columns of who has a firearm now: the status says nothing here, the post does."""
SERIES = (N_("Handed out"), N_("Taken back"))
SERIES_TITLE = N_("Issued and taken back, last 14 days")
ASIDE, SHOWN = 316, 4
"""How wide the card of what needs attention is, and how many lines it has room for on a small screen."""


class OverviewPage(Page):
    """Everything here leads to the page where something can be done about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: Overview | None = None
        self._board: Board | None = None
        self.figures = {
            "all": Figure(N_("Firearms in custody"), "pistol"),
            "issued": Figure(N_("Issued now"), "arrow-left-right"),
            "rounds": Figure(N_("Ammunition in store"), "cartridge"),
            "waiting": Figure(N_("On hold or in transit"), "clock"),
        }
        self.chart = BarChart(N_("Issued and taken back"), SERIES)
        self.out = Table(N_("Issued now"), OUT, lambda ids: self.jobs.read(rows, ids))
        self._concerns, self._open = QVBoxLayout(), Label(role="hint")
        self._lay_out()
        self.out.setSortingEnabled(False)
        self.out.opened.connect(lambda record: desk.go("firearms", record))
        self.out.left_upwards.connect(desk.focus_search)

    def _lay_out(self) -> None:
        figures, middle = QHBoxLayout(), QHBoxLayout()
        for layout in (figures, middle):
            layout.setSpacing(14)
        for figure in self.figures.values():
            figures.addWidget(figure, 1)
        days, concerns = Card(SERIES_TITLE, margin=16, spacing=6), Card(N_("Needs attention"), margin=14, spacing=4)
        days.head.addWidget(Legend(SERIES))
        days.inside.addWidget(self.chart, 1)
        concerns.setFixedWidth(ASIDE)
        concerns.head.addWidget(self._open)
        concerns.inside.addLayout(self._concerns)
        concerns.inside.addStretch()
        middle.addWidget(days, 1)
        middle.addWidget(concerns)
        below = Card(N_("Issued now"), margin=1, spacing=4)
        below.head.setContentsMargins(15, 10, 15, 0)
        below.inside.addWidget(self.out, 1)
        self.inside.addLayout(figures)
        self.inside.addLayout(middle, 5)
        self.inside.addWidget(below, 6)

    def reload(self) -> None:
        """Fetch everything."""
        self.jobs.latest("overview").read(overview.overview).then(self._show)
        self.jobs.latest("board").read(due.board, limit=1).then(self._show_due)
        self.jobs.latest("out").read(lists.firearms, state="issued", sort="holder").then(self.out.show_ids)

    def _show_due(self, board: Board) -> None:
        self._board = board
        self.retranslate()

    def _show(self, found: Overview) -> None:
        self._shown = found
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._shown is not None:
            self._tell_figures(self._shown)
            self._tell_days(self._shown)
            self._tell_concerns(self._shown)

    def _tell_figures(self, found: Overview) -> None:
        counts = found.counts
        share = round(100 * counts["issued"] / max(counts["all"], 1))
        held = n_("{n} on hold", "{n} on hold", counts["held"]).format(n=number(counts["held"]))
        lots = n_("rounds in {n} lot", "rounds in {n} lots", found.summary.lots).format(n=number(found.summary.lots))
        self.figures["all"].show_value(number(counts["all"]), _("{n} in store").format(n=number(counts["in_store"])))
        self.figures["issued"].show_value(number(counts["issued"]), _("{share}% of all").format(share=number(share)))
        self.figures["issued"].show_course([day.out for day in found.days])
        self.figures["rounds"].show_value(number(found.summary.rounds), lots)
        sent = n_("{n} in transit", "{n} in transit", counts["transit"]).format(n=number(counts["transit"]))
        waiting = number(counts["held"] + counts["transit"])
        self.figures["waiting"].show_value(waiting, sent, held if counts["held"] else "")

    def _tell_days(self, found: Overview) -> None:
        labels = [date(day.day, "MMM d") if _is_month_first() else date(day.day, "d MMM") for day in found.days]
        values = [[day.issued for day in found.days], [day.taken_back for day in found.days]]
        self.chart.show_values(labels, values)

    def _tell_concerns(self, found: Overview) -> None:
        while item := self._concerns.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        remarks = [*self._overdue(), *(self._remark(concern) for concern in found.concerns)]
        for remark in remarks[:SHOWN]:
            self._concerns.addWidget(remark)
        told = n_("{n} open", "{n} open", len(remarks)).format(n=number(len(remarks)))
        self._open.quote(told if remarks else _("nothing"))

    def _overdue(self) -> Iterator[Remark]:
        """All that is overdue in one line, which names the gravest of it and leads to the board."""
        if self._board is not None and (n := self._board.total.overdue):
            said = n_("{n} thing is overdue", "{n} things are overdue", n).format(n=number(n))
            remark = Remark("clock", "red", said, wording_due.title(self._board.items[0]))
            remark.clicked.connect(lambda: self.desk.go(DUE, 0))
            yield remark

    def _remark(self, concern: Concern) -> Remark:
        icon, tone, title = _worded(concern)
        remark = Remark(icon, tone, title, concern.name)
        remark.clicked.connect(lambda: self.desk.go("firearms", concern.firearm))
        return remark

    def enter_list(self) -> None:
        """The cursor goes to the firearms that are out."""
        self.out.setFocus(Qt.FocusReason.TabFocusReason)


def _worded(concern: Concern) -> tuple[str, str, str]:
    """The icon, tone and sentence of a concern."""
    n = concern.count
    icon, tone, said = {
        "permit_expired": ("file-badge", "red", n_("{n} permit has expired", "{n} permits have expired", n)),
        "holder_expired": (
            "users", "red",
            n_("{n} holder with an expired licence or course", "{n} holders with an expired licence or course", n),
        ),
        "permit_expiring": ("file-badge", "amber", n_("{n} permit expires soon", "{n} permits expire soon", n)),
        "held": ("lock", "amber", n_("{n} firearm on hold", "{n} firearms on hold", n)),
        "transit": ("arrow-right", "blue", n_("{n} firearm in transit", "{n} firearms in transit", n)),
    }[concern.code]  # fmt: skip
    return icon, tone, said.format(n=number(n))


def _is_month_first() -> bool:
    from registry_app.i18n import language

    return language() == "en"
