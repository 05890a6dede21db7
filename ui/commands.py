"""What the palette offers: the pages, the acts that the role may do, look, language and lock; and the way to a hit."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import SignalInstance

from registry_app.i18n import LANGUAGES, N_, _, n_, number
from ui import reach
from ui.copying import ask_backup
from ui.desk import Desk
from ui.destinations import Destination
from ui.header import LOOK_ICONS, LOOKS, Menus
from ui.palette import Command
from ui.taking import ask_receipt
from ui.theme import MODES

if TYPE_CHECKING:
    from registry_app.services.search import Hit
    from ui.pages.page import Page

CASES = ("loss", "discharge")
IDLE_MINUTES = (2, 5, 10, 30, 0)
PAGE, ACT, LOOK, LANGUAGE, WINDOW = N_("Page"), N_("Act"), N_("Look"), N_("Language"), N_("Window")


class Frame(Protocol):
    """What the palette needs of the window's inside: `ui.shell.Shell` fits."""

    desk: Desk
    lock_asked: SignalInstance

    def go(self, key: str, record_id: int = 0) -> None:
        """Open a page."""

    def page(self, key: str) -> "Page":
        """The page of a key."""

    def destinations(self) -> Sequence[Destination]:
        """The pages that there are."""


def commands(frame: Frame, menus: Menus) -> list[Command]:
    """Everything that can be done from anywhere, in the reader's language."""
    return [*_pages(frame), *_deeds(frame), *_window(frame), *_choices(menus)]


def _pages(frame: Frame) -> Iterator[Command]:
    for each in frame.destinations():
        yield Command(each.icon, _(each.label), _(PAGE), _going(frame, each.key))


def _going(frame: Frame, key: str, record: int = 0) -> Callable[[], None]:
    return lambda: frame.go(key, record)


def _deeds(frame: Frame) -> Iterator[Command]:
    known = {each.key for each in frame.destinations()}
    for deed in reach.DEEDS:
        if deed.page in known and (not deed.kinds or frame.desk.may(*deed.kinds)):
            yield Command(deed.icon, _(deed.label), _(ACT), _doing(frame, deed))


def _doing(frame: Frame, deed: reach.Deed) -> Callable[[], None]:
    def begin() -> None:
        frame.go(deed.page)
        if deed.act:
            frame.page(deed.page).take_act(deed.act)

    return begin


def _window(frame: Frame) -> Iterator[Command]:
    yield Command("lock", _(N_("Lock the register")), _(WINDOW), frame.lock_asked.emit)
    if frame.desk.worker.actor is not None:
        yield Command("database", _(N_("Make a backup…")), _(WINDOW), partial(ask_backup, frame.desk))
        if not frame.desk.worker.is_read_only:
            yield Command("download", _(N_("Take in a receipt…")), _(WINDOW), partial(ask_receipt, frame.desk))
    for minutes in IDLE_MINUTES:
        said = n_("Lock after {n} minute without input", "Lock after {n} minutes without input", minutes)
        title = said.format(n=number(minutes)) if minutes else _(N_("Never lock without being asked"))
        yield Command("clock", title, _(WINDOW), partial(setattr, frame.desk.settings, "idle_minutes", minutes))


def _choices(menus: Menus) -> Iterator[Command]:
    for mode in MODES:
        yield Command(LOOK_ICONS[mode], _(LOOKS[mode]), _(LOOK), _emitting(menus.look_chosen, mode))
    for code, name in LANGUAGES.items():
        yield Command("languages", name, _(LANGUAGE), _emitting(menus.language_chosen, code))


def _emitting(signal: SignalInstance, value: str) -> Callable[[], None]:
    return lambda: signal.emit(value)


def command_of(hit: "Hit", frame: Frame) -> Command | None:
    """The way to something that was found; `None` where no page shows it."""
    key = reach.page_of(hit.kind, {each.key for each in frame.destinations()})
    if not key:
        return None
    called, icon = reach.CALLED[hit.kind]
    return Command(icon, _title(hit), _(called), _going(frame, key, hit.id), _detail(hit))


def _title(hit: "Hit") -> str:
    return _("Case {case}").format(case=hit.id) if hit.kind in CASES else hit.title


def _detail(hit: "Hit") -> str:
    """What tells a hit from others; the act of an entry by its name."""
    if hit.kind in CASES:
        return " · ".join(each for each in (hit.title, hit.detail) if each)
    if hit.kind != "entry":
        return hit.detail
    from registry_app.domain.acts import ACTS

    return _(ACTS[hit.detail].label) if hit.detail in ACTS else hit.detail
