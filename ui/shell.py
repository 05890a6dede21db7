"""The inside of the window while a register is open: sidebar, header, pages built on first visit, foot."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from registry_app.domain.scan import read
from registry_app.i18n import N_, _, number
from ui.commands import command_of, commands
from ui.desk import Desk, Worker
from ui.destinations import AUDITS, DUE, REGISTER, RETURNS, USERS, Destination
from ui.exposure_line import KEY as EXPOSURE_KEY
from ui.foot import Foot
from ui.header import Header, Menus
from ui.help import HelpSheet
from ui.pages.page import Page
from ui.palette import Palette
from ui.parts.empty import Empty
from ui.parts.scrolling import scrolling
from ui.parts.shortcuts import ShortcutSheet
from ui.parts.stack import Stack
from ui.parts.strip import BusyLine, Strip
from ui.problems import Problems
from ui.reception import PAGES, Reception
from ui.scanner import Burst
from ui.settings import Settings
from ui.shell_reads import exposure_of, last_backup, overdue
from ui.sidebar import Sidebar
from ui.tasks import Tasks
from ui.theme import is_narrower

if TYPE_CHECKING:
    from registry_app.domain.due import Due
    from registry_app.services.summary import Summary

NARROW, DIGITS = 900, "1234567890"
"""Below which width the sidebar has no names. With Alt the digits open its first pages; 0 is the tenth."""


class Shell(QWidget):
    """Everything between unlocking and locking one register; `drafts` are what was typed before it was locked."""

    lock_asked = Signal()

    def __init__(
        self, tasks: Tasks, problems: Problems, settings: Settings, destinations: Sequence[Destination], menus: Menus,
        worker: Worker, start: str = "", drafts: Mapping[str, dict[str, Any]] = {},
    ) -> None:  # fmt: skip
        super().__init__()
        self.setObjectName("page")
        self._destinations = {each.key: each for each in destinations}
        self._pages: dict[str, Page] = {}
        self._drafts: dict[str, dict[str, Any]] = dict(drafts)
        self._stack = Stack()
        self._area = scrolling(self._stack)
        self.strip = Strip(self, self._area)
        self.sidebar = Sidebar(worker.company, destinations)
        self._menus, self.header = menus, Header(menus, worker.name, worker.roles)
        self.foot = Foot()
        self._jobs = tasks.of(self)
        self.reception = Reception(self, self._jobs, self.strip, settings)
        self.desk = Desk(
            tasks, problems, self.strip, settings, worker, self.go, self.go_to, self._focus_search,
            self.header.search.empty, self.reception, self.bring, self.settle,
        )  # fmt: skip
        self._busy = BusyLine()
        self._lay_out()
        self._connect(tasks, problems)
        self._add_keys()
        if worker.is_read_only:
            self.foot.show_note(N_("Read only: nothing can be written here"))
        if destinations:
            self.go(start or destinations[0].key)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        for widget in (self.header, self._busy, self._area, self.foot):
            right.addWidget(widget, 1 if isinstance(widget, QScrollArea) else 0)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        if not self._destinations:
            self._stack.addWidget(Empty("inbox", N_("Nothing to see here"), N_("Your role opens no page.")))

    def _connect(self, tasks: Tasks, problems: Problems) -> None:
        self.sidebar.chosen.connect(self.go)
        self.header.searched.connect(self._seek)
        self.header.search.typed.connect(self._seek_here)
        self.header.lock_asked.connect(self.lock_asked)
        self.reception.heard.connect(self.header.scanner.tell)
        self.reception.found.connect(self._show_hit)
        self.reception.several.connect(self._seek_everywhere)
        self.header.search.left_downwards.connect(self._enter_page)
        self.foot.exposure_chosen.connect(self._show_returns)
        tasks.busy.connect(self._busy.show_busy)
        tasks.wrote.connect(self._ask_head)
        problems.refused.connect(self.strip.tell)

    def _add_keys(self) -> None:
        keys = {
            "Ctrl+K": self.show_palette,
            "Ctrl+F": self._focus_search,
            "Ctrl+/": self._show_shortcuts,
            "F1": self._show_help,
            "F6": self.sidebar.take_focus,
            EXPOSURE_KEY: self._show_returns,
            "F10": self._count,
        }
        for key, act in keys.items():
            QShortcut(QKeySequence(key), self, act)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("/"), self._stack, self._focus_search, context=inside)
        for digit, name in zip(DIGITS, self.sidebar.keys(), strict=False):
            QShortcut(QKeySequence(f"Alt+{digit}"), self, lambda name=name: self.go(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the pages need it more than their names."""
        self.sidebar.fit(is_narrow=is_narrower(self, NARROW))
        super().resizeEvent(event)

    def go(self, key: str, record_id: int = 0) -> None:
        """Open the page of `key`, made now when this is the first visit, on a record where one is named."""
        page = self.page(key)
        self._stack.setCurrentWidget(page)
        self.sidebar.mark(key)
        self.header.title.say(self._destinations[key].label)
        page.arrive()
        if record_id:
            page.open_record(record_id)

    def go_to(self, key: str, record_id: int, field: str) -> None:
        """Open the page of `key` on a record, to change a field of it."""
        self.go(key)
        self.page(key).open_field(record_id, field)

    def bring(self, key: str, kind: str, records: Sequence[int]) -> None:
        """Open the page of `key` with some records of a kind in hand."""
        self.go(key)
        self.page(key).take_records(kind, records)

    def settle(self, key: str, due: "Due") -> None:
        """Open the page of `key` to settle what is due."""
        self.go(key)
        self.page(key).take_due(due)

    def page(self, key: str) -> Page:
        """The page of `key`."""
        if key not in self._pages:
            page = self._pages[key] = self._destinations[key].build(self.desk)
            self._stack.addWidget(page)
            if draft := self._drafts.pop(key, None):
                page.take_up(draft)
        return self._pages[key]

    def current_key(self) -> str:
        """The key of the page that is seen."""
        return next((key for key, page in self._pages.items() if page is self._stack.currentWidget()), "")

    def current(self) -> Page | None:
        """The page that is seen."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def drafts(self) -> dict[str, dict[str, Any]]:
        """What was typed and not saved, by page."""
        kept = {key: page.draft() for key, page in self._pages.items()}
        return self._drafts | {key: draft for key, draft in kept.items() if draft}

    def tell_restored(self) -> None:
        """Say that what was typed before the program ended is here again, and lead to it."""
        pages = [key for key in self._drafts if key in self._destinations]
        if pages:
            names = ", ".join(_(self._destinations[key].label) for key in pages)
            self.strip.say(N_("Typed before and not saved, kept for you: {pages}"), "note", pages=names)
            self.strip.offer(N_("Go there"), lambda: self.go(pages[0]))

    def leave(self) -> None:
        """Drop what all pages have under way."""
        for page in self._pages.values():
            page.leave()

    def take_scan(self, burst: Burst) -> None:
        """What the scanner typed goes to the page that is seen, or into the line of the dialog before it."""
        scan = self.reception.understand(burst)
        dialog, line = QApplication.activeModalWidget(), QApplication.focusWidget()
        page = self.current()
        if dialog is not None and isinstance(line, QLineEdit):
            self.reception.fill(line, scan)
        elif dialog is None and page is not None:
            page.scanned(scan)

    def _show_hit(self, kind: str, record: int, title: str) -> None:
        """On the page of its kind; where there is none yet, among what the search finds."""
        key = PAGES.get(kind, "")
        if key in self._destinations:
            self.go(key, record)
        else:
            self._seek_everywhere(title)

    def _seek_everywhere(self, text: str) -> None:
        self.header.search.setText(text)
        self._seek(text)

    def _seek(self, text: str) -> None:
        """One of our codes, typed from a label, leads to its record; all else is searched for, here where one can, else
        in the register."""
        if (scan := read(text)).state in ("own", "misread"):
            self.reception.follow(scan)
            return
        searchable = [key for key, each in self._destinations.items() if each.is_searchable]
        searchable.sort(key=lambda key: self._destinations[key].group != REGISTER)
        here = next((key for key in searchable if self._pages.get(key) is self.current()), "")
        if here or searchable:
            self.go(here or searchable[0])
            self._pages[here or searchable[0]].seek(text)

    def _focus_search(self) -> None:
        if not isinstance(self.focusWidget(), QLineEdit | QPlainTextEdit) or self.focusWidget() is self.header.search:
            self.header.search.selectAll()
        self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _seek_here(self, text: str) -> None:
        """While somebody types, only the page that is seen searches."""
        here = self.current_key()
        if here and self._destinations[here].is_searchable:
            self._pages[here].seek(text)

    def _enter_page(self) -> None:
        if (page := self.current()) is not None:
            page.enter_list()

    def _ask_head(self) -> None:
        from registry_app.services.summary import summarise

        self._jobs.latest("head").read(summarise).then(self.show_summary)

    def show_summary(self, summary: "Summary") -> None:
        """Show the head of the ledger at the foot, and where a director must add the second user."""
        self.foot.show_head(number(summary.size), summary.root)
        if USERS in self._destinations:
            is_alone = summary.users < 2 and self.desk.may("user")
            self.sidebar.show_badge(USERS, number(1) if is_alone else "")
        self._jobs.latest("exposure").read(exposure_of).then(self.foot.show_exposure)
        self._jobs.latest("backup").read(last_backup).then(self.foot.show_backup)
        if DUE in self._destinations:
            self._jobs.latest("due").read(overdue).then(self._show_overdue)

    def _show_overdue(self, many: int) -> None:
        self.sidebar.show_badge(DUE, number(many) if many else "")

    def show_palette(self) -> None:
        """Open the line that leads anywhere."""
        if self.findChild(Palette) is None:
            Palette(self, commands(self, self._menus), self.desk.tasks, lambda hit: command_of(hit, self)).open()

    def destinations(self) -> Sequence[Destination]:
        """The pages that there are."""
        return tuple(self._destinations.values())

    def _show_shortcuts(self) -> None:
        """Those of the page that is seen at once; pages that nobody has visited are made one by one to tell theirs."""
        here = self.current_key()
        sheet = ShortcutSheet(self, self._pages[here].SHORTCUTS if here else ())
        sheet.open()
        self._add_shortcuts(sheet, [key for key in self._destinations if key != here])

    def _add_shortcuts(self, sheet: ShortcutSheet, keys: list[str]) -> None:
        if keys:
            sheet.add(self._destinations[keys[0]].label, self.page(keys[0]).SHORTCUTS)
            QTimer.singleShot(0, sheet, lambda: self._add_shortcuts(sheet, keys[1:]))

    def _count(self) -> None:
        """Go on counting in the audit that is open."""
        if AUDITS in self._destinations:
            self.go(AUDITS)
            self.page(AUDITS).take_act("count")

    def _show_returns(self) -> None:
        """To the returns, whose receipts witness what nobody outside has seen yet."""
        if RETURNS in self._destinations:
            self.go(RETURNS)

    def _show_help(self) -> None:
        if key := self.current_key():
            HelpSheet(self, key).open()
