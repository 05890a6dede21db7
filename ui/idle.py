"""Nobody at the desk: locks the register when no key and no mouse has moved for a while, and when the machine sleeps.

Input is noted at the windows themselves, since a filter at the application would be asked for every event of every
widget. Wall-clock time is compared, so that the hours of a sleeping machine count.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from ui.settings import Settings

LOOKS_EVERY_MS = 5_000
ASLEEP_S = 60
"""A timer that is so late was not late: the machine slept."""
INPUT = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
})  # fmt: skip


class Idle(QObject):
    """`away` is told when the settings' minutes have passed without input (0 for never), and on waking from sleep."""

    away = Signal()

    def __init__(self, settings: Settings, parent: QObject, clock: Callable[[], float] = time.time) -> None:
        super().__init__(parent)
        self._settings, self._clock = settings, clock
        self._last = self._looked = clock()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._focus_moved)
            app.applicationStateChanged.connect(self._state_changed)
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def _focus_moved(self, _window: QWindow | None) -> None:
        """Watch after all others who do, and so be asked before them: a scanner's keys are input, too."""
        QTimer.singleShot(0, self, lambda: self._watch(QGuiApplication.focusWindow()))

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note the moment of input; let everything pass."""
        if event.type() in INPUT:
            self._last = self._clock()
        return False

    def look(self) -> None:
        """Tell when nobody has been there for too long, or the machine slept since the last look."""
        now, limit = self._clock(), self._settings.idle_minutes * 60
        has_slept, self._looked = now - self._looked > ASLEEP_S, now
        if limit and (has_slept or now - self._last >= limit):
            self._last = now
            self.away.emit()

    def _state_changed(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended and self._settings.idle_minutes:
            self.away.emit()
