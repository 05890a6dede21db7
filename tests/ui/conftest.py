"""Every test of the window runs without a screen and fails on messages of Qt that nobody expects."""

import pytest

from tests.ui.fixtures import empty_window, hands, look, qt_says_nothing

__all__ = ["empty_window", "hands", "look", "qt_says_nothing"]


@pytest.fixture(autouse=True)
def _silent(look: object, qt_says_nothing: None) -> None:
    """See above."""
