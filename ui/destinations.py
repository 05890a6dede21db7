"""The pages of the sidebar, in their groups and order. A page's module is imported when it is first visited."""

from collections.abc import Callable
from dataclasses import dataclass

from registry_app.i18n import N_
from ui.desk import Desk
from ui.pages.page import Page

DESK, REGISTER, CONTROL = N_("Desk"), N_("Register"), N_("Control")
GROUPS = (DESK, REGISTER, CONTROL)
START, DUE, CASES, USERS, AUDITS, SECURITY, RETURNS = (
    "overview", "due", "cases", "users", "audits", "security", "returns"
)  # fmt: skip


@dataclass(frozen=True)
class Destination:
    """One line of the sidebar: `label` is a msgid, `build` imports and makes the page."""

    key: str
    label: str
    icon: str
    group: str
    build: Callable[[Desk], Page]
    is_searchable: bool = False
    """Whether the search field of the header may lead here."""


def _overview(desk: Desk) -> Page:
    from ui.pages.overview import OverviewPage

    return OverviewPage(desk)


def _due(desk: Desk) -> Page:
    from ui.pages.due import DuePage

    return DuePage(desk)


def _handover(desk: Desk) -> Page:
    from ui.pages.handover import Handover

    return Handover(desk)


def _out(desk: Desk) -> Page:
    from ui.pages.out import Out

    return Out(desk)


def _firearms(desk: Desk) -> Page:
    from ui.pages.firearms import Firearms

    return Firearms(desk)


def _ammunition(desk: Desk) -> Page:
    from ui.pages.ammunition import Ammunition

    return Ammunition(desk)


def _articles(desk: Desk) -> Page:
    from ui.pages.articles import Articles

    return Articles(desk)


def _people(desk: Desk) -> Page:
    from ui.pages.people import People

    return People(desk)


def _places(desk: Desk) -> Page:
    from ui.pages.places import Places

    return Places(desk)


def _imports(desk: Desk) -> Page:
    from ui.pages.imports import Imports

    return Imports(desk)


def _journal(desk: Desk) -> Page:
    from ui.pages.journal import Journal

    return Journal(desk)


def _cases(desk: Desk) -> Page:
    from ui.pages.cases import Cases

    return Cases(desk)


def _audits(desk: Desk) -> Page:
    from ui.pages.audits import Audits

    return Audits(desk)


def _returns(desk: Desk) -> Page:
    from ui.pages.returns import Returns

    return Returns(desk)


def _papers(desk: Desk) -> Page:
    from ui.pages.papers import Papers

    return Papers(desk)


def _indicators(desk: Desk) -> Page:
    from ui.pages.indicators import IndicatorsPage

    return IndicatorsPage(desk)


def _company(desk: Desk) -> Page:
    from ui.pages.company import Company

    return Company(desk)


def _users(desk: Desk) -> Page:
    from ui.pages.users import Users

    return Users(desk)


def _security(desk: Desk) -> Page:
    from ui.pages.security import Security

    return Security(desk)


def _scanner(desk: Desk) -> Page:
    from ui.pages.scanner import ScannerPage

    return ScannerPage(desk)


def _labels(desk: Desk) -> Page:
    from ui.pages.labels import Labels

    return Labels(desk)


DESTINATIONS: tuple[Destination, ...] = (
    Destination("overview", N_("Overview"), "layout-dashboard", DESK, _overview),
    Destination("handover", N_("Handover"), "arrow-left-right", DESK, _handover),
    Destination("out", N_("Out now"), "arrow-up-right", DESK, _out, is_searchable=True),
    Destination(DUE, N_("Due"), "clock", DESK, _due),
    Destination("firearms", N_("Firearms"), "pistol", REGISTER, _firearms, is_searchable=True),
    Destination("ammunition", N_("Ammunition"), "cartridge", REGISTER, _ammunition, is_searchable=True),
    Destination("articles", N_("Articles"), "package", REGISTER, _articles, is_searchable=True),
    Destination("people", N_("People"), "user", REGISTER, _people, is_searchable=True),
    Destination("places", N_("Places"), "map-pin", REGISTER, _places, is_searchable=True),
    Destination("imports", N_("Import"), "file-spreadsheet", REGISTER, _imports),
    Destination("journal", N_("Journal"), "history", CONTROL, _journal, is_searchable=True),
    Destination(CASES, N_("Cases"), "shield-alert", CONTROL, _cases, is_searchable=True),
    Destination(AUDITS, N_("Audits"), "clipboard-check", CONTROL, _audits),
    Destination(RETURNS, N_("Returns"), "file-text", CONTROL, _returns),
    Destination("papers", N_("Check papers"), "shield-check", CONTROL, _papers),
    Destination("indicators", N_("Indicators"), "chart-column", CONTROL, _indicators),
    Destination(SECURITY, N_("Security check"), "lock", CONTROL, _security),
    Destination("labels", N_("Labels"), "printer", CONTROL, _labels),
    Destination("company", N_("Company"), "building-2", CONTROL, _company),
    Destination(USERS, N_("Users"), "users", CONTROL, _users),
    Destination("scanner", N_("Scanner"), "qr-code", CONTROL, _scanner),
)
