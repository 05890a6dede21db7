"""The PIN of a person: whether there is one, and setting it while the person is there and types it alone.

What is typed is never kept, neither for a crash nor while the window is locked.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.i18n import N_, _
from registry_app.services import ledger, pins
from ui.pages.user_lines import FormLine, secret
from ui.parts.card import Chip
from ui.parts.problem import Problem
from ui.parts.strip import Strip
from ui.parts.text import Button, Label
from ui.tasks import Scope

WHY = N_("With it the person acknowledges at the hatch what is handed over. Let the person type it, unseen by others.")
DIGITS = N_("4 to 8 digits; not all alike, not in a row.")


class PinTab(QWidget):
    """`was_set` tells that the person has a PIN now."""

    was_set = Signal()

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        super().__init__()
        self._jobs, self._strip = jobs, strip
        self.person, self._has, self._entry = 0, False, ledger.new_id()
        self.chip, self._problem = Chip(), Problem()
        self.pin, self.again = secret(), secret()
        self.lines = (FormLine(N_("New PIN"), self.pin, DIGITS), FormLine(N_("The same again"), self.again))
        self.button = Button(N_("Set the PIN"), "key-round", "primary")
        self._lay_out()
        self.pin.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Ctrl+Return"), self, self.confirm, context=inside)

    def _lay_out(self) -> None:
        whole, foot = QVBoxLayout(self), QHBoxLayout()
        whole.setContentsMargins(18, 0, 18, 0)
        whole.setSpacing(12)
        whole.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(Label(WHY, "muted", is_wrapping=True))
        for line in self.lines:
            whole.addWidget(line)
        whole.addWidget(self._problem)
        foot.addStretch()
        foot.addWidget(self.button)
        whole.addLayout(foot)
        whole.addStretch(1)

    def show_pin(self, person: int, *, has_pin: bool, may_set: bool) -> None:
        """Show whether a person has a PIN; what was typed for somebody else is forgotten."""
        if person != self.person:
            self.forget()
        self.person, self._has = person, has_pin
        for widget in (*self.lines, self.button):
            widget.setVisible(may_set)
        self.retranslate()

    def forget(self) -> None:
        """Nothing is typed."""
        self._entry = ledger.new_id()
        for line in (self.pin, self.again):
            line.clear()
        self._tell(())

    def confirm(self) -> None:
        """Set the PIN when it was typed twice alike."""
        if not self.button.isEnabled():
            return
        if self.pin.text() != self.again.text():
            self.lines[1].tell(refuse("pin_typed_differently"))
            self.again.setFocus()
            return
        self.button.setEnabled(False)
        job = self._jobs.write(pins.set_pin, person=self.person, pin=self.pin.text(), entry_id=self._entry)
        job.ended(lambda: self.button.setEnabled(True)).then(lambda _posted: self._stands())
        job.otherwise(self._refused, Refused)

    def _stands(self) -> None:
        self.forget()
        self._strip.say(N_("The PIN is set."))
        self.was_set.emit()

    def _refused(self, error: Refused) -> None:
        self._tell(error.findings)
        self.pin.setFocus()

    def _tell(self, findings: tuple[Finding, ...] | list[Finding]) -> None:
        for line in self.lines:
            line.tell(None)
        self._problem.tell(findings)

    def retranslate(self) -> None:
        """Say the state again in the reader's language."""
        self.chip.show_state(_("PIN set") if self._has else _("No PIN yet"), "green" if self._has else "gray")
