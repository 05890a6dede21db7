"""What was sent to authorities: each return with its number, hash and receipt, and what can be done with it."""

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QVBoxLayout, QWidget

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _, n_, number, period
from ui.desk import Desk
from ui.pages import return_reads as reads
from ui.pages.return_reads import Sent
from ui.pages.return_receipt import ReceiptForm
from ui.parts.card import Card
from ui.parts.columns import Cell, Column, Row, shown_by
from ui.parts.empty import Empty
from ui.parts.paper import Picture
from ui.parts.pictures import Viewer
from ui.parts.stack import Sheet, Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label, breakable
from ui.taking import ask_receipt
from ui.tasks import Scope

SHORT = 8
"""Digits of a hash that are enough to tell files apart, and that are written together."""


def columns() -> tuple[Column, ...]:
    """The columns of the list."""
    return (
        Column("authority", N_("Authority"), 16, "strong", stretches=True),
        Column("number", N_("Number"), 7, "number", text=shown_by("integer", {})),
        Column("report", N_("Report"), 17, text=shown_by("choice", REPORT_NAMES)),
        Column("period", N_("Period"), 16, text=_period),
        Column("filed_on", N_("Sent on"), 10, text=shown_by("date", {})),
        Column("hash", N_("SHA-256"), 9, "serial"),
        Column("receipt", N_("Receipt"), 14, text=lambda value: str(value or "—")),
        Column("receipted_on", N_("Dated"), 10, text=shown_by("date", {})),
    )


def _period(value: Cell) -> str:
    """The days `first/last`; a report of one moment has no first."""
    first, _slash, last = str(value).partition("/")
    return period(first, last)


def row_of(sent: Sent) -> Row:
    """A return as `columns` show it."""
    filed = sent.filed
    return (
        filed.id, sent.authority, filed.number, filed.report, f"{filed.from_on}/{filed.until_on}", filed.filed_on,
        filed.content_hash[:SHORT], filed.receipt_number, filed.receipted_on,
    )  # fmt: skip


