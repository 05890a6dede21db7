"""A day that has passed, and a head at which it was known: asked for in a bar, told in a banner while it is shown."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _, date, number
from registry_app.services import cuts
from registry_app.services.cuts import Cut
from ui.parts.form import Form
from ui.parts.notice import Notice
from ui.parts.text import Button, Label

FIELDS = (
    Field("as_of", N_("As of the end of the day"), "date", help=N_("Empty: as of now.")),
    Field("known_at", N_("As known at head"), max_length=80,
          help=N_("How many entries the ledger had then, as a return names its head. Empty: as known now.")),
)  # fmt: skip
WIDEST = 640
"""More than a day and a head need is not easier to read."""
ABOUT_THE_HEAD = ("head_malformed", "head_differs", "head_unknown")
"""Findings that are not about the day."""


@dataclass(frozen=True)
class Then:
    """A day that is looked at, and the entries that count for it."""

    day: str
    cut: Cut

    def told(self) -> str:
        """What is looked at, in the reader's language."""
        day = date(self.day, "long")
        if not self.cut.head:
            return _("As it was at the end of {day}. Nothing can be entered here.").format(day=day)
        said = _("As it was at the end of {day}, as known at head {head}. Nothing can be entered here.")
        return said.format(day=day, head=number(self.cut.head))


def then(session: Any, as_of: str, known_at: str) -> Then | None:
    """The day and the entries that are asked for, nothing for now. Raises `Refused` for what is no day or no head."""
    day, cut = cuts.asked(session, as_of=as_of, known_at=known_at)
    return None if cut.is_live else Then(day, cut)


class AsOfBar(QWidget):
    """`asked` carries day and head as they were typed, `left` asks for now again."""

    asked = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._then: Then | None = None
        self.form, self.show_button = Form(FIELDS, columns=2), Button(N_("Show"), "eye", "primary")
        self.banner, self.back = Notice("", "amber"), Button(N_("Back to now"), "undo-2")
        self.banner.add(self.back)
        self.form.setMaximumWidth(WIDEST)
        self._asking = QWidget()
        line, beside, inside = QHBoxLayout(self._asking), QVBoxLayout(), QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        beside.setSpacing(4)
        level = Label(role="strong")  # as high as the labels of the fields, so that the button stands beside them
        level.quote(" ")
        for widget in (level, self.show_button):
            beside.addWidget(widget)
        beside.addStretch()
        line.addWidget(self.form)
        line.addLayout(beside)
        line.addStretch()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.banner)
        inside.addWidget(self._asking)
        self.banner.hide()
        self._asking.hide()
        self.hide()
        self.form.save_asked.connect(self.confirm)
        self.show_button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)

    def begin(self) -> None:
        """Ask for a day, or leave off asking."""
        is_asking = not self._asking.isVisible()
        self._asking.setVisible(is_asking)
        self.setVisible(is_asking or self._then is not None)
        if is_asking:
            self.form.focus_first()

    def confirm(self) -> None:
        """Ask for the day that was typed."""
        if (values := self.form.values()) is not None:
            self.asked.emit(str(values["as_of"] or ""), str(values["known_at"] or ""))

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Tell beside the fields why it cannot be shown."""
        for finding in findings:
            self.form.rows["known_at" if finding.code in ABOUT_THE_HEAD else "as_of"].show_problem(finding)

    def show_then(self, shown: Then | None) -> None:
        """Say permanently what is looked at; nothing for now."""
        self._then = shown
        self._asking.hide()
        self.setVisible(shown is not None)
        self.banner.setVisible(shown is not None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again in the reader's language."""
        self.banner.words.quote(self._then.told() if self._then else "")

    def leave(self) -> None:
        """Ask for now."""
        self.form.show_values({})
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves off asking."""
        if event.key() == Qt.Key.Key_Escape and self._asking.isVisible():
            self.begin()
        else:
            super().keyPressEvent(event)
