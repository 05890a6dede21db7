"""The record of the company as a form, and below it a new authority where one is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding
from registry_app.domain.fields import Value
from registry_app.domain.records import Company, Place
from registry_app.i18n import N_
from registry_app.services.filings import AUTHORITIES
from ui.pages.company_reads import Standing
from ui.parts.card import Card, rule
from ui.parts.form import Form
from ui.parts.picker import Choice, Picker, Search
from ui.parts.text import Button, Label

FIRST = ("name", "tax_id", "licence_number", "licence_expires_on", "address", "zone")
"""The order in which the first fields are read; what is declared beside them follows."""
LATER = ("closing_on",)
"""Has a card of its own."""
FIELDS = entered_fields(Company)
SHOWN = tuple(FIELDS[name] for name in (*FIRST, *(n for n in FIELDS if n not in FIRST and n not in LATER)))
NEW = ("name", "code", "address")
"""What is asked of a new authority."""
ABOUT = {"zone_unknown": "zone"}
"""Findings that name no field, by the field that they are about."""
SHORT_WORD = 4
"""Shorter words do not count for a code made of first letters: de, la, y, of, the."""


class CompanyForm(Card):
    """`saved` carries the changed values and what they were, `authority_wanted` those of a place to be made."""

    saved = Signal(dict, dict)
    nothing_changed = Signal()
    authority_wanted = Signal(dict)

    def __init__(self, find_authorities: Search) -> None:
        super().__init__(N_("Company"), margin=20, spacing=12)
        self._standing: Standing | None = None
        self._for = ""
        self.form = Form(SHOWN, dict.fromkeys(AUTHORITIES, find_authorities), columns=2)
        self.save, self.undo = Button(N_("Save"), "check", "primary"), Button(N_("Undo what was typed"), "undo-2")
        self.new = Form([entered_fields(Place)[name] for name in NEW], columns=2)
        self.new.stand_beside(self.form)
        self.add, self._back = Button(N_("Add the authority"), "plus", "primary"), Button(N_("Cancel"))
        self.asked = QWidget()
        self._lay_out()
        self._connect()
        self._tell_dirty()

    def _lay_out(self) -> None:
        for name in AUTHORITIES:
            button = Button(N_("New authority…"), kind="link")
            button.clicked.connect(lambda _on, name=name: self.ask_authority(name))
            self.form.rows[name].add_below(button)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self.asked)
        self.inside.addLayout(_foot(self.undo, self.save))
        inside = QVBoxLayout(self.asked)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(rule())
        inside.addWidget(Label(N_("A new authority"), "h2"))
        inside.addWidget(self.new)
        inside.addLayout(_foot(self._back, self.add))
        inside.addWidget(rule())
        self.asked.hide()

    def _connect(self) -> None:
        self.form.changed.connect(self._tell_dirty)
        self.form.save_asked.connect(self.confirm)
        self.save.clicked.connect(self.confirm)
        self.undo.clicked.connect(self.take_back)
        self.new.save_asked.connect(self._add)
        self.add.clicked.connect(self._add)
        self._back.clicked.connect(self._leave_new)
        for name in AUTHORITIES:
            self._picker(name).picked.connect(partial(self._picked, name))
        self.new.rows["name"].editor.editingFinished.connect(self._suggest_code)  # type: ignore[attr-defined]

    def _picked(self, name: str, record: int) -> None:
        if not record:
            self.ask_authority(name)

    def _picker(self, name: str) -> Picker:
        return self.form.rows[name].editor  # type: ignore[return-value]

    def _tell_dirty(self) -> None:
        for button in (self.save, self.undo):
            button.setEnabled(self.form.is_dirty)

    def show_company(self, standing: Standing) -> None:
        """Show the record as it stands; what is being typed stays."""
        self._standing = standing
        if not self.form.is_dirty:
            self.form.show_values(standing.values, standing.called)
            self._tell_dirty()

    def take_back(self) -> None:
        """What was typed gives way to what is stored."""
        if self._standing is not None:
            self.form.is_dirty = False
            self.show_company(self._standing)

    def confirm(self) -> None:
        """Ask for the changed fields to be saved, when all are fit."""
        values = self.form.values()
        if values is None or self._standing is None or not self.isEnabled():
            return
        before = {name: self._standing.values.get(name) for name in values}
        changed = {name: value for name, value in values.items() if value != before[name]}
        if changed:
            self.saved.emit(changed, {name: before[name] for name in changed})
        else:
            self.take_back()
            self.nothing_changed.emit()

    def settle(self) -> None:
        """What was typed has been saved."""
        self.form.is_dirty = False
        self._tell_dirty()

    def ask_authority(self, name: str) -> None:
        """Ask for an authority that is no place yet, to be put into the field `name`."""
        self._for = name
        picker = self._picker(name)
        typed = "" if picker.id() else picker.text()
        self.new.show_values({"name": typed or self._named_by_law(name)})
        self._suggest_code()
        self.asked.show()
        self.new.focus_first()

    def _named_by_law(self, name: str) -> str:
        """The office that the country's file names for a field."""
        addressees = self._standing.book.addressees if self._standing else ()
        return next((each.name for each in addressees if each.role == name.removesuffix("_id")), "")

    def _suggest_code(self) -> None:
        code, name = self.new.rows["code"], self.new.rows["name"].text()
        if not code.text():
            code.show_value("".join(word[0] for word in name.split() if len(word) >= SHORT_WORD).upper())

    def _add(self) -> None:
        self._suggest_code()
        if (values := self.new.values()) is not None:
            self.authority_wanted.emit({**values, "kind": "authority"})

    def take_authority(self, record: int, values: Mapping[str, Value]) -> None:
        """The authority has been made: it stands in the field that asked for it."""
        picker = self._picker(self._for)
        picker.show_choice(Choice(record, str(values["name"]), str(values["code"])))
        picker.changed.emit()
        self._leave_new()

    def _leave_new(self) -> None:
        self.asked.hide()
        self.new.show_values({})
        self._picker(self._for).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back by one step: from the new authority, else from what was typed."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.asked.isVisible():
            self._leave_new()
        else:
            self.take_back()

    def enter(self) -> None:
        """The cursor goes to the first field that is empty."""
        rows = list(self.form.rows.values())
        row = next((row for row in rows if not row.text()), rows[0])
        row.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def _foot(back: Button, on: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(back)
    line.addStretch()
    line.addWidget(on)
    return line


def beside(finding: Finding) -> Finding:
    """A finding with the field that it is about, where its code alone tells."""
    about = ABOUT.get(finding.code)
    return replace(finding, facts={**finding.facts, "field": about}) if about else finding
