"""The form of any record, made from its fields: a new one is described, one that stands is amended by what differs.

Nothing is written but by Ctrl+Enter or the button, and twice the same makes one entry: the entry's id is made when the
form opens. What another act changes is shown and not edited.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.choices import REASONS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_
from registry_app.services import ledger, records
from registry_app.services.ledger import Posted
from ui.job import Job
from ui.pages import giving_up, record_choices
from ui.pages.while_asked import while_asked
from ui.pages.whole import Whole, whole_of
from ui.parts.card import Card
from ui.parts.editors import inner
from ui.parts.form import Form
from ui.parts.picker import Choice, Search
from ui.parts.problem import Problem
from ui.parts.strip import Strip
from ui.parts.text import Button, Label
from ui.tasks import Scope

_WHY = ("typing_error", "renewal", "care", "repair", "modification", "other_maker", "appointment", "departure",
        "suspension", "privacy")  # fmt: skip
REASON = Field("reason", N_("Reason"), "choice", choices={code: REASONS[code] for code in _WHY},
               help=N_("Why it is changed or stands beside a similar one, where that is not plain."))  # fmt: skip
NOTE = Field("note", N_("Note"), max_length=400, help=N_("Kept with the entry; it can be erased."))
BESIDE = (REASON.name, NOTE.name)
CAME_BY = Field("came_by", N_("How it came"), "choice", required=True,
                choices={code: REASONS[code] for code in ("purchase", "opening")})  # fmt: skip
RECEIVED = (
    Field("to", N_("Into which place"), "reference", required=True, refers_to="place"), CAME_BY,
    Field("document", N_("Number of the paper"), max_length=60, help=N_("Of the invoice, deed or receipt.")),
)  # fmt: skip
"""What is asked of an item that comes in, as `services.receiving.receive` takes it."""
AGAIN = "_again"
TWICE = N_("As it is marked, once more: who reads it twice sees what was misread.")
WIDEST = 940
"""Longer lines are not easier to fill in."""


@dataclass(frozen=True)
class Edited:
    """Which records a form edits: `kind` of record, titles (msgids) for a new one and one that stands.

    `fixed` are fields that only another act changes; `usual` are the values put forward for a new one. `make` enters a
    new one, for which `only_new` are asked besides and given by their names (`RECEIVED` for items). What is named in
    `twice` is typed twice when it is corrected.
    """

    kind: str
    new: str
    standing: str
    fixed: Collection[str] = ()
    usual: Mapping[str, Value] = field(default_factory=dict)
    make: Callable[..., Posted] = records.describe
    only_new: Sequence[Field] = ()
    twice: Collection[str] = ()


class RecordForm(QScrollArea):
    """`saved` tells the record and that it stands, `left` that nothing shall be done."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, jobs: Scope, strip: Strip, edited: Edited) -> None:
        super().__init__()
        self._jobs, self._strip, self.edited = jobs, strip, edited
        self._entry, self._first, self.record = "", "", 0
        self._whole: Whole | None = None
        self._if_still = partial(while_asked, lambda: self._entry)
        self.fields = self._asked_fields()
        asked = [*self.fields.values(), *edited.only_new, REASON, NOTE]
        self.form = Form(
            asked, {each.name: self._search(each) for each in asked if each.refers_to}, columns=2, fixed=edited.fixed
        )  # fmt: skip
        self.title, self._problem = Label(role="h2"), Problem()
        self.button, self.back = Button(N_("Save"), "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self.form.save_asked.connect(self.confirm)
        self.form.changed.connect(self._suit)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)

    def _asked_fields(self) -> Mapping[str, Field]:
        """The fields of the record, each that is typed twice followed by the line for the second time."""
        found: dict[str, Field] = {}
        for name, each in entered_fields(RECORDS[self.edited.kind]).items():
            found[name] = each
            if name in self.edited.twice:
                found[name + AGAIN] = replace(each, name=name + AGAIN, label=N_("The same again"), help=TWICE)
        return found

    def _search(self, each: Field) -> Search:
        slot = self._jobs.latest(f"choices of {each.name}")
        if each.refers_to == "place" and each in self.edited.only_new:
            return lambda text: slot.read(record_choices.places, text)
        return lambda text: slot.read(record_choices.referred, each.refers_to, text)

    def _suit(self) -> None:
        """Show what is asked of a new record alone, and the second line of what is corrected and typed twice."""
        is_received = bool(self.edited.only_new) and not self.record
        for each in self.edited.only_new:
            self.form.show_row(each.name, is_shown=not self.record)
        self.form.show_row(REASON.name, is_shown=not is_received)
        for name in self.edited.twice:
            self.form.show_row(name + AGAIN, is_shown=self._is_corrected(name))

    def _is_corrected(self, name: str) -> bool:
        before = self._whole.values.get(name) if self._whole else None
        return bool(self.record) and self._whole is not None and self.form.rows[name].text() != str(before or "")

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
        self.setWidgetResizable(True)
        self.setWidget(whole)

    def begin(self, record: int, first: str = "") -> None:
        """Open the form for a record, 0 for a new one, on the field `first` or the first of all; what was typed before
        is gone."""
        self.record, self._whole, self._entry, self._first = record, None, ledger.new_id(), first
        self.title.say(self.edited.standing if record else self.edited.new)
        self._tell_problems(())
        self.form.show_values({} if record else self.edited.usual)
        self._suit()
        if record:
            self._jobs.latest("edited").read(whole_of, self.edited.kind, record).then(self._show)
        self._focus()

    def _show(self, whole: Whole) -> None:
        self._whole = whole
        self.form.show_values(whole.values, whole.called)
        self._suit()
        self._focus()

    def _focus(self) -> None:
        if self._first not in self.form.rows:
            self.form.focus_first()
            return
        row = self.form.rows[self._first]
        row.editor.setFocus()
        self.ensureWidgetVisible(row)
        for line in (each for each in inner(row.editor) if isinstance(each, QLineEdit)):
            line.selectAll()

    def confirm(self) -> None:
        """Enter what was typed, when all is fit; only once, however often it is asked."""
        values = self.form.values() if self.button.isEnabled() else None
        if values is None or (self.record and self._whole is None) or not self._is_typed_twice():
            return
        again = {name + AGAIN for name in self.edited.twice}
        values = {name: value for name, value in values.items() if name not in again}
        asked = (*BESIDE, *(each.name for each in self.edited.only_new))
        beside = {name: value for name in asked if (value := values.pop(name)) is not None}
        if self.record and not (values := self._changed(values)):
            self._tell_problems((refuse("changes_nothing"),))
            return
        self.button.setEnabled(False)
        job = self.write(values, beside).ended(lambda: self.button.setEnabled(True)).then(self._tell_entry)
        job.then(self._if_still(self._stands)).otherwise(self._if_still(self._refused), Refused)

    def _is_typed_twice(self) -> bool:
        """Whether each second line says the same; one that does not is told."""
        for name in filter(self._is_corrected, self.edited.twice):
            again = self.form.rows[name + AGAIN]
            if again.text() != self.form.rows[name].text():
                label = self.form.rows[name].field.label
                again.show_problem(refuse("typed_differently", field=again.field.name, label=label))
                again.editor.setFocus()
                return False
        return True

    def _changed(self, values: Mapping[str, Value]) -> dict[str, Value]:
        before = self._whole.values if self._whole else {}
        return {name: value for name, value in values.items() if (value or None) != (before.get(name) or None)}

    def write(self, values: Mapping[str, Value], beside: dict[str, Any]) -> Job[Posted]:
        """Start writing; `beside` are reason, note, and what is asked of a new record alone."""
        if self.record:
            return self._jobs.write(
                records.amend, kind=self.edited.kind, record=self.record, values=values, entry_id=self._entry, **beside
            )  # fmt: skip
        if CAME_BY.name in beside:
            beside["reason"] = beside.pop(CAME_BY.name)
        return self._jobs.write(
            self.edited.make, kind=self.edited.kind, values=values, entry_id=self._entry, **beside
        )  # fmt: skip

    def _tell_entry(self, posted: Posted) -> None:
        self._strip.say(N_("Saved as entry {entry}."), entry=posted.seq)

    def _stands(self, posted: Posted) -> None:
        self.form.is_dirty = False
        self.saved.emit(self.record or posted.records[0])

    def _refused(self, error: Refused) -> None:
        self._tell_problems(error.findings)

    def _tell_problems(self, findings: Collection[Finding]) -> None:
        """Beside the fields that they name, and below what is about none."""
        left = self.form.show_findings(findings)
        self._problem.tell(left)

    def leave(self) -> None:
        """Enter nothing; what was typed is given up only by somebody who says so, and not while it is entered."""
        giving_up.leave(self, self._give_up, is_typed=self.form.is_dirty, is_under_way=not self.button.isEnabled())

    def _give_up(self) -> None:
        self.forget()
        self.left.emit()

    def forget(self) -> None:
        """Nothing is asked for any more: what is on its way into the ledger is told of, and leads nowhere."""
        self.form.is_dirty, self._entry = False, ""

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved; empty when nothing was."""
        typed = {"record": self.record, "typed": self.form.draft(), "entry": self._entry}
        return typed if self.form.is_dirty else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        self.begin(int(draft["record"]))
        self._entry = draft["entry"]  # it may have been on its way into the ledger when the window was locked
        typed: Mapping[str, str | Choice] = draft["typed"]
        if self.record:
            reading = self._jobs.latest("edited").read(whole_of, self.edited.kind, self.record).then(self._show)
            reading.then(lambda _whole: self.form.take_up(typed))
        else:
            self.form.take_up(typed)
