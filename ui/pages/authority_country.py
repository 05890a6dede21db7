"""The national picture: companies, firearms by kind, calibre and place, losses, and shares over all companies."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain import wording_indicator
from registry_app.domain.calibres import shown
from registry_app.domain.choices import FIREARM_KINDS, PLACE_KINDS
from registry_app.i18n import N_, _, number, percent
from ui.desk import Desk
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.card import Figure as Box
from ui.parts.chart import BarChart
from ui.parts.points import Point, Points, heading

FIGURES = {
    "companies": (N_("Companies"), "building-2"),
    "firearms": (N_("Firearms"), "pistol"),
    "rounds": (N_("Rounds"), "cartridge"),
    "lost": (N_("Lost, not found"), "triangle-alert"),
}
BARS, NARROW = 8, 900
"""Calibres and kinds that have a bar of their own, the most usual ones."""


def read(desk: Any) -> Any:
    """The picture."""
    from registry_app.services import national

    return national.picture(desk)


class Country(Page):
    """Four figures, bars by kind and calibre, and a list by place and by share."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._picture: Any = None
        self.boxes = {code: Box(*words) for code, words in FIGURES.items()}
        self.kinds = BarChart(N_("Firearms by kind"), (N_("Firearms"),))
        self.calibres = BarChart(N_("Firearms by calibre"), (N_("Firearms"),))
        self.list = Points(N_("By place and in shares"))
        figures, charts = QHBoxLayout(), QHBoxLayout()
        for layout in (figures, charts):
            layout.setSpacing(14)
        for box in self.boxes.values():
            figures.addWidget(box, 1)
        for title, chart in ((N_("Firearms by kind"), self.kinds), (N_("Firearms by calibre"), self.calibres)):
            card = Card(title)
            card.inside.addWidget(chart)
            charts.addWidget(card, 1)
        listed = Card(margin=1)
        listed.inside.addWidget(self.list)
        self.inside.addLayout(figures)
        self.inside.addLayout(charts)
        self.inside.addWidget(listed, 1)

    def reload(self) -> None:
        """Sum the returns again."""
        self.jobs.latest("country").read(read).then(self.show_picture)

    def show_picture(self, picture: Any) -> None:
        """Show the sums."""
        self._picture = picture
        self.retranslate()

    def retranslate(self) -> None:
        """Say all of it in the reader's language."""
        if self._picture is None:
            return
        found = self._picture
        told = {"companies": len(found.companies), "firearms": sum(found.kinds.values()),
                "rounds": found.rounds["total"], "lost": found.firearms["lost"]}  # fmt: skip
        for code, box in self.boxes.items():
            box.show_value(number(told[code]))
            box.set_tone("red" if code == "lost" and told[code] else "text")
        kinds, calibres = found.kinds.most_common(BARS), found.calibres.most_common(BARS)
        self.kinds.show_values([_(FIREARM_KINDS.get(code, code)) for code, _n in kinds], [[n for _code, n in kinds]])
        self.calibres.show_values([shown(code) for code, _n in calibres], [[n for _code, n in calibres]])
        self.list.show_points([*_sites(found), *_shares(found)] or [Point(_("No company has sent anything yet"))])

    def enter_list(self) -> None:
        """The cursor goes to the list."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """On a narrow page the figures give way."""
        for box in self.boxes.values():
            box.setVisible(not self.is_narrower(NARROW))


def _sites(found: Any) -> list[Point]:
    sites = sorted(found.sites, key=lambda site: (-site.firearms, site.company, site.name))
    points = [
        Point(site.name, (f"{site.company} · {_(PLACE_KINDS.get(site.kind, site.kind))}",), number(site.firearms),
              icon="map-pin")
        for site in sites
    ]  # fmt: skip
    return [heading(_("By place"), _("Firearms")), *points] if points else []


def _shares(found: Any) -> list[Point]:
    points = [
        Point(
            wording_indicator.label(code),
            (_("{n} of {all}").format(n=number(above), all=number(below)),),
            percent(above * 1000 // below),
        )
        for code, (above, below) in found.indicators.items()
    ]
    return [heading(_("Over all companies")), *points] if points else []
