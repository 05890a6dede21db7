"""The count itself: one laptop carried through the armoury, read at arm's length, worked by scanner and one hand."""

from typing import Any

from PySide6.QtCore import QElapsedTimer, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan, read
from registry_app.i18n import N_, _
from registry_app.services import count_lists, counting
from registry_app.services.audit_views import Whole
from registry_app.services.count_lists import Figures, Progress
from registry_app.services.counting import Spot, Taken
from registry_app.services.scans import Hit
from ui.desk import Desk
from ui.pages import audit_answers, audit_feed, audit_undo
from ui.pages import audit_reads as reads
from ui.pages.audit_figures import FiguresCard
from ui.pages.audit_here import Here
from ui.pages.audit_looked_for import LookedFor
from ui.pages.audit_scans import Scans, Wish
from ui.pages.audit_verdict import Verdict
from ui.parts.card import Card
from ui.parts.folding import BELOW, BESIDE
from ui.parts.picker import Choice, Search
from ui.parts.points import Points
from ui.parts.stack import AS_TALL_AS_ROOM
from ui.parts.text import Button
from ui.tasks import Scope

SOON_MS, REST_MS, COSTLY_MS = 300, 3_000, 1_500
"""After a scan the list is fetched again soon; the whole count is reckoned when counting rests for a moment."""
WIDE, WIDEST, FEED_TALL = 430, 16_777_215, 110
LINE = N_("Scan, or type a serial and press Enter")


