"""Waiting for the window where no test waits for it: until something is so, or until all has arrived."""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from ui.window import Window


def wait(until: Callable[[], object], most_ms: int = 20_000) -> None:
    """Let the window work until something is so."""
    clock = QElapsedTimer()
    clock.start()
    while not until():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
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
