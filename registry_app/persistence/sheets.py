"""Reading tables out of spreadsheets: every cell as the text that its author sees, and a doubt where that text may lie.

CSV (UTF-8 with or without mark, UTF-16 with mark, else Windows-1252; separated by comma, semicolon, tab or bar) and
workbooks (XLSX; XLS and ODS as far as calamine reads them), and the JSON that we export. What a file is, is told by its
content, not by its name.
"""

import csv
import datetime as dt
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import python_calamine as calamine

from registry_app.domain import disk
from registry_app.domain.errors import Refused, refuse
from registry_app.persistence import sheet_formats
from registry_app.persistence.sheet_files import unquoted

MOST_BYTES = 64 * 2**20
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_DIGITS = 15
"""A spreadsheet keeps so many digits of a number; what came after them is lost."""
SHORTENED_DIGITS = 12
"""From so many digits on a spreadsheet shows a plain number as a power of ten."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_CONTROLS = "".join(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
_MOST_CONTROLS = 20
"""Where one character of so many is a control character, nobody wrote the text."""
_SEPARATORS = ",;\t|"
_SNIFFED_LINES = 50


@dataclass(frozen=True)
class Sheet:
    """One table: its rows that are not empty, each with its number as the spreadsheet counts it, from 1.

    `doubts` tells by row number and column index which texts may not be what was typed: `number_shortened`,
    `number_scientific`, `number_lost_digits`, `became_date`, `cell_error`.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    doubts: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """A file's tables, and the SHA-256 of its bytes in hex."""

    name: str
    file_hash: str
    sheets: tuple[Sheet, ...]


def read(path: Path) -> Book:
    """The tables of a file. Raises `Refused` when none can be read in it, `Unavailable` when it cannot be opened."""
    content = _bytes_of(path)
    sheets = _tables(path.name, content)
    if not any(sheet.rows for sheet in sheets):
        raise Refused(refuse("file_empty", file=path.name))
    for sheet in sheets:
        _check_size(path.name, sheet)
    return Book(path.name, sha256(content).hexdigest(), tuple(sheets))


