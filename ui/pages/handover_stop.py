"""A hard stop: what was scanned cannot be handed over. Red frame, word and drawing, who has it, and what settles it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from registry_app.domain.errors import Finding
from registry_app.i18n import N_
from ui.pages.handover_keys import SETTLE
from ui.pages.handover_remedies import Remedy
from ui.parts.card import Icon
from ui.parts.text import Button, Label, hinted, told


class Stop(QFrame):
    """Stays until the next scan or Esc; `settle_asked` tells that the remedy shall be done."""

    settle_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stop")
        self._word, self._why = Label(N_("Halt"), "h2"), Label(role="strong", is_wrapping=True)
        self._word.set_tone("red")
        self.settle = Button("", "eye")
        self.settle.clicked.connect(self.settle_asked)
        self._findings: tuple[Finding, ...] = ()
        words, line = QVBoxLayout(), QHBoxLayout(self)
        words.setSpacing(2)
        words.addWidget(self._word)
        words.addWidget(self._why)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(14)
        line.addWidget(Icon("circle-alert", "red", 30))
        line.addLayout(words, 1)
        line.addWidget(self.settle)
        self.hide()

    def show_findings(self, findings: Sequence[Finding], remedy: Remedy | None = None) -> None:
        """Say why not, and what settles it; nothing goes away."""
        self._findings = tuple(findings)
        self._why.quote("\n".join(told(finding) for finding in findings))
        self.setAccessibleName(f"{self._word.text()}: {self._why.text()}")
        show_remedy(self.settle, remedy)
        self.setVisible(bool(findings))

    def findings(self) -> tuple[Finding, ...]:
        """What is said now."""
        return self._findings

    def text(self) -> str:
        """The sentence, nothing when there is none."""
        return self._why.text()


def show_remedy(button: Button, remedy: Remedy | None) -> None:
    """Write what settles a refusal, and its key, on a button; nothing takes the button away."""
    button.setVisible(remedy is not None and bool(remedy.label))
    if remedy is not None:
        button.show_icon(remedy.icon)
        button.say(remedy.label)
        button.setToolTip(hinted(button.accessibleName(), SETTLE))
