"""The end of a company: the day on which it ceased work, and until when its arms are to be deposited."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from registry_app.domain.declare import entered_fields
from registry_app.domain.records import Company
from registry_app.i18n import N_, _, date
from ui.pages.company_reads import Standing
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.text import Button, Label

FIELD = entered_fields(Company)["closing_on"]
WORKING = N_("Only when the company stops for good, or has lost its licence.")
CLOSED = N_("The company ceased work on {day}. Its arms are to be deposited with the authority by {until}.")
CLOSED_OPEN = N_("The company ceased work on {day}. Its arms are to be deposited with the authority.")


class ClosingCard(Card):
    """`saved` carries the day (or nothing: work goes on), and what stood there before."""

    saved = Signal(dict, dict)

    def __init__(self) -> None:
        super().__init__(N_("Closing the company"), margin=20, spacing=10)
        self._standing: Standing | None = None
        self._told = Label(WORKING, "muted", is_wrapping=True)
        self.form = Form([FIELD])
        self.button = Button(N_("Enter the closing"), kind="danger")
        self.button.setEnabled(False)
        across, beside = QHBoxLayout(), QVBoxLayout()
        across.setSpacing(16)
        beside.setSpacing(4)
        level = Label(role="strong")  # as high as the label of the field, so that the button stands beside its editor
        level.quote(" ")
        for widget in (level, self.button):
            beside.addWidget(widget)
        beside.addStretch()
        across.addWidget(self.form, 1)
        across.addLayout(beside)
        self.inside.addWidget(self._told)
        self.inside.addLayout(across)
        self.form.changed.connect(lambda: self.button.setEnabled(True))
        self.form.save_asked.connect(self.confirm)
        self.button.clicked.connect(self.confirm)

    def show_company(self, standing: Standing) -> None:
        """Show the day that is stored; what is being typed stays."""
        self._standing = standing
        if not self.form.is_dirty:
            self.form.show_values(standing.values)
            self.button.setEnabled(False)
        self.retranslate()

    def retranslate(self) -> None:
        """Tell how far the closing has come."""
        closing = str(self._standing.values.get("closing_on") or "") if self._standing else ""
        until = self._standing.deposit_by if self._standing else ""
        self._told.set_tone("red" if closing else "")
        if closing:
            self._told.quote(_(CLOSED if until else CLOSED_OPEN).format(day=date(closing), until=date(until)))
        else:
            self._told.say(WORKING)

    def take_back(self) -> None:
        """What was typed gives way to what is stored."""
        self.form.is_dirty = False
        if self._standing is not None:
            self.show_company(self._standing)

    def confirm(self) -> None:
        """Ask for the day to be entered."""
        values = self.form.values()
        if values is None or self._standing is None or not self.button.isEnabled():
            return
        before = {"closing_on": self._standing.values.get("closing_on")}
        if values != before:
            self.saved.emit(values, before)
        else:
            self.take_back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back what was typed."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_back()
        else:
            super().keyPressEvent(event)
