"""The journal by keys: listed, filtered, opened, corrected; nothing typed is lost."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _column(page: Any, key: str) -> list[str]:
    keys = [column.key for column in page.table.rows.columns]
    rows = page.table.rows
    return [str(rows.index(row, keys.index(key)).data()) for row in range(rows.rowCount())]


@pytest.fixture
def page(hands: Hands) -> Any:
    """A firearm received and issued to the wrong guard, with rounds."""
    make = hands.make
    assert make.witness
    guard = make.person("G-7", name="Rosa Quispe")
    make.issued(make.firearm("SLX-1"), to=guard, rounds={make.lot("LOT-1"): 20})
    shown = hands.page("journal")
    hands.settle()
    return shown


def test_the_newest_entry_stands_on_top_and_tells_what_it_did(hands: Hands, page: Any) -> None:
    row = {key: _column(page, key)[0] for key in ("kind", "what", "rounds", "source_place", "person")}
    hands.settle()
    row = {key: _column(page, key)[0] for key in row}
    assert row == {
        "kind": "Issue",
        "what": "SLX-1 +1",
        "rounds": "20",
        "source_place": "Arm-1",
        "person": "Rosa Quispe",
    }
    assert page.list.count.text() == f"{page.table.rows.rowCount()} entries"
