"""The right side of a handover: who, where, until when, why; what the judge says; and the button that does it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from registry_app.domain.choices import REASONS
from registry_app.domain.errors import Finding
from registry_app.domain.overrides import OVERRIDABLE
from registry_app.i18n import N_, _, n_, number
from ui.pages.handover_draft import HandoverDraft
from ui.pages.handover_reads import ISSUE, RELIEVE, TAKE_BACK
from ui.parts.card import Card
from ui.parts.findings import FindingsList
from ui.parts.picker import Choice, Picker, Search
from ui.parts.text import Button, Label
from ui.parts.tick import Tick
from ui.settings import Settings

WIDE, LEAST_FINDINGS = 340, 84
BUTTONS = {
    ISSUE: (N_("Issue"), "arrow-up-right"),
    TAKE_BACK: (N_("Take back"), "arrow-down-left"),
    RELIEVE: (N_("Relieve"), "arrow-left-right"),
}
WHY = ("", "shift", "training", "incident", "misfire", "loss", "test", "maintenance", "inspection", "other")
MAY, MUST = N_("Acknowledge at the hatch"), N_("Acknowledge at the hatch (required)")
TERMS = {0: N_("No term"), 8: N_("In 8 hours"), 12: N_("In 12 hours"), 24: N_("In 24 hours"), 168: N_("In 7 days")}


class HandoverForm(Card):
    """`changed` tells that a field is another, `confirmed` that the handover shall be made."""

    changed = Signal()
    confirmed = Signal()
    override_asked = Signal()
    """A superior shall let through what is refused."""
    settle_asked = Signal(object)
    """What settles these findings shall be done."""

    def __init__(self, find_people: Search, find_places: Search) -> None:
        super().__init__(margin=18, spacing=10)
        self.person, self.place = Picker(find_people, N_("Name or code")), Picker(find_places, N_("Where it is kept"))
        self.reason, self.term, self.note = QComboBox(), QComboBox(), QLineEdit()
        self.findings = FindingsList(N_("Findings"))
        self.findings.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.findings.setMinimumHeight(LEAST_FINDINGS)
        self._summary = Label(role="strong", is_wrapping=True)
        self.button = Button(N_("Issue"), "arrow-up-right", "primary")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.override, self.settle = Button(N_("Override…"), "shield-alert"), Button("", "eye")
        self.override.hide()
        self.acknowledging, self.staying = Tick(), Tick()
        self._acknowledges = False
        for code in WHY:
            self.reason.addItem("", code)
        for hours in TERMS:
            self.term.addItem("", hours)
        self._labels: dict[QWidget, Label] = {}
        self._term = self._add(N_("Due back"), self.term)
        self._lay_out()
        self.retranslate()
        self._connect()

    def _add(self, msgid: str, editor: QWidget) -> QWidget:
        """A field with its label above."""
        both, label = QWidget(), Label(msgid, "strong")
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addWidget(editor)
        label.setBuddy(editor)
        self._labels[editor] = label
        return both

    def _lay_out(self) -> None:
        for both in (self._add(N_("To whom"), self.person), self._add(N_("Post"), self.place), self._term,
                     self._add(N_("Reason"), self.reason), self._add(N_("Note"), self.note)):  # fmt: skip
            self.inside.addWidget(both)
        self.inside.addWidget(self.acknowledging)
        self.inside.addWidget(self.findings, 1)
        for widget in (self.staying, self.settle, self.override):
            self.inside.addWidget(widget)
        self.inside.addWidget(self._summary)
        self.inside.addWidget(self.button)

    def _connect(self) -> None:
        for picker in (self.person, self.place):
            picker.changed.connect(self.changed)
        for choice in (self.reason, self.term):
            choice.activated.connect(lambda _row: self.changed.emit())
        self.note.editingFinished.connect(self._note_edited)
        self.button.clicked.connect(self.confirmed)
        self.override.clicked.connect(self.override_asked)
        self.staying.clicked.connect(self.changed)
        self.settle.clicked.connect(lambda: self.settle_asked.emit(self.findings.findings()))
        self.findings.chosen.connect(lambda finding: self.settle_asked.emit([finding]))

    def _note_edited(self) -> None:
        if self.note.isModified():
            self.note.setModified(False)
            self.changed.emit()

    def remember(self, settings: Settings) -> None:
        """Take up whether receivers acknowledge, and keep it there when it changes."""
        self._acknowledges = settings.acknowledges
        self.acknowledging.setChecked(settings.acknowledges)
        self.acknowledging.toggled.connect(lambda is_on: self._keep(settings, is_on))

    def _keep(self, settings: Settings, is_on: bool) -> None:
        """What the rules ask for is not what the user chose."""
        if self.acknowledging.isEnabled():
            settings.acknowledges = self._acknowledges = is_on

    def _show_acknowledging(self, draft: HandoverDraft) -> None:
        """Ticked and fixed where the rules ask for it."""
        self.acknowledging.setEnabled(not draft.must_acknowledge)
        self.acknowledging.setText(_(MUST if draft.must_acknowledge else MAY))
        self.acknowledging.setChecked(draft.must_acknowledge or self._acknowledges)

    def show_act(self, act: str) -> None:
        """Name the fields for issuing or for taking back."""
        is_given = act != TAKE_BACK
        self._labels[self.person].say(N_("To whom") if is_given else N_("From whom"))
        self._labels[self.place].say(N_("Post") if is_given else N_("Back into"))
        self.place.show_hint(N_("Name or code") if is_given else N_("Where it is kept"))
        self._term.setVisible(is_given)
        label, icon = BUTTONS[act]
        self.button.say(label)
        self.button.show_icon(icon)
        self.retranslate()

    def empty(self) -> None:
        """Nothing is chosen."""
        self.person.show_choice(None)
        self.place.show_choice(None)
        self.reason.setCurrentIndex(0)
        self.term.setCurrentIndex(0)
        self.note.clear()

    def fill(self, draft: HandoverDraft) -> None:
        """Put what the fields hold into `draft`."""
        person = self.person.choice()
        draft.person, draft.person_name = (person.id, person.title) if person else (0, "")
        place = self.place.choice()
        draft.place, draft.place_name = (place.id, place.title) if place else (0, "")
        draft.reason, draft.hours = str(self.reason.currentData() or ""), int(self.term.currentData() or 0)
        draft.note = self.note.text()
        draft.staying = draft.short if self.staying.isChecked() else ()

    def take_up(self, draft: HandoverDraft) -> None:
        """Show what `draft` holds."""
        self.person.show_choice(Choice(draft.person, draft.person_name) if draft.person else None)
        self.place.show_choice(Choice(draft.place, draft.place_name) if draft.place else None)
        self.reason.setCurrentIndex(max(self.reason.findData(draft.reason), 0))
        self.term.setCurrentIndex(max(self.term.findData(draft.hours), 0))
        self.note.setText(draft.note)

    def show_draft(self, draft: HandoverDraft, findings: Sequence[Finding]) -> None:
        """Say what will be done, what the judge says of it, and whether it can be done."""
        findings = (*draft.unexplained(), *findings)
        self.findings.show_findings(findings)
        refused = [finding.code for finding in findings if finding.severity == "refusal"]
        self.button.setEnabled(draft.is_complete and not refused)
        self.staying.setVisible(bool(draft.short and draft.firearms))
        self.staying.setChecked(bool(draft.short) and draft.staying == draft.short)
        self._show_acknowledging(draft)
        self.override.setVisible(bool(refused) and all(code in OVERRIDABLE for code in refused))
        self._summary.quote(_told(draft))
        self._summary.setVisible(bool(self._summary.text()))

    def retranslate(self) -> None:
        """Say choices and names again in the reader's language."""
        self.acknowledging.setText(_(MAY if self.acknowledging.isEnabled() else MUST))
        self.staying.setText(_("They stay with the person"))
        for row, code in enumerate(WHY):
            self.reason.setItemText(row, _(REASONS[code]) if code else "—")
        for row, msgid in enumerate(TERMS.values()):
            self.term.setItemText(row, _(msgid))
        for editor, label in self._labels.items():
            editor.setAccessibleName(label.text())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _told(draft: HandoverDraft) -> str:
    """The draft in one line: how many firearms and rounds, to or from whom."""
    if not draft.is_complete:
        return ""
    firearms, rounds = len(draft.firearms), draft.quantity()
    parts = [n_("{n} firearm", "{n} firearms", firearms).format(n=number(firearms))] if firearms else []
    parts += [n_("{n} round", "{n} rounds", rounds).format(n=number(rounds))] if rounds else []
    return " · ".join([*parts, draft.person_name] if draft.person_name else parts)
