"""What stands behind the list of cases: one of them whole, a loss or a discharge, or the way to a new one."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from registry_app.domain.scan import Scan
from registry_app.i18n import N_
from registry_app.services import listing_cases
from ui.desk import Desk
from ui.pages.case_draft import MORE
from ui.pages.case_guide import CaseGuide
from ui.pages.case_sheets import OneCase
from ui.parts.stack import Stack
from ui.tasks import Scope

KINDS = ("loss", "discharge")


class CaseSheet(QWidget):
    """A `Sheet`, as the list wants it; `left` asks for the list again."""

    left = Signal()

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__()
        self._jobs, self._desk, self.record = jobs, desk, 0
        self.guide = CaseGuide(jobs, desk)
        self.cases = {kind: OneCase(jobs, desk, kind) for kind in KINDS}
        self._pages, self._blank, inside = Stack(), QWidget(), QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._pages)
        for widget in (self._blank, self.guide, *self.cases.values()):
            self._pages.addWidget(widget)
        self.guide.saved.connect(self.open_record)
        self.guide.left.connect(self._leave_guide)
        for each in self.cases.values():
            each.left.connect(self.left)
            each.add_asked.connect(lambda case, kind: self.begin_way(MORE, case, kind))

    @property
    def shown(self) -> OneCase | None:
        """The case that is shown."""
        found = self._pages.currentWidget()
        return found if isinstance(found, OneCase) else None

    def is_guiding(self) -> bool:
        """Whether a new case is in hand."""
        return self._pages.currentWidget() is self.guide

    def open_record(self, record_id: int) -> None:
        """Find out which kind of case it is, and show it."""
        self.record = record_id
        asked = self._jobs.latest("kind").read(listing_cases.kind_of, record_id)
        asked.then(lambda kind: self._open(kind, record_id))

    def _open(self, kind: str, record: int) -> None:
        """What was typed about another case, and not given up, is shown instead: nothing is lost unasked."""
        if kind not in self.cases or record != self.record:
            return
        case = self.cases[kind]
        if case.draft().get("record", record) == record:
            case.open_record(record)
        self._show(case)

    def typed_about(self) -> list[OneCase]:
        """The cases with a step or record that is half filled in."""
        return [case for case in self.cases.values() if case.draft()]

    def come_back(self, record: int) -> bool:
        """Show what was typed about a case as it was; whether something was."""
        found = next((case for case in self.typed_about() if case.draft()["record"] == record), None)
        if found is not None:
            self.record = record
            self._show(found)
        return found is not None

    def give_up(self) -> None:
        """What was typed about cases that stand is gone; a new one is not."""
        for case in self.typed_about():
            case.give_up()

    def _show(self, widget: QWidget) -> None:
        self._pages.setCurrentWidget(widget)
        if self.isVisible():
            self.enter()

    def begin_edit(self, record_id: int) -> None:
        """Open the form of a case, or go on with the new one."""
        if not record_id:
            self.begin_way("")
        elif self.shown is not None and self.shown.record == record_id:
            self.shown.begin_edit(record_id)
        else:
            self.record = record_id
            asked = self._jobs.latest("kind").read(listing_cases.kind_of, record_id)
            asked.then(lambda kind: self._edit(kind, record_id))

    def _edit(self, kind: str, record: int) -> None:
        if kind in self.cases and record == self.record:
            self.cases[kind].begin_edit(record)
            self._show(self.cases[kind])

    def begin_way(self, way: str, case: int = 0, kind: str = "") -> None:
        """Begin a new case; one that is half filled in is gone on with instead."""
        self._show(self.guide)
        if not self.guide.is_dirty:
            self.guide.begin(way, case=case, kind=kind)
        elif way:
            self._desk.strip.say(N_("A case is half filled in: enter it, or put it away first."), "note")

    def _leave_guide(self) -> None:
        if self.guide_case:
            self.open_record(self.guide_case)
        else:
            self.left.emit()

    @property
    def guide_case(self) -> int:
        """The open case that more was to be added to."""
        return self.guide.case

    def may_edit(self) -> bool:
        """Whether whoever works here may change a case."""
        return self._desk.may("amend")

    def reload(self) -> None:
        """Fetch again what is shown."""
        if self.shown is not None:
            self.shown.reload()

    def tick(self) -> None:
        """Time has passed."""
        if self.shown is not None:
            self.shown.tick()

    def enter(self) -> None:
        """The cursor goes where it goes on."""
        if self.is_guiding():
            self.guide.enter()
        elif self.shown is not None:
            self.shown.enter()

    def leave(self) -> None:
        """A step back, out of a form, or to the list."""
        if self.is_guiding():
            self.guide.leave()
        elif self.shown is not None:
            self.shown.leave()
        else:
            self.left.emit()

    def scanned(self, scan: Scan) -> bool:
        """Whether a scan was for what is in hand."""
        return self.is_guiding() and self.guide.scanned(scan)

    def draft(self) -> dict[str, Any]:
        """What was typed, by what it was typed into."""
        kept = {"guide": self.guide.draft(), **{kind: each.draft() for kind, each in self.cases.items()}}
        return {name: draft for name, draft in kept.items() if draft}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open again what was in hand."""
        for kind in (kind for kind in KINDS if kind in draft):
            self.record = int(draft[kind]["record"])
            self.cases[kind].take_up(draft[kind])
            self._show(self.cases[kind])
        if "guide" in draft:
            self.guide.take_up(draft["guide"])
            self._show(self.guide)

    def forget(self) -> None:
        """No passphrase stays."""
        self.guide.forget()
        for each in self.cases.values():
            each.steps.witness.forget()

    def retranslate(self) -> None:
        """Say everything again."""
        self.guide.retranslate()
        for each in self.cases.values():
            each.retranslate()
