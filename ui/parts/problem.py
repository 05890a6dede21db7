"""What is against something, in words below it; hidden while nothing is."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent

from registry_app.domain.errors import Finding
from ui.parts.text import Label, told


class Problem(Label):
    """A sentence for each finding, each in a line of its own, said again in another language."""

    def __init__(self) -> None:
        super().__init__(role="problem", is_wrapping=True)
        self._findings: tuple[Finding, ...] = ()
        self.hide()

    def tell(self, findings: Iterable[Finding] = ()) -> None:
        """Show these findings in place of those before; nothing is shown where there are none."""
        self._findings = tuple(findings)
        self.quote("\n".join(map(told, self._findings)))
        self.setVisible(bool(self._findings))

    def changeEvent(self, event: QEvent) -> None:
        """Say them again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.quote("\n".join(map(told, self._findings)))
