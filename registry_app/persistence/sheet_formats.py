"""How a workbook shows its numbers: which cells are padded with zeros, shown as powers of ten, or hold an error.

The reader of values does not tell formats, and `007` shown by the format `000` is stored as 7. Before anything is
unpacked, what would unpack to too much is refused.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from registry_app.domain.errors import Refused, refuse

Looks = Mapping[tuple[int, int], str]
SCIENTIFIC, ERROR = "scientific", "error"
MOST_UNPACKED = 512 * 2**20

_BUILT_IN = {11: SCIENTIFIC, 48: SCIENTIFIC, 1: "plain"}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MARKED = rb'((?:\s+[\w:]+="[\w:. +-]*")*)'
_CELL = re.compile(rb"<(?:\w+:)?c" + _MARKED + rb"\s*/?>")
_ROW = re.compile(rb"<(?:\w+:)?row" + _MARKED + rb"\s*/?>")
_ANY_CELL, _ANY_ROW = re.compile(rb"<(?:\w+:)?c(?=[\s/>])"), re.compile(rb"<(?:\w+:)?row(?=[\s/>])")
"""A sheet is taken in whole up to its last row and column, so each of them is read as every program writes it; in
another spelling a far one would not be seen before it filled the memory."""
_AT = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_NUMBER = re.compile(rb'\sr="([0-9]{1,20})"')
_IS_ERROR = re.compile(rb'\st="e"')


def looked_at(
    name: str, content: bytes, most_rows: int, most_columns: int
) -> Mapping[str, Mapping[tuple[int, int], str]]:
    """For each sheet by name: (row from 1, column from 0) to `SCIENTIFIC`, `ERROR`, or the number of digits shown.

    Empty for other packed formats than XLSX. Raises `Refused` for what is too large, torn, or no workbook.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Refused(refuse("file_too_large", file=name, most=MOST_UNPACKED // 2**20))
            if "xl/workbook.bin" in packed.namelist():  # how far its sheets go is not known before they are taken in
                raise Refused(refuse("file_unreadable", file=name))
            if "xl/workbook.xml" not in packed.namelist():
                return {}
            styles = _styles(packed)
            return {
                sheet: dict(_looks(name, packed.read(part), styles, most_rows, most_columns))
                for sheet, part in _sheets(packed)
            }
    except (zipfile.BadZipFile, ElementTree.ParseError, LookupError, EOFError, NotImplementedError, RuntimeError,
            ValueError, zlib.error):  # fmt: skip
        raise Refused(refuse("file_unreadable", file=name)) from None


def _xml(packed: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """A part's tree; expat itself stops entities that grow without end."""
    return ElementTree.fromstring(packed.read(part))  # noqa: S314


def _sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = _xml(packed, "xl/_rels/workbook.xml.rels")
    parts = {each.get("Id"): each.get("Target", "") for each in relations.iter(_RELATION)}
    for sheet in _xml(packed, "xl/workbook.xml").iter(f"{_MAIN}sheet"):
        part = parts.get(sheet.get(_LINK), "")
        path = part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
        if path in packed.namelist():
            yield sheet.get("name", ""), path


def _styles(packed: zipfile.ZipFile) -> dict[int, str]:
    """The looks that matter, by the number that cells name."""
    if "xl/styles.xml" not in packed.namelist():
        return {}
    tree = _xml(packed, "xl/styles.xml")
    own = {int(f.get("numFmtId", "0")): _look(f.get("formatCode", "")) for f in tree.iter(f"{_MAIN}numFmt")}
    formats = _BUILT_IN | own
    cells = tree.find(f"{_MAIN}cellXfs")
    found = enumerate(cells if cells is not None else ())
    looks = {number: formats.get(int(xf.get("numFmtId", "0")), "") for number, xf in found}
    return {number: look for number, look in looks.items() if look}


def _look(code: str) -> str:
    shown = code.partition(";")[0].strip('"')
    if re.fullmatch(r"0{2,}", shown):
        return str(len(shown))
    if re.search(r"E[+-]0", shown, re.IGNORECASE):
        return SCIENTIFIC
    return "plain" if re.fullmatch(r"[#,]*0", shown) or shown == "@" else ""


def _looks(
    name: str, sheet: bytes, styles: Mapping[int, str], most_rows: int, most_columns: int
) -> Iterator[tuple[tuple[int, int], str]]:
    _check_rows(name, sheet, most_rows)
    many = sum(1 for _cell in _ANY_CELL.finditer(sheet))
    for cell in _CELL.finditer(sheet):
        many -= 1
        at = _AT.search(cell[1])
        if at is None:
            continue
        column, row = _column(at[1]), int(at[2])
        if row > 2 * most_rows:
            raise Refused(refuse("file_too_many_rows", file=name, most=most_rows))
        if column > 4 * most_columns:
            raise Refused(refuse("file_too_many_columns", file=name, most=most_columns))
        style = _STYLE.search(cell[1])
        look = ERROR if _IS_ERROR.search(cell[1]) else styles.get(int(style[1]), "") if style else ""
        if look:
            yield (row, column), look
    if many:
        raise ValueError("a cell that no program writes so")


def _check_rows(name: str, sheet: bytes, most: int) -> None:
    rows = [_NUMBER.search(row[1]) for row in _ROW.finditer(sheet)]
    if len(rows) != sum(1 for _row in _ANY_ROW.finditer(sheet)):
        raise ValueError("a row that no program writes so")
    if any(int(row[1]) > 2 * most for row in rows if row):
        raise Refused(refuse("file_too_many_rows", file=name, most=most))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
