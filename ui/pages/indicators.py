"""The indicators: the figures by which companies are compared, as in every return, each with what is behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar

from registry_app.domain import wording_indicator
from registry_app.domain.errors import Refused
from registry_app.domain.indicator import GROUPS, MEASURES, UNITS, Figure, Indicators
from registry_app.i18n import N_, _, date
from registry_app.services import indicators
from ui.desk import Desk
from ui.pages.as_of_bar import AsOfBar, Then, then
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.card import Figure as Box
from ui.parts.points import Point, Points, heading
from ui.parts.text import Button, Label

FIRST: Mapping[str, tuple[str, str]] = {
    "verified_365": (N_("Verified in 365 days"), "eye"),
    "marks_photographed": (N_("With a photo of the marks"), "search"),
    "unaccounted": (N_("Unaccounted for"), "triangle-alert"),
    "open_cases": (N_("Open cases"), "folder-open"),
}
"""What stands at the top, each with few enough words for a box."""
ALARMING = ("unaccounted", "open_cases", "permits_expired", "licences_expired", "fitness_expired",
            "company_licence_expired", "out_over_shift")  # fmt: skip
"""What should be nought."""
ASIDE, NARROW = 330, 900
"""How wide the meaning of a figure is, and the width of the page below which the list stands alone."""


@dataclass(frozen=True)
class Told:
    """The figures, and the day that was asked for, nothing for now."""

    found: Indicators
    then: Then | None


def read(session: Any, as_of: str, known_at: str) -> Told:
    """The figures as of the end of a day and as known at a head. Raises `Refused` for what is neither."""
    shown = then(session, as_of, known_at)
    return Told(indicators.told(session, as_of=as_of, known_at=known_at), shown)


class IndicatorsPage(Page):
    """The figures that readers ask for first, all of them, and what the one under the cursor means."""

    SHORTCUTS = (("Ctrl+D", N_("Show the register as of a day")),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told: Told | None = None
        self._asked = ("", "")
        self.day, self.as_of = AsOfBar(), Button(N_("As of a day…"), "history", key="Ctrl+D")
        self.boxes = {code: Box(*words) for code, words in FIRST.items()}
        self.list, self._day = Points(N_("Indicators")), Label(role="hint", is_wrapping=True)
        self.name, self.value = Label(role="h2", is_wrapping=True), Label(role="figure")
        self.behind, self.meaning = Label(role="strong", is_wrapping=True), Label(role="muted", is_wrapping=True)
        self.share = QProgressBar()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        figures, card, self._aside = QHBoxLayout(), Card(margin=1, spacing=6), Card(margin=18, spacing=10)
        across, head = QHBoxLayout(), QHBoxLayout()
        self._aside.setFixedWidth(ASIDE)
        for layout in (figures, across):
            layout.setSpacing(14)
        for box in self.boxes.values():
            figures.addWidget(box, 1)
        head.setContentsMargins(18, 10, 16, 0)
        head.setSpacing(12)
        head.addWidget(Label(N_("Indicators"), "h2"))
        head.addWidget(self._day, 1)
        head.addWidget(self.as_of)
        card.inside.addLayout(head)
        card.inside.addWidget(self.list, 1)
        self.share.setTextVisible(False)
        self.share.setRange(0, UNITS["permille"])
        for widget in (self.name, self.value, self.share, self.behind, self.meaning):
            self._aside.inside.addWidget(widget)
        self._aside.inside.addStretch()
        across.addWidget(card, 1)
        across.addWidget(self._aside)
        self.inside.addWidget(self.day)
        self.inside.addLayout(figures)
        self.inside.addLayout(across, 1)

    def _connect(self) -> None:
        self.as_of.clicked.connect(self.day.begin)
        self.day.asked.connect(self._ask)
        self.day.left.connect(lambda: self._ask("", ""))
        self.list.chosen.connect(lambda _code: self._tell_one())
        self.list.left_upwards.connect(self.desk.focus_search)

    def _ask(self, as_of: str, known_at: str) -> None:
        job = self.jobs.latest("indicators").read(read, as_of, known_at)
        job.then(lambda told: self._show(told, (as_of, known_at)))
        job.otherwise(lambda error: self.day.show_findings(error.findings), Refused)

    def reload(self) -> None:
        """Compute them again, as of the day that is shown."""
        self._ask(*self._asked)

    def _show(self, told: Told, asked: tuple[str, str]) -> None:
        is_other_day, self._told, self._asked = asked != self._asked, told, asked
        if is_other_day:
            self.day.show_then(told.then)
            self.enter_list()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._told is None:
            return
        found = self._told.found
        self.day.retranslate()
        self._day.say(N_("Computed from the ledger as of {day}, the same as in every return"), day=date(found.day))
        for code, box in self.boxes.items():
            _tell_box(box, found.get(code))
        self.list.show_points(points(found))
        self.list.go_to(self.list.key() or next(iter(MEASURES)))
        self._tell_one()

    def _tell_one(self) -> None:
        """What the indicator under the cursor means."""
        code = self.list.key()
        figure = self._told.found.get(code) if self._told else None
        if figure is not None:
            self.name.quote(wording_indicator.label(code))
            self.value.quote(wording_indicator.value(figure))
            self.share.setVisible(figure.unit == "permille")
            self.share.setValue(figure.value)
            self.share.setAccessibleName(self.name.text())
            self.behind.quote(wording_indicator.behind(figure))
            self.behind.setVisible(bool(self.behind.text()))
            self.meaning.quote(wording_indicator.definition(code))

    def enter_list(self) -> None:
        """The cursor goes to the figures."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """On a narrow page the list stands alone; the meaning of a figure is then its tooltip."""
        is_narrow = self.is_narrower(NARROW)
        for widget in (self._aside, *self.boxes.values()):
            widget.setVisible(not is_narrow)


def points(found: Indicators) -> list[Point]:
    """All figures in their groups; those that cannot be told are left out."""
    listed: list[Point] = []
    for title, codes in GROUPS.items():
        figures = [figure for code in codes if (figure := found.get(code)) is not None]
        if figures:
            listed += [heading(_(title)), *map(_point, figures)]
    return listed


def _point(figure: Figure) -> Point:
    behind = wording_indicator.behind(figure)
    label = wording_indicator.label(figure.code)
    return Point(label, (behind,) if behind else (), wording_indicator.value(figure), tone_of(figure),
                 hint=wording_indicator.definition(figure.code), key=figure.code)  # fmt: skip


def tone_of(figure: Figure) -> str:
    """The colour of a value: red where it should be nought and is not."""
    return "red" if figure.code in ALARMING and figure.value else "text"


def _tell_box(box: Box, figure: Figure | None) -> None:
    if figure is None:
        box.show_value("—", _("cannot be told"))
        box.setToolTip("")
        return
    box.show_value(wording_indicator.value(figure), wording_indicator.behind(figure))
    box.set_tone(tone_of(figure))
    box.setToolTip(wording_indicator.definition(figure.code))
