"""A paper as it will be printed, on the format that is chosen; looked at, then printed (Ctrl+P) or saved (Ctrl+S)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _
from ui import files
from ui.desk import Desk
from ui.parts import printing
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.segments import Segments
from ui.parts.text import Button, Label, breakable
from ui.tasks import Scope

FORMATS = {"a4": N_("A4"), "letter": N_("Letter")}
SIZE = (0.6, 0.92)
"""Of the window: as tall as there is room."""


@dataclass(frozen=True)
class Words:
    """What a paper is called in the window's title, as a file, and what is said when it was printed or saved.

    `title` and `file` are texts as they are; the others msgids with `facts`, `saved` also with {file}.
    """

    title: str
    file: str
    save: str
    printed: str
    saved: str
    not_taken: str
    facts: Mapping[str, Any]


class PaperSheet(QDialog):
    """Subclasses say what makes the paper, call `make` once they are ready, and keep what was chosen."""

    def __init__(
        self, parent: QWidget, desk: Desk, jobs: Scope, words: Words, formats: Mapping[str, str], taken: str,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(words.title)
        self._desk, self._jobs, self._words, self._content = desk, jobs, words, b""
        self.papers, self.paper, self._count = Segments(N_("Paper"), formats), Paper(), Label(role="hint")
        self.print_button = Button(N_("Print…"), "printer", "primary")
        self.save_button, close = Button(N_("Save as PDF…"), "save"), Button(N_("Close"))
        self.papers.take(taken if taken in formats else next(iter(formats)))
        self._lay_out(parent, close)
        self.papers.chosen.connect(self._choose)
        self.paper.turned.connect(self._turn)
        self.print_button.clicked.connect(self.ask_printer)
        self.save_button.clicked.connect(self.ask_where)
        close.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        for key, do in (("Ctrl+P", self.ask_printer), ("Ctrl+S", self.ask_where)):
            QShortcut(QKeySequence(key), self, do)

    def _lay_out(self, parent: QWidget, close: Button) -> None:
        inside, self.head, foot = QVBoxLayout(self), QHBoxLayout(), QHBoxLayout()
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        self.head.setSpacing(12)
        self.head.addWidget(self.papers)
        self.head.addStretch()
        self.head.addWidget(self._count)
        for button in (self.print_button, self.save_button):
            button.setEnabled(False)
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(close)
        inside.addLayout(self.head)
        inside.addWidget(self.paper, 1)
        inside.addLayout(foot)
        window = parent.window().size()
        self.resize(int(window.width() * SIZE[0]), int(window.height() * SIZE[1]))
        self.paper.setFocus()

    def maker(self) -> Callable[..., bytes]:
        """What makes the paper as it is chosen now, from a session."""
        raise NotImplementedError

    def remember(self) -> None:
        """Keep what was chosen for the next time."""

    def _choose(self, _code: str) -> None:
        self.remember()
        self.make()

    def make(self) -> None:
        """Make the paper and show it."""
        job = self._jobs.latest("paper").read(partial(_made, self.maker()))
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
        self._jobs.latest("paper page").run(photograph, self._content, page).then(self._show_page)

    def _give_up(self, error: Refused) -> None:
        self.reject()
        self._desk.strip.tell(error.findings)

    def ask_printer(self) -> None:
        """Ask for the printer, then print."""
        if self._content:
            printing.ask(self, self.papers.code(), self.print_on)

    def print_on(self, printer: QPrinter) -> None:
        """Print on this one."""
        job = self._jobs.latest("print").run(printing.pages, self._content, self.papers.code())
        job.then(lambda drawn: self._printed(printing.draw(printer, drawn)))

    def _printed(self, is_taken: bool) -> None:
        self.accept()
        if is_taken:
            self._desk.strip.say(self._words.printed, "done", **self._words.facts)
        else:
            self._desk.strip.say(self._words.not_taken, "warning")

    def ask_where(self) -> None:
        """Ask where the paper shall lie."""
        if not self._content:
            return
        dialog = QFileDialog(self, _(self._words.save))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / self._words.file))
        dialog.fileSelected.connect(lambda file: self.keep(Path(file)))
        dialog.open()

    def keep(self, path: Path) -> None:
        """Write what is shown as a PDF."""
        job = self._jobs.latest("keep paper").run(files.write, path, self._content)
        job.then(lambda _done: self._kept(path))

    def _kept(self, path: Path) -> None:
        self.accept()
        self._desk.strip.say(self._words.saved, "done", **self._words.facts, file=breakable(str(path)))


def _made(make: Callable[..., bytes], session: Any) -> tuple[bytes, Picture]:
    """A paper as PDF, and its first page as pixels. Raises `Refused`."""
    content = make(session)
    return content, photograph(content)
