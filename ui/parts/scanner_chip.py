"""The word on the scanner in the header: ready, misread, or set to another keyboard."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent

from registry_app.i18n import N_, _
from ui.parts.card import Chip

STATES = {
    "ready": (N_("Scanner ready"), "green"),
    "misread": (N_("Misread"), "red"),
    "layout": (N_("Other keyboard"), "amber"),
}
STAYS_MS = 8_000


class ScannerChip(Chip):
    """What is wrong stays for 8 s or until the next scan, and is told to screen readers."""

    def __init__(self) -> None:
        super().__init__()
        self._pause = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._pause.timeout.connect(lambda: self.tell("ready"))
        self.tell("ready")

    def state(self) -> str:
        """The state that is shown."""
        return self._state

    def tell(self, state: str) -> None:
        """Show one of `STATES`, by its code."""
        self._state = state
        self._say()
        if state == "ready":
            self._pause.stop()
        else:
            self._pause.start()
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _say(self) -> None:
        msgid, tone = STATES[self._state]
        self.show_state(_(msgid), tone)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_state"):
            self._say()
        super().changeEvent(event)
