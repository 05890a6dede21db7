"""The receiver acknowledges at the hatch, without a login: the exact text, and a PIN or a drawn signature below it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import N_, _
from ui.pages import handover_reads as reads
from ui.pages.handover_draft import HandoverDraft
from ui.parts.drawing import Drawing
from ui.parts.problem import Problem
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Label

if TYPE_CHECKING:
    from registry_app.services.acknowledgements import Acknowledgement, Handover
    from ui.pages.handover import Handover as Page

PIN, DRAWING = "pin", "drawing"
HOW = {PIN: N_("PIN"), DRAWING: N_("Signature")}
LONGEST = 8
WIDE, LEAST_TEXT = 520, 120
"""The text of twenty firearms scrolls, so that the buttons stay in sight on a small screen."""


class Acknowledge(QDialog):
    """`asked` tells that the receiver is done: `how()`, `pin.text()` and `drawing.strokes` say by what."""

    asked = Signal()

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Acknowledge at the hatch"))
        self.setMinimumWidth(WIDE)
        self.text = text
        self.ways, self.pin, self.drawing = Segments(N_("Acknowledge by"), HOW), QLineEdit(), Drawing(N_("Signature"))
        self.button, self._wipe = Button(N_("Acknowledge"), "check", "primary"), Button(N_("Wipe"), "undo-2")
        self._back = Button(N_("Cancel"))
        self._problem = Problem()
        self._fields = Stack()
        self._lay_out()
        self.ways.chosen.connect(self._choose)
        self._wipe.clicked.connect(self.drawing.wipe)
        self.button.clicked.connect(self._ask)
        self._back.clicked.connect(self.reject)
        self.finished.connect(lambda _result: self.pin.clear())
        self._choose(PIN)

    def _lay_out(self) -> None:
        words, scrolled = Label(role="h2", is_wrapping=True), QScrollArea()
        words.quote(self.text)
        scrolled.setWidget(words)
        scrolled.setWidgetResizable(True)
        scrolled.setMinimumHeight(LEAST_TEXT)
        scrolled.setAccessibleName(self.text)
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setValidator(QIntValidator(0, 10**LONGEST - 1, self.pin))
        self.pin.setMaxLength(LONGEST)
        self.pin.setPlaceholderText(_("PIN"))
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._fields.addWidget(self.pin)
        self._fields.addWidget(self.drawing)
        inside, foot = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(22, 20, 22, 20)
        inside.setSpacing(12)
        for widget in (scrolled, self.ways, self._fields, self._problem):
            inside.addWidget(widget, 1 if widget is scrolled else 0)
        foot.addWidget(self._wipe)
        foot.addStretch()
        foot.addWidget(self.button)
        foot.addWidget(self._back)
        inside.addLayout(foot)
        self.button.setDefault(True)

    def how(self) -> str:
        """By PIN or by drawing."""
        return self.ways.code()

    def _choose(self, way: str) -> None:
        self._fields.setCurrentIndex(list(HOW).index(way))
        self._wipe.setVisible(way == DRAWING)
        (self.pin if way == PIN else self.drawing).setFocus()

    def _ask(self) -> None:
        """Once at a time; Enter pressed too early is no wrong try."""
        if self.how() == PIN and not self.pin.text():
            self.tell(Refused(refuse("field_required", field="pin", label=HOW[PIN])))
            return
        self.button.setEnabled(False)
        self.asked.emit()

    def tell(self, refused: Refused) -> None:
        """Say what was wrong; the PIN is typed again."""
        self.pin.clear()
        self.button.setEnabled(True)
        self._choose(self.how())
        self._problem.tell(refused.findings)


def acknowledge(page: "Page", draft: HandoverDraft, go_on: Callable[[dict[str, Any]], object]) -> None:
    """Let the receiver acknowledge the draft, then go on with its facts; at once where nobody is to acknowledge."""
    facts = draft.facts()
    if not ((page.desk.settings.acknowledges or draft.must_acknowledge) and draft.one_person):
        go_on(facts)
        return
    asked = page.jobs.latest("text").read(reads.about, draft.act, draft.one_person, facts)
    asked.then(page.for_this(lambda found: _open(page, facts, found[0], found[1], go_on)))


def _open(
    page: "Page", facts: dict[str, Any], handover: "Handover", text: str, go_on: Callable[[dict[str, Any]], object]
) -> None:
    from registry_app.services import acknowledgements

    dialog = Acknowledge(page, text)

    def done(found: "Acknowledgement") -> None:
        dialog.accept()
        go_on({**facts, "acknowledgement": found, "occurred_at": handover.at})

    def ask() -> None:
        if dialog.how() == PIN:
            job = page.jobs.read(acknowledgements.by_pin, handover.person, dialog.pin.text(), text)
        else:
            job = page.jobs.run(acknowledgements.by_drawing, handover.person, dialog.drawing.strokes, text)
        job.then(done).otherwise(dialog.tell, Refused)

    dialog.asked.connect(ask)
    dialog.rejected.connect(page.stay)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
