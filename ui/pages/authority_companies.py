"""The companies of a desk: their newest return, what is overdue, and each return that was received."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.errors import Finding
from registry_app.i18n import N_, _, date, n_, number
from ui.desk import Desk
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.points import Point, Points
from ui.parts.text import Label, told

ASIDE, NARROW = 420, 900


@dataclass(frozen=True)
class Read:
    """The companies, what is missing of each by its name, and the returns of each by its origin."""

    companies: tuple[Any, ...]
    missing: tuple[Finding, ...]
    returns: dict[str, tuple[Any, ...]]


def read(desk: Any) -> Read:
    """All of it."""
    from registry_app.services import crosschecks, national

    companies = tuple(national.picture(desk).companies)
    missing = tuple(crosschecks.missing(desk, today=crosschecks.today()))
    return Read(companies, missing, {known.origin: (*known.returns, *known.given_up) for known in desk.all()})


class Companies(Page):
    """The companies at the left, the returns of the one under the cursor at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._read: Read | None = None
        self.list, self.returns = Points(N_("Companies")), Points(N_("Returns received"))
        self._missing = Label(role="problem", is_wrapping=True)
        across, card = QHBoxLayout(), Card(margin=1)
        self._aside = Card(N_("Returns received"), margin=14)
        across.setSpacing(14)
        card.inside.addWidget(self.list)
        self._aside.inside.addWidget(self.returns, 1)
        self._aside.setFixedWidth(ASIDE)
        across.addWidget(card, 1)
        across.addWidget(self._aside)
        self.inside.addWidget(self._missing)
        self.inside.addLayout(across, 1)
        self.list.chosen.connect(lambda _key: self._show_returns())

    def reload(self) -> None:
        """Read the desk again."""
        self.jobs.latest("companies").read(read).then(self.show_read)

    def show_read(self, found: Read) -> None:
        """Show what was read."""
        self._read = found
        self.retranslate()

    def retranslate(self) -> None:
        """Say all of it in the reader's language."""
        if self._read is None:
            return
        self._missing.quote("\n".join(told(finding) for finding in self._read.missing))
        self._missing.setVisible(bool(self._read.missing))
        late = {str(finding.facts["company"]) for finding in self._read.missing}
        points = [_company(each, is_late=each.name in late) for each in self._read.companies]
        self.list.show_points(points or [Point(_("No company has sent anything yet"))])
        if self._read.companies and not self.list.key():
            self.list.go_to(self._read.companies[0].origin)
        self._show_returns()

    def _show_returns(self) -> None:
        received = self._read.returns.get(self.list.key(), ()) if self._read else ()
        newest = sorted(received, key=lambda kept: -kept.taken_at)
        self.returns.show_points([_kept(each) for each in newest])

    def enter_list(self) -> None:
        """The cursor goes to the companies."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """On a narrow page the companies stand alone."""
        self._aside.setVisible(not self.is_narrower(NARROW))


def _company(company: Any, *, is_late: bool) -> Point:
    entries = n_("{n} entry", "{n} entries", company.size).format(n=number(company.size))
    until = _("newest return of {day}").format(day=date(company.until)) if company.until else _("no inventory return")
    firearms = n_("{n} firearm", "{n} firearms", company.firearms).format(n=number(company.firearms))
    chip, tone = (_("two heads"), "red") if company.is_doubted else (_("overdue"), "amber") if is_late else ("", "gray")
    about = " · ".join(part for part in (company.licence, until, entries) if part)
    return Point(company.name, (about,), firearms, chip=chip, chip_tone=tone, icon="building-2", key=company.origin)


def _kept(kept: Any) -> Point:
    report = _(REPORT_NAMES.get(kept.report, kept.report))
    receipt = _("receipt {n}").format(n=number(kept.receipt)) if kept.receipt else _("no receipt yet")
    return Point(report, (kept.number, receipt), date(kept.until_on), icon="file-text")
