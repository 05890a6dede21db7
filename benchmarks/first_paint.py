"""From the start of the program to its first picture, against a bare window of the same library.

Each start is a process of its own, the two kinds taking turns; the ratio is that of the medians, once of processor
time (which other work on the machine hardly changes) and once of the clock. Runs without a screen where there is none.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks._registers import row

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
app = QApplication(sys.argv[:1])
window = Window()
window.resize(1366, 840)
window.show()
app.exec()
"""
OURS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import build
app = QApplication(sys.argv[:1])
window = build(app, Path(sys.argv[1]))
window.first_painted.connect(app.quit)
window.begin()
window.show()
app.exec()
"""


def _start(code: str, settings: str, known: Mapping[str, str]) -> tuple[float, float]:
    """Processor seconds and seconds of the clock that a process took."""
    before, at = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, "-c", code, settings], cwd=ROOT, env=known, check=True, stderr=subprocess.DEVNULL)
    took, after = time.perf_counter() - at, resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, took


def main(_arguments: list[str]) -> None:
    """Print the ratios."""
    known = dict(os.environ)
    if not any(known.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        known.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        settings = str(Path(folder) / "window.json")
        for code in (BARE, OURS):  # the first start of each reads files that the next ones find in memory
            _start(code, settings, known)
        rounds = [(_start(BARE, settings, known), _start(OURS, settings, known)) for _round in range(ROUNDS)]
    for name, which in (("first picture, processor", 0), ("first picture, clock", 1)):
        bare, ours = (statistics.median(each[kind][which] for each in rounds) for kind in (0, 1))
        row(name, ours, bare, "bare window")
