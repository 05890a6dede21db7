"""The filter row: read as it is typed, told where it is wrong, in step with the columns."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from registry_app.domain.criterion import Criterion
from registry_app.domain.fields import Field
from ui.job import Job
from ui.parts.columns import Column, Row, of_field
from ui.parts.filter_row import FilterRow
from ui.parts.table import Table

COLUMNS = (
    of_field(Field("serial", "Serial number"), 12),
    of_field(Field("rounds", "Rounds", "integer"), 8, "number"),
    Column("note", "Note", 10),
    of_field(Field("until", "Until", "date"), 12, is_hidden=True),
)


def _nothing(_ids: Sequence[int]) -> Job[list[Row]]:
    return Job(lambda _job: None, None, is_write=False)


@pytest.fixture
def row(qtbot: QtBot) -> FilterRow:
    table = Table("Firearms", COLUMNS, _nothing)
    qtbot.addWidget(table)
    made = FilterRow(table)
    table.show_band(made, is_shown=True)
    table.resize(600, 300)
    table.show()
    return made


def test_what_is_typed_is_told_a_moment_later(qtbot: QtBot, row: FilterRow) -> None:
    with qtbot.waitSignal(row.changed):
        QTest.keyClicks(row.line("rounds"), ">5")
    assert row.criteria() == {"rounds": Criterion("above", (5,))}
    assert row.texts() == {"rounds": ">5"}


def test_a_line_stands_under_its_heading(row: FilterRow) -> None:
    head = row._table.horizontalHeader()
    head.moveSection(1, 0)
    head.resizeSection(1, 222)
    line = row.line("rounds")
    left = line.mapTo(head, QPoint()).x() - head.sectionViewportPosition(1)
    assert (left, line.width()) == (2, 218)
    assert line.mapTo(row._table, QPoint()).y() < row._table.viewport().y()


def test_lines_come_and_go_with_their_columns(row: FilterRow) -> None:
    head = row._table.horizontalHeader()
    assert not row.line("until").isVisible()
    head.showSection(3)
    head.hideSection(0)
    assert row.line("until").isVisible()
    assert not row.line("serial").isVisible()


def test_what_stands_in_a_hidden_column_narrows_no_more(qtbot: QtBot, row: FilterRow) -> None:
    row.show_texts({"serial": "AB"})
    with qtbot.waitSignal(row.changed):
        row._table.horizontalHeader().hideSection(0)
    assert row.criteria() == {}


def test_a_wrong_line_is_red_and_told_and_the_others_go_on(qtbot: QtBot, row: FilterRow) -> None:
    QTest.keyClicks(row.line("serial"), "AB")
    with qtbot.waitSignal(row.wrong) as told:
        QTest.keyClicks(row.line("rounds"), "few")
    assert told.args == [row.problem()]
    assert "not a whole number" in row.line("rounds").toolTip()
    assert row.line("rounds").property("wrong") is True
    assert set(row.criteria()) == {"serial"}


def test_escape_empties_a_line_then_leads_into_the_table(row: FilterRow) -> None:
    row.focus_first()
    QTest.keyClicks(row.line("serial"), "AB")
    QTest.keyClick(row.line("serial"), Qt.Key.Key_Escape)
    assert row.criteria() == {}
    row._table.activateWindow()
    QTest.keyClick(row.line("serial"), Qt.Key.Key_Escape)
    assert row._table.focusWidget() is row._table


def test_a_column_that_is_not_a_field_has_no_line(row: FilterRow) -> None:
    with pytest.raises(StopIteration):
        row.line("note")


def test_lines_have_names_and_help(row: FilterRow) -> None:
    assert row.line("rounds").accessibleName() == "Filter by Rounds"
    assert "range" in row.line("rounds").accessibleDescription()


def test_texts_come_back(row: FilterRow) -> None:
    row.show_texts({"serial": "=007", "gone": "x"})
    assert row.texts() == {"serial": "=007"}
    assert row.criteria() == {"serial": Criterion("is", ("007",))}
    row.clear()
    assert row.criteria() == {}
