"""Lists of any length: rows come by the page, arrangements last, copies lose nothing."""

from array import array
from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from registry_app import i18n
from ui.parts.cells import cut
from ui.parts.columns import Column, Row
from ui.parts.table import Table
from ui.parts.table_model import KEPT, PAGE
from ui.tasks import Tasks

COLUMNS = (
    Column("serial", "Serial number", 10, "serial"),
    Column("rounds", "Rounds", 6, "number"),
    Column("state", "Status", 8, "chip", stretches=True),
    Column("note", "Note", is_hidden=True),
)


class Shelf(QObject):
    """A table over as many rows as a test wants, fetched by real jobs; counts what was asked for."""

    def __init__(self, bot: QtBot) -> None:
        super().__init__()
        self.tasks = Tasks()
        self.asked: list[tuple[int, int]] = []
        self.bot, self.word = bot, "x"
        self.table = Table("Firearms", COLUMNS, lambda ids: self.tasks.run(self._rows, ids))
        bot.addWidget(self.table)
        self.table.resize(600, 400)

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        self.asked.append((ids[0], len(ids)))
        return [(n, f"{n:03}", n, "In store", self.word) for n in reversed(ids)]

    def show(self, count: int) -> None:
        self.table.show_ids(array("q", range(1, count + 1)))
        self.table.show()
        self.wait()

    def wait(self) -> None:
        self.bot.wait(1)
        self.bot.waitUntil(lambda: not self.tasks.under_way)
        self.bot.wait(1)

    def text(self, row: int, column: int = 0) -> str:
        self.table.rows.row(row)
        self.wait()
        return str(self.table.rows.index(row, column).data())


@pytest.fixture
def shelf(qtbot: QtBot) -> Iterator[Shelf]:
    made = Shelf(qtbot)
    yield made
    made.tasks.close()


