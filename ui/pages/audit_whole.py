"""One audit whole: its count, its results, its differences and its end, as tabs below its name."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_, _, minute, number
from registry_app.services import audit_views, counts
from registry_app.services.audit_views import Whole
from ui.desk import Desk
from ui.pages import audit_words as words
from ui.pages.audit_close import ClosePart
from ui.pages.audit_count import CountDesk
from ui.pages.audit_differences import DifferencesPart
from ui.pages.audit_remarks import RemarksPart
from ui.pages.audit_results import ResultsPart
from ui.pages.audit_sheets import SheetsPart
from ui.parts.card import Chip
from ui.parts.folding import BELOW, BESIDE
from ui.parts.notice import Notice
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Elided
from ui.tasks import Scope

COUNT, SHEETS, RESULTS, DIFFERENCES, REMARKS, CLOSE = (
    "count", "sheets", "results", "differences", "remarks", "close",
)  # fmt: skip
PARTS = {
    COUNT: N_("Count"), SHEETS: N_("Sheets"), RESULTS: N_("Results"), DIFFERENCES: N_("Differences"),
    REMARKS: N_("Remarks"), CLOSE: N_("Close"),
}  # fmt: skip
GAP, FOLDED, MOST = 14, 3, 0.7
"""The parts fold into lines of three where they would take more than this of the window's width."""
CLOSED = N_("This audit is closed since {minute}. Nothing of it changes any more.")


