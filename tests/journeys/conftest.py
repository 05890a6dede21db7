"""Journeys through the window need what its own tests need."""

from tests.ui.fixtures import empty_window, look, qt_says_nothing

__all__ = ["empty_window", "look", "qt_says_nothing"]
