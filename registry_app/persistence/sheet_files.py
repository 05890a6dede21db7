"""Tables as spreadsheets: every value as text, so that no zero, hyphen or equals sign is lost or obeyed."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter

MOST_CHARACTERS = 32_767
"""A cell of a workbook holds no more."""
_WIDEST = 60
_FORMULA = re.compile("'*[=+@\t\r-]")
_MARK = b"\xef\xbb\xbf"
_TEXT_ONLY = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def xlsx(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]], made_at: int = 0) -> bytes:
    """A workbook with one sheet of text cells; with a moment `made_at` (UTC ms) the same rows make the same bytes."""
    kept = [list(headings), *(list(row) for row in rows)]
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, _TEXT_ONLY) as book:
        if made_at:
            book.set_properties({"created": dt.datetime.fromtimestamp(made_at // 1000, dt.UTC).replace(tzinfo=None)})
        text = book.add_format({"num_format": "@", "valign": "top"})
        head = book.add_format({"num_format": "@", "bold": True, "bottom": 1})
        sheet = book.add_worksheet(_sheet_name(name))
        for column in range(len(headings)):
            longest = max(len(row[column]) for row in kept)
            sheet.set_column(column, column, min(longest + 2, _WIDEST), text)
        for number, row in enumerate(kept):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value[:MOST_CHARACTERS], head if number == 0 else text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(kept) - 1, 1), max(len(headings) - 1, 0))
    return held.getvalue()


def _sheet_name(name: str) -> str:
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31] or "1"


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Comma-separated UTF-8 with a mark, which spreadsheets need to tell accents.

    An apostrophe is put before what a spreadsheet would take for a formula, and carry out; `unquoted` takes it off.
    """
    return b"".join(csv_lines(headings, rows))


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """As `csv_text`, line by line: a list may be longer than what memory holds."""
    held = io.StringIO(newline="")
    writer = csv.writer(held)
    writer.writerow(headings)
    yield _MARK
    for row in rows:
        yield _taken(held)
        writer.writerow([_quoted(cell) for cell in row])
    yield _taken(held)


def _taken(held: io.StringIO) -> bytes:
    """What was written since the last time."""
    line = held.getvalue().encode()
    held.seek(0)
    held.truncate()
    return line


def _quoted(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unquoted(cell: str) -> str:
    """A cell of a list as it was before `csv_text` wrote it."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
