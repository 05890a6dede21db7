"""Papers for authorities: chosen, seen, saved, signed, entered as sent; and all that was sent, with its receipts."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.due import Due
from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _
from registry_app.services.report_table import REPORTS
from ui.desk import Desk
from ui.job import Job
from ui.pages import return_reads as reads
from ui.pages.page import Page
from ui.pages.return_options import ReturnOptions
from ui.pages.return_preview import ReturnPreview
from ui.pages.return_reads import Look, Order, Saved
from ui.pages.return_saved import ReturnSaved
from ui.pages.return_sent import ReturnsSent
from ui.parts.folding import BELOW, BESIDE
from ui.parts.paper import Picture
from ui.parts.segments import Segments
from ui.parts.stack import Sheet, Stack
from ui.taking import take_receipt

MAKE, SENT = "make", "sent"
VIEWS = {MAKE: N_("Make a paper"), SENT: N_("What was sent")}
OTHER_VIEW = "F4"
NARROW = 760
"""Below this width of the page nothing stands beside the options."""
PAUSE_MS, PATIENCE_MS = 400, 1_200
"""How long typing must rest before the paper is made, and making it last before it can be stopped."""
FORMATS = {".pdf": "PDF", ".xlsx": "Excel", ".json": "JSON"}
RECEIPT = ".json"
ELSEWHERE = N_("{field}: this page makes no such paper. The command “armarium closure” makes it.")
CHOOSE, STOPPED = N_("Choose first: {field}"), N_("Stopped. Change an option to see it, or save it unseen.")


class Returns(Page):
    """Two views: options on the left and the paper on the right; or the list of what was sent. Receipts are dropped."""

    SHORTCUTS = (
        ("Ctrl+S", N_("Save as PDF; what was sent, once more")),
        ("PgDown", N_("Next page of the preview")),
        ("F9", N_("Enter as sent what was saved")),
        (OTHER_VIEW, N_("What was sent, and back")),
        ("Ctrl+O", N_("Open what was sent")),
        ("Ctrl+R", N_("Take in a receipt")),
        ("Ctrl+N", N_("Type the number of a receipt")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setAcceptDrops(desk.may("amend"))
        self.views, self.pages = Segments(N_("Which view"), VIEWS), Stack()
        self.options, self.preview = ReturnOptions(self.jobs), ReturnPreview(self.jobs)
        self.saved, self.sent = ReturnSaved(desk, self.jobs), ReturnsSent(desk, self.jobs)
        self._made: dict[str, Any] = {}
        self._elsewhere = ""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        making, shown = Sheet(), QVBoxLayout()
        self._across = across = QBoxLayout(BESIDE, making)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.options)
        shown.setSpacing(14)
        shown.addWidget(self.preview, 1)
        shown.addWidget(self.saved)
        across.addLayout(shown, 1)
        for view in (making, self.sent):
            self.pages.addWidget(view)
        self.inside.addWidget(self.views)
        self.inside.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(self._show_view)
        self.options.changed.connect(self._choose)
        self._pause.timeout.connect(self.reload)
        self.options.asked.connect(self._ask_where)
        self.sent.left.connect(lambda: self.show_view(MAKE))
        QShortcut(QKeySequence(OTHER_VIEW), self, self._switch)

    def fit(self) -> None:
        """In a narrow window the paper stands below the options, and the acts below each other."""
        is_narrow = self.is_narrower(NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self.options.fit(is_narrow=is_narrow)
        for lines in (self.saved.signing.across, self.saved.sending, self.sent.acts):
            lines.setDirection(BELOW if is_narrow else BESIDE)

    def show_view(self, code: str) -> None:
        """Show one of the two, with the cursor in it."""
        self.views.take(code)
        self._show_view(code)
        self.enter_list()

    def _show_view(self, code: str) -> None:
        self.pages.setCurrentIndex(list(VIEWS).index(code))
        self.reload()

    def _switch(self) -> None:
        self.show_view(MAKE if self.views.code() == SENT else SENT)

    def enter_list(self) -> None:
        """The cursor goes to the first option, or into the list."""
        self.sent.enter_list() if self.views.code() == SENT else self.options.form.focus_first()

    def take_act(self, act: str) -> None:
        """Show what was sent."""
        self.show_view(act or MAKE)

    def take_due(self, due: Due) -> None:
        """Fill in the report that is due, to whom, and of which days; of one that is made elsewhere, say where."""
        report = str(due.facts.get("report", due.code))
        self._elsewhere = "" if report in REPORTS else report
        self.show_view(MAKE)
        self._pause.stop()
        if not self._elsewhere:
            self.jobs.latest("look").read(reads.led, due).then(lambda found: self._show_due(due, *found))

    def _show_due(self, due: Due, look: Look, addressee: str) -> None:
        self.options.take_due(due, look, addressee)
        self._make()

    def _choose(self) -> None:
        """Another paper is wanted than before."""
        self._elsewhere = ""
        self._pause.start()

    def reload(self) -> None:
        """Fetch what was sent; or make the paper again, to be looked at."""
        if self.views.code() == SENT:
            self.sent.reload()
        else:
            asked = self.jobs.latest("look").read(reads.look, self.options.report, self.options.addressee)
            asked.then(self._show_look)

    def _show_look(self, found: Look) -> None:
        self.options.show_look(found)
        self._make()

    def _make(self) -> None:
        if self._elsewhere:
            self.preview.show_nothing(ELSEWHERE, REPORT_NAMES.get(self._elsewhere, self._elsewhere))
        elif missing := self.options.missing():
            self.preview.show_nothing(CHOOSE, missing)
        elif (order := self.options.order()) is not None and self.desk.worker.actor is not None:
            job = self.jobs.latest("preview").read(reads.preview, order, self.desk.worker.actor)
            job.then(lambda made: self._show_preview(order, *made)).otherwise(self._refused)
            job.ended(lambda: self.preview.show_nothing(STOPPED) if job.steps.is_cancelled else None)
            self._offer_to_stop(job, order)

    def _show_preview(self, order: Order, content: bytes, first: Picture) -> None:
        """Unless something is to be chosen by now."""
        if not self.options.missing():
            self.preview.show_paper(order, content, first)

    def _offer_to_stop(self, job: Job[Any], order: Order) -> None:
        """What takes long says how far it has come, and can be stopped."""

        def offer() -> None:
            if job in self.desk.tasks.under_way and job.is_wanted():
                self.desk.strip.follow(job, N_("Making: {report}…"), report=_(REPORTS[order.name].label))

        QTimer.singleShot(PATIENCE_MS, self, offer)

    def _refused(self, error: Refused) -> None:
        if left := self.options.show_findings(error):
            self.desk.strip.tell(tuple(left))

    # Saving.

    def _ask_where(self, suffix: str) -> None:
        if self.options.order() is None:
            return
        dialog = QFileDialog(self, _("Save the paper"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.setNameFilters([f"{FORMATS[suffix]} (*{suffix})"])
        dialog.selectFile(str(self.proposed(suffix)))
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def proposed(self, suffix: str) -> Path:
        """Where a paper is proposed to lie: among the documents."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(folder) / self.options.file_name(suffix)

    def save(self, path: Path) -> None:
        """Make the paper once more and write it to `path`, whose ending says what it becomes."""
        order = self.options.order()
        if order is not None and self.desk.worker.actor is not None:
            self.options.work(is_working=True)
            job = self.jobs.latest("save").read(reads.save, order, path, self.desk.worker.actor)
            wanted = self.options.draft()
            job.ended(lambda: self.options.work(is_working=False)).otherwise(self._refused)
            job.then(lambda saved: self._show_saved(saved, wanted))
            self._offer_to_stop(job, order)

    def _show_saved(self, saved: Saved, wanted: dict[str, Any]) -> None:
        self._made = wanted
        self.saved.show_saved(saved)

    def draft(self) -> dict[str, Any]:
        """The options of a paper that is not saved yet."""
        chosen = self.options.draft()
        return {} if chosen == self._made else chosen

    def take_up(self, draft: dict[str, Any]) -> None:
        """Choose them again."""
        self.options.take_up(draft)

    # Receipts.

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Receipts are welcome, one or several."""
        if _receipts_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in the receipts that were dropped, and show to what."""
        event.acceptProposedAction()
        self.show_view(SENT)
        for path in _receipts_in(event):
            take_receipt(self.desk, path)

    def leave(self) -> None:
        """No passphrase stays behind."""
        self.saved.forget()
        super().leave()

    def retranslate(self) -> None:
        """Say again what does not do so by itself."""
        for part in (self.options, self.preview, self.saved, self.sent):
            part.retranslate()


def _receipts_in(event: QDropEvent) -> list[Path]:
    found = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in found if file.suffix.lower() == RECEIPT]
