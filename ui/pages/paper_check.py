"""Papers checked: dropped or opened, each with its verdict, what was found, who signed, and the head that it names."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Damaged, Refused, Unavailable
from registry_app.i18n import N_, _
from ui.job import Progress
from ui.pages.paper_report import PaperReport, look_of
from ui.parts.card import Card
from ui.parts.folding import Folding
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label, breakable
from ui.settings import Settings
from ui.tasks import Scope

if TYPE_CHECKING:
    from registry_app.services.verifying import Verified

SUFFIX, LEAST = ".pdf", (300, 160)


def check(paths: Sequence[Path], folder: str, progress: Progress | None = None) -> "list[Verified]":
    """Verify papers against what lies in a folder of the authority; imports what reads paper, which takes a moment."""
    from registry_app.services import paper_checks

    held = paper_checks.in_folder(Path(folder)) if folder else paper_checks.Against()
    return list(paper_checks.check(paths, held, progress=progress))


class PaperCheck(QWidget):
    """Files may be dropped on it. The folder of the authority is remembered."""

    def __init__(self, jobs: Scope, settings: Settings) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._jobs, self._settings = jobs, settings
        self.verified: list[Verified] = []
        self._paths: tuple[Path, ...] = ()
        self.open = Button(N_("Open papers…"), "folder-open", "primary", key="Ctrl+O")
        self.folder = Button(N_("Authority’s folder…"), "shield-check")
        self.forget = Button(N_("Forget it"), "x")
        self._where = Label(role="hint", is_wrapping=True)
        self._problem = Problem()
        self.list = Points(N_("Papers"), is_opening=True)
        self.report = PaperReport()
        self._lay_out()
        self.open.clicked.connect(self._ask)
        self.folder.clicked.connect(self._ask_folder)
        self.forget.clicked.connect(lambda: self.hold_against(""))
        self.list.opened.connect(self._show)
        self._tell_folder()

    def _lay_out(self) -> None:
        top, down = QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.open, self.folder, self.forget):
            top.addWidget(widget)
        top.addWidget(self._where, 1)
        listed = Card(margin=10)
        listed.inside.addWidget(self.list, 1)
        listed.inside.addWidget(Label(N_("Drop signed reports here, as PDF. Nothing leaves this computer."), "hint",
                                      is_wrapping=True))  # fmt: skip
        listed.setMinimumSize(*LEAST)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(12)
        down.addLayout(top)
        down.addWidget(self._problem)
        down.addWidget(Folding(listed, self.report, (2, 3)), 1)

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Open papers"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Papers ({suffixes})").format(suffixes="*.pdf"), _("All files (*)")])
        dialog.filesSelected.connect(lambda files: self.check([Path(file) for file in files]))
        dialog.open()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("The authority’s folder: its desk, or one with its trust list"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.hold_against)
        dialog.open()

    def hold_against(self, folder: str) -> None:
        """Hold papers against what lies in this folder from now on; those that are shown at once."""
        self._settings.authority_folder = folder
        self._tell_folder()
        if self._paths:
            self.check(self._paths)

    def _tell_folder(self) -> None:
        folder = self._settings.authority_folder
        self.forget.setVisible(bool(folder))
        if folder:
            self._where.quote(breakable(folder))
        else:
            self._where.say(
                N_("Without the authority’s folder nobody can say who may sign, or what was received before.")
            )

    def check(self, paths: Sequence[Path]) -> None:
        """Check these papers, in place of those that are shown."""
        self._paths = tuple(paths)
        self._problem.tell()
        self.report.wait(len(self._paths))
        job = self._jobs.latest("papers").run(check, self._paths, self._settings.authority_folder)
        job.then(self._take).otherwise(self._refuse, Refused, Unavailable, Damaged)

    def _take(self, verified: "list[Verified]") -> None:
        self.verified = verified
        self._list()
        self._show("0")

    def _list(self) -> None:
        self.list.show_points([
            Point(
                _broken(each.file), icon="file-text", chip=look_of(each.verdict).word,
                chip_tone=look_of(each.verdict).tone, key=str(row),
            )
            for row, each in enumerate(self.verified)
        ])  # fmt: skip

    def _show(self, key: str) -> None:
        if self.verified:
            self.report.show_paper(self.verified[int(key)])

    def _refuse(self, error: Refused | Unavailable | Damaged) -> None:
        findings = (error.finding,) if isinstance(error, Unavailable) else error.findings
        self._problem.tell(findings)
        self.report.clear()

    def begin(self) -> None:
        """Take the cursor."""
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Say the verdicts again in the new language."""
        if event.type() == QEvent.Type.LanguageChange and self.verified:
            self._list()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Papers are welcome, one or several."""
        if _papers_in(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The papers that were dropped."""
        self.check(_papers_in(event))
        event.acceptProposedAction()


def _broken(name: str) -> str:
    """A name with places to break its line."""
    return name.replace("-", "-\u200b").replace("_", "_\u200b")


def _papers_in(event: QDropEvent) -> list[Path]:
    files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [file for file in files if file.suffix.lower() == SUFFIX]
