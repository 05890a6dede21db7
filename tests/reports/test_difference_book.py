"""The difference list as a workbook."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from registry_app.reports import difference_book
from tests.reports import given_audits
from tests.reports.given import Content


def _rows(content: Content, language: str = "en") -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(BytesIO(difference_book.write(content, language=language)))
    titles, *rows = book[book.sheetnames[0]].values
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


@pytest.mark.parametrize("serial", ["007", "1-2", "6.37702E+15", "=1+1", "0012345678901234567890"])
def test_a_serial_stays_the_text_that_it_is(serial: str) -> None:
    content = given_audits.differences(differences=[{**given_audits.DIFFERENCE, "item": serial}])
    sheet = openpyxl.load_workbook(BytesIO(difference_book.write(content)))["Differences"]
    assert (sheet["C2"].value, sheet["C2"].data_type) == (serial, "s")


def test_each_row_tells_where_what_and_how_it_ended() -> None:
    late, settled = _rows(given_audits.differences())
    assert (late["Audit"], late["Difference"], late["Status"], late["Settled on"]) == (
        "2026-004", "Missing", "Overdue", "",
    )  # fmt: skip
    assert (late["Expected"], late["Counted"], late["Days"], late["Place code"]) == (1, 0, 12, "ARM-1-A")
    assert (settled["Status"], settled["Witness"], settled["Entries that put it right"]) == (
        "Settled", "Luis Paz", "405",
    )  # fmt: skip


def test_what_nobody_entered_is_there_and_says_so() -> None:
    waiting = [{"kind": "unknown", "raw": "ZX-9", "expected": 0, "counted": 1, "seen_name": "Caja fuerte 2"}]
    content = given_audits.differences(audit=given_audits.AUDIT, differences=[], not_entered=waiting)
    (row,) = _rows(content)
    assert (row["Audit"], row["Item"], row["Status"], row["Seen"]) == (
        "2026-004", "ZX-9", "Not entered yet", "Caja fuerte 2",
    )  # fmt: skip


def test_none_are_a_sheet_of_titles() -> None:
    assert _rows(given_audits.differences(differences=[])) == []


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "qps"])
def test_the_same_content_gives_the_same_bytes(language: str) -> None:
    content = given_audits.differences(differences=given_audits.hostile()["differences"])
    assert difference_book.write(content, language=language) == difference_book.write(content, language=language)
