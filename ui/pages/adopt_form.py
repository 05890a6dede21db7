"""Other rules take over: which country's, what would change, what the company's own licence says, and who witnesses."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QWidget

from registry_app.domain.choices import JURISDICTIONS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.records import Policy
from registry_app.i18n import N_, _
from registry_app.services.rulebook import OWN, Limit
from registry_app.services.users import Account
from ui.pages.company_reads import Adoption
from ui.pages.rule_words import preview
from ui.pages.user_lines import FormLine
from ui.pages.witness import WitnessLines
from ui.parts.card import Card
from ui.parts.editors import ChoiceEditor
from ui.parts.folding import BELOW, BESIDE
from ui.parts.form import ENTER, Form
from ui.parts.points import Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.theme import is_narrower

FIELDS = entered_fields(Policy)
TOLD = N_("From now on what is entered is judged by these rules. What was entered before stays right.")
NARROW = 820
"""Below this width the preview stands under the rest."""


class AdoptForm(QScrollArea):
    """`asked` carries the `Adoption`, `previewed` the country whose limits shall be shown; `left`: nothing is done."""

    asked = Signal(object)
    previewed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.country = ChoiceEditor(FIELDS["jurisdiction"])
        self.line = FormLine(
            N_("Country"), self.country, N_("The values are read from its file, each with its source.")
        )
        self.own = Form([FIELDS[name] for name in OWN], columns=2)
        self.witness = WitnessLines()
        self.changes = Points(N_("What the rules would change"))
        self._problem = Problem()
        self.button, self.back = Button(N_("Adopt these rules"), "check", "primary"), Button(N_("Cancel"))
        self._limits: Sequence[Limit] = ()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._body, main, side = QWidget(), Card(margin=20, spacing=14), Card(N_("Preview"), margin=1, spacing=6)
        side.head.setContentsMargins(18, 16, 16, 0)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        for widget in (Label(N_("Adopt rules"), "h2"), Label(TOLD, "muted", is_wrapping=True), self.line, self.own,
                       self.witness, self._problem):  # fmt: skip
            main.inside.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.button)
        main.inside.addLayout(foot)
        main.inside.addStretch(1)
        side.inside.addWidget(self.changes, 1)
        self.changes.setMinimumHeight(240)
        self._across.addWidget(main, 1)
        self._across.addWidget(side, 1)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._body)

    def _connect(self) -> None:
        self.country.changed.connect(lambda: self.previewed.emit(self.country.text()))
        self.witness.done.connect(self.confirm)
        self.own.save_asked.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.left)

    def begin(self, jurisdiction: str, own: Iterable[Limit], witnesses: Sequence[Account]) -> None:
        """Ask for it, beginning with the country in force."""
        self.country.show_value(jurisdiction)
        self.own.show_values({limit.field.name: limit.value for limit in own})
        self.witness.offer(witnesses)
        self.button.setEnabled(self.witness.is_possible)
        self.show_findings(())
        self.show_preview(())
        self.previewed.emit(jurisdiction)

    def show_preview(self, limits: Sequence[Limit]) -> None:
        """Show what would change."""
        self._limits = limits
        self.retranslate()

    def retranslate(self) -> None:
        """Say the preview again in the reader's language."""
        self.setAccessibleName(_(N_("Adopt rules")))
        self.changes.show_points(preview(self._limits) if self._limits else [])

    def enter(self) -> None:
        """The cursor goes to the country."""
        self.country.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, is_working: bool) -> None:
        """While working the form takes no input."""
        self._body.setEnabled(not is_working)

    def confirm(self) -> None:
        """Ask for it, when nothing is missing."""
        if not (self._body.isEnabled() and self.button.isEnabled()):
            return
        missing = self.witness.missing()
        if self.country.text() not in JURISDICTIONS:
            missing.insert(0, refuse("field_required", field="jurisdiction", label=self.line.label))
        self.show_findings(missing)
        values = self.own.values()
        if not missing and values is not None:
            self.asked.emit(Adoption(self.country.text(), values, self.witness.name(), self.witness.passphrase.text()))

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell each beside the line it is about, the others above the buttons."""
        left = self.own.show_findings(self.witness.show_findings(findings))
        about = next((each for each in left if each.facts.get("field") == "jurisdiction"), None)
        self.line.tell(about)
        self._problem.tell(each for each in left if each is not about)

    def forget(self) -> None:
        """No passphrase stays."""
        self.witness.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, Ctrl+Enter does it from anywhere."""
        if event.key() == Qt.Key.Key_Escape and self._body.isEnabled():
            self.left.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the preview stands below."""
        self._across.setDirection(BELOW if is_narrower(self, NARROW) else BESIDE)
        super().resizeEvent(event)
