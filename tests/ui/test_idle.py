"""An unattended desk locks itself, and loses nothing of what was typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import Hands
from ui.idle import Idle
from ui.settings import Settings

MINUTE = 60


class Hour:
    """A clock that a test turns."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
def idle(look: object, hour: Hour) -> Iterator[tuple[Idle, list[bool]]]:
    told: list[bool] = []
    watch = Idle(Settings(idle_minutes=10), parent=look, clock=hour)  # type: ignore[arg-type]
    watch.away.connect(lambda: told.append(True))
    yield watch, told
    watch.deleteLater()


def _wait(watch: Idle, hour: Hour, minutes: float) -> None:
    for _look in range(int(minutes * 2)):
        hour.now += MINUTE / 2
        watch.look()


def test_ten_minutes_without_input_are_told_once(idle: tuple[Idle, list[bool]], hour: Hour) -> None:
    watch, told = idle
    _wait(watch, hour, 9.5)
    assert told == []
    _wait(watch, hour, 0.5)
    assert told == [True]


def test_waking_from_sleep_is_told_at_once(idle: tuple[Idle, list[bool]], hour: Hour) -> None:
    watch, told = idle
    hour.now += 2 * MINUTE
    watch.look()
    assert told == [True]


def test_never_is_never(idle: tuple[Idle, list[bool]], hour: Hour) -> None:
    watch, told = idle
    watch._settings.idle_minutes = 0
    _wait(watch, hour, 60)
    watch._state_changed(Qt.ApplicationState.ApplicationSuspended)
    assert told == []


def test_a_key_begins_the_minutes_anew(hands: Hands, hour: Hour) -> None:
    idle = hands.window._idle
    idle._clock, idle._last = hour, -1000.0
    idle._watch(hands.window.windowHandle())
    hands.press(Qt.Key.Key_Shift)
    assert idle._last == hour.now


def test_an_unattended_window_locks_and_keeps_what_was_in_hand(hands: Hands) -> None:
    hands.page("handover").open_record(hands.make.firearm("KEEP-1"))
    hands.settle()
    hands.window._idle.away.emit()
    assert hands.window.shell is None
    assert [list(drafts) for _page, drafts in hands.window._drafts.values()] == [["handover"]]
