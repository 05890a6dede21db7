"""The overview: figures, what was handed over on the last days, what needs attention, who has a firearm now, and for
how long the rounds last."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt

from registry_app.domain.calibres import shown
from registry_app.domain.due import CLOCKS
from registry_app.i18n import N_, _, date, language, n_, number
from registry_app.services import listing, overview
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.overview import Overview
from ui.desk import Desk
from ui.destinations import CASES, DUE
from ui.pages import overview_words as words
from ui.pages.due import destination, lead
from ui.pages.firearm_rows import COLUMNS, rows
from ui.pages.first_steps import FirstSteps
from ui.pages.page import Page
from ui.parts.card import Card, Figure
from ui.parts.chart import BarChart, Legend
from ui.parts.folding import Evenly, WithAside
from ui.parts.points import Points
from ui.parts.table import Table
from ui.parts.text import Label

SEEN: dict[str, dict[str, Any]] = {
    "firearm": {}, "serial": {},
    "where": {"heading": N_("Holder"), "look": "plain", "width": 20, "stretches": False},
    "place": {"is_hidden": False, "look": "muted", "stretches": True},
}  # fmt: skip
OUT = tuple(replace(column, **SEEN.get(column.key, {"is_hidden": True})) for column in COLUMNS)
"""The columns of who has a firearm now: the status says nothing here, the post does."""
SERIES = (N_("Handed out"), N_("Taken back"))
SERIES_TITLE = N_("Issued and taken back, last 14 days")
ASIDE = 340
"""How wide the cards at the right are."""


class OverviewPage(Page):
    """Everything here leads to the page where something can be done about it."""

    SHORTCUTS = (("Return", N_("Go to what settles it")),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: Overview | None = None
        self.figures = {
            "all": Figure(N_("Firearms in custody"), "pistol"),
            "issued": Figure(N_("Issued now"), "arrow-left-right"),
            "rounds": Figure(N_("Ammunition in store"), "cartridge"),
            "papers": Figure(N_("Expiring papers"), "file-badge"),
        }
        self.chart = BarChart(N_("Issued and taken back"), SERIES)
        self.out = Table(N_("Issued now"), OUT, lambda ids: self.jobs.read(rows, ids))
        self.attention = Points(N_("Needs attention"), is_opening=True)
        self.rounds = Points(N_("Rounds by calibre"))
        self._open, self.steps = Label(role="hint"), FirstSteps(desk)
        self._lay_out()
        self.out.setSortingEnabled(False)
        self.out.opened.connect(lambda record: desk.go("firearms", record))
        self.attention.opened.connect(self._lead)
        for part in (self.out, self.attention, self.rounds):
            part.left_upwards.connect(desk.focus_search)

    def _lay_out(self) -> None:
        days = Card(SERIES_TITLE, margin=16, spacing=6)
        days.head.addWidget(Legend(SERIES))
        days.inside.addWidget(self.chart, 1)
        concerns = _listing(N_("Needs attention"), self.attention)
        concerns.head.addWidget(self._open)
        rounds_ = _listing(N_("Rounds by calibre"), self.rounds)
        self.inside.addWidget(self.steps)
        self.inside.addWidget(Evenly(list(self.figures.values())))
        self.inside.addWidget(WithAside(days, concerns, ASIDE), 5)
        self.inside.addWidget(WithAside(_listing(N_("Issued now"), self.out), rounds_, ASIDE), 6)

    def reload(self) -> None:
        """Fetch everything."""
        self.steps.reload()
        self.jobs.latest("overview").read(overview.overview).then(self._show)
        self.jobs.latest("out").read(listing.ids, FIREARMS, state="issued", sort="holder").then(self.out.show_ids)

    def _show(self, found: Overview) -> None:
        self._shown = found
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.steps.retranslate()
        found = self._shown
        if found is None:
            return
        self._tell_firearms(found)
        self._tell_rounds(found)
        self._tell_papers(found)
        self._tell_days(found)
        points = words.attention(found)
        self.attention.show_points(points)
        told = n_("{n} open", "{n} open", len(points)).format(n=number(len(points)))
        self._open.quote(told if points else _("nothing"))

    def _tell_firearms(self, found: Overview) -> None:
        counts = found.counts
        share = round(100 * counts["issued"] / max(counts["all"], 1))
        late = sum(found.board.counts[code].overdue for code in ("out", "key") if code in found.board.counts)
        overdue = n_("{n} overdue", "{n} overdue", late).format(n=number(late)) if late else ""
        self.figures["all"].show_value(number(counts["all"]), _("{n} in store").format(n=number(counts["in_store"])))
        self.figures["issued"].show_value(
            number(counts["issued"]), _("{share}% of all").format(share=number(share)), overdue, "red"
        )
        self.figures["issued"].show_course([day.out for day in found.days])

    def _tell_rounds(self, found: Overview) -> None:
        self.rounds.show_points(words.rounds(found.covers))
        lots = n_("rounds in {n} lot", "rounds in {n} lots", found.summary.lots).format(n=number(found.summary.lots))
        low = ", ".join(shown(each.calibre) for each in found.covers if words.is_low(each))
        alert = _("{calibres} low").format(calibres=low) if low else ""
        self.figures["rounds"].show_value(number(found.summary.rounds), lots, alert)

    def _tell_papers(self, found: Overview) -> None:
        late, soon, _later = words.papers(found.board)
        expired = n_("{n} expired", "{n} expired", late).format(n=number(late)) if late else ""
        next_ = n_("{n} expires soon", "{n} expire soon", soon).format(n=number(soon))
        self.figures["papers"].show_value(number(late + soon), next_, expired, "red")

    def _tell_days(self, found: Overview) -> None:
        form = "MMM d" if language() == "en" else "d MMM"
        values = [[day.issued for day in found.days], [day.taken_back for day in found.days]]
        self.chart.show_values([date(day.day, form) for day in found.days], values)

    def _lead(self, key: str) -> None:
        """Go to the act that settles the only thing of its kind, or to all of them."""
        if self._shown is None:
            return
        for each in self._shown.waiting:
            if each.code == key:
                self.desk.go("firearms", each.firearm)
        if key not in CLOCKS:
            return
        is_one = self._shown.board.counts[key].total == 1
        first = words.first_of(self._shown.board, key)
        page = destination(first)[0]
        if is_one and page:
            lead(self.desk, first)
        elif page == CASES:
            self.desk.go(page, 0)
        else:
            self.desk.go(DUE, list(CLOCKS).index(key) + 1)

    def enter_list(self) -> None:
        """The cursor goes to the firearms that are out."""
        self.out.setFocus(Qt.FocusReason.TabFocusReason)


def _listing(title: str, inside: Table | Points) -> Card:
    """A card whose list reaches to its edges."""
    card = Card(title, margin=1, spacing=4)
    card.head.setContentsMargins(15, 10, 15, 0)
    card.inside.addWidget(inside, 1)
    return card
