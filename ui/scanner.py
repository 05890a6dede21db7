"""The scanner that types: its keys are caught at every window before any widget sees them, wherever the cursor is.

A person's keys are handed on, in their order and at most `gap_ms` late. What tells the two apart is the moment at which
the system says that a key was pressed, never the moment at which the window comes to hear of it: a busy window makes
nobody a scanner. Keys in secret fields are let through, so that a passphrase is never taken for a scan.
"""

import time
from dataclasses import asdict, dataclass

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit

SHORTEST = 4
"""So many characters at once are a scan when a line end or tab follows."""
SHORTEST_BARE = 6
"""So many are one when nothing follows."""
GAP_MS, GRACE_MS = 45, 5
SECOND_MS = 12
"""So soon after a line end the second one of the same scan comes (CR LF), or after twice the scanner's longest gap."""
WRAPS = 2**32
"""The system's clock of keys begins anew after so many milliseconds."""
ENDS = {Qt.Key.Key_Return: "enter", Qt.Key.Key_Enter: "enter", Qt.Key.Key_Tab: "tab"}
_SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr, Qt.Key.Key_NumLock)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


@dataclass
class Habits:
    """How a scanner types: milliseconds between its keys at most, the key that it sends first, its last one, and the
    keyboard that this computer reads it by. `prefix` is a character or the name of a key (`F13`), empty for none."""

    gap_ms: int = GAP_MS
    prefix: str = ""
    suffix: str = "enter"
    keyboard: str = "us"

    @classmethod
    def of(cls, kept: dict[str, object]) -> "Habits":
        """What the settings say; the usual where they say nothing usable."""
        usual = asdict(cls())
        return cls(**{name: kept[name] for name in usual if type(kept.get(name)) is type(usual[name])})  # type: ignore[arg-type]

    def kept(self) -> dict[str, object]:
        """For the settings."""
        return asdict(self)


@dataclass(frozen=True)
class Burst:
    """What was typed at once: the text, what ended it (`enter`, `tab` or nothing), the longest gap in milliseconds."""

    text: str
    end: str
    gap_ms: int


