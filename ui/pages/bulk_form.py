"""One field of the selected records changed at once: which, to what, and what becomes of each before it is entered."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_, _, n_, number
from registry_app.services import amending, ledger
from registry_app.services.amending import Preview, Previews
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import record_choices
from ui.pages.life import value_text
from ui.pages.record_form import REASON
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label, told
from ui.parts.tick import Tick
from ui.tasks import Scope

AFTER_MS = 150
WIDE = 380
SEVERITY = {"refusal": (N_("Refused"), "red"), "warning": (N_("Warning"), "amber"), "note": (N_("Note"), "blue")}


class BulkForm(QWidget):
    """`left` asks for the list again; `kind` is the kind of record."""

    left = Signal()

    def __init__(self, jobs: Scope, desk: Desk, kind: str) -> None:
        super().__init__()
        self._jobs, self._desk, self._kind = jobs, desk, kind
        self._fields = amending.safe_fields(kind)
        self._records: list[int] = []
        self._shown = Previews((), {})
        self._entry = ""
        labels = {name: field.label for name, field in self._fields.items()}
        self.which = Form([Field("field", N_("Field"), "choice", choices=labels), REASON])
        self.forms = {name: self._value_form(field) for name, field in self._fields.items()}
        self.empty = Tick()
        self.preview = Points(N_("What becomes of each"))
        self.title, self._problem = Label(role="h2"), Problem()
        self.button, self.back = Button(N_("Change"), "check", "primary"), Button(N_("Cancel"))
        self._pause = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._lay_out()
        self._choose()
        self._connect()

    def _value_form(self, field: Field) -> Form:
        def search(text: str) -> Any:
            return self._jobs.latest(f"values of {field.name}").read(record_choices.referred, field.refers_to, text)

        form = Form([field], {field.name: search})
        form.stand_beside(self.which)
        return form

    def _lay_out(self) -> None:
        across, asking, seeing = QHBoxLayout(self), Card(margin=20, spacing=12), Card(margin=16, spacing=8)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        foot = QVBoxLayout()
        for widget in (self.title, self.which, *self.forms.values(), self.empty, self._problem):
            asking.inside.addWidget(widget)
        for button in (self.button, self.back):
            foot.addWidget(button)
        asking.inside.addStretch(1)
        asking.inside.addLayout(foot)
        asking.setFixedWidth(WIDE)
        seeing.inside.addWidget(Label(N_("What becomes of each"), "h2"))
        seeing.inside.addWidget(self.preview, 1)
        across.addWidget(asking)
        across.addWidget(seeing, 1)

    def _connect(self) -> None:
        self._pause.timeout.connect(self._ask)
        self.which.changed.connect(self._choose)
        self.which.save_asked.connect(self.confirm)
        for form in self.forms.values():
            form.changed.connect(self._pause.start)
            form.save_asked.connect(self.confirm)
        self.empty.toggled.connect(self._choose_empty)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.left)

    def begin(self, records: Sequence[int]) -> None:
        """Ask what to change of these records."""
        self._records, self._entry = list(records), ledger.new_id()
        for form in (self.which, *self.forms.values()):
            form.show_values({})
        self._choose()
        self.which.focus_first()

    @property
    def field(self) -> str:
        """The field that is chosen."""
        return self.which.rows["field"].text()

    def _choose(self) -> None:
        for name, form in self.forms.items():
            form.setVisible(name == self.field)
        self.empty.setVisible(bool(self.field) and not self._fields[self.field].required)
        self.empty.setChecked(False)
        self._hear(Previews((), {}))
        self._ask()

    def _choose_empty(self, is_empty: bool) -> None:
        """No value at all, or the one that is typed."""
        for form in self.forms.values():
            form.setEnabled(not is_empty)
        self._hear(Previews((), {}))
        self._ask()

    def _value(self) -> Value:
        """What was typed or chosen; nothing while that cannot be read, or where the field shall be emptied."""
        if self.empty.isChecked():
            return None
        try:
            return self.forms[self.field].rows[self.field].parse() if self.field else None
        except Refused:
            return None

    def _ask(self) -> None:
        """Ask what would become of each, as long as there is a value, or the field shall be emptied."""
        value, by = self._value(), self._desk.worker.actor
        if (value is None and not self.empty.isChecked()) or by is None:
            self._hear(Previews((), {}))
            return
        asked = self._jobs.latest("bulk").read(
            amending.preview, kind=self._kind, records=self._records, field=self.field, value=value,
            reason=self.which.rows["reason"].text(), by=by,
        )  # fmt: skip
        field = self.field
        asked.then(lambda shown: self._hear(shown) if self.field == field else None)
        asked.otherwise(self._refuse, Refused)

    def _hear(self, shown: Previews) -> None:
        self._shown = shown
        self._problem.tell()
        self.retranslate()

    def _refuse(self, error: Refused) -> None:
        self._problem.tell(error.findings)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.empty.setText(_("Empty the field"))
        many, changed = len(self._records), len(self._shown.changed())
        self.title.quote(n_("Change {n} record", "Change {n} records", many).format(n=number(many)))
        self.button.setEnabled(bool(changed))
        self.button.say(N_("Change {n} of them"), n=number(changed)) if changed else self.button.say(N_("Change"))
        points = [self._point(each) for each in self._shown.each]
        self.preview.show_points(points or [Point(_("Choose a field and a value: each record is shown here first."))])

    def _point(self, each: Preview) -> Point:
        old, new = self._text(each.old), self._text(each.new)
        value = f"{old or '—'} → {new or '—'}" if each.old != each.new else _("stays {value}").format(value=old or "—")
        worst = next((f.severity for code in SEVERITY for f in each.findings if f.severity == code), "")
        chip, tone = SEVERITY.get(worst, ("", "gray"))
        return Point(each.name, tuple(map(told, each.findings)), value, "text" if each.is_changed else "text3",
                     _(chip), tone)  # fmt: skip

    def _text(self, value: Value) -> str:
        field = self._fields[self.field]
        if field.kind == "reference" and value:
            return self._shown.called.get(int(value), (f"#{value}", ""))[0]
        return value_text(field, value)

    def confirm(self) -> None:
        """Enter the change of those that the judge allows, once; only what was shown is entered."""
        changed = self._shown.changed()
        if not (changed and self.button.isEnabled() and self._shown.each[0].new == self._value()):
            return
        self.button.setEnabled(False)
        job = self._jobs.write(
            amending.amend_all, kind=self._kind, records=changed, field=self.field, value=self._shown.each[0].new,
            reason=self.which.rows["reason"].text(), entry_id=self._entry,
        )  # fmt: skip
        job.then(lambda posted: self._done(posted, len(changed))).otherwise(self._refuse, Refused)

    def _done(self, posted: Posted, many: int) -> None:
        said = N_("Changed by entry {entry}; records: {n}.")
        self._desk.strip.say(said, entry=posted.seq, n=number(many))
        self.left.emit()