class ReturnsSent(Stack):
    """The list, and below it the return that the cursor is on; `left` leads back to making papers."""

    left = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._sent: dict[int, Sent] = {}
        self.table = Table(N_("What was sent"), columns(), lambda ids: jobs.run(lambda: self._rows(ids)))
        self.table.setSortingEnabled(False)
        self.title, self.hash = Label(role="h2", is_wrapping=True), Label(role="hint", is_wrapping=True)
        self.open = Button(N_("Open"), "eye", key="Ctrl+O")
        self.again = Button(N_("Save again…"), "save", key="Ctrl+S")
        self.receive = Button(N_("Take in a receipt…"), "download", "primary", key="Ctrl+R")
        self.type = Button(N_("Type its number…"), "pencil", key="Ctrl+N")
        self.first = Button(N_("Make a paper"), "file-text", "primary")
        self.typing, self._acts = ReceiptForm(desk, jobs), QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole, listed, below = Sheet(), Card(margin=1, spacing=4), Card(margin=16, spacing=8)
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        listed.inside.addWidget(self.table, 1)
        self.acts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._acts)
        self.acts.setContentsMargins(0, 0, 0, 0)
        self.acts.setSpacing(8)
        for button in (self.receive, self.type, self.open, self.again):
            self.acts.addWidget(button)
        self.acts.addStretch()
        advice = Label(N_("A receipt of an authority's desk can be dropped here."), "hint", is_wrapping=True)
        for widget in (self.title, self.hash, self._acts, self.typing, advice):
            below.inside.addWidget(widget)
        inside.addWidget(listed, 1)
        inside.addWidget(below)
        told = N_("What goes to an authority and is entered as sent stands here with number, hash and receipt.")
        self.addWidget(whole)
        self.addWidget(Empty("file-text", N_("Nothing was sent yet"), told, self.first))

    def _connect(self) -> None:
        self.table.chosen.connect(lambda _filing: self._show_chosen())
        self.table.opened.connect(lambda _filing: self.look())
        self.table.left_upwards.connect(self._desk.focus_search)
        self.receive.clicked.connect(lambda: ask_receipt(self._desk))
        self.type.clicked.connect(self.begin)
        self.open.clicked.connect(self.look)
        self.again.clicked.connect(self._ask_where)
        self.typing.left.connect(self.end)
        self.first.clicked.connect(self.left)

    def reload(self) -> None:
        """Fetch the list again."""
        self._jobs.latest("sent").read(reads.sent).then(self.show_sent)

    def show_sent(self, sent: Sequence[Sent]) -> None:
        """Show these, the newest first."""
        self._sent = {each.filed.id: each for each in sent}
        focus = self.focusWidget()
        is_entered = focus is not None and focus.hasFocus()
        self.setCurrentIndex(0 if sent else 1)
        self.table.show_ids(list(self._sent))
        if sent and not self.table.has_current():
            self.table.selectRow(0)
        if is_entered and not self.typing.isVisible():
            self.enter_list()
        self._show_chosen()

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        return [row_of(self._sent[each]) for each in ids if each in self._sent]

    def chosen(self) -> Sent | None:
        """The return that the cursor is on."""
        return self._sent.get(self.table.current_id())

    def _show_chosen(self) -> None:
        found = self.chosen()
        if found is None:
            return
        filed, may = found.filed, self._desk.may("amend")
        if self.typing.isVisible() and filed.id != self.typing.filing:
            self.end()
        self.type.setVisible(may and not filed.receipt_number)
        self.receive.setVisible(may)
        for button in (self.open, self.again):
            button.setEnabled(found.is_kept)
        self.retranslate()

    def retranslate(self) -> None:
        """Say what is told of the return that is chosen."""
        if (found := self.chosen()) is None:
            return
        filed = found.filed
        self.title.quote(_("{report}, no. {number} to {authority}").format(
            report=_(REPORT_NAMES.get(filed.report, filed.report)), number=number(filed.number),
            authority=found.authority,
        ))  # fmt: skip
        entries = n_("{n} entry", "{n} entries", filed.head_size).format(n=number(filed.head_size))
        told = [_("Head {entries}, root {root}…").format(entries=entries, root=filed.head_root[:16])]
        digest = " ".join(wrap(filed.content_hash, SHORT))
        told.append(_("SHA-256 {digest}").format(digest=digest))
        told += [] if found.is_kept else [_("The register keeps the hash of this file, not the file.")]
        self.hash.quote("\n".join(told))

    # What was sent.

    def look(self) -> None:
        """Show the very file that was sent in a window of its own."""
        found = self.chosen()
        if found is None or not found.is_kept:
            return
        viewer = Viewer(self, self.title.text())
        viewer.turned.connect(lambda page: self._fill(viewer, found, page))
        viewer.kept.connect(self._ask_where)
        self._fill(viewer, found, 0)
        viewer.open()

    def _fill(self, viewer: Viewer, found: Sent, page: int) -> None:
        def show(picture: Picture) -> None:
            viewer.show_page(picture)

        def give_up(error: Refused) -> None:
            viewer.reject()
            self._desk.strip.tell(error.findings)

        job = self._jobs.latest("view").read(reads.page_of, found.filed.id, page)
        job.then(show).otherwise(give_up, Refused)
        viewer.finished.connect(job.drop)

    def _ask_where(self) -> None:
        found = self.chosen()
        if found is None or not found.is_kept:
            return
        dialog = QFileDialog(self, _("Save again what was sent"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / f"{found.filed.report}-{found.filed.number}-{found.filed.until_on}.pdf"))
        dialog.fileSelected.connect(lambda file: self.keep(found, Path(file)))
        dialog.open()

    def keep(self, found: Sent, path: Path) -> None:
        """Write what was sent once more, byte for byte, and say that it is."""
        said = N_("{file} is byte for byte what was sent: SHA-256 {digest}…")
        job = self._jobs.read(reads.again, found.filed.id, path)
        job.then(lambda _done: self._desk.strip.say(
            said, file=breakable(str(path)), digest=found.filed.content_hash[:16]
        ))  # fmt: skip

    # The receipt.

    def begin(self) -> None:
        """Ask for number and day of a receipt on paper."""
        if (found := self.chosen()) is not None:
            self._acts.hide()
            self.typing.begin(found.filed.id)

    def end(self) -> None:
        """Leave it."""
        self.typing.hide()
        self._acts.show()
        self.enter_list()

    def enter_list(self) -> None:
        """The cursor goes into the list."""
        (self.first if self.currentIndex() else self.table).setFocus(Qt.FocusReason.OtherFocusReason)