class Wedge(QObject):
    """Watches all windows of the program while it `is_on`. One at a time; whoever makes it closes it."""

    scanned = Signal(Burst)
    held = Signal(str)
    """A key that may begin a scan is held: what is typed when nothing follows."""

    def __init__(self, habits: Habits, parent: QObject) -> None:
        super().__init__(parent)
        self.habits, self.is_on = habits, False
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._window: QObject | None = None
        self._last = self._longest = 0
        self._has_prefix = self._is_replaying = self._just_ended = False
        self._pause = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._wait_once_more)
        self._grace = QTimer(self, singleShot=True, interval=GRACE_MS, timerType=Qt.TimerType.PreciseTimer)
        self._grace.timeout.connect(self._paused)
        self._application = QGuiApplication.instance()
        self._application.focusWindowChanged.connect(self._watch)  # type: ignore[union-attr]
        self._application.focusObjectChanged.connect(self._watch_cursor)  # type: ignore[union-attr]
        self._cursor: QObject | None = None
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _watch_cursor(self, focused: QObject | None) -> None:
        """Shortcuts are sought at whatever has the cursor, before any window hears of the key."""
        if self._cursor is not None and shiboken6.isValid(self._cursor):
            self._cursor.removeEventFilter(self)
        self._cursor = None if isinstance(focused, QWindow) else focused
        if self._cursor is not None:
            self._cursor.installEventFilter(self)

    def learn(self, habits: Habits) -> None:
        """Expect another scanner from now on."""
        self.habits = habits

    def switch(self, *, is_on: bool) -> None:
        """Listen from now on, or let everything through; what is held is handed on first."""
        self._hand_on()
        self.is_on = is_on

    def close(self) -> None:
        """Let go of every window."""
        self.switch(is_on=False)
        self._application.focusWindowChanged.disconnect(self._watch)  # type: ignore[union-attr]
        self._application.focusObjectChanged.disconnect(self._watch_cursor)  # type: ignore[union-attr]
        self._watch_cursor(None)
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whether a key is kept from the window, for now or for good."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._is_no_shortcut(event)
        if watched is self._cursor or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if self._is_replaying or not self.is_on or not isinstance(event, QKeyEvent) or _is_secret():
            return False
        if event.type() == QEvent.Type.KeyRelease:
            return self._release(event)
        return self._press(watched, event)

    def _is_no_shortcut(self, event: QKeyEvent) -> bool:
        """In the middle of a scan a stroke or a letter is no shortcut, whatever it would be by itself."""
        is_printed = bool(event.text()) and event.text().isprintable() and not event.modifiers() & _COMMANDS
        if is_printed and self._held and (_moment(event) - self._last) % WRAPS <= self.habits.gap_ms:
            event.accept()
            return True
        return False

    def _release(self, event: QKeyEvent) -> bool:
        """A key whose pressing is held is released later, too."""
        if not self._held:
            return False
        self._held.append(event.clone())
        return True

    def _press(self, window: QObject, event: QKeyEvent) -> bool:
        now = _moment(event)
        gap, self._last = (now - self._last) % WRAPS, now
        if self._held and (gap > self.habits.gap_ms or window is not self._window):
            self._hand_on()
        if event.key() in _SHIFTS:
            return False
        if self._is_end(event):
            return self._end(event, gap)
        self._just_ended = False
        if event.isAutoRepeat() or event.modifiers() & _COMMANDS:
            self._hand_on()
            return False
        return self._hold(window, event, gap)

    def _is_end(self, event: QKeyEvent) -> bool:
        is_line_end = event.key() in ENDS and not event.modifiers() & _COMMANDS
        return is_line_end or event.text() == "\n"

    def _end(self, event: QKeyEvent, gap: int) -> bool:
        """A line end or tab: of a scan, a second one after it (CR LF), or a person's."""
        if not self._held and self._just_ended and gap <= max(SECOND_MS, 2 * self._longest):
            return True
        if len(self._text) < SHORTEST or not self._is_marked():
            self._hand_on()
            return False
        self._just_ended = True
        self._take(ENDS.get(Qt.Key(event.key()), "enter"))
        return True

    def _is_marked(self) -> bool:
        return self._has_prefix or not self.habits.prefix

    def _hold(self, window: QObject, event: QKeyEvent, gap: int) -> bool:
        is_first = not self._held
        if is_first and self._is_prefix(event):
            self._has_prefix = True
        elif not event.text().isprintable() or not event.text() or not (self._has_prefix or not self.habits.prefix):
            self._hand_on()
            return False
        else:
            self._text += event.text()
        self._longest = 0 if is_first else max(self._longest, gap)
        self._window = window
        self._held.append(event.clone())
        self._grace.stop()
        self._pause.start(self.habits.gap_ms)
        if is_first and self._text:
            self.held.emit(self._text)
        return True

    def _is_prefix(self, event: QKeyEvent) -> bool:
        prefix = self.habits.prefix
        return bool(prefix) and prefix in (event.text(), QKeySequence(event.key()).toString())

    def _wait_once_more(self) -> None:
        """A busy window hears of time before it hears of keys: let those that lie there already come first."""
        self._grace.start()

    def _paused(self) -> None:
        """Nothing came any more: a scanner without a last key, or a person."""
        if len(self._text) >= SHORTEST_BARE and self._is_marked():
            self._take("")
        else:
            self._hand_on()

    def _take(self, end: str) -> None:
        burst = Burst(self._text, end, self._longest)
        self._forget()
        self.scanned.emit(burst)

    def _forget(self) -> None:
        self._pause.stop()
        self._grace.stop()
        self._held, self._text, self._window, self._has_prefix = [], "", None, False

    def _hand_on(self) -> None:
        """It was a person: the window gets the keys in their order."""
        held, window = self._held, self._window
        self._forget()
        self._is_replaying = True
        try:
            for event in held:
                if window is not None and shiboken6.isValid(window):
                    QCoreApplication.sendEvent(window, event)
        finally:
            self._is_replaying = False


def _moment(event: QKeyEvent) -> int:
    """When the system says that the key was pressed, in milliseconds; now, where it does not say."""
    return event.timestamp() or int(time.monotonic() * 1000)


def _is_secret() -> bool:
    """Whether the cursor is in a field that hides what is typed."""
    line = QApplication.focusWidget()
    return isinstance(line, QLineEdit) and line.echoMode() != QLineEdit.EchoMode.Normal
