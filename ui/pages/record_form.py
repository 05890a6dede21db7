"""The form of any record, made from its fields: a new one is described, one that stands is amended by what differs.

Nothing is written but by Ctrl+Enter or the button, and twice the same makes one entry: the entry's id is made when the
form opens. What another act changes is shown and not edited.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.choices import REASONS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_
from registry_app.services import ledger, records
from registry_app.services.ledger import Posted
from ui.job import Job
from ui.pages import record_choices
from ui.pages.whole import Whole, whole_of
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.picker import Choice, Search
from ui.parts.strip import Strip
from ui.parts.text import Button, Label, told
from ui.problems import ProblemDialog
from ui.tasks import Scope

_WHY = ("typing_error", "renewal", "care", "repair", "modification", "other_maker", "appointment", "departure",
        "suspension", "privacy")  # fmt: skip
REASON = Field("reason", N_("Reason"), "choice", choices={code: REASONS[code] for code in _WHY},
               help=N_("Why it is changed or stands beside a similar one, where that is not plain."))  # fmt: skip
NOTE = Field("note", N_("Note"), max_length=400, help=N_("Kept with the entry; it can be erased."))
BESIDE = (REASON.name, NOTE.name)
WIDEST = 940
"""Longer lines are not easier to fill in."""


@dataclass(frozen=True)
class Edited:
    """Which records a form edits: `kind` of record, titles (msgids) for a new one and one that stands.

    `fixed` are fields that only another act changes; `usual` are the values put forward for a new one.
    """

    kind: str
    new: str
    standing: str
    fixed: Collection[str] = ()
    usual: Mapping[str, Value] = field(default_factory=dict)


class RecordForm(QScrollArea):
    """`saved` tells the record and that it stands, `left` that nothing shall be done."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, jobs: Scope, strip: Strip, edited: Edited) -> None:
        super().__init__()
        self._jobs, self._strip, self.edited = jobs, strip, edited
        self._entry, self.record = "", 0
        self._whole: Whole | None = None
        self.fields = self.asked_fields()
        self.form = Form(
            [*self.fields.values(), REASON, NOTE], {name: self._search(each) for name, each in self.fields.items()},
            columns=2, fixed=edited.fixed,
        )  # fmt: skip
        self.title, self._problem = Label(role="h2"), Label(role="problem", is_wrapping=True)
        self.button, self.back = Button(N_("Save"), "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self.form.save_asked.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)

    def asked_fields(self) -> Mapping[str, Field]:
        """The fields that are asked for; a subclass may ask for more."""
        return entered_fields(RECORDS[self.edited.kind])

    def _search(self, each: Field) -> Search:
        slot = self._jobs.latest(f"choices of {each.name}")
        return lambda text: slot.read(record_choices.referred, each.refers_to, text)

    def _lay_out(self) -> None:
        card, foot, whole = Card(margin=20, spacing=12), QHBoxLayout(), QWidget()
        foot.addWidget(self.button)
        foot.addWidget(self.back)
        foot.addStretch()
        for widget in (self.title, self.form, self._problem):
            card.inside.addWidget(widget)
        card.inside.addLayout(foot)
        card.inside.addStretch(1)
        card.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(card)
        self._problem.hide()
        self.setWidgetResizable(True)
        self.setWidget(whole)

    def begin(self, record: int) -> None:
        """Open the form for a record, 0 for a new one; what was typed before is gone."""
        self.record, self._whole, self._entry = record, None, ledger.new_id()
        self.title.say(self.edited.standing if record else self.edited.new)
        self._tell_problems(())
        self.form.rows[REASON.name].setVisible(True)
        self.form.show_values({} if record else self.edited.usual)
        if record:
            self._jobs.latest("edited").read(whole_of, self.edited.kind, record).then(self._show)
        self.form.focus_first()

    def _show(self, whole: Whole) -> None:
        self._whole = whole
        self.form.show_values(whole.values, whole.called)
        self.form.focus_first()

    def confirm(self) -> None:
        """Enter what was typed, when all is fit; only once, however often it is asked."""
        values = self.form.values() if self.button.isEnabled() else None
        if values is None or (self.record and self._whole is None):
            return
        beside = {name: str(values.pop(name) or "") for name in BESIDE}
        if self.record and not (values := self._changed(values)):
            self._tell_problems((refuse("changes_nothing"),))
            return
        self.button.setEnabled(False)
        job = self.write(values, beside).ended(lambda: self.button.setEnabled(True))
        job.then(self._stands).otherwise(lambda error: self._tell_problems(error.findings), Refused)

    def _changed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        before = self._whole.values if self._whole else {}
        return {name: value for name, value in values.items() if (value or None) != (before.get(name) or None)}

    def write(self, values: Mapping[str, Value], beside: Mapping[str, str]) -> Job[Posted]:
        """Start writing; `beside` are reason and note."""
        if self.record:
            return self._jobs.write(
                records.amend, kind=self.edited.kind, record=self.record, values=values, entry_id=self._entry, **beside
            )  # fmt: skip
        return self._jobs.write(
            records.describe, kind=self.edited.kind, values=values, entry_id=self._entry, **beside
        )  # fmt: skip

    def _stands(self, posted: Posted) -> None:
        self.form.is_dirty = False
        self._strip.say(N_("Saved as entry {entry}."), entry=posted.seq)
        self.saved.emit(self.record or posted.records[0])

    def _tell_problems(self, findings: Collection[Finding]) -> None:
        """Beside the fields that they name, and below what is about none."""
        left = self.form.show_findings(findings)
        self._problem.quote("\n".join(map(told, left)))
        self._problem.setVisible(bool(left))

    def leave(self) -> None:
        """Enter nothing; what was typed is given up only by somebody who says so."""
        if not self.form.is_dirty:
            self.left.emit()
            return
        said = N_("What was typed is not entered, and will be gone.")
        dialog = ProblemDialog(self, "triangle-alert", N_("Leave without saving?"), said)
        dialog.add_button(Button(N_("Leave without saving"), kind="danger")).clicked.connect(dialog.accept)
        dialog.add_button(Button(N_("Go on"), kind="primary")).clicked.connect(dialog.reject)
        dialog.accepted.connect(self._give_up)
        dialog.open()

    def _give_up(self) -> None:
        self.form.is_dirty = False
        self.left.emit()

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved; empty when nothing was."""
        return {"record": self.record, "typed": self.form.draft()} if self.form.is_dirty else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        self.begin(int(draft["record"]))
        typed: Mapping[str, str | Choice] = draft["typed"]
        if self.record:
            reading = self._jobs.latest("edited").read(whole_of, self.edited.kind, self.record).then(self._show)
            reading.then(lambda _whole: self.form.take_up(typed))
        else:
            self.form.take_up(typed)
