"""Tables out of files: what people save, what spreadsheets do to it, and files that are no tables."""

import contextlib
import datetime as dt
import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry_app.domain.errors import Refused, Unavailable
from registry_app.persistence import sheet_files, sheet_formats, sheets
from tests.lists import csv_file, xlsx_file

ROWS = [["Série", "Maker"], ["007", "Rossi"], ["1-2", "Taurus; Brasil"]]


def rows_of(path: Path) -> list[list[str]]:
    return [cells for _number, cells in sheets.read(path).sheets[0].rows]


def refused(path: Path, content: bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        sheets.read(path)
    return caught.value.findings[0].code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_as_it_was_saved(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = csv_file(tmp_path / "list.csv", ROWS, delimiter=delimiter, encoding=encoding)
    assert rows_of(path) == ROWS


def test_a_quoted_line_end_stays_in_its_cell_and_rows_count_as_the_spreadsheet_counts(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('serial,note\nA1,"first\nsecond"\n\n,,\nB2,x\n')
    assert sheets.read(path).sheets[0].rows == [
        (1, ["serial", "note"]), (2, ["A1", "first\nsecond"]), (5, ["B2", "x"])
    ]  # fmt: skip


def test_a_line_that_tells_the_separator_is_obeyed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("sep=;\nserial;maker\nA,1;Rossi, Amadeo\n")
    assert rows_of(path) == [["serial", "maker"], ["A,1", "Rossi, Amadeo"]]


def test_a_json_list_of_objects_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text('[{"serial": "007", "year": 2019, "x": 1E5}, {"serial": null, "active": true}]')
    assert rows_of(path) == [["serial", "year", "x", "active"], ["007", "2019", "1E5"], ["", "", "", "1"]]
    assert refused(path, b'[{"serial": ["a"]}]') == refused(path, b"[1, 2]") == "file_not_table"
    assert refused(path, b"[]") == "file_empty"
    path.write_text("[ref],serial\nA,B\n")
    assert rows_of(path) == [["[ref]", "serial"], ["A", "B"]]


def test_a_list_of_one_column_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("serial\nA1\nB2\n")
    assert rows_of(path) == [["serial"], ["A1"], ["B2"]]


@pytest.mark.parametrize(
    ("cell", "text", "doubt"),
    [
        ("007", "007", ""),
        ("6.37702E+15", "6.37702E+15", ""),
        ("1-2", "1-2", ""),
        ("=A1", "=A1", ""),
        (" 7 ", " 7 ", ""),
        (12345.0, "12345", ""),
        (0.38, "0.38", ""),
        (0.1 + 0.2, "0.3", ""),
        (True, "1", ""),
        ((7, "000"), "007", ""),
        ((12345678901234, "0"), "12345678901234", ""),
        (123456789012, "123456789012", "number_shortened"),
        (6.37702e15, "6.37702e+15", "number_lost_digits"),
        ((5e10, "0.00E+00"), "50000000000", "number_scientific"),
        ((dt.date(2027, 2, 1), "d-mmm"), "2027-02-01", "became_date"),
        ((dt.datetime(2027, 2, 1, 13, 30), "d-mmm"), "2027-02-01T13:30:00", "became_date"),  # noqa: DTZ001
    ],
)
def test_a_cell_is_what_its_author_sees(tmp_path: Path, cell: object, text: str, doubt: str) -> None:
    sheet = sheets.read(xlsx_file(tmp_path / "list.xlsx", [["x"], ["y", cell]])).sheets[0]
    assert (sheet.rows[1][1][1], sheet.doubts.get((2, 1), "")) == (text, doubt)


def test_a_formula_gives_its_value_and_an_error_is_doubted(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_formula("A1", "=B9", None, "A-77")
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")
        sheet.write("B2", "x")
    found = sheets.read(tmp_path / "list.xlsx").sheets[0]
    assert found.rows == [(1, ["A-77"]), (2, ["", "x"])]
    assert found.doubts == {(2, 0): "cell_error"}


def test_a_workbook_under_a_wrong_name_is_a_workbook(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "list.xlsx", ROWS)
    assert rows_of(path.rename(tmp_path / "list.csv")) == ROWS


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.csv", b"", "file_empty"),
        ("spaces.csv", b" \r\n\r\n", "file_empty"),
        ("commas.csv", b",,,\n,,\n", "file_empty"),
        ("picture.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x01", "file_not_table"),
        ("photo.csv", b"\xff\xd8\xff\xe0JFIF\x01\x02\x03\x04", "file_not_table"),
        ("zeros.csv", b"serial,maker\nA\x001,x\n", "file_not_table"),
        ("endless.csv", b'serial\n"' + b"x" * 200_000, "file_not_table"),
        ("locked.xlsx", LOCKED, "file_has_password"),
        ("old.xls", LOCKED[:600], "file_unreadable"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    assert refused(tmp_path / name, content) == code


def test_an_empty_workbook_and_a_torn_one_are_refused(tmp_path: Path) -> None:
    whole = xlsx_file(tmp_path / "whole.xlsx", ROWS).read_bytes()
    assert refused(tmp_path / "torn.xlsx", whole[: len(whole) // 2]) == "file_unreadable"
    assert refused(xlsx_file(tmp_path / "empty.xlsx", [])) == "file_empty"


@given(at=st.integers(0, 5000), noise=st.binary(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(at: int, noise: bytes) -> None:
    content = bytearray(whole_workbook())
    content[at % len(content) : at % len(content) + len(noise)] = noise
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(Refused):
        (Path(folder) / "list.xlsx").write_bytes(content)
        sheets.read(Path(folder) / "list.xlsx")


@cache
def whole_workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return xlsx_file(Path(folder) / "list.xlsx", [["a", 1.5, dt.date(2027, 1, 1)]] * 3).read_bytes()


_NAMES = "urn:oasis:names:tc:opendocument:xmlns"
ODS = (
    f'<office:document-content xmlns:office="{_NAMES}:office:1.0" xmlns:table="{_NAMES}:table:1.0" '
    f'xmlns:text="{_NAMES}:text:1.0"><office:body><office:spreadsheet><table:table table:name="A"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>007</text:p></table:table-cell>'
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
)


def test_an_open_document_sheet_is_read(tmp_path: Path) -> None:
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(tmp_path / "list.ods", "w") as packed:
        packed.writestr("mimetype", kind)
        packed.writestr("content.xml", ODS)
        packed.writestr("META-INF/manifest.xml", MANIFEST.format(kind=kind))
    assert rows_of(tmp_path / "list.ods") == [["007"]]


MANIFEST = (
    f'<manifest:manifest xmlns:manifest="{_NAMES}:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
)


def test_a_packed_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert refused(path) == "file_unreadable"


def test_what_would_unpack_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_formats, "MOST_UNPACKED", 1_000)
    assert refused(xlsx_file(tmp_path / "list.xlsx", ROWS)) == "file_too_large"


def test_too_long_too_wide_and_too_large_lists_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "list.csv", [["x"] * 4] * 6)
    monkeypatch.setattr(sheets, "MOST_ROWS", 5)
    assert refused(path) == "file_too_many_rows"
    monkeypatch.setattr(sheets, "MOST_COLUMNS", 3)
    monkeypatch.setattr(sheets, "MOST_ROWS", 6)
    assert refused(path) == "file_too_many_columns"
    monkeypatch.setattr(sheets, "MOST_BYTES", 10)
    assert refused(path) == "file_too_large"


@pytest.mark.parametrize(("cell", "code"), [("XFD1", "file_too_many_columns"), ("A1048576", "file_too_many_rows")])
def test_a_stray_cell_far_out_does_not_fill_the_memory(tmp_path: Path, cell: str, code: str) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "serial")
        sheet.write(cell, "stray")
    assert refused(tmp_path / "list.xlsx") == code


FAR = (
    b"<row r='900000'><c r='ZZ900000'><v>1</v></c></row>", b'<row r="4000000000"><c><v>1</v></c></row>',
    b'<row r="2"><c r = "XFD900000"><v>1</v></c></row>', b'<row r="2"><c x=">" r="XFD900000"><v>1</v></c></row>',
    b"<row r=\"2\"><c x=' r=\"A2\"' r=\"XFD900000\"><v>1</v></c></row>",
    b'<row x:r="2" r="900000"><c x:r="A2" r="XFD900000"><v>1</v></c></row>',
    b'<row r="2"><c r="&#88;FD900000"><v>1</v></c></row>',
)  # fmt: skip
"""A stray cell far out, in spellings that no program writes: each would end this one, which no refusal could tell."""


@pytest.mark.parametrize("row", FAR, ids=ascii)
def test_a_stray_cell_in_another_spelling_does_not_either(tmp_path: Path, row: bytes) -> None:
    book = io.BytesIO(sheet_files.xlsx("list", ["serial"], [["SN-1"]]))
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(tmp_path / "list.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", row + b"</sheetData>"))
    assert refused(tmp_path / "list.xlsx") in ("file_too_many_rows", "file_too_many_columns", "file_unreadable")


def test_a_file_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot_read"):
        sheets.read(tmp_path / "none.csv")


@pytest.mark.parametrize("text", ["=1+1", "+5", "@SUM(A1)", "007", "1E5", "a\tb", 'say "so"', "x, y; z", "½ ñ 字"])
def test_written_texts_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    rows = [["x", "y"], [text, text]]
    (tmp_path / "list.xlsx").write_bytes(sheet_files.xlsx("List", rows[0], rows[1:]))
    (tmp_path / "list.csv").write_bytes(sheet_files.csv_text(rows[0], rows[1:]))
    assert rows_of(tmp_path / "list.xlsx") == rows
    assert rows_of(tmp_path / "list.csv") == rows


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a file without an end is a matter of POSIX")
def test_a_file_without_an_end_is_refused() -> None:
    assert refused(Path("/dev/zero")) == "file_too_large"
