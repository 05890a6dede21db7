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
    """The companies, what is missing of each by its name, and the returns of each by its origin; `given_up` are those,
    by the SHA-256 of their files, whose entries the company has declared lost since."""

    companies: tuple[Any, ...]
    missing: tuple[Finding, ...]
    returns: dict[str, tuple[Any, ...]]
    given_up: frozenset[str]


def read(desk: Any) -> Read:
    """All of it."""
    from registry_app.services import crosschecks, national

    companies = tuple(national.picture(desk).companies)
    missing = tuple(crosschecks.missing(desk, today=crosschecks.today()))
    ledgers = desk.all()
    given_up = frozenset(kept.sha256 for known in ledgers for kept in known.given_up)
    return Read(companies, missing, {each.origin: (*each.returns, *each.given_up) for each in ledgers}, given_up)


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
        if self._read is None:
            return
        newest = sorted(self._read.returns.get(self.list.key(), ()), key=lambda kept: -kept.taken_at)
        gone = self._read.given_up
        self.returns.show_points([_kept(each, is_given_up=each.sha256 in gone) for each in newest])

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
    chip, tone = _chip(company, is_late=is_late)
    about = " · ".join(part for part in (company.licence, until, entries, _restored(company)) if part)
    return Point(company.name, (about,), firearms, chip=chip, chip_tone=tone, icon="building-2", key=company.origin)


def _chip(company: Any, *, is_late: bool) -> tuple[str, str]:
    """What is most to be known of a company, and its tone."""
    if company.is_doubted:
        return _("two heads"), "red"
    if is_late:
        return _("overdue"), "amber"
    return (_("restored"), "blue") if company.restorations else ("", "gray")


def _restored(company: Any) -> str:
    many = company.restorations
    return n_("{n} restoration declared", "{n} restorations declared", many).format(n=number(many)) if many else ""


def _kept(kept: Any, *, is_given_up: bool) -> Point:
    report = _(REPORT_NAMES.get(kept.report, kept.report))
    receipt = _("receipt {n}").format(n=number(kept.receipt)) if kept.receipt else _("no receipt yet")
    hint = _("The company has declared since that these entries were lost.") if is_given_up else ""
    chip = _("given up") if is_given_up else ""
    return Point(report, (kept.number, receipt), date(kept.until_on), icon="file-text", chip=chip, hint=hint)
