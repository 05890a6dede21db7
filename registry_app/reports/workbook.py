"""Workbooks of reports: sheets of texts and numbers, with titles that stay in sight and can be filtered.

Texts stay the texts that they are, so that no program takes `007` or `1-2` for a number; there are no formulas.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from registry_app.i18n import _

Content = Mapping[str, Any]
Cell = str | int
WIDEST = 48
"""Columns are no wider than so many characters."""


def book_of(content: Content, fill: Callable[[Workbook, Content, Any], None]) -> bytes:
    """The workbook of a report; `fill` gets it with the content and the style of titles. The same content gives the
    same bytes."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        made = dt.datetime.fromisoformat(content["made"]["moment"]).astimezone(dt.UTC).replace(tzinfo=None)
        book.set_properties(
            {"title": content["number"], "company": content["company"]["name"], "created": made, "author": ""}
        )
        fill(book, content, book.add_format({"bold": True, "bg_color": "#E4EAF4", "bottom": 1, "text_wrap": True}))
    return file.getvalue()


def add_sheet(
    book: Workbook, title: str, columns: Mapping[Any, str], rows: Iterable[Sequence[Cell]], strong: Any
) -> None:
    """One sheet: the titles, and a row for each record; `columns` are msgids by key."""
    sheet = book.add_worksheet(title[:31])
    titles = [_(label) for label in columns.values()]
    widths = [len(label) for label in titles]
    write_row(sheet, 0, titles, strong)
    last = 0
    for last, row in enumerate(rows, 1):
        write_row(sheet, last, row)
        widths = [max(width, len(str(cell))) for width, cell in zip(widths, row, strict=True)]
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, WIDEST) + 2)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(titles) - 1)


def write_row(sheet: Worksheet, at: int, cells: Sequence[Cell], style: Any = None) -> None:
    """One row: numbers as numbers, everything else as text."""
    for column, cell in enumerate(cells):
        if isinstance(cell, int):
            sheet.write_number(at, column, cell, style)
        else:
            sheet.write_string(at, column, cell, style)
