"""The return to the authority: choose day, paper and language, see it, and save it as PDF or as data."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout

from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.i18n import LANGUAGES, N_, _, language, number
from ui import files
from ui.desk import Desk
from ui.pages import return_sign
from ui.pages.page import Page
from ui.pages.return_sign import SignPart, Standing, Wish
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.text import Button, IconButton, Label, breakable
from ui.when import today

PAPERS = {"a4": N_("A4"), "letter": N_("Letter")}
FIELDS = (
    Field("as_of", N_("As of the end of the day"), "date", help=N_("Empty: as of now.")),
    Field("paper", N_("Paper"), "choice", required=True, choices=PAPERS),
    Field("language", N_("Language"), "choice", required=True, choices=LANGUAGES),
)
PAUSE_MS = 400
NAME = "inventory"


@dataclass(frozen=True)
class Saved:
    """A return that was written: where, its size in bytes, its SHA-256."""

    path: Path
    size: int
    digest: str


def make(session: Any, options: dict[str, str], suffix: str, by: Actor) -> bytes:
    """The return as a file's content; imports what makes paper, which takes a moment the first time."""
    from registry_app.services import report_table

    asked: dict[str, Any] = {**options}
    return report_table.make(session, name=NAME, suffix=suffix, by=by, **asked)


def preview(session: Any, options: dict[str, str], by: Actor) -> tuple[bytes, Picture]:
    """The return as PDF, and its first page as pixels."""
    content = make(session, options, ".pdf", by)
    return content, photograph(content)


def save(session: Any, options: dict[str, str], path: Path, by: Actor) -> Saved:
    """Make the return and write it."""
    content = make(session, options, path.suffix, by)
    files.write(path, content)
    return Saved(path, len(content), hashlib.sha256(content).hexdigest())


