"""The form that begins an audit: what is counted, by whom, how; of a sample the head before the inspector's word."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.records import Audit
from registry_app.domain.sampling import Statement
from registry_app.i18n import N_
from registry_app.services import ledger
from ui.pages import audit_reads as reads
from ui.pages import audit_words as words
from ui.pages.audit_reads import Beginning
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.picker import Search
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope

ASKED = ("kind", "place_id", "first_id", "second_id", "method", "incoming_id", "basis", "size", "word")
ONLY_FOR = {"incoming_id": ("hand_over",), "size": ("sample",), "word": ("sample",), "second_id": ()}
"""Fields that some kinds of audit have alone; those of nothing are asked of all."""
ABOUT = {
    "sample_needs_word": "word", "hand_over_needs_custodian": "incoming_id", "counters_are_two": "second_id",
    "count_needs_two": "second_id", "counters_not_independent": "second_id", "audit_outside": "place_id",
    "sample_drawn_already": "word",
}  # fmt: skip
"""The field beside which each finding is told."""
FROZEN = N_("What is expected is what the register says now, at {head}.")
USUAL = {"kind": "full", "method": "blind"}
HEAD = N_("Compare this head with the inspector and let him write it down. Only then he says his word.")
WIDEST = 940


class BeginForm(QScrollArea):
    """`asked` carries what `audits.begin` takes, `left` tells that nothing shall be begun."""

    asked = Signal(dict)
    left = Signal()

    def __init__(self, jobs: Scope) -> None:
        super().__init__()
        self._jobs, self._entry = jobs, ""
        self._at: Beginning | None = None
        fields = entered_fields(Audit)
        self.form = Form([fields[name] for name in ASKED], self._searches(), columns=2)
        self.title, self._told = Label(role="h2"), Label(role="muted", is_wrapping=True)
        self.head, self.proof = Label(role="code"), Label(role="strong", is_wrapping=True)
        self._compare = Label(HEAD, "muted", is_wrapping=True)
        self._problem = Problem()
        self.button, self.back = Button(N_("Begin the audit"), "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self.form.changed.connect(self._suit)
        self.form.save_asked.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.left)

    def _searches(self) -> dict[str, Search]:
        found = {name: self._people(name) for name in ("first_id", "second_id", "incoming_id")}
        return {**found, "place_id": lambda text: self._jobs.latest("place").read(reads.everywhere, text)}

    def _people(self, name: str) -> Search:
        return lambda text: self._jobs.latest(name).read(reads.choices, "person", text)

    def _lay_out(self) -> None:
        self._body, card, foot = QWidget(), Card(margin=20, spacing=12), QHBoxLayout()
        whole = QVBoxLayout(self._body)
        whole.setContentsMargins(0, 0, 0, 0)
        card.setMaximumWidth(WIDEST)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.button)
        self._sample = self._sample_lines()
        self.form.rows["word"].inside.insertWidget(0, self._sample)
        for widget in (self.title, self._told, self.form, self.proof, self._problem):
            card.inside.addWidget(widget)
        card.inside.addLayout(foot)
        whole.addWidget(card)
        whole.addStretch()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._body)

    def _sample_lines(self) -> QWidget:
        """The head, above the line for the word."""
        lines = QWidget()
        inside = QVBoxLayout(lines)
        inside.setContentsMargins(0, 0, 0, 6)
        inside.setSpacing(6)
        inside.addWidget(self.head)
        inside.addWidget(self._compare)
        return lines

    def begin(
        self, values: Mapping[str, Any] | None = None, called: Mapping[int, tuple[str, str]] | None = None
    ) -> None:
        """Ask for a new audit, on the head of now, with some values filled in; `called` names records among them."""
        self._entry, self._at = ledger.new_id(), None
        self.form.show_values({**USUAL, **(values or {})}, called)
        self.show_findings(())
        self._suit()
        self.verticalScrollBar().setValue(0)
        self._jobs.latest("beginning").read(reads.beginning).then(self._show_head)
        self.form.focus_first()

    def _show_head(self, at: Beginning) -> None:
        self._at = at
        self.retranslate()
        self._suit()

    def retranslate(self) -> None:
        """Say head and number again."""
        if self._at is not None:
            self.title.say(N_("Begin audit {code}"), code=self._at.code)
            self._told.say(FROZEN, head=words.head(self._at.size, self._at.root))
            self.head.quote(words.head(self._at.size, self._at.root))

    def _suit(self) -> None:
        """Ask what this kind of audit has; of a sample say what it can prove."""
        kind = self.form.rows["kind"].text()
        for name, kinds in ONLY_FOR.items():
            self.form.show_row(name, is_shown=not kinds or kind in kinds)
        self.proof.setVisible(kind == "sample")
        size, place = self.form.rows["size"].text().strip(), self.form.rows["place_id"].text()
        if kind != "sample" or self._at is None:
            return
        if not (size.isdecimal() and int(size) and place.isdecimal()):
            self.proof.say(words.NEVER)
            return
        asked = self._jobs.latest("proof").read(reads.statement, int(place), int(size), self._at.size)
        asked.then(self._show_proof).otherwise(lambda _refused: self.proof.say(words.NEVER), Refused)

    def _show_proof(self, statement: Statement) -> None:
        self.proof.quote(words.proof(statement))

    def enter(self) -> None:
        """The cursor goes to the first line."""
        self.form.focus_first()

    def typed(self) -> dict[str, Any]:
        """What would be lost."""
        return dict(self.form.draft()) if self.form.is_dirty else {}

    def take_up(self, typed: dict[str, Any]) -> None:
        """Put back what `typed()` gave."""
        self.form.take_up(typed)

    def work(self, is_working: bool) -> None:
        """While working the form takes no input."""
        self._body.setEnabled(not is_working)

    def confirm(self) -> None:
        """Ask for it, when all is fit."""
        values = self.form.values()
        if values is None or self._at is None or not self._body.isEnabled():
            return
        names = {"place_id": "place", "first_id": "first", "second_id": "second", "incoming_id": "incoming"}
        facts = {names.get(name, name): value for name, value in values.items() if value is not None}
        self.asked.emit({**facts, "head": self._at.size, "entry_id": self._entry})

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell each beside the field it is about, the others above the buttons."""
        left: list[Finding] = []
        for finding in findings:
            row = self.form.rows.get(ABOUT.get(finding.code, str(finding.facts.get("field", ""))))
            if row is None or row.isHidden():
                left.append(finding)
            else:
                row.show_problem(finding)
                row.editor.setFocus()
        self._problem.tell(left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