def test_the_model_keeps_qt_s_rules(shelf: Shelf) -> None:
    tester = QAbstractItemModelTester(shelf.table.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    shelf.show(300)
    shelf.show(0)
    assert tester.model() is shelf.table.rows


def test_of_a_million_rows_only_those_looked_at_are_fetched(shelf: Shelf) -> None:
    shelf.show(1_000_000)
    assert shelf.asked == [(1, PAGE)]
    assert shelf.text(999_999) == "1000000"
    assert shelf.asked[1:] == [(1_000_000 - 1_000_000 % PAGE + 1, 1_000_000 % PAGE)]


def test_only_so_many_pages_are_kept(shelf: Shelf) -> None:
    shelf.show(PAGE * (KEPT + 3))
    for page in range(KEPT + 2):
        shelf.text(page * PAGE)
    assert len(shelf.table.rows._pages) == KEPT


def test_what_was_scrolled_past_is_not_fetched(shelf: Shelf) -> None:
    shelf.show(PAGE * 40)
    for page in range(1, 40):
        shelf.table.rows.row(page * PAGE)
    shelf.wait()
    assert len(shelf.asked) <= 6
    assert shelf.text(39 * PAGE) == f"{39 * PAGE + 1}"


def test_a_row_on_its_way_shows_an_ellipsis(shelf: Shelf) -> None:
    shelf.table.show_ids([1, 2])
    assert shelf.table.rows.index(0, 0).data() == "…"


def test_refreshing_keeps_what_is_shown_until_the_new_is_there(shelf: Shelf) -> None:
    shelf.show(3)
    assert shelf.text(0, 3) == "x"
    shelf.word = "y"
    shelf.table.show_ids([1, 2, 3])
    assert shelf.table.rows.index(0, 3).data() == "x"
    assert shelf.text(0, 3) == "y"


def test_the_current_row_stays_current_in_another_order(shelf: Shelf) -> None:
    shelf.show(5)
    assert shelf.table.go_to(4)
    shelf.table.show_ids([5, 4, 3])
    assert (shelf.table.current_id(), shelf.table.currentIndex().row()) == (4, 1)
    assert not shelf.table.go_to(99)


def test_sorting_is_asked_of_the_owner(shelf: Shelf) -> None:
    asked: list[tuple[str, bool]] = []
    shelf.table.rows.sort_asked.connect(lambda key, down: asked.append((key, down)))
    shelf.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert set(asked) == {("rounds", True)}


def test_copies_keep_leading_zeros_and_hold_what_is_shown(shelf: Shelf) -> None:
    shelf.show(3)
    shelf.table.selectAll()
    QTest.keyClick(shelf.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    shelf.wait()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == ("Serial number\tRounds\tStatus\n001\t1\tIn store\n002\t2\tIn store\n003\t3\tIn store")
    assert "mso-number-format:'\\@'\">001<" in copied.html()


def test_an_arrangement_lasts(shelf: Shelf) -> None:
    head = shelf.table.horizontalHeader()
    head.moveSection(1, 0)
    head.resizeSection(0, 222)
    head.showSection(3)
    shelf.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    kept = shelf.table.arrangement()
    shelf.table.reset_columns()
    assert shelf.table.arrangement() != kept
    shelf.table.arrange(kept | {"hidden": [], "order": [*kept["order"], "gone"]})
    assert shelf.table.arrangement() == kept
    assert kept["sort"] == ["state", True]


def test_an_arrangement_outlives_other_rows(shelf: Shelf) -> None:
    shelf.show(3)
    head = shelf.table.horizontalHeader()
    head.moveSection(1, 0)
    head.resizeSection(0, 222)
    head.hideSection(3)
    kept = shelf.table.arrangement()
    shelf.show(2)
    assert shelf.table.arrangement() == kept


def test_columns_can_be_hidden_but_never_all(shelf: Shelf) -> None:
    for _column in range(5):
        menu = shelf.table.column_menu()
        for action in menu.actions():
            if action.isCheckable() and action.isChecked() and action.isEnabled():
                action.toggle()
                break
    assert len(shelf.table.arrangement()["hidden"]) == 3


def test_up_from_the_first_row_leaves_the_list(shelf: Shelf) -> None:
    left: list[bool] = []
    shelf.table.left_upwards.connect(lambda: left.append(True))
    shelf.show(3)
    shelf.table.setFocus()
    shelf.table.selectRow(1)
    for _key in range(2):
        QTest.keyClick(shelf.table, Qt.Key.Key_Up)
    assert (left, shelf.table.currentIndex().row()) == ([True], 0)


def test_enter_opens_and_the_cursor_tells(shelf: Shelf) -> None:
    opened: list[int] = []
    chosen: list[int] = []
    shelf.table.opened.connect(opened.append)
    shelf.table.chosen.connect(chosen.append)
    shelf.show(3)
    shelf.table.selectRow(2)
    QTest.keyClick(shelf.table, Qt.Key.Key_Return)
    assert (opened, chosen[-1]) == ([3], 3)


def test_names_that_differ_in_their_end_are_told_apart_where_they_are_cut(shelf: Shelf) -> None:
    metrics = shelf.table.fontMetrics()
    room = metrics.horizontalAdvance("Strong room")
    names = [cut(f"Strong room of the North {n}", metrics, room) for n in (1, 2)]
    assert [(name[:3], name[-1]) for name in names] == [("Str", "1"), ("Str", "2")]
    assert all(metrics.horizontalAdvance(name) <= room for name in names)
    assert cut("Strong room of the North", metrics, room, is_prose=True)[:6] == "Strong"


def test_headings_follow_the_language(shelf: Shelf) -> None:
    i18n.use("es")
    shelf.table.retranslate()
    assert shelf.table.rows.headerData(0, Qt.Orientation.Horizontal) == "Número de serie"
    assert shelf.table.rows.headerData(0, Qt.Orientation.Vertical) is None
    assert shelf.table.rows.rowCount(QModelIndex()) == 0


def test_ids_of_more_than_32_bits_are_told_whole(shelf: Shelf) -> None:
    told: list[int] = []
    shelf.table.chosen.connect(told.append)
    shelf.table.opened.connect(told.append)
    shelf.table.show_ids(array("q", [1 << 62, (1 << 62) + 1]))
    shelf.table.selectRow(1)
    shelf.table.activated.emit(shelf.table.currentIndex())
    assert told == [(1 << 62) + 1, (1 << 62) + 1]
    assert shelf.table.selected_ids() == [(1 << 62) + 1]


def test_the_id_0_is_a_record_like_others(shelf: Shelf) -> None:
    shelf.table.show_ids(array("q", [2, 1, 0]))
    assert not shelf.table.has_current()
    assert shelf.table.go_to(0)
    shelf.table.show_ids(array("q", [3, 2, 1, 0]))
    assert (shelf.table.has_current(), shelf.table.current_id()) == (True, 0)