class Returns(Page):
    """Options on the left, the paper on the right."""

    SHORTCUTS = (("Ctrl+S", N_("Save as PDF")), ("PgDown", N_("Next page of the preview")))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._content = b""
        self.form = Form(FIELDS)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form.show_values({"paper": "a4", "language": language() if language() in LANGUAGES else "en"})
        self.paper = Paper()
        self.pdf = Button(N_("Save as PDF…"), "save", "primary", key="Ctrl+S")
        self.data = Button(N_("Save as JSON…"), "download")
        self.where, self._digest = Label(is_wrapping=True), Label(role="hint", is_wrapping=True)
        self.open, self.show_folder = Button(N_("Open"), "eye"), Button(N_("Folder"), "folder-open")
        self._problem, self.signing = Label(role="problem", is_wrapping=True), SignPart()
        self._saved: Saved | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        across, options = QHBoxLayout(), Card(N_("Inventory return"), margin=18, spacing=12)
        across.setSpacing(14)
        options.setFixedWidth(340)
        told = N_("What the company holds, counted from the ledger, with the head that lets anyone check it.")
        options.inside.addWidget(Label(told, "muted", is_wrapping=True))
        for widget in (self.form, self._problem, self.pdf, self.data):
            options.inside.addWidget(widget)
        options.inside.addStretch()
        options.inside.addWidget(self._result())
        across.addWidget(options)
        shown = QVBoxLayout()
        shown.setSpacing(14)
        shown.addWidget(self._preview(), 1)
        shown.addWidget(self.signing)
        self.signing.hide()
        across.addLayout(shown, 1)
        self.inside.addLayout(across, 1)

    def _result(self) -> Card:
        self._done, line = Card(N_("Saved"), margin=14), QHBoxLayout()
        self._done.inside.addWidget(self.where)
        self._done.inside.addWidget(self._digest)
        line.addWidget(self.open)
        line.addWidget(self.show_folder)
        line.addStretch()
        self._done.inside.addLayout(line)
        self._done.hide()
        return self._done

    def _preview(self) -> Card:
        card = Card(N_("Preview"), margin=18, spacing=10)
        self._page = Label(role="hint")
        back, on = IconButton(N_("Previous page"), "arrow-left"), IconButton(N_("Next page"), "arrow-right")
        back.clicked.connect(lambda: self.paper.turn(-1))
        on.clicked.connect(lambda: self.paper.turn(1))
        for widget in (self._page, back, on):
            card.head.addWidget(widget)
        card.inside.addWidget(self.paper, 1)
        return card

    def _connect(self) -> None:
        self.form.changed.connect(self._pause.start)
        self._pause.timeout.connect(self.reload)
        self.paper.turned.connect(self._turn)
        self.pdf.clicked.connect(lambda: self._ask_where(".pdf"))
        self.data.clicked.connect(lambda: self._ask_where(".json"))
        self.form.save_asked.connect(lambda: self._ask_where(".pdf"))
        self.open.clicked.connect(lambda: self._show_outside(is_folder=False))
        self.show_folder.clicked.connect(lambda: self._show_outside(is_folder=True))
        self.signing.asked.connect(self._sign)

    def enter_list(self) -> None:
        """The cursor goes to the first option."""
        self.form.focus_first()

    def options(self) -> dict[str, str] | None:
        """What is chosen, `None` while a field is unfit."""
        values = self.form.values()
        return None if values is None else {name: str(value or "") for name, value in values.items()}

    def reload(self) -> None:
        """Make the paper again, to be looked at."""
        options = self.options()
        if options is not None and self.desk.worker.actor is not None:
            job = self.jobs.latest("preview").read(preview, options, self.desk.worker.actor)
            job.then(self._show_preview).otherwise(self._refused)

    def _show_preview(self, made: tuple[bytes, Picture]) -> None:
        self._content = made[0]
        self._problem.hide()
        self._show_page(made[1])

    def _show_page(self, picture: Picture) -> None:
        self.paper.show_picture(picture)
        self._page.say(N_("Page {page} of {pages}"), page=number(picture.page + 1), pages=number(picture.pages))

    def _turn(self, page: int) -> None:
        self.jobs.latest("page").run(photograph, self._content, page).then(self._show_page)

    def _refused(self, error: Refused) -> None:
        left = self.form.show_findings(error.findings)
        if left:
            self.desk.strip.tell(tuple(left))

    def _ask_where(self, suffix: str) -> None:
        if self.options() is None:
            return
        dialog = QFileDialog(self, _("Save the return"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.setNameFilters([f"{suffix[1:].upper()} (*{suffix})"])
        dialog.selectFile(str(self.proposed(suffix)))
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def proposed(self, suffix: str) -> Path:
        """Where a return is proposed to lie: among the documents, named by its day."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        day = str(self.form.rows["as_of"].parse() or today())
        return Path(folder) / _("inventory-return-{day}{suffix}").format(day=day, suffix=suffix)

    def save(self, path: Path) -> None:
        """Make the return once more and write it to `path`, whose ending says what it becomes."""
        options = self.options()
        if options is not None and self.desk.worker.actor is not None:
            job = self.jobs.latest("save").read(save, options, path, self.desk.worker.actor)
            for button in (self.pdf, self.data):
                button.setEnabled(False)
            job.ended(self._free).then(self._show_saved).otherwise(self._refused)

    def _free(self) -> None:
        for button in (self.pdf, self.data):
            button.setEnabled(True)

    def _show_saved(self, saved: Saved) -> None:
        self._saved = saved
        self._tell_saved()
        self._done.show()
        self.signing.hide()
        if saved.path.suffix == ".pdf":
            self.jobs.latest("signing").read(return_sign.standing, saved.path).then(self._show_signing)
        self.desk.strip.say(N_("Saved in {file}"), file=breakable(str(saved.path)))
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_signing(self, found: Standing) -> None:
        own = self.desk.worker.actor.name if self.desk.worker.actor else ""
        self.signing.show_standing(found, own)
        self.signing.show()

    def _sign(self, field: str, user: str, passphrase: str) -> None:
        if self._saved is None:
            return
        self.signing.work(True)
        job = self.jobs.labour(return_sign.sign, Wish(self._saved.path, field, user, passphrase))
        job.ended(lambda: self.signing.work(False)).then(self._show_signed)
        job.otherwise(lambda error: self.signing.show_findings(error.findings), Refused)

    def _show_signed(self, found: Standing) -> None:
        assert self._saved is not None
        self._saved = Saved(self._saved.path, len(found.content), hashlib.sha256(found.content).hexdigest())
        self._tell_saved()
        self._show_signing(found)
        self.desk.strip.say(N_("The return was signed."))

    def leave(self) -> None:
        """No passphrase stays behind."""
        self.signing.forget()
        super().leave()

    def _tell_saved(self) -> None:
        if self._saved is not None:
            self.where.quote(breakable(str(self._saved.path)))
            digest, size = self._saved.digest, number(self._saved.size)
            self._digest.say(N_("{n} bytes · SHA-256 {digest}…"), n=size, digest=f"{digest[:8]} {digest[8:16]}")
            self._digest.setToolTip(digest)

    def _show_outside(self, *, is_folder: bool) -> None:
        if self._saved is not None:
            path = self._saved.path.parent if is_folder else self._saved.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def retranslate(self) -> None:
        """Say the result again."""
        self._tell_saved()
        self.signing.retranslate()
