"""The slip of a handover as it will be printed, on the paper that is chosen; looked at, then printed or saved."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _
from ui import files
from ui.parts import printing
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.segments import Segments
from ui.parts.text import Button, Label, breakable

if TYPE_CHECKING:
    from ui.pages.page import Page

PAPERS = {"a5": N_("A5"), "a4": N_("A4"), "letter": N_("Letter")}
SIZE = (0.6, 0.92)
"""Of the window: as tall as there is room."""


class SlipSheet(QDialog):
    """The slip of the entry `seq`; the paper is remembered on this workstation."""

    def __init__(self, page: "Page", seq: int) -> None:
        super().__init__(page)
        self.setWindowTitle(_("Slip of entry {entry}").format(entry=seq))
        self._page, self._seq, self._content = page, seq, b""
        self.papers, self.paper, self._count = Segments(N_("Paper"), PAPERS), Paper(), Label(role="hint")
        self.print_button = Button(N_("Print…"), "printer", "primary")
        self.save_button, close = Button(N_("Save as PDF…"), "save"), Button(N_("Close"))
        self.papers.take(page.desk.settings.slip_paper)
        self._lay_out(close)
        self.papers.chosen.connect(self._choose)
        self.paper.turned.connect(self._turn)
        self.print_button.clicked.connect(self.ask_printer)
        self.save_button.clicked.connect(self.ask_where)
        close.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        for key, do in (("Ctrl+P", self.ask_printer), ("Ctrl+S", self.ask_where)):
            QShortcut(QKeySequence(key), self, do)
        self._make()

    def _lay_out(self, close: Button) -> None:
        inside, head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        head.addWidget(self.papers)
        head.addStretch()
        head.addWidget(self._count)
        for button in (self.print_button, self.save_button):
            button.setEnabled(False)
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(close)
        inside.addLayout(head)
        inside.addWidget(self.paper, 1)
        inside.addLayout(foot)
        window = self._page.window().size()
        self.resize(int(window.width() * SIZE[0]), int(window.height() * SIZE[1]))
        self.paper.setFocus()

    def _choose(self, paper: str) -> None:
        self._page.desk.settings.slip_paper = paper
        self._make()

    def _make(self) -> None:
        job = self._page.jobs.latest("slip").read(slip, self._seq, self.papers.code())
        job.then(self._show).otherwise(self._give_up, Refused)
        self.finished.connect(job.drop)

    def _show(self, made: tuple[bytes, Picture]) -> None:
        self._content = made[0]
        for button in (self.print_button, self.save_button):
            button.setEnabled(True)
        self._show_page(made[1])

    def _show_page(self, picture: Picture) -> None:
        self.paper.show_picture(picture)
        self._count.quote(self.paper.accessibleName())

    def _turn(self, page: int) -> None:
        self._page.jobs.latest("slip page").run(photograph, self._content, page).then(self._show_page)

    def _give_up(self, error: Refused) -> None:
        self.reject()
        self._page.desk.strip.tell(error.findings)

    def ask_printer(self) -> None:
        """Ask for the printer, then print."""
        if self._content:
            printing.ask(self, self.papers.code(), self.print_on)

    def print_on(self, printer: QPrinter) -> None:
        """Print on this one."""
        job = self._page.jobs.latest("print").run(printing.pages, self._content, self.papers.code())
        job.then(lambda drawn: self._printed(printing.draw(printer, drawn)))

    def _printed(self, is_taken: bool) -> None:
        self.accept()
        if is_taken:
            self._page.desk.strip.say(N_("The slip of entry {entry} went to the printer."), entry=self._seq)
        else:
            said = N_("The printer took nothing. See whether it is switched on, or save the slip as PDF.")
            self._page.desk.strip.say(said, "warning")

    def ask_where(self) -> None:
        """Ask where the slip shall lie."""
        if not self._content:
            return
        dialog = QFileDialog(self, _("Save the slip"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / _("slip-{entry}.pdf").format(entry=self._seq)))
        dialog.fileSelected.connect(lambda file: self.keep(Path(file)))
        dialog.open()

    def keep(self, path: Path) -> None:
        """Write what is shown as a PDF."""
        job = self._page.jobs.latest("keep slip").run(files.write, path, self._content)
        job.then(lambda _done: self._kept(path))

    def _kept(self, path: Path) -> None:
        self.accept()
        said = N_("The slip of entry {entry} lies in {file}.")
        self._page.desk.strip.say(said, entry=self._seq, file=breakable(str(path)))


def slip(session: Any, seq: int, paper: str) -> tuple[bytes, Picture]:
    """The slip of an entry as PDF, and its first page as pixels. Raises `Refused`."""
    from registry_app.services import slips

    content = slips.make(session, entry=seq, paper=paper)
    return content, photograph(content)
