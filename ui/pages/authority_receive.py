"""Receiving: files are dropped, each is verified and kept, and receipts are signed for those that stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from registry_app.domain.errors import Finding, Refused, Unavailable
from registry_app.i18n import N_, _, n_, number
from ui import files
from ui.desk import Desk
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label, breakable, told

VERDICTS = {
    "intact": (N_("intact"), "green"),
    "remarks": (N_("intact, with remarks"), "amber"),
    "altered": (N_("altered"), "red"),
    "cannot tell": (N_("cannot tell"), "gray"),
}
SHOWN = 4
"""Findings that are told of one file; the rest are counted."""


@dataclass(frozen=True)
class Row:
    """What came of one file; `sha256` of what the desk kept, ``""`` where it kept nothing."""

    path: Path
    verdict: str
    findings: tuple[Finding, ...]
    sha256: str = ""


@dataclass(frozen=True)
class Given:
    """A receipt that was written beside its return."""

    path: Path
    number: str


def receive(desk: Any, paths: Sequence[Path]) -> list[Row]:
    """Verify each file and keep it where it stands."""
    from registry_app.services import desk_reception

    rows = []
    for path in paths:
        try:
            found = desk_reception.receive(desk, path)
        except (Unavailable, Refused) as problem:
            findings = problem.findings if isinstance(problem, Refused) else (problem.finding,)
            rows.append(Row(path, "cannot tell", tuple(findings)))
            continue
        is_kept = found.taken is not None and found.verdict in desk_reception.KEPT
        rows.append(Row(path, found.verdict, found.findings, found.sha256 if is_kept else ""))
    return rows


def sign(desk: Any, rows: Sequence[Row], passphrase: str) -> list[Given]:
    """Write a receipt beside each return that was kept. Raises `Refused`, `Unavailable`."""
    from registry_app.domain import receipt as receipts

    key, made = desk.key(passphrase), []
    for row in rows:
        content = desk.receipt(row.sha256, key=key)
        path = row.path.with_suffix(".receipt.json")
        files.write(path, content)
        made.append(Given(path, receipts.told(receipts.parse(content))))
    return made


class Receive(Page):
    """A sheet to drop files on, what came of them, and the passphrase that signs receipts."""

    SHORTCUTS = (("Ctrl+O", N_("Choose returns")), ("Ctrl+Return", N_("Sign the receipts")))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setAcceptDrops(True)
        self._rows: list[Row] = []
        self.choose = Button(N_("Choose returns…"), "folder-open", "primary", key="Ctrl+O")
        self.list = Points(N_("Returns handed in"))
        self.passphrase, self.sign = QLineEdit(), Button(N_("Sign the receipts"), "pencil", key="Ctrl+Return")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._problem = Problem()
        self._lay_out()
        self.choose.clicked.connect(self._ask_files)
        self.sign.clicked.connect(self.give_receipts)
        self.passphrase.returnPressed.connect(self.give_receipts)
        self.retranslate()

    def _lay_out(self) -> None:
        drop, below = Card(N_("Hand in"), margin=18, spacing=10), Card(N_("Receipts"), margin=18, spacing=10)
        advice = N_("Drop returns here, as PDF. Each is verified without any secret of the company, and kept as it is.")
        drop.head.addWidget(self.choose)
        drop.inside.addWidget(Label(advice, "muted", is_wrapping=True))
        listed, line = Card(margin=1), QHBoxLayout()
        listed.inside.addWidget(self.list)
        self._label = Label(N_("Passphrase of the desk"), "strong")
        self._label.setBuddy(self.passphrase)
        for widget in (self._label, self.passphrase, self.sign):
            line.addWidget(widget, 1 if widget is self.passphrase else 0)
        told_ = N_("A receipt is written beside each return that stands. The company takes it in with “accept”.")
        below.inside.addWidget(Label(told_, "muted", is_wrapping=True))
        below.inside.addLayout(line)
        below.inside.addWidget(self._problem)
        self.inside.addWidget(drop)
        self.inside.addWidget(listed, 1)
        self.inside.addWidget(below)

    def enter_list(self) -> None:
        """The cursor goes where work begins."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take(paths)

    def _ask_files(self) -> None:
        dialog = QFileDialog(self, _("Choose returns"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.filesSelected.connect(lambda chosen: self.take([Path(each) for each in chosen]))
        dialog.open()

    def take(self, paths: Sequence[Path]) -> None:
        """Verify and keep these files."""
        if paths:
            self.choose.setEnabled(False)
            job = self.jobs.write(receive, paths=list(paths)).ended(lambda: self.choose.setEnabled(True))
            job.then(self.show_rows)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Put what came of files before what came of earlier ones."""
        self._rows = [*rows, *self._rows]
        self.retranslate()

    def give_receipts(self) -> None:
        """Sign receipts for all that is shown and stands."""
        rows = [row for row in self._rows if row.sha256]
        if rows and self.passphrase.text():
            self.sign.setEnabled(False)
            job = self.jobs.write(sign, rows=rows, passphrase=self.passphrase.text())
            job.ended(lambda: self.sign.setEnabled(True)).then(self._show_given)
            job.otherwise(self._refused, Refused, Unavailable)

    def _show_given(self, given: Sequence[Given]) -> None:
        self._problem.tell()
        self.passphrase.clear()
        said = n_("{n} receipt written beside its return", "{n} receipts written beside their returns", len(given))
        self.desk.strip.say(said.format(n=number(len(given))))

    def _refused(self, error: Refused | Unavailable) -> None:
        findings = error.findings if isinstance(error, Refused) else (error.finding,)
        self._problem.tell(findings)

    def retranslate(self) -> None:
        """Tell what came of each file."""
        self.passphrase.setAccessibleName(_("Passphrase of the desk"))
        self.list.show_points([_point(row) for row in self._rows] or [Point(_("Nothing was handed in since opening"))])


def _point(row: Row) -> Point:
    verdict, tone = VERDICTS.get(row.verdict, VERDICTS["cannot tell"])
    lines = [told(finding) for finding in row.findings[:SHOWN]]
    if more := len(row.findings) - SHOWN:
        lines += [n_("and {n} more", "and {n} more", more).format(n=number(more))] if more > 0 else []
    return Point(breakable(row.path.name), tuple(lines), chip=_(verdict), chip_tone=tone, icon="file-text")
