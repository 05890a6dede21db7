"""The window of an authority: the shell around its desk instead of a register."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from registry_app.i18n import N_
from ui.desk import Desk, Worker
from ui.destinations import CONTROL, DESK, Destination
from ui.header import Menus
from ui.pages.page import Page
from ui.problems import Problems
from ui.settings import Settings
from ui.shell import Shell
from ui.tasks import Tasks

if TYPE_CHECKING:
    from registry_app.services import desk as desks

T = TypeVar("T")
RECEIVE, COMPANIES, COUNTRY, CROSSES = "receive", "companies", "country", "crosses"
DESK_FILE = "desk.json"


def is_desk(folder: Path) -> bool:
    """Whether a folder is the desk of an authority, told without loading what opens it."""
    return (folder / DESK_FILE).is_file()


class DeskAtWork:
    """What the window's tasks need of a register, answered by a desk: a function gets the desk for its session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._desk: desks.Desk | None = None

    def read(self, f: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Call `f(desk, ...)`; the desk itself sees to it that reading needs no lock."""
        return f(self._opened(), *args, **kwargs)

    write = read

    def _opened(self) -> "desks.Desk":
        from registry_app.services.desk import Desk as Opened

        self._desk = self._desk or Opened.open(self.folder)
        return self._desk

    def close(self) -> None:
        """A desk holds nothing open."""


class AuthorityShell(Shell):
    """The pages of a desk; there is nothing to scan, and no head of one ledger at the foot."""

    def __init__(self, tasks: Tasks, problems: Problems, settings: Settings, menus: Menus, folder: Path) -> None:
        worker = Worker(None, folder.stem, folder.stem, is_read_only=True)
        super().__init__(tasks, problems, settings, DESTINATIONS, menus, worker)
        self.foot.show_note(N_("Desk of an authority · this workstation only"))
        self.header.search.hide()
        self.header.scanner.setMaximumWidth(0)

    def _ask_head(self) -> None:
        """A desk has many heads, each beside its company."""

    def show_palette(self) -> None:
        """There are few pages: all of them are in the sidebar."""
        self.sidebar.take_focus()


def _receive(desk: Desk) -> Page:
    from ui.pages.authority_receive import Receive

    return Receive(desk)


def _companies(desk: Desk) -> Page:
    from ui.pages.authority_companies import Companies

    return Companies(desk)


def _country(desk: Desk) -> Page:
    from ui.pages.authority_country import Country

    return Country(desk)


def _crosses(desk: Desk) -> Page:
    from ui.pages.authority_crosses import Crosses

    return Crosses(desk)


DESTINATIONS: tuple[Destination, ...] = (
    Destination(RECEIVE, N_("Receive returns"), "download", DESK, _receive),
    Destination(COMPANIES, N_("Companies"), "building-2", DESK, _companies),
    Destination(COUNTRY, N_("The country"), "chart-column", CONTROL, _country),
    Destination(CROSSES, N_("Cross-check"), "arrow-left-right", CONTROL, _crosses),
)
