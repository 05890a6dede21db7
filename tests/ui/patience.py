"""Waiting for the window: until something is so, or until all has arrived. No longer than that: events wake it."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ui.window import Window

LOOK_MS = 5


def wait(until: Callable[[], object], most_ms: int = 20_000) -> None:
    """Let the window work until something is so; asked after every event, and every few ms where there is none."""
    clock, now_and_then = QElapsedTimer(), QTimer(interval=LOOK_MS)
    clock.start()
    now_and_then.start()
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        assert clock.elapsed() < most_ms, "waited too long"


def settle(window: Window, ms: int = 500) -> None:
    """Let everything arrive and be painted."""
    clock = QElapsedTimer()
    clock.start()
    wait(lambda: clock.elapsed() > ms)
    tasks = window._tasks
    if tasks is not None:
        wait(lambda: not tasks.under_way)
    QApplication.processEvents()
