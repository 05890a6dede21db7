"""Letting through what a rule refuses at the hatch: a superior sees it, says why, and types the own passphrase."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.i18n import N_, _
from ui.pages import handover_reads as reads
from ui.pages.user_lines import FormLine
from ui.pages.witness import WitnessLines, vouched
from ui.parts.findings import FindingsList
from ui.parts.problem import Problem
from ui.parts.text import Button, Label

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.services.users import Account
    from ui.pages.handover import Handover

TOLD = N_("It is entered with both names and the reason, and printed in the next return.")
WIDE = 520


class Override(QDialog):
    """`asked` carries the note, the user name of the superior and the passphrase."""

    asked = Signal(str, str, str)

    def __init__(self, parent: QWidget, findings: Sequence[Finding], superiors: "Sequence[Account]") -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Override"))
        self.setMinimumWidth(WIDE)
        self.codes = tuple(finding.code for finding in findings)
        self.note, self.witness = QLineEdit(), WitnessLines()
        self.line = FormLine(N_("Why"), self.note)
        self.button, back = Button(N_("Override"), "shield-alert", "danger"), Button(N_("Cancel"))
        self._problem = Problem()
        said = FindingsList(N_("What is refused"))
        said.show_findings(findings)
        inside, foot = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(10)
        foot.addStretch()
        foot.addWidget(self.button)
        foot.addWidget(back)
        for widget in (said, Label(TOLD, "muted", is_wrapping=True), self.line, self.witness, self._problem):
            inside.addWidget(widget)
        inside.addLayout(foot)
        self.witness.offer(superiors)
        self.button.setEnabled(self.witness.is_possible)
        self.button.clicked.connect(self._ask)
        self.witness.done.connect(self._ask)
        self.note.returnPressed.connect(self.witness.passphrase.setFocus)
        back.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self.witness.forget())
        self.note.setFocus()

    def _ask(self) -> None:
        missing = [] if self.note.text().strip() else [refuse("field_required", field="note", label=self.line.label)]
        self.show_findings([*missing, *self.witness.missing()])
        if not (missing or self.witness.missing()):
            self.asked.emit(self.note.text().strip(), self.witness.name(), self.witness.passphrase.text())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell each beside the line that it is about."""
        left = self.witness.show_findings(findings)
        self.line.tell(next((finding for finding in left if finding.facts.get("field") == "note"), None))
        self._problem.tell(finding for finding in left if finding.facts.get("field") != "note")


def forget_override(page: "Handover") -> None:
    """Nothing is let through any more where another person or other things are in hand now."""
    if page.inhand.forget_override():
        page.form.note.setText(page.inhand.note)
        page.desk.strip.say(N_("The override was for another handover. Ask for it again."), "warning")


def override(page: "Handover", findings: Sequence[Finding]) -> None:
    """Ask a superior to let through what is refused of the handover in hand."""
    refused = [finding for finding in findings if finding.severity == "refusal"]
    own = page.desk.worker.actor.person_id if page.desk.worker.actor else 0
    asked = page.jobs.latest("superiors").read(reads.superiors, own)
    asked.then(page.for_this(lambda superiors: _open(page, refused, superiors)))


def _open(page: "Handover", refused: Sequence[Finding], superiors: "Sequence[Account]") -> None:
    dialog, draft = Override(page, refused, superiors), page.inhand

    def let_through(note: str, witness: "Actor") -> None:
        draft.let_through(dialog.codes, note, witness)
        page.form.note.setText(note)
        dialog.accept()
        page.judge()

    def vouch(note: str, user: str, passphrase: str) -> None:
        job = page.jobs.labour(vouched, user, passphrase).then(lambda witness: let_through(note, witness))
        job.otherwise(lambda error: dialog.show_findings(error.findings), Refused)

    dialog.asked.connect(vouch)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
