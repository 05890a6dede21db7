"""The start of the program: what it loads before the first picture, what it says without a screen, what it logs."""

import gc
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, qInstallMessageHandler, qWarning
from PySide6.QtWidgets import QApplication

from tests.architecture.sources import ROOT
from ui import log
from ui.garbage import Collector

HEAVY = ("sqlalchemy", "sqlcipher3", "reportlab", "babel", "cryptography", "pypdfium2", "registry_app.domain.records")
PAINT = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from ui.app import build
app = QApplication(sys.argv[:1])
window = build(app, Path(sys.argv[1]))
window.first_painted.connect(lambda: print([name for name in {heavy} if name in sys.modules]) or app.quit())
window.begin(Path(sys.argv[2]) if sys.argv[2:] else None)
window.show()
app.exec()
"""


def _run(*command: str, **known: str) -> "subprocess.CompletedProcess[str]":
    cleared = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=cleared | known, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("has_register", [False, True])
def test_nothing_heavy_is_loaded_before_the_first_picture(tmp_path: Path, template: Path, has_register: bool) -> None:
    given = [str(tmp_path / "window.json"), *([str(template)] if has_register else [])]
    ended = _run("-c", PAINT.format(heavy=HEAVY), *given, QT_QPA_PLATFORM="offscreen")
    assert (ended.stdout.strip(), ended.returncode) == ("[]", 0), ended.stderr


def test_without_a_screen_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    ended = _run("main.py")
    assert ended.returncode == (3 if sys.platform.startswith("linux") else ended.returncode)
    assert "There is no display" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    log.start(tmp_path)
    yield tmp_path / "window.log"
    qInstallMessageHandler(None)
    for handler in log.LOG.handlers[:]:
        log.LOG.removeHandler(handler)
        handler.close()
    log.LOG.propagate = True
    log.LOG.setLevel(logging.NOTSET)


def test_the_log_names_places_and_nothing_that_was_typed(logged: Path, caplog: pytest.LogCaptureFixture) -> None:
    try:
        int("Ana Ruiz")
    except ValueError as error:
        log.LOG.error("bug %s", "ValueError", exc_info=error)
    qWarning("something of Qt")
    first, second = (json.loads(line) for line in logged.read_text().splitlines())
    assert (first["event"], first["level"]) == ("bug ValueError", "error")
    assert "tests/ui/test_start.py:" in first["frames"]
    assert "Ana" not in logged.read_text()
    assert second["event"] == "qt something of Qt"
    caplog.clear()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log.start(tmp_path / "file")
    assert log.LOG.handlers == []


def test_garbage_is_collected_by_the_window_alone(qapp: QApplication) -> None:
    owner = QObject()
    collector = Collector(owner)
    collector._has_left_out = True  # else what earlier tests left may be frozen together with the circles
    assert not gc.isenabled()
    for _each in range(gc.get_threshold()[0] + 10):
        circle: list[object] = []
        circle.append(circle)
    assert collector.collect() > 0
    collector.stop()
    assert gc.isenabled()


def test_what_is_loaded_for_good_is_not_looked_through(qapp: QApplication) -> None:
    owner = QObject()
    collector = Collector(owner)
    collector._thresholds = (0, 0, 1)
    for _each in range(2):
        gc.collect(1)
    assert collector.collect() == 0
    assert gc.get_freeze_count() > 10_000
    collector.stop()
    assert gc.get_freeze_count() == 0
