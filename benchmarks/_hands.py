"""Works the window on a register and measures what its user waits for: run in a process of its own by `bench window`.

`python -m benchmarks._hands FOLDER` prints JSON: seconds from a key to the list that stands, painted, by name; the
longest that the window did not answer meanwhile; and the memory of the process with the list, bytes. With `--bare` it
opens the page and prints the memory alone.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

import ui.window
from benchmarks._registers import PASSPHRASE
from registry_app.services import register as registers
from registry_app.services.summary import summarise
from ui.app import build
from ui.garbage import Collector
from ui.opening import Opened, warm_up

BEAT_MS = 10
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def resident() -> int:
    """The memory that this process has, bytes; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


class Heart(QObject):
    """Beats every 10 ms on the window's thread; `longest` is the longest time between two beats, seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def beat(self) -> None:
        """Look at the clock."""
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now

    def begin_again(self) -> None:
        """Count from now."""
        self.longest, self._last = 0.0, time.perf_counter()


@dataclass
class Worker:
    """Somebody at the window, with what was measured: seconds by name, and the longest silence meanwhile."""

    window: Any
    heart: Heart
    took: dict[str, float] = field(default_factory=dict)
    silent: dict[str, float] = field(default_factory=dict)

    def until(self, is_so: Callable[[], object]) -> None:
        """Let the window work until something is so."""
        while not is_so():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def measure(self, name: str, act: Callable[[], object], stands: Callable[[], object]) -> None:
        """The time from an act until what it leads to stands; of the acts of one name the slowest counts."""
        self.heart.begin_again()
        began = time.perf_counter()
        act()
        self.until(stands)
        QApplication.processEvents()  # until it is painted, too
        took = time.perf_counter() - began
        self.heart.beat()
        self.took[name] = max(took, self.took.get(name, 0))
        self.silent[name] = max(self.heart.longest, self.silent.get(name, 0))

    def is_quiet(self) -> bool:
        """Whether no work is under way."""
        return not self.window._tasks.under_way

    def press(self, key: Any, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key as the keyboard does it."""
        QTest.keyClick(self.window.windowHandle(), key, with_)


class Desk:
    """The list of firearms, worked by keys."""

    def __init__(self, worker: Worker) -> None:
        self.worker, self.window = worker, worker.window
        worker.measure("open the page", lambda: self.window.shell.go("firearms"), self._is_open)
        worker.until(worker.is_quiet)
        self.page = self.window.shell.page("firearms")
        self.table = self.page.table
        header = self.window.shell.header
        self.pauses = header.search._pause, self.page.filter._pause, self.page._asking, self.page._looking

    def _is_open(self) -> bool:
        page = self.window.shell._pages.get("firearms")
        rows = page.table.rows if page else None
        return rows is not None and rows.rowCount() > 0 and self._is_shown(rows, 0)

    def _is_shown(self, rows: Any, row: int) -> bool:
        return rows._pages.get(row // 128) is not None

    def stands(self) -> bool:
        """Whether nothing is waited for: no next letter, no answer, no rows."""
        rows = self.table.rows
        is_pausing = any(pause.isActive() for pause in self.pauses)
        return not is_pausing and self.worker.is_quiet() and not rows._asking.isActive() and not rows._wanted

    def type(self, line: QLineEdit, name: str, text: str) -> None:
        """Type key by key, each when the list stands after the one before."""
        for n, letter in enumerate(text, 1):
            self.worker.measure(
                name, lambda letter=letter: self.worker.press(letter),  # type: ignore[misc]
                lambda typed=text[:n]: line.text() == typed and self.stands(),  # type: ignore[misc]
            )  # fmt: skip

    def clear(self) -> None:
        """Everything is listed again."""
        self.page.show_all()
        self.worker.until(self.stands)

    def search(self, name: str, text: str) -> None:
        """Search from the header."""
        self.worker.press(Qt.Key.Key_F, CTRL)
        self.type(self.window.shell.header.search, name, text)
        self.clear()

    def filter(self, name: str, key: str, text: str) -> None:
        """Type into the filter row."""
        self.page.list.show_filter(is_shown=True)
        (line := self.page.filter.line(key)).setFocus()
        self.type(line, name, text)
        self.clear()

    def sort(self) -> None:
        """By another column, and back."""
        for order in (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder):
            self.worker.measure("sort", lambda order=order: self.table.sortByColumn(2, order), self.stands)  # type: ignore[misc]

    def jump(self, times: int = 20) -> None:
        """To rows far from each other."""
        many = self.table.rows.rowCount()
        for n in range(times):
            row = (n * 7_919_003 + many // 3) % many
            self.worker.measure("jump to any row", lambda row=row: self._go(row), lambda row=row: self._is_there(row))  # type: ignore[misc]

    def _go(self, row: int) -> None:
        self.table.setCurrentIndex(self.table.rows.index(row, 0))

    def _is_there(self, row: int) -> bool:
        return self._is_shown(self.table.rows, row)

    def scroll(self, presses: int = 60) -> None:
        """Leaf through, as fast as keys repeat; none waits for rows."""
        self.table.setFocus()
        self.worker.press(Qt.Key.Key_Home, CTRL)
        for _n in range(presses):
            self.worker.measure("a page down", lambda: self.worker.press(Qt.Key.Key_PageDown), lambda: True)
            QApplication.processEvents()
        self.worker.until(self.worker.is_quiet)


def _unchecked(_register: Any) -> None:
    """No check: rows put in directly do not stand it."""


def opened(folder: Path, settings: Path) -> tuple[Any, Collector]:
    """The window on a register, as the program shows it, but for the check."""
    vars(ui.window)["check"] = _unchecked
    app = QApplication(sys.argv[:1])
    warm_up()
    window = build(app, settings)
    register = registers.unlock(folder, user="bench", passphrase=PASSPHRASE)
    window.resize(1366, 768)
    window.open(Opened(register, register.read(summarise, person=register.actor.person_id)))
    window.show()
    return window, Collector(app)


def work(folder: Path, *, is_bare: bool) -> dict[str, Any]:
    """Everything that is measured on one register."""
    window, collector = opened(folder, folder.with_name("window.json"))
    worker = Worker(window, Heart())
    worker.until(worker.is_quiet)
    if is_bare:
        window.shell.go("firearms")
        worker.until(worker.is_quiet)
    else:
        desk = Desk(worker)
        desk.jump()
    listed = resident()
    if not is_bare:
        lists(desk)
    window._may_close = True
    window.close()
    collector.stop()
    return {"took": worker.took, "silent": worker.silent, "listed": listed}


def lists(desk: Desk) -> None:
    """Leaf, search, filter and sort."""
    desk.scroll()
    for name, text in (("search, key by key", "47110"), ("search two words", "taurus 471")):
        desk.search(name, text)
    for name, key, text in (("filter row, some match", "serial", "471"), ("filter row, all match", "calibre", "9x1")):
        desk.filter(name, key, text)
    desk.sort()


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]), is_bare="--bare" in sys.argv)))
