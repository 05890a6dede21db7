"""Labels and cards: choose of what, on which sheet and in which code, see the page as it will be printed, save it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy

from registry_app.domain.errors import Refused
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_, _, number
from ui import files
from ui.desk import Desk
from ui.pages.handover_reads import choices
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.text import Button, IconButton, Label, breakable

THINGS = ("firearm", "lot", "article", "place")
KINDS = {kind: KIND_LABELS[kind] for kind in (*THINGS, "person")}
SHEETS = {
    "a4-24": N_("A4, 24 labels of 70 × 37 mm"),
    "a4-21": N_("A4, 21 labels of 63.5 × 38.1 mm"),
    "a4-65": N_("A4, 65 labels of 38.1 × 21.2 mm"),
    "letter-30": N_("Letter, 30 labels of 66.7 × 25.4 mm"),
    "letter-10": N_("Letter, 10 labels of 101.6 × 50.8 mm"),
    "roll-62x29": N_("Roll, 62 × 29 mm"),
    "roll-50x25": N_("Roll, 50 × 25 mm"),
    "roll-100x50": N_("Roll, 100 × 50 mm"),
}
CARDS = {
    "card-a4-10": N_("A4, 10 cards"),
    "card-letter-8": N_("Letter, 8 cards"),
    "card-single": N_("Card printer, one by one"),
}
CODES = {"qr": N_("QR code"), "datamatrix": N_("Data Matrix"), "code128": N_("Code 128")}
FIELDS = (
    Field("kind", N_("Labels for"), "choice", required=True, choices=KINDS),
    Field("names", N_("Which"), help=N_("Serial numbers, lot numbers or codes, with commas between them.")),
    Field("place", N_("And all in this place"), "reference", refers_to="place"),
    Field("layout", N_("Sheet or roll"), "choice", required=True, choices=SHEETS, only_for=THINGS),
    Field("card", N_("Cards on"), "choice", required=True, choices=CARDS, only_for=("person",)),
    Field("code", N_("Code"), "choice", required=True, choices=CODES),
    Field("skip", N_("Labels that are gone already"), "integer", most=64),
)
USUAL = {"kind": "firearm", "layout": "a4-24", "card": "card-a4-10", "code": "qr"}
PAUSE_MS = 400


def make(session: Any, options: dict[str, Any]) -> bytes:
    """The labels as PDF; imports what makes paper, which takes a moment the first time."""
    from registry_app.services import labels

    kind, place = options["kind"], options["place"]
    names = [name.strip() for name in str(options["names"] or "").split(",") if name.strip()]
    records = labels.called(session, kind=kind, names=names, place=f"#{place}" if place else "")
    layout = options["card"] if kind == "person" else options["layout"]
    return labels.make(
        session, kind=kind, records=records, layout=layout, code=options["code"], skip=options["skip"] or 0
    )  # fmt: skip


def preview(session: Any, options: dict[str, Any]) -> tuple[bytes, Picture]:
    """The labels as PDF, and the first page as pixels."""
    content = make(session, options)
    return content, photograph(content)


class Labels(Page):
    """Options on the left, the sheet on the right."""

    SHORTCUTS = (("Ctrl+S", N_("Save as PDF")), ("PgDown", N_("Next page of the preview")))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._content = b""
        self._saved: Path | None = None
        self.form = Form(FIELDS, {"place": lambda text: self.jobs.latest("place").read(choices, "place", text)})
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form.show_values(USUAL)
        self.paper = Paper()
        self.pdf = Button(N_("Save as PDF…"), "save", "primary", key="Ctrl+S")
        self.open = Button(N_("Open"), "eye")
        self.problem, self._page = Label(role="problem", is_wrapping=True), Label(role="hint")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        across, options, card = QHBoxLayout(), Card(N_("Labels"), margin=18, spacing=12), Card(N_("Preview"), margin=18)
        across.setSpacing(14)
        options.setFixedWidth(340)
        told = N_("Print at actual size, never fitted to the page.")
        for widget in (Label(told, "muted", is_wrapping=True), self.form, self.problem, self.pdf, self.open):
            options.inside.addWidget(widget)
        options.inside.addStretch()
        back, on = IconButton(N_("Previous page"), "arrow-left"), IconButton(N_("Next page"), "arrow-right")
        back.clicked.connect(lambda: self.paper.turn(-1))
        on.clicked.connect(lambda: self.paper.turn(1))
        for beside in (self._page, back, on):
            card.head.addWidget(beside)
        card.inside.addWidget(self.paper, 1)
        across.addWidget(options)
        across.addWidget(card, 1)
        self.inside.addLayout(across, 1)

    def _connect(self) -> None:
        self.form.changed.connect(self._pause.start)
        self._pause.timeout.connect(self.reload)
        self.paper.turned.connect(self._turn)
        self.pdf.clicked.connect(self._ask_where)
        self.form.save_asked.connect(self._ask_where)
        self.open.clicked.connect(self._show_outside)
        self.pdf.setEnabled(False)
        self.open.hide()

    def enter_list(self) -> None:
        """The cursor goes to the first option."""
        self.form.focus_first()

    def reload(self) -> None:
        """Make the sheet again, once something is named that belongs on it."""
        texts = self.form.texts()
        self.pdf.setEnabled(False)
        if not texts["names"].strip() and not self.form.rows["place"].parse():
            return
        options = self.form.values()
        if options is not None:
            self.jobs.latest("preview").read(preview, options).then(self._show).otherwise(self._refused)

    def _show(self, made: tuple[bytes, Picture]) -> None:
        self._content = made[0]
        self.problem.hide()
        self.pdf.setEnabled(True)
        self._show_page(made[1])

    def _show_page(self, picture: Picture) -> None:
        self.paper.show_picture(picture)
        self._page.say(N_("Page {page} of {pages}"), page=number(picture.page + 1), pages=number(picture.pages))

    def _turn(self, page: int) -> None:
        self.jobs.latest("page").run(photograph, self._content, page).then(self._show_page)

    def _refused(self, error: Refused) -> None:
        if left := self.form.show_findings(error.findings):
            self.desk.strip.tell(tuple(left))

    def _ask_where(self) -> None:
        if not self.pdf.isEnabled():
            return
        dialog = QFileDialog(self, _("Save the labels"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters(["PDF (*.pdf)"])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / _("labels.pdf")))
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write what the preview shows to `path`."""
        job = self.jobs.latest("save").run(files.write, path, self._content)
        job.then(lambda _nothing: self._show_saved(path))

    def _show_saved(self, path: Path) -> None:
        self._saved = path
        self.open.show()
        self.desk.strip.say(N_("Saved in {file}"), file=breakable(str(path)))

    def _show_outside(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved)))