class CountDesk(QWidget):
    """Counts in one audit. `rested` tells that something was entered and nothing has been scanned for a moment."""

    rested = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self.desk, self.jobs = desk, jobs
        self.whole: Whole | None = None
        self.turn, self._is_narrow, self._is_costly = 1, False, False
        self._reckoning = QElapsedTimer()
        self.progress = Progress(0, 0, 0, "UTC", ())
        self.waiting: dict[int, tuple[Wish, Taken]] = {}
        self.here = Here(self._finder("place"), self._finder("person"))
        self.line, self.verdict = QLineEdit(), Verdict()
        self.feed = Points(N_("What was seen last"))
        self.figures, self.looked_for = FiguresCard(), LookedFor(jobs)
        self.sure = Button(N_("It is here (F2)"), "check", "primary")
        self.marks = Button(N_("Marks differ (F3)"), "triangle-alert")
        self.undo = Button(N_("Undo the last (F8)"), "undo-2")
        self.scans = Scans(self, jobs, self._spot, self._answered, self._refused)
        self._soon, self._rest = (QTimer(self, singleShot=True, interval=ms) for ms in (SOON_MS, REST_MS))
        self._lay_out()
        self._connect()
        self.retranslate()

    def _finder(self, kind: str) -> Search:
        return lambda text: self.jobs.latest(f"count {kind}").read(reads.choices, kind, text)

    def _lay_out(self) -> None:
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        left, self._acts = Card(margin=18, spacing=12), QBoxLayout(QBoxLayout.Direction.LeftToRight)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        for button in (self.sure, self.marks, self.undo):
            self._acts.addWidget(button)
        for widget in (self.here, self.line, self.verdict):
            left.inside.addWidget(widget)
        left.inside.addLayout(self._acts)
        self._acts.addStretch()
        left.inside.addWidget(self.feed, 1)
        self.feed.setSizePolicy(*AS_TALL_AS_ROOM)
        self.feed.setMinimumHeight(FEED_TALL)
        self._right = QWidget()
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(14)
        right.addWidget(self.figures)
        right.addWidget(self.looked_for, 1)
        self._end = QWidget()
        right.addWidget(self._end, 1)
        across.addWidget(left, 1)
        across.addWidget(self._right)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._typed)
        self.here.place_chosen.connect(self._ask_place)
        self.here.changed.connect(self.enter)
        self.verdict.numbered.connect(self._number)
        self.verdict.picked.connect(self._put_hit)
        self.verdict.left.connect(self.enter)
        self.sure.clicked.connect(self.be_sure)
        self.marks.clicked.connect(self.mark)
        self.undo.clicked.connect(lambda: audit_undo.ask(self))
        keys = (
            ("F2", self.be_sure), ("F3", self.mark), ("F4", self.here.ask_place), ("F7", self.here.toggle_guard),
            ("F8", lambda: audit_undo.ask(self)),
        )  # fmt: skip
        for key, act in keys:
            QShortcut(QKeySequence(key), self, act)
        self._soon.timeout.connect(self.refresh)
        self._rest.timeout.connect(self.rested)

    def begin(self, whole: Whole, turn: int) -> None:
        """Count in this audit, from where one was when something was seen last."""
        is_same = self.whole is not None and (self.whole.row.number, self.turn) == (whole.row.number, turn)
        self.whole, self.turn = whole, turn
        self.scans.audit, self.scans.turn = whole.row.number, turn
        self.here.is_blind = whole.row.method == "blind"
        self.verdict.zone = self.looked_for.zone = whole.zone
        if not is_same:
            self._begin_anew(whole)
        if not is_same or not self.isVisible():
            self._guide(whole)
        elif not self._is_costly:
            self.reckon()
        self.jobs.latest("progress").read(count_lists.progress, whole.row.number, turn).then(self._resume)

    def _begin_anew(self, whole: Whole) -> None:
        self.waiting.clear()
        self.here.place = None
        if whole.place_kind != "company":
            self.here.place = Choice(whole.row.place, whole.row.place_name)
        self.here.go_to_person(None)
        self.verdict.show_ready()
        self._show_sure()

    def _guide(self, whole: Whole) -> None:
        """Show what is expected, but not in a blind count; of a sample what was drawn."""
        is_guided = not self.here.is_blind
        self.figures.guide(is_guided=is_guided)
        self._show_list()
        if is_guided or whole.size:
            self.looked_for.look(whole.row.number, self.turn)
        if is_guided:
            self.reckon()

    def _show_list(self) -> None:
        is_listed = self.whole is not None and bool(not self.here.is_blind or self.whole.size)
        self.looked_for.setVisible(is_listed and not self._is_narrow)
        self._end.setVisible(not (is_listed or self._is_narrow))

    def _resume(self, progress: Progress) -> None:
        """Where the last sighting was, counting goes on."""
        self.show_progress(progress)
        if progress.last and not progress.last[0].person and self.verdict.taken.outcome == "":
            self.here.go_to(Choice(progress.last[0].place_id, progress.last[0].place))

    def reckon(self) -> None:
        """Reckon the whole count, beside the window."""
        if self.whole is not None and not self.here.is_blind:
            self._reckoning.start()
            self.jobs.latest("figures").read(count_lists.figures, self.whole.row.number).then(self._show_figures)

    def _show_figures(self, figures: Figures) -> None:
        """A count that takes long to reckon is reckoned when it is opened; meanwhile each scan moves the figures."""
        self._is_costly = self._reckoning.elapsed() > COSTLY_MS
        self.figures.show_figures(figures)

    def refresh(self) -> None:
        """Fetch what was seen last again, and the rows of the list that are looked at."""
        if self.whole is not None:
            slot = self.jobs.latest("progress")
            slot.read(count_lists.progress, self.whole.row.number, self.turn).then(self.show_progress)
            self.looked_for.refresh(self.verdict.taken.hit.record)

    def show_progress(self, progress: Progress) -> None:
        """Show what was counted, and what waits for a word."""
        self.progress = progress
        self.figures.show_progress(progress)
        waiting = [taken for _wish, taken in self.waiting.values()]
        self.feed.show_points(audit_feed.points(progress, waiting))
        is_piece = bool(progress.last) and not progress.last[0].is_unknown and progress.last[0].quantity < 0
        self.marks.setEnabled(is_piece)
        self.undo.setEnabled(audit_undo.undoable(self) is not None)

    def enter(self) -> None:
        """The cursor goes to the line."""
        self.line.setFocus()

    def _spot(self) -> Spot:
        return self.here.spot() or Spot(0, is_blind=self.here.is_blind)

    def scanned(self, scan: Scan) -> None:
        """Wherever the cursor is, a scan is counted; a number that was typed before it is entered first."""
        self.verdict.answer()
        self.scans.put(Wish(scan.raw, scan))

    def _typed(self) -> None:
        if text := self.line.text().strip():
            self.line.clear()
            self.scans.put(Wish(text, read(text), is_typed=True))

    def _put_hit(self, hit: Hit) -> None:
        self.enter()
        self.scans.put(Wish(hit.title, hit=hit))

    def _number(self, packs: int, quantity: int) -> None:
        hit = self.verdict.taken.hit
        self.scans.put(Wish(hit.title, hit=hit, numbers=(packs, quantity)))
        self.enter()

    def _ask_place(self, place: Choice) -> None:
        """Count in a place that was picked, if it belongs to what is counted."""
        if self.whole is not None:
            asked = self.jobs.latest("is counted").read(reads.is_counted, self.whole.row.number, place.id)
            hit = Hit("place", place.id, place.title, place.detail)
            asked.then(lambda is_in: self._answered(Wish(""), Taken("place" if is_in else "outside", hit)))

    def _answered(self, wish: Wish, taken: Taken) -> None:
        """A scan was looked at: do what it asks for, show it, and go on."""
        audit_answers.act(self, wish, taken)
        self.verdict.show_taken(taken)
        self._show_sure()
        if taken.outcome in ("counted", "unknown"):
            self._look_soon()

    def _look_soon(self) -> None:
        """Fetch the list again soon, also while scan follows scan; the rest counts from the last one."""
        if not self._soon.isActive():
            self._soon.start()
        self._rest.start()

    def _refused(self, wish: Wish, error: Refused) -> None:
        self.verdict.show_refused(error.findings[0], wish.raw)
        self.desk.reception.hear_refused(error)

    def _show_sure(self) -> None:
        self.sure.setVisible(bool(self.waiting))

    def be_sure(self) -> None:
        """What waits last is here, whatever the book says."""
        if self.waiting:
            wish, _taken = self.waiting[next(reversed(self.waiting))]
            self.scans.put(wish)
            self.enter()

    def mark(self) -> None:
        """The marks of what was seen last are others than on record."""
        if self.whole is not None and self.marks.isEnabled():
            facts = {"audit": self.whole.row.number, "sighting": self.progress.last[0].number, "turn": self.turn}
            job = self.jobs.note(counting.mark, **facts).then(self._marked)
            job.otherwise(lambda error: self._refused(Wish(self.progress.last[0].title), error), Refused)
            self.enter()

    def _marked(self, taken: Taken) -> None:
        self.verdict.show_taken(taken)
        self.desk.reception.done()
        self._look_soon()

    def undone(self) -> None:
        """What was seen last is undone: count on."""
        self.verdict.show_ready()
        self.enter()
        self.refresh()
        self.reckon()

    def draft(self) -> dict[str, Any]:
        """What was scanned and is not entered: what waits for a word, and what waits for its turn."""
        left = [*(wish.raw for wish, _taken in self.waiting.values()), *self.scans.left()]
        if not left or self.whole is None:
            return {}
        return {"audit": self.whole.row.number, "turn": self.turn, "scans": left}

    def hideEvent(self, event: QHideEvent) -> None:
        """What was entered is told to the other pages at once."""
        if self._rest.isActive():
            self._rest.stop()
            self.rested.emit()
        super().hideEvent(event)

    def fit(self, *, is_narrow: bool) -> None:
        """On a narrow window the figures stand below, and the list stands away."""
        for layout in (self._across, self._acts):
            layout.setDirection(BELOW if is_narrow else BESIDE)
        self._right.setMinimumWidth(0 if is_narrow else WIDE)
        self._right.setMaximumWidth(WIDEST if is_narrow else WIDE)
        self._is_narrow = is_narrow
        self.here.fit(is_narrow=is_narrow)
        self._show_list()

    def retranslate(self) -> None:
        """Say the hint and the lists again."""
        self.line.setPlaceholderText(_(LINE))
        self.line.setAccessibleName(_(LINE))
        self.figures.retranslate()
        self.looked_for.retranslate()
        if self.verdict.taken.outcome:
            self.verdict.show_taken(self.verdict.taken)
        elif not self.verdict.is_asking():
            self.verdict.show_ready()
        self.show_progress(self.progress)
