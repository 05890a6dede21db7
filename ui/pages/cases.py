"""The cases: losses, thefts, lost documents and discharges with their clocks; a new one is led through step by step."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer

from registry_app.domain.scan import Scan
from registry_app.i18n import N_, n_
from registry_app.services.listing_cases import CASES
from ui.desk import Desk
from ui.job import Job
from ui.pages import case_reads
from ui.pages.case_draft import WAYS
from ui.pages.case_sheet import CaseSheet
from ui.pages.case_words import COLUMNS, SEGMENTS
from ui.pages.list_page import ListPage
from ui.parts.columns import Row
from ui.parts.shortcuts import LIST_SHORTCUTS

TICK_MS = 30_000
"""How often the clocks are told anew: they are told in minutes."""


class Cases(ListPage):
    """Enter opens a case on the step that is to be done; Ctrl+N asks what happened."""

    KEY, NAME, LISTING, COLUMNS, SEGMENTS = "cases", N_("Cases"), CASES, COLUMNS, SEGMENTS
    ICON = "shield-alert"
    NOTHING = (
        N_("No case is open"),
        N_("When something is missing, stolen, or was fired, Ctrl+N leads through it step by step."),
    )
    MAKES = "lose"
    SHORTCUTS = (
        ("Ctrl+N", N_("Report a loss, a theft or a discharge")),
        ("Return", N_("Open the case; on a step: do it")),
        ("Ctrl+Return", N_("In a new case: the next step, and at the end enter it")),
        ("Esc", N_("In a new case: the step before")),
        ("F9", N_("What is gone: all that the person or place has")),
        ("Ctrl+E", N_("Change what is known of the case")),
        *(each for each in LIST_SHORTCUTS if each[0] != "Ctrl+Shift+E"),
    )
    sheet: CaseSheet

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.clock = QTimer(self, interval=TICK_MS)
        self.clock.timeout.connect(self.tick)
        self.clock.start()

    def counted(self, n: int) -> str:
        """So many cases."""
        return n_("{n} case", "{n} cases", n)

    def build_sheet(self) -> CaseSheet:
        """One case whole, or a new one."""
        return CaseSheet(self.jobs, self.desk)

    def fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        """Their rows, with the time that is left now."""
        return self.jobs.read(case_reads.rows, ids)

    def tick(self) -> None:
        """Time has passed: tell the clocks of what is seen anew."""
        if not self.isVisible():
            return
        if self.is_open():
            self.sheet.tick()
        elif self.list.segments.code() == "late":
            self.ask()
        else:
            self.table.rows.refresh()

    def is_typed_into(self) -> bool:
        """Whether a step or record of a case that stands was; a new case is gone on with, whatever is shown."""
        made = self.sheet_made()
        return made is not None and bool(made.typed_about())

    def lost(self) -> str:
        """Which step or record of which case."""
        return "\n".join(case.lost() for case in self.sheet.typed_about())

    def unless_typed(self, go: Callable[[], None], record: int = 0) -> None:
        """As everywhere; a case that was typed about is shown as it was, and what is given up does not come back."""
        if not self.is_typed_into():
            go()
            return
        self.pages.setCurrentWidget(self.sheet)
        if not self.sheet.come_back(record):
            super().unless_typed(partial(self._instead, go))

    def _instead(self, go: Callable[[], None]) -> None:
        self.sheet.give_up()
        go()

    def begin_new(self) -> None:
        """Ask what happened; a new case that is half filled in is gone on with, and nothing else is lost by it."""
        self._begin_way("")

    def take_act(self, act: str) -> None:
        """Begin a new case of this way."""
        if act in WAYS:
            self._begin_way(act)

    def _begin_way(self, way: str) -> None:
        made = self.sheet_made()
        if self.may_make() and made is not None and made.guide.is_dirty:
            self._begin(way)
        elif self.may_make():
            self.unless_typed(partial(self._begin, way))

    def _begin(self, way: str) -> None:
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.begin_way(way)

    def scanned(self, scan: Scan) -> None:
        """For the step in hand, else as everywhere."""
        if not (self.is_open() and self.sheet.scanned(scan)):
            super().scanned(scan)

    def leave(self) -> None:
        """No passphrase stays behind."""
        if (made := self.sheet_made()) is not None:
            made.forget()
        super().leave()
