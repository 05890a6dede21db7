"""Audits: begun at a head, counted by scanner, held against the book, explained, and closed by two people.

Home (the list, the plan, the trend), the form for a new one, and one audit whole lie behind each other; Esc and
Alt+Left lead back.
"""

from collections.abc import Mapping
from typing import Any

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan
from registry_app.i18n import N_
from registry_app.services import audit_views, audits
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import audit_reads as reads
from ui.pages.audit_begin import BeginForm
from ui.pages.audit_home import PLAN, TREND, AuditHome
from ui.pages.audit_whole import COUNT, DIFFERENCES, AuditWhole
from ui.pages.page import Page
from ui.parts.stack import Stack

BEGIN = "begin"
NARROW = 1_100
"""Below this width of the page the figures of a count stand below it, and the parts below the name, and what is told
of a line of the plan below the lines."""


class Audits(Page):
    """Which of the three is seen is up to `pages`; scans go to the count while it is seen."""

    SHORTCUTS = (
        ("Ctrl+N", N_("Begin an audit")),
        ("F2", N_("In the count: it is here, whatever the book says")),
        ("F3", N_("In the count: the marks of the last one differ")),
        ("F4", N_("In the count: choose the place")),
        ("F7", N_("In the count: with a guard, and back to the place")),
        ("F8", N_("In the count: undo what you saw last; what another saw, before a witness")),
        ("Ctrl+P", N_("Print count sheets; the differences as a workbook")),
        ("Alt+Left", N_("Back to the list")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._may = desk.may("audit")
        self.home = AuditHome(self.jobs, may_begin=self._may)
        self.list = self.home.list
        self.form = BeginForm(self.jobs)
        self.whole = AuditWhole(desk, self.jobs)
        self.pages = Stack()
        for widget in (self.home, self.form, self.whole):
            self.pages.addWidget(widget)
        self.inside.addWidget(self.pages, 1)
        self._connect()

    def _connect(self) -> None:
        self.home.opened.connect(self._open)
        self.home.asked.connect(self.begin)
        for button in (self.list.make, self.list.first):
            button.clicked.connect(lambda _on: self.begin())
        self.form.asked.connect(self._begin)
        self.form.left.connect(self.show_list)
        self.whole.left.connect(self.show_list)
        self.whole.changed.connect(self.desk.tasks.wrote)

    def reload(self) -> None:
        """Fetch the list, the plan or the trend, and the audit that is shown."""
        self.home.reload()
        if self.pages.currentWidget() is self.whole:
            self.whole.reload()

    def begin(
        self, values: Mapping[str, Any] | None = None, called: Mapping[int, tuple[str, str]] | None = None
    ) -> None:
        """Open the form for a new audit, with some values filled in; `called` are the names of records among them."""
        if self._may:
            self.pages.setCurrentWidget(self.form)
            self.form.begin(values, called)

    def _begin(self, facts: dict[str, Any]) -> None:
        self.form.work(True)
        job = self.jobs.write(audits.begin, **facts).ended(lambda: self.form.work(False))
        job.then(self._begun).otherwise(lambda error: self.form.show_findings(error.findings), Refused)

    def _begun(self, posted: Posted) -> None:
        self.form.form.is_dirty = False
        self._open(posted.records[0])
        self.desk.strip.say(N_("The audit has begun. Entry {entry}."), entry=posted.seq)

    def take_act(self, act: str) -> None:
        """Begin an audit, show the plan or the trend, or count in the audit that is open."""
        if act == BEGIN:
            self.begin()
            return
        if act in (PLAN, TREND):
            self.pages.setCurrentWidget(self.home)
            self.home.show_view(act)
            return
        own = self.desk.worker.actor.person_id if self.desk.worker.actor else 0
        self.jobs.latest("open").read(audit_views.open_for, own).then(self._count_in)

    def _count_in(self, found: list[int]) -> None:
        if found:
            self._open(found[0], COUNT)
        else:
            self.desk.strip.say(N_("No audit is open that you count. Begin one by Ctrl+N."), "note")

    def open_record(self, record_id: int) -> None:
        """Show this audit, the audit of this difference, or this armoury in the plan: another page led here."""
        self.jobs.latest("meant").read(reads.meant, record_id).then(self._lead)

    def _lead(self, meant: tuple[str, int]) -> None:
        kind, number = meant
        if kind == "place":
            self.pages.setCurrentWidget(self.home)
            self.home.show_plan(number)
        else:
            self._open(number, DIFFERENCES if kind == "difference" else "")

    def _open(self, audit: int, part: str = "") -> None:
        self.pages.setCurrentWidget(self.whole)
        self.whole.open_audit(audit, part)

    def show_list(self) -> None:
        """Back to what led here, in the list on the audit that was shown."""
        self.form.form.is_dirty = False
        self.whole.forget()
        self.pages.setCurrentWidget(self.home)
        if self.whole.whole is not None:
            self.list.table.go_to(self.whole.whole.row.number)
        self.home.reload()
        self.home.enter()

    def scanned(self, scan: Scan) -> None:
        """While a count is seen, a scan is counted wherever the cursor is; sheets and remarks take theirs likewise."""
        if (part := self.whole.taker()) is not None:
            part.scanned(scan)
        else:
            super().scanned(scan)

    def enter_list(self) -> None:
        """The cursor goes into what is seen."""
        shown: Any = self.pages.currentWidget()
        shown.enter()

    def draft(self) -> dict[str, Any]:
        """What was typed into the form or of a sheet, or scanned and not entered yet."""
        if self.pages.currentWidget() is self.form and (typed := self.form.typed()):
            return {"form": typed}
        whole = self.whole
        kept = {"count": whole.count.draft(), "sheet": whole.sheets.draft(), "remark": whole.remarks.draft()}
        return {name: left for name, left in kept.items() if left}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what was typed, or count what was scanned."""
        if "form" in draft:
            self.begin()
            self.form.take_up(draft["form"])
            return
        if "sheet" in draft:
            self.whole.type_later(draft["sheet"])
        if "count" in draft:
            self.whole.count_later(draft["count"])
        if "remark" in draft:
            self.whole.remark_later(draft["remark"])
        if draft.keys() & {"count", "remark"} or draft.get("sheet", {}).get("open"):
            self.pages.setCurrentWidget(self.whole)

    def leave(self) -> None:
        """No passphrase stays behind."""
        self.whole.forget()
        super().leave()

    def retranslate(self) -> None:
        """Say everything again that does not do so by itself."""
        self.home.retranslate()
        self.form.retranslate()
        self.whole.retranslate()

    def fit(self) -> None:
        """Arrange the plan and a count for the room there is."""
        self.home.fit(is_narrow=self.is_narrower(NARROW))
        self.whole.fit(is_narrow=self.is_narrower(NARROW))