class AuditWhole(QWidget):
    """`left` leads back to the list; `changed` tells that other pages have something new."""

    left = Signal()
    changed = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.whole: Whole | None = None
        self._wanted, self._turn, self._is_narrow = "", 1, False
        self.back = Button(N_("Audits"), "arrow-left")
        self.title, self.about, self.chip = Elided(role="h2"), Elided(role="hint"), Chip()
        self.closed, self.parts = Notice(CLOSED, "gray"), Segments(N_("Part of the audit"), PARTS)
        self.count, self.results = CountDesk(desk, jobs), ResultsPart(desk, jobs)
        self.sheets, self.remarks = SheetsPart(desk, jobs), RemarksPart(desk, jobs)
        self.differences, self.close_ = DifferencesPart(desk, jobs), ClosePart(desk, jobs)
        self._all: Mapping[str, Any] = {
            COUNT: self.count, SHEETS: self.sheets, RESULTS: self.results, DIFFERENCES: self.differences,
            REMARKS: self.remarks, CLOSE: self.close_,
        }  # fmt: skip
        self.pages = Stack()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        inside, named, words_ = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        self._top = top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        top.setSpacing(14)
        words_.setSpacing(1)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.title)
        line.addWidget(self.chip)
        line.addStretch()
        words_.addLayout(line)
        words_.addWidget(self.about)
        named.setSpacing(14)
        named.addWidget(self.back)
        named.addLayout(words_, 1)
        top.addLayout(named, 1)
        top.addWidget(self.parts)
        for each in self._all.values():
            self.pages.addWidget(each)
        inside.addLayout(top)
        inside.addWidget(self.closed)
        inside.addWidget(self.pages, 1)
        self.closed.hide()

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.parts.chosen.connect(self.go)
        self.count.rested.connect(self.changed)
        self.sheets.changed.connect(self.changed)
        self.remarks.told.connect(self._note_remarks)
        self.results.entered.connect(lambda: self.go(DIFFERENCES))
        self.results.recount.connect(self._recount)
        self.close_.closed.connect(lambda: self.go(CLOSE))
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Alt+Left"), self, self.left.emit, context=inside)

    def _note_remarks(self, many: int) -> None:
        self.parts.show_note(REMARKS, number(many) if many else "")
        self._arrange()

    def open_audit(self, audit: int, part: str = "") -> None:
        """Show this audit, at a part; without one at the part whose turn it is."""
        self._wanted = part or "?"
        self._turn = 1
        self._jobs.latest("audit").read(audit_views.whole, audit).then(self._show)

    def count_later(self, draft: dict[str, Any]) -> None:
        """Open the count that was left, and count what was scanned in it and not entered."""
        self._wanted, self._turn = COUNT, draft["turn"]
        asked = self._jobs.latest("audit").read(audit_views.whole, draft["audit"]).then(self._show)
        asked.then(lambda _whole: self.count.scans.take_up(draft["scans"]))

    def type_later(self, draft: dict[str, Any]) -> None:
        """Have what was typed of sheets again, and open the one that was open."""
        self.sheets.take_later(draft)
        if typed := draft["half"].get(draft["open"]):
            self._wanted, self._turn = SHEETS, typed["turn"]
            self._jobs.latest("audit").read(audit_views.whole, typed["audit"]).then(self._show)

    def reload(self) -> None:
        """Read the audit that is shown again."""
        if self.whole is not None:
            self._jobs.latest("audit").read(audit_views.whole, self.whole.row.number).then(self._show)

    def _show(self, whole: Whole) -> None:
        is_new = bool(self._wanted)
        wanted, self._wanted = self._wanted, ""
        self.whole = whole
        may_count = self._may_count(whole)
        at = wanted if wanted != "?" else COUNT if may_count else CLOSE if whole.is_closed else RESULTS
        code = at or self.parts.code()
        offered = {COUNT: may_count, SHEETS: not whole.is_closed}
        self._go(code if offered.get(code, True) else RESULTS)
        for part, is_offered in offered.items():
            self.parts.offer(part, is_offered=is_offered)
        self.retranslate()
        if code != REMARKS:
            self.remarks.look(whole)
        if is_new:
            self.enter()

    def _may_count(self, whole: Whole) -> bool:
        """Its counters count, until the differences are entered; then others count those again."""
        actor = self._desk.worker.actor
        if whole.is_closed or actor is None or not self._desk.may("sight"):
            return False
        is_counter = actor.person_id in whole.counters
        return is_counter != whole.is_entered and (is_counter or self._turn > 1)

    def _recount(self) -> None:
        """Count what still differs once more, as somebody else than before."""
        if self.whole is not None and (actor := self._desk.worker.actor) is not None:
            asked = self._jobs.latest("turn").read(counts.recount_of, self.whole.row.number, actor.person_id)
            asked.then(self._count_again)

    def _count_again(self, turn: int) -> None:
        self._turn = turn
        self.parts.offer(COUNT, is_offered=True)
        self.go(COUNT)

    def go(self, code: str) -> None:
        """Show a part and put the cursor into it."""
        self._go(code)
        if code != COUNT:
            self.reload()
        self.enter()

    def _go(self, code: str) -> None:
        if self.whole is None:
            return
        self.parts.take(code)
        part = self._all[code]
        if code == COUNT:
            self.count.begin(self.whole, self._turn)
        elif code == SHEETS:
            self.sheets.show_audit(self.whole, turn=self._turn, may_type=self._may_count(self.whole))
        else:
            part.show_audit(self.whole)
        self.pages.setCurrentWidget(part)

    def remark_later(self, draft: dict[str, Any]) -> None:
        """Open the audit that an inspector was writing about, with what was written."""
        self._wanted, self._turn = REMARKS, 1
        asked = self._jobs.latest("audit").read(audit_views.whole, draft["audit"]).then(self._show)
        asked.then(lambda _whole: self.remarks.inspector.take_up(draft))

    def taker(self) -> Any:
        """The part that takes scans now, or nothing."""
        shown = self.pages.currentWidget()
        takes = self.whole is not None and self.isVisible()
        return shown if takes and shown in (self.count, self.sheets, self.remarks) else None

    def enter(self) -> None:
        """The cursor goes into the part that is shown."""
        self._all[self.parts.code()].enter()

    def retranslate(self) -> None:
        """Say title and state again."""
        if self.whole is None:
            return
        whole = self.whole
        state = whole.row.outcome or words.OPEN
        self.title.quote(words.title(whole))
        self.about.quote(words.about(whole))
        self.chip.show_state(_(words.OUTCOMES[state]), words.OUTCOME_TONES[state])
        self.closed.setVisible(whole.is_closed)
        self.closed.words.say(CLOSED, minute=minute(whole.row.closed_at))
        for part in self._all.values():
            part.retranslate()
        self._arrange()

    def fit(self, *, is_narrow: bool) -> None:
        """Arrange the parts for the room there is."""
        self._is_narrow = is_narrow
        self._arrange()
        self.count.fit(is_narrow=is_narrow)
        self.differences.settling.form.fold(2 if is_narrow else 3)
        self.remarks.fit(is_narrow=is_narrow)

    def _arrange(self) -> None:
        """The parts stand below the name where both have no room in one line."""
        self.parts.fold(FOLDED if self.parts.unfolded() > self.window().width() * MOST else 0)
        wanted = sum(each.sizeHint().width() + GAP for each in (self.back, self.title, self.chip, self.parts))
        self._top.setDirection(BELOW if self._is_narrow or wanted > self.width() else BESIDE)

    def forget(self) -> None:
        """No passphrase stays."""
        self.close_.forget()
        self.differences.settling.witness.forget()
