"""The three sounds of the scanner: `ok`, `no`, and `twice` for what was scanned already.

Played by what the system has for it, because Qt's own player would bring a hundred megabytes: `winsound` on Windows,
`afplay` on macOS, the player of PipeWire, PulseAudio or ALSA on Linux; where there is none, the system's beep.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "sounds"
OK, NO, TWICE = "ok", "no", "twice"
PLAYERS = (["afplay"], ["pw-play"], ["paplay"], ["aplay", "-q"])


def player(find: Callable[[str], str | None] = shutil.which) -> Sequence[str]:
    """The command that plays a file on this system; empty where there is none."""
    return next(([path, *words[1:]] for words in PLAYERS if (path := find(words[0]))), [])


def play(name: str) -> None:
    """Begin to play a sound; never waits, and never fails because of a system without sound."""
    if QGuiApplication.platformName() == "offscreen":  # a window that nobody sees is not heard either
        return
    file = FOLDER / f"{name}.wav"
    if sys.platform == "win32":
        _play_on_windows(file)
    elif not (words := player()) or not QProcess.startDetached(words[0], [*words[1:], str(file)])[0]:
        QApplication.beep()


def _play_on_windows(file: Path) -> None:
    import winsound

    winsound.PlaySound(str(file), winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)  # type: ignore[attr-defined]


class Sounds:
    """Plays where the user wants to hear something; `is_on` is asked at each sound."""

    def __init__(self, is_on: Callable[[], bool], start: Callable[[str], None] = play) -> None:
        self._is_on, self._start = is_on, start

    def __call__(self, name: str) -> None:
        """Play `ok`, `no` or `twice`, unless sound is off."""
        if self._is_on():
            self._start(name)
