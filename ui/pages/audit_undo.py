"""Undoing a sighting that was wrong: the entry is corrected before a witness, and both stay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused
from registry_app.i18n import N_, _
from registry_app.services import corrections
from registry_app.services.count_lists import Line
from registry_app.services.users import Account
from ui.pages import audit_reads as reads
from ui.pages.witness import WitnessLines
from ui.parts.text import Button, Label, told

if TYPE_CHECKING:
    from ui.pages.audit_count import CountDesk

WIDE = 480
TOLD = N_("The entry stays and is corrected; what was seen last before it counts again.")


class Undo(QDialog):
    """`asked` carries the user name of the witness and the passphrase."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget, line: Line, witnesses: Sequence[Account]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Undo what was seen last"))
        self.setMinimumWidth(WIDE)
        self.witness, self._problem = WitnessLines(), Label(role="problem", is_wrapping=True)
        title = Label(role="h2", is_wrapping=True)
        title.quote(" · ".join(filter(None, (line.title, line.detail, line.place))))
        self.button, back = Button(N_("Undo it"), "undo-2", "danger"), Button(N_("Cancel"))
        inside, foot = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(10)
        foot.addStretch()
        foot.addWidget(self.button)
        foot.addWidget(back)
        for widget in (title, Label(TOLD, "muted", is_wrapping=True), self.witness, self._problem):
            inside.addWidget(widget)
        inside.addLayout(foot)
        self._problem.hide()
        self.witness.offer(witnesses)
        self.button.setEnabled(self.witness.is_possible)
        self.button.clicked.connect(self._ask)
        self.witness.done.connect(self._ask)
        back.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self.witness.forget())
        self.witness.passphrase.setFocus()

    def _ask(self) -> None:
        missing = self.witness.missing()
        self.show_findings(missing)
        if not missing:
            self.asked.emit(self.witness.name(), self.witness.passphrase.text())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell each beside the line that it is about."""
        left = self.witness.show_findings(findings)
        self._problem.quote("\n".join(told(each) for each in left))
        self._problem.setVisible(bool(left))


def ask(count: "CountDesk") -> None:
    """Ask a witness to undo what was seen last."""
    own = count.desk.worker.actor.person_id if count.desk.worker.actor else 0
    if count.undo.isEnabled() and count.progress.last:
        line = count.progress.last[0]
        asked = count.jobs.latest("witnesses").read(reads.witnesses, own)
        asked.then(lambda witnesses: _open(count, line, witnesses))


def _open(count: "CountDesk", line: Line, witnesses: Sequence[Account]) -> None:
    dialog = Undo(count, line, witnesses)
    facts = {"seq": line.seq, "reason": "wrong_item"}

    def undo(user: str, passphrase: str) -> None:
        job = count.jobs.labour(reads.witnessed, corrections.correct, user, passphrase, facts)
        job.then(lambda _posted: done()).otherwise(lambda error: dialog.show_findings(error.findings), Refused)

    def done() -> None:
        dialog.accept()
        count.undone()

    dialog.asked.connect(undo)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
