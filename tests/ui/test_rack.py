"""The rack by itself: arrows walk its cells in rows, each is read out whole, and states differ by more than colour."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.parts.rack import Cell, Rack

CELLS = [
    Cell("1", "occupied", "green", "A1", ("Taurus G3",), "11"), Cell("2", "out: Rosa", "blue", "B2", (), "12"),
    Cell("3", "free", "gray"), Cell("4", "free", "gray"),
]  # fmt: skip


def _rack(qtbot: QtBot) -> Rack:
    rack = Rack("Rack")
    qtbot.addWidget(rack)
    rack.show_cells(CELLS)
    size = rack.sizeHintForIndex(rack.model().index(0, 0))
    rack.resize(size.width() * 2 + 20, size.height() * 3)
    rack.show()
    return rack


def test_arrows_walk_rows_and_columns(qtbot: QtBot) -> None:
    rack, seen = _rack(qtbot), []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up):
        QTest.keyClick(rack, key)
        seen.append(rack.current().slot)
    assert seen == ["2", "4", "3", "1"]


def test_up_from_the_first_row_leaves(qtbot: QtBot) -> None:
    rack = _rack(qtbot)
    with qtbot.waitSignal(rack.left_upwards):
        QTest.keyClick(rack, Qt.Key.Key_Up)


def test_enter_opens_what_stands_there_and_nothing_where_it_is_free(qtbot: QtBot) -> None:
    rack, told = _rack(qtbot), []
    rack.opened.connect(told.append)
    QTest.keyClick(rack, Qt.Key.Key_Return)
    QTest.keyClick(rack, Qt.Key.Key_Down)
    QTest.keyClick(rack, Qt.Key.Key_Return)
    assert told == ["11"]


def test_a_cell_is_read_out_whole(qtbot: QtBot) -> None:
    rack = _rack(qtbot)
    said = rack.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "1; occupied; A1; Taurus G3"


def test_the_cursor_stays_in_its_place(qtbot: QtBot) -> None:
    rack = _rack(qtbot)
    QTest.keyClick(rack, Qt.Key.Key_Right)
    rack.show_cells(CELLS[:3])
    assert rack.current().slot == "2"
