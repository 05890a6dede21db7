"""Labels and cards: choose of what and on what, see the sheet as it will be printed, save all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout, QFileDialog

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan, unknown
from registry_app.i18n import N_, _, n_, number
from ui import files
from ui.desk import Desk
from ui.job import Job
from ui.pages import label_reads as reads
from ui.pages.label_choice import KINDS, LabelChoice
from ui.pages.label_options import LabelOptions
from ui.pages.label_reads import Seen, Wish
from ui.pages.list_card import UNBOUNDED
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.empty import Empty
from ui.parts.folding import BELOW, BESIDE
from ui.parts.paper import Paper
from ui.parts.stack import Stack
from ui.parts.text import IconButton, Label, breakable

if TYPE_CHECKING:
    from registry_app.services.scans import Hit

PAUSE_MS = 300
NARROW = 940
CHOICE_WIDE, OPTIONS_WIDE, WORDS_WIDE, LOWEST = 300, 360, 300, 420
NOTHING = (
    N_("Nothing is chosen yet"),
    N_("Type or scan what gets a label, or press Ctrl+Shift+L in a list for all that it shows."),
)


class Labels(Page):
    """What is printed at the left, on what in the middle, the sheet at the right."""

    SHORTCUTS = (
        ("Ctrl+S", N_("Save as PDF")),
        ("Delete", N_("Take the selected ones off the list")),
        ("PgDown", N_("Next page of the preview")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.choice, self.options = LabelChoice(desk, self.jobs), LabelOptions(desk.settings)
        self.options.form.stand_beside(self.choice.form)
        self.paper, self.shown = Paper(), Stack()
        self.many, self._page = Label(role="hint"), Label(role="hint")
        self._seen: Seen | None = None
        self._sheet, self._saved = 0, Path()
        self._job: Job[Seen] | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._across = QBoxLayout(BESIDE)
        self._across.setSpacing(14)
        card = self._preview = Card(N_("Preview"), spacing=6)
        back, on = IconButton(N_("Previous page"), "arrow-left"), IconButton(N_("Next page"), "arrow-right")
        back.clicked.connect(lambda: self.paper.turn(-1))
        on.clicked.connect(lambda: self.paper.turn(1))
        for beside in (self._page, back, on):
            card.head.addWidget(beside)
        nothing = Empty("printer", *NOTHING)
        nothing.advice.setMinimumWidth(WORDS_WIDE)
        self.shown.addWidget(nothing)
        self.shown.addWidget(self.paper)
        card.inside.addWidget(self.many)
        card.inside.addWidget(self.shown, 1)
        for part, share in ((self.choice, 0), (self.options, 0), (card, 1)):
            self._across.addWidget(part, share)
        self.inside.addLayout(self._across, 1)

    def _connect(self) -> None:
        self.choice.changed.connect(self._chosen)
        self.options.changed.connect(self._pause.start)
        self._pause.timeout.connect(self.reload)
        self.paper.turned.connect(self._ask)
        self.options.calibrate.clicked.connect(self._ask_where_to_calibrate)
        self.options.pdf.clicked.connect(self._ask_where)
        for form in (self.choice.form, self.options.form):
            form.save_asked.connect(self._ask_where)
        self.options.open.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved))))
        self._show_nothing()

    def enter_list(self) -> None:
        """The cursor goes to the line where records are added."""
        self.choice.form.rows["which"].editor.setFocus()

    def take_records(self, kind: str, records: Sequence[int]) -> None:
        """Print labels of these: a list shows them."""
        self.choice.take_records(kind, records)
        self.options.enter()

    def scanned(self, scan: Scan) -> None:
        """What is scanned gets a label, wherever the cursor is."""
        job = self.desk.reception.look(scan).then(partial(self._take_hits, scan))
        job.otherwise(self.desk.reception.tell, Refused)

    def _take_hits(self, scan: Scan, hits: "Sequence[Hit]") -> None:
        fitting = [hit for hit in hits if hit.kind in KINDS]
        if not fitting:
            self.desk.reception.tell(Refused(unknown(scan)))
        elif len(fitting) > 1:
            self.desk.reception.fill(self.choice.form.rows["which"].editor, scan)  # type: ignore[arg-type]
        elif self.choice.add(fitting[0].kind, [fitting[0].record]):
            self.desk.reception.done()
        else:
            self.desk.reception.twice()

    def _chosen(self) -> None:
        self.options.show_kind(self.choice.kind)
        self._pause.start()

    def reload(self) -> None:
        """Make the sheet that is looked at again."""
        self.choice.reload()
        self._ask(self._sheet)

    def wish(self) -> Wish | None:
        """What is to be printed; `None` where that cannot be: what is unfit is told beside its field."""
        values = self.options.values()
        return None if values is None else Wish(self.choice.kind, self.choice.records(), **values)

    def _ask(self, sheet: int) -> None:
        wish = self.wish() if self.choice.records() else None
        if self._job is not None:
            self._job.drop()
        if wish is None:
            self._show_nothing()
            return
        self.options.pdf.setEnabled(False)
        self._job = self.jobs.read(reads.look, wish, sheet).then(self._show)
        self._job.otherwise(self._refused, Refused)

    def _show(self, seen: Seen) -> None:
        self._seen, self._sheet = seen, seen.picture.page
        self.paper.show_picture(seen.picture, seen.frames)
        self.shown.setCurrentWidget(self.paper)
        self.options.pdf.setEnabled(True)
        self.options.show_code(seen)
        self._tell()

    def _show_nothing(self) -> None:
        self._seen = None
        self.shown.setCurrentIndex(0)
        self.options.pdf.setEnabled(False)
        self.options.show_code(None)
        self._tell()

    def _tell(self) -> None:
        """Say how many labels and sheets that makes, and which one is seen."""
        seen = self._seen
        self._page.quote("")
        self.many.quote("")
        if seen is None:
            return
        many = len(self.choice.records())
        is_card = self.choice.kind == "person"
        said = n_("{n} card", "{n} cards", many) if is_card else n_("{n} label", "{n} labels", many)
        labels = said.format(n=number(many))
        sheets = n_("{n} sheet", "{n} sheets", seen.sheets).format(n=number(seen.sheets))
        self.many.quote(labels if seen.is_roll else f"{labels} · {sheets}")
        self._page.say(N_("Page {page} of {pages}"), page=number(seen.picture.page + 1), pages=number(seen.sheets))

    def _refused(self, error: Refused) -> None:
        self._show_nothing()
        if left := self.options.show_findings(error.findings):
            self.desk.strip.tell(tuple(left))

    def _ask_where(self) -> None:
        if self.options.pdf.isEnabled():
            self._choose_file(_("Save the labels"), _("labels.pdf"), self.save)

    def _ask_where_to_calibrate(self) -> None:
        self._choose_file(_("Save the calibration sheet"), _("calibration.pdf"), self.calibrate)

    def _choose_file(self, title: str, name: str, write: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters(["PDF (*.pdf)"])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / name))
        dialog.fileSelected.connect(lambda file: write(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write all labels to `path`."""
        self._write(reads.whole, path)

    def calibrate(self, path: Path) -> None:
        """Write the calibration sheet to `path`."""
        self._write(reads.calibration, path)

    def _write(self, make: Callable[[Any, Wish], bytes], path: Path) -> None:
        if (wish := self.wish()) is None:
            return
        job = self.jobs.latest("save").read(make, wish)
        job.then(lambda content: self._keep(path, content)).otherwise(self._refused, Refused)

    def _keep(self, path: Path, content: bytes) -> None:
        self.jobs.latest("write").run(files.write, path, content).then(lambda _done: self._show_saved(path))

    def _show_saved(self, path: Path) -> None:
        self._saved = path
        self.options.open.show()
        self.desk.strip.say(N_("Saved in {file}"), file=breakable(str(path)))

    def fit(self) -> None:
        """On a narrow window the three stand below each other."""
        is_narrow = self.is_narrower(NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        for part, wide in ((self.choice, CHOICE_WIDE), (self.options, OPTIONS_WIDE)):
            part.setMinimumWidth(0 if is_narrow else wide)
            part.setMaximumWidth(UNBOUNDED if is_narrow else wide)
        for tall in (self.choice, self._preview):
            tall.setMinimumHeight(LOWEST if is_narrow else 0)

    def retranslate(self) -> None:
        """Say counts and note again."""
        self.choice.tell()
        self.options.show_code(self._seen)
        self._tell()
