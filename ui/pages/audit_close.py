"""Closing an audit: as what it will be closed, what a sample proves, and the second person's word."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.audit import AUDIT_OUTCOMES
from registry_app.domain.errors import Finding, Refused
from registry_app.i18n import N_, _, minute, n_, number
from registry_app.services import audits, ledger
from registry_app.services.audit_views import Whole
from ui.desk import Desk
from ui.pages import audit_reads as reads
from ui.pages import audit_words as words
from ui.pages.audit_reads import Ending
from ui.pages.user_lines import FormLine
from ui.pages.witness import WitnessLines
from ui.parts.card import Card, Chip
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope

WIDEST = 860
AFTERWARDS = N_(
    "Afterwards nothing of it changes: its head becomes a checkpoint, and nothing that moves things there is dated "
    "before it any more."
)
NOT_YET = N_("Enter the differences under Results first.")


class ClosePart(QScrollArea):
    """`closed` tells that the audit stands closed."""

    closed = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs, self._entry = desk, jobs, ledger.new_id()
        self.ending: Ending | None = None
        self.will, self.chip, self.left = Label(N_("It will be closed as"), "muted"), Chip(), Label(is_wrapping=True)
        self.proof = Label(role="strong", is_wrapping=True)
        self.note, self.witness = QLineEdit(), WitnessLines()
        self.line = FormLine(N_("Note"), self.note, N_("Kept with the entry; it can be erased."))
        self._problem, self._after = (
            Problem(),
            Label(AFTERWARDS, "muted", is_wrapping=True),
        )
        self.button = Button(N_("Close the audit"), "lock", "primary")
        self._lay_out()
        self.button.clicked.connect(self.confirm)
        self.witness.done.connect(self.confirm)
        self.note.returnPressed.connect(self.focusNextChild)

    def _lay_out(self) -> None:
        body, card, line, foot = QWidget(), Card(margin=20, spacing=12), QHBoxLayout(), QHBoxLayout()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        card.setMaximumWidth(WIDEST)
        line.addWidget(self.will)
        line.addWidget(self.chip)
        line.addStretch()
        foot.addStretch()
        foot.addWidget(self.button)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(12)
        for widget in (self._after, self.line, self.witness, self._problem):
            asked.addWidget(widget)
        asked.addLayout(foot)
        card.inside.addLayout(line)
        for below in (self.left, self.proof, self._asked):
            card.inside.addWidget(below)
        inside.addWidget(card)
        inside.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(body)

    def show_audit(self, whole: Whole) -> None:
        """Ask how this audit can be closed."""
        own = self._desk.worker.actor.person_id if self._desk.worker.actor else 0
        self._jobs.latest("ending").read(reads.ending, whole.row.number, own).then(self._show)

    def _show(self, ending: Ending) -> None:
        is_other = self.ending is None or self.ending.whole.row.number != ending.whole.row.number
        self.ending = ending
        if is_other or not self.witness.is_possible:
            self.witness.offer(ending.witnesses)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if self.ending is None:
            return
        whole, outcome = self.ending.whole, self.ending.whole.outcome
        may_see = self._may_see(whole)
        self.will.say(
            N_("Closed {minute} as"), minute=minute(whole.row.closed_at)
        ) if whole.is_closed else self.will.say(N_("It will be closed as"))
        shown = whole.row.outcome or outcome
        is_told = may_see or not self.ending.not_entered
        self.chip.show_state(
            _(AUDIT_OUTCOMES[shown]) if is_told else "…", words.OUTCOME_TONES[shown] if is_told else "gray"
        )
        self._tell_left()
        self.proof.setVisible(self.ending.statement is not None)
        if self.ending.statement is not None:
            self.proof.quote(words.proof(self.ending.statement))
        self._asked.setVisible(not whole.is_closed and self._desk.may("conclude"))
        self.button.setEnabled(not self.ending.not_entered and self.witness.is_possible)

    def _may_see(self, whole: Whole) -> bool:
        return whole.may_see_results(self._desk.worker.actor.person_id if self._desk.worker.actor else 0)

    def _tell_left(self) -> None:
        ending = self.ending
        if ending is None:
            return
        if ending.not_entered:
            self.left.say(NOT_YET)
            self.left.set_tone("red")
            return
        open_ones = sum(not each.settled_on for each in ending.differences)
        many = len(ending.differences)
        said = n_("{n} difference, {left} to be settled", "{n} differences, {left} to be settled", many)
        self.left.quote(said.format(n=number(many), left=number(open_ones)) if many else _("Book and floor agree."))
        self.left.set_tone("amber" if open_ones else "green")

    def confirm(self) -> None:
        """Close it, when a second person vouches."""
        if self.ending is None or not (self.button.isEnabled() and self.isEnabled()):
            return
        missing = self.witness.missing()
        self.show_findings(missing)
        if missing:
            return
        self.setEnabled(False)
        facts = {"audit": self.ending.whole.row.number, "note": self.note.text().strip(), "entry_id": self._entry}
        user, passphrase = self.witness.name(), self.witness.passphrase.text()
        job = self._jobs.labour(reads.witnessed, audits.conclude, user, passphrase, facts).ended(
            lambda: self.setEnabled(True)
        )
        job.then(lambda _posted: self._closed())
        job.otherwise(lambda error: self.show_findings(error.findings), Refused)

    def _closed(self) -> None:
        self._entry = ledger.new_id()
        self.note.clear()
        self.witness.forget()
        self.closed.emit()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell each beside the line it is about, the others above the button."""
        left = self.witness.show_findings(findings)
        self._problem.tell(left)

    def enter(self) -> None:
        """The cursor goes to the note."""
        self.note.setFocus()

    def forget(self) -> None:
        """No passphrase stays."""
        self.witness.forget()
