"""Sheets of reports: texts stay texts, titles stay in sight, columns are as wide as what they hold."""

from io import BytesIO
from typing import Any

import openpyxl
from xlsxwriter import Workbook

from registry_app.reports.workbook import WIDEST, Cell, add_sheet, book_of
from tests.reports import given


def _book(rows: list[list[Cell]]) -> bytes:
    def fill(book: Workbook, _content: Any, strong: Any) -> None:
        titles = {"serial": "Serial number", "n": "Rounds"}
        add_sheet(book, "A title that is far too long for a sheet", titles, rows, strong)

    return book_of(given.content(1), fill)


def _sheet(rows: list[list[Cell]]) -> Any:
    return openpyxl.load_workbook(BytesIO(_book(rows))).worksheets[0]


def test_texts_and_numbers_stay_what_they_are() -> None:
    sheet = _sheet([["007", 7], ["=1+1", 0]])
    assert list(sheet.values) == [("Serial number", "Rounds"), ("007", 7), ("=1+1", 0)]
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]


def test_titles_stay_in_sight_and_can_be_filtered() -> None:
    sheet = _sheet([["007", 7]])
    assert (sheet.freeze_panes, sheet.auto_filter.ref, len(sheet.title)) == ("B2", "A1:B2", 31)


def test_a_column_is_no_wider_than_a_reader_bears() -> None:
    widths = _sheet([["W" * 125, 7]]).column_dimensions
    assert WIDEST < widths["A"].width < WIDEST + 4
    assert widths["B"].width < 12


def test_the_same_rows_give_the_same_bytes() -> None:
    rows: list[list[Cell]] = [["007", 7]]
    assert _book(rows) == _book(rows)
