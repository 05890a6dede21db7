"""A hard stop: what was scanned cannot be handed over. Red frame, word and drawing, and who has it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from registry_app.domain.errors import Finding
from registry_app.i18n import N_
from ui.parts.card import Icon
from ui.parts.text import Label, told


class Stop(QFrame):
    """Stays until the next scan or Esc."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("stop")
        self._word, self._why = Label(N_("Halt"), "h2"), Label(role="strong", is_wrapping=True)
        self._word.set_tone("red")
        self._findings: tuple[Finding, ...] = ()
        words, line = QVBoxLayout(), QHBoxLayout(self)
        words.setSpacing(2)
        words.addWidget(self._word)
        words.addWidget(self._why)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(14)
        line.addWidget(Icon("circle-alert", "red", 30))
        line.addLayout(words, 1)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Say why not; nothing goes away."""
        self._findings = tuple(findings)
        self._why.quote("\n".join(told(finding) for finding in findings))
        self.setAccessibleName(f"{self._word.text()}: {self._why.text()}")
        self.setVisible(bool(findings))

    def findings(self) -> tuple[Finding, ...]:
        """What is said now."""
        return self._findings

    def text(self) -> str:
        """The sentence, nothing when there is none."""
        return self._why.text()

    def retranslate(self) -> None:
        """Say it again in the reader's language."""
        self.show_findings(self._findings)
