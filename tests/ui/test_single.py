"""A second start of the program brings the first window to the front."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from ui.pages.unlock import Unlock
from ui.single import Single


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[Single]:
    single = Single(tmp_path, qapp)
    yield single
    single.close()
    single.deleteLater()


def test_only_one_program_is_the_first(first: Single, tmp_path: Path, qapp: QApplication) -> None:
    assert first.is_first()
    second = Single(tmp_path, qapp)
    assert not second.is_first()
    first.close()
    assert second.is_first()
    second.close()


def test_the_first_hears_of_the_second(first: Single, hands: Hands, tmp_path: Path, qapp: QApplication) -> None:
    told: list[str] = []
    first.woken.connect(told.append)
    first.listen()
    assert Single(tmp_path, qapp).wake(tmp_path)
    hands.until(lambda: told)
    assert told == [str(tmp_path.resolve())]


def test_nobody_is_woken_where_nobody_listens(first: Single) -> None:
    assert not first.wake()


def test_a_window_at_the_door_asks_for_the_register_that_was_wanted(empty_window: Hands) -> None:
    empty_window.window.show_registers()
    shown(empty_window)
    empty_window.window.come_forward(empty_window.make.folder)
    assert isinstance(empty_window.gate(), Unlock)


def test_an_open_register_stays_open(hands: Hands, tmp_path: Path) -> None:
    shell = hands.shell
    hands.window.come_forward(tmp_path)
    assert hands.shell is shell
    assert hands.window.isVisible()