def _bytes_of(path: Path) -> bytes:
    content = disk.read(path, MOST_BYTES)
    if len(content) > MOST_BYTES:
        raise Refused(refuse("file_too_large", file=path.name, most=MOST_BYTES // 2**20))
    if not content.strip(b" \t\r\n\x00"):
        raise Refused(refuse("file_empty", file=path.name))
    return content


def _tables(name: str, content: bytes) -> list[Sheet]:
    if content.startswith(_OLE) and _LOCKED in content:
        raise Refused(refuse("file_has_password", file=name))
    if content.startswith(_ZIP):
        return _workbook(name, content, sheet_formats.looked_at(name, content, MOST_ROWS, MOST_COLUMNS))
    if content.startswith(_OLE):
        return _workbook(name, content, {})
    text = _decoded(name, content)
    rows = _objects(name, text) if text.lstrip().startswith("[") else None
    return [Sheet("", list(_filled(_csv_rows(name, text) if rows is None else rows)))]


def _objects(name: str, text: str) -> list[list[str]] | None:
    """The rows of a JSON list of flat objects, as `exports` writes it, keys as headings; `None` when it is no JSON."""
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return None
    if not all(isinstance(each, dict) for each in found):
        raise Refused(refuse("file_not_table", file=name))
    headings = list(dict.fromkeys(key for each in found for key in each))
    return [headings, *([_scalar(name, each.get(key)) for key in headings] for each in found)]


def _scalar(name: str, value: object) -> str:
    if isinstance(value, dict | list):
        raise Refused(refuse("file_not_table", file=name))
    return str(int(value)) if isinstance(value, bool) else "" if value is None else str(value)


def _check_size(name: str, sheet: Sheet) -> None:
    if len(sheet.rows) > MOST_ROWS:
        raise Refused(refuse("file_too_many_rows", file=name, most=MOST_ROWS))
    if any(len(cells) > MOST_COLUMNS for _number, cells in sheet.rows):
        raise Refused(refuse("file_too_many_columns", file=name, most=MOST_COLUMNS))


def _filled(rows: Iterable[list[str]], first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """The rows with anything in them, without the empty cells at their end."""
    for number, cells in enumerate(rows, first):
        width = next((n for n in range(len(cells), 0, -1) if cells[n - 1].strip()), 0)
        if width:
            yield number, cells[:width]


def _decoded(name: str, content: bytes) -> str:
    candidates: tuple[str, ...] = ("utf-8-sig", "cp1252")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ("utf-16",)
    elif b"\x00" in content:
        raise Refused(refuse("file_not_table", file=name))
    for encoding in candidates:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text):
            return text
    raise Refused(refuse("file_not_table", file=name))


def _is_text(text: str) -> bool:
    """Whether it is anything that people write; a stray control character is left for its field to refuse."""
    return sum(text.count(character) for character in _CONTROLS) * _MOST_CONTROLS <= len(text)


def _csv_rows(name: str, text: str) -> Iterator[list[str]]:
    first, _end, rest = text.partition("\n")
    told = first.strip().lower().removeprefix("sep=") if first.lower().startswith("sep=") else ""
    if told and told in _SEPARATORS:
        text, separator = rest, told
    else:
        separator = max(_SEPARATORS, key=lambda candidate: _fitness(text, candidate))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            yield [unquoted(cell) for cell in row]
    except csv.Error:
        raise Refused(refuse("file_not_table", file=name)) from None


def _fitness(text: str, separator: str) -> tuple[int, int]:
    """How well a separator cuts the beginning of the text: rows of the most usual width, then that width."""
    widths: Counter[int] = Counter()
    try:
        for _number, row in zip(range(_SNIFFED_LINES), csv.reader(io.StringIO(text, newline=""), delimiter=separator),
                                strict=False):  # fmt: skip
            widths[len(row)] += 1
    except csv.Error:
        return 0, 0
    useful = {width: count for width, count in widths.items() if width > 1}
    return max(((count, width) for width, count in useful.items()), default=(0, 0))


def _workbook(name: str, content: bytes, looks: Mapping[str, Mapping[tuple[int, int], str]]) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(each, book.get_sheet_by_name(each), looks.get(each, {})) for each in book.sheet_names]
    except calamine.PasswordError:
        raise Refused(refuse("file_has_password", file=name)) from None
    except (calamine.CalamineError, OSError):
        raise Refused(refuse("file_unreadable", file=name)) from None


def _sheet(name: str, found: Any, looks: Mapping[tuple[int, int], str]) -> Sheet:
    doubts: dict[tuple[int, int], str] = {}
    rows = []
    for number, cells in enumerate(found.to_python(skip_empty_area=False), 1):
        rows.append([_told(cell, looks.get((number, at), ""), number, at, doubts) for at, cell in enumerate(cells)])
    return Sheet(name, list(_filled(rows)), doubts)


def _told(cell: Any, look: str, row: int, column: int, doubts: dict[tuple[int, int], str]) -> str:
    """A cell as its author sees it; `look` is what `sheet_formats` found of its number format."""
    text, doubt = _text_of(cell, look)
    if doubt:
        doubts[row, column] = doubt
    return text


def _text_of(cell: Any, look: str) -> tuple[str, str]:
    if isinstance(cell, str):
        return cell, "cell_error" if look == sheet_formats.ERROR else ""
    if isinstance(cell, bool):
        return ("1" if cell else "0"), ""
    if isinstance(cell, int | float):
        return _number(cell, look)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    return (cell.isoformat() if hasattr(cell, "isoformat") else str(cell)), "became_date"


def _number(value: float, look: str) -> tuple[str, str]:
    if look == sheet_formats.ERROR:
        return "", "cell_error"
    if not float(value).is_integer():
        return f"{value:.{MOST_DIGITS}g}", "number_scientific" if look == sheet_formats.SCIENTIFIC else ""
    digits = str(int(value))
    if look.isdigit():
        digits = digits.zfill(int(look))
    if len(digits.lstrip("-")) > MOST_DIGITS:
        return f"{value:.{MOST_DIGITS}g}", "number_lost_digits"
    if look == sheet_formats.SCIENTIFIC:
        return digits, "number_scientific"
    return digits, "number_shortened" if len(digits) >= SHORTENED_DIGITS and not look else ""
