"""A count killed by SIGKILL: every scan that beeped is there, and counting goes on where it was."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from registry_app.services import checks
from registry_app.services import register as registers
from registry_app.services.summary import summarise
from tests.make import PASSPHRASE
from tests.ui.armoury import Armoury
from tests.ui.fixtures import empty_window, look, qt_says_nothing, shown
from tests.ui.hands import Hands
from ui.opening import Opened

__all__ = ["empty_window", "look", "qt_says_nothing"]

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
SERIALS = [f"K-{number:05}" for number in range(40)]


def _killed(folder: Path, beeps: int) -> list[str]:
    """Count until so many scans have beeped, and kill it in whatever it does next; what had beeped."""
    command = [sys.executable, "-m", "tests.crash.counter", str(folder), "ines", *SERIALS]
    spoken = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=spoken) as child:
        assert child.stdout
        try:
            heard = [child.stdout.readline().split() for _beep in range(beeps)]
        finally:  # also when nothing beeps for too long: else it would be waited for
            child.send_signal(signal.SIGKILL)
        heard += [line.split() for line in child.stdout]
    assert {sound for sound, _serial in heard} == {"ok"}
    return [serial for _sound, serial in heard]


def test_every_scan_that_beeped_is_there_and_counting_goes_on(empty_window: Hands) -> None:
    armoury = Armoury(empty_window)
    for serial in SERIALS:
        armoury.make.firearm(serial, at=armoury.north)
    audit = armoury.begin(method="guided", place=armoury.north)
    armoury.make.register.close()
    beeped = _killed(armoury.make.folder, beeps=9)
    register = registers.unlock(armoury.make.folder, user="ines", passphrase=PASSPHRASE, clock=armoury.make.clock)
    armoury.make.register = register
    empty_window.window.open(Opened(register, register.read(summarise)))
    shown(empty_window)
    armoury.press(Qt.Key.Key_F10)
    there = {line.title for line in armoury.count.progress.last}
    assert len(armoury.seen()) >= len(beeped) >= 9
    assert set(beeped[-9:]) <= there
    assert armoury.count.here.title.text() == "R-1"
    assert checks.check(register).verdict == "intact"
    assert audit
