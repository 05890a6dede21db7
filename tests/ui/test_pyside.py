"""PySide6 6.12.0 drops a reference to None at each call on Python 3.11 and aborts after some thousands."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200_000


def test_calls_that_return_nothing_take_no_reference_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _call in range(CALLS):
        label.setText("")
    assert abs(sys.getrefcount(None) - before) < CALLS // 100
