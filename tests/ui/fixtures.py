"""What tests of the window need: one look per process, a window per test, and a watch over Qt's own messages."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from registry_app.services.summary import summarise
from tests.make import Make
from tests.ui.hands import Hands
from ui.language import speak
from ui.opening import Opened
from ui.settings import Settings
from ui.theme import Theme
from ui.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
EXPECTED = tuple(
    f"This plugin does not support {what}" for what in ("propagateSizeHints()", "raise()", "grabbing the keyboard")
)
"""What the platform `offscreen` says of itself."""


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> Iterator[Theme]:
    """The colours and fonts of the window, put on once. What was copied goes before Qt does, or Qt falls over it."""
    yield Theme(qapp, "light")
    qapp.clipboard().clear()


@pytest.fixture
def qt_says_nothing(qtlog: Any) -> Iterator[None]:
    """A message of Qt that nobody expects fails the test."""
    yield
    said = [record.message for record in qtlog.records if record.message not in EXPECTED]
    assert not said


@pytest.fixture
def empty_window(look: Theme, qtbot: QtBot, make: Make, tmp_path: Path, qt_says_nothing: None) -> Iterator[Hands]:
    """A window with nothing open, on settings of its own. Garbage waits for the end, as it does in `ui.garbage`."""
    gc.disable()
    window = Window(Settings(), tmp_path / "settings.json", look)
    window.resize(1366, 768)
    yield Hands(window, qtbot, make)
    window._may_close = True
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    look.set_mode("light")
    speak(look._app, "en")  # Qt's own catalogue, too
    gc.enable()
    gc.collect(1)


@pytest.fixture
def hands(empty_window: Hands) -> Hands:
    """A window on the test's register, unlocked as its director."""
    return opened(empty_window)


def opened(hands: Hands, user: str = "first") -> Hands:
    """Open the register in the window as a user, and show it."""
    register = hands.make.unlocked(user)
    hands.window.open(Opened(register, register.read(summarise, person=register.actor.person_id)))
    return shown(hands)


def shown(hands: Hands) -> Hands:
    """Show the window and wait for its first picture."""
    hands.window.show()
    hands.bot.waitExposed(hands.window)
    hands.window.activateWindow()
    hands.settle()
    return hands
