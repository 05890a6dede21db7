"""Undoing a sighting that was wrong: alone by whoever saw it, else before a witness; both entries stay."""

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
from ui.parts.problem import Problem
from ui.parts.text import Button, Label

if TYPE_CHECKING:
    from ui.pages.audit_count import CountDesk

WIDE = 480
TOLD = N_("The entry stays and is corrected; what was seen last before it counts again.")
ALONE = N_("You saw it, so you undo it alone. Both entries stay; what was seen last before it counts again.")


class Undo(QDialog):
    """`asked` carries the user name of the witness and the passphrase, both empty where no witness is needed."""

    asked = Signal(str, str)

    def __init__(self, parent: QWidget, line: Line, witnesses: Sequence[Account], *, is_alone: bool) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Undo what was seen last"))
        self.setMinimumWidth(WIDE)
        self.witness, self._problem = WitnessLines(), Problem()
        title = Label(role="h2", is_wrapping=True)
        title.quote(" · ".join(filter(None, (line.title, line.detail, line.place))))
        self.button, back = Button(N_("Undo it"), "undo-2", "danger"), Button(N_("Cancel"))
        inside, foot = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(10)
        foot.addStretch()
        foot.addWidget(self.button)
        foot.addWidget(back)
        said = Label(ALONE if is_alone else TOLD, "muted", is_wrapping=True)
        for widget in (title, said, self.witness, self._problem):
            inside.addWidget(widget)
        inside.addLayout(foot)
        self.witness.offer(witnesses)
        self.witness.setVisible(not is_alone)
        self.button.setEnabled(is_alone or self.witness.is_possible)
        self.button.setDefault(is_alone)
        self.button.clicked.connect(self._ask)
        self.witness.done.connect(self._ask)
        back.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self.witness.forget())
        (self.button if is_alone else self.witness.passphrase).setFocus()

    def _ask(self) -> None:
        missing = [] if self.witness.isHidden() else self.witness.missing()
        self.show_findings(missing)
        if not missing:
            self.asked.emit(self.witness.name(), self.witness.passphrase.text())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell each beside the line that it is about."""
        left = self.witness.show_findings(findings)
        self._problem.tell(left)


def undoable(count: "CountDesk") -> Line | None:
    """What can be undone next: whatever was seen last, by who may correct; else what one saw oneself last."""
    last = count.progress.last
    if count.desk.may("correct"):
        return last[0] if last else None
    own = next((line for line in last if line.user == _user(count)), None)
    return own if own and not own.is_of_sheet and count.desk.may("void") else None


def _user(count: "CountDesk") -> int:
    return count.desk.worker.actor.user_id if count.desk.worker.actor else 0


def ask(count: "CountDesk") -> None:
    """Ask whether to undo what was seen last; a witness, where it was another who saw it."""
    line = undoable(count)
    if line is None or not count.undo.isEnabled():
        return
    if line.user == _user(count) and not line.is_of_sheet:
        _open(count, line, (), is_alone=True)
        return
    own = count.desk.worker.actor.person_id if count.desk.worker.actor else 0
    asked = count.jobs.latest("witnesses").read(reads.witnesses, own)
    asked.then(lambda witnesses: _open(count, line, witnesses, is_alone=False))


def _open(count: "CountDesk", line: Line, witnesses: Sequence[Account], *, is_alone: bool) -> None:
    dialog = Undo(count, line, witnesses, is_alone=is_alone)

    def undo(user: str, passphrase: str) -> None:
        if is_alone:
            job = count.jobs.write(corrections.void, seq=line.seq)
        else:
            facts = {"seq": line.seq, "reason": "wrong_item"}
            job = count.jobs.labour(reads.witnessed, corrections.correct, user, passphrase, facts)
        job.then(lambda _posted: done()).otherwise(lambda error: dialog.show_findings(error.findings), Refused)

    def done() -> None:
        dialog.accept()
        count.undone()

    dialog.asked.connect(undo)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
