"""A receipt on paper: its number and day are typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_
from registry_app.services import filings, ledger
from ui.desk import Desk
from ui.parts.form import Form
from ui.parts.text import Button
from ui.tasks import Scope

FIELDS = (
    Field("number", N_("Receipt number"), required=True, max_length=60),
    Field("dated_on", N_("Receipt dated"), "date", help=N_("Empty: today.")),
)


class ReceiptForm(QWidget):
    """`left` tells that it is over: the receipt was entered, or Esc was pressed."""

    left = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.filing, self._entry = 0, ""
        self.form = Form(FIELDS, columns=2)
        self.enter, self.back = Button(N_("Enter the receipt"), "check", "primary"), Button(N_("Cancel"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.form, 1)
        for button in (self.back, self.enter):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.enter.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self.back.clicked.connect(self.left)
        self.hide()

    def begin(self, filing: int) -> None:
        """Ask for the receipt of a return."""
        self.filing, self._entry = filing, ledger.new_id()
        self.form.show_values({})
        self.show()
        self.form.focus_first()

    def confirm(self) -> None:
        """Enter what was typed."""
        values = self.form.values()
        if values is None or not self.enter.isEnabled():
            return
        self.enter.setEnabled(False)
        facts = {"number": str(values["number"]), "dated_on": str(values["dated_on"] or ""), "entry_id": self._entry}
        job = self._jobs.write(filings.receipt, filing=self.filing, **facts)
        job.ended(lambda: self.enter.setEnabled(True)).then(lambda _posted: self._entered()).otherwise(self._refused)

    def _entered(self) -> None:
        self._desk.strip.say(N_("The receipt is entered."))
        self.left.emit()

    def _refused(self, error: Refused) -> None:
        if left := self.form.show_findings(error.findings):
            self._desk.strip.tell(tuple(left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves it."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
