"""The return as a workbook."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from registry_app.reports import inventory_book
from tests.reports import given
from tests.reports.given import Content


def _sheet(content: Content, name: str) -> Any:
    return openpyxl.load_workbook(BytesIO(inventory_book.write(content)))[name]


def test_it_has_three_sheets() -> None:
    book = openpyxl.load_workbook(BytesIO(inventory_book.write(given.content(3))))
    assert book.sheetnames == ["Firearms", "Ammunition", "Figures"]


def test_indicators_have_a_sheet_of_their_own() -> None:
    rows = list(_sheet(given.content(1, indicators=given.indicators()), "Indicators").values)
    assert rows[0][:4] == ("Indicator", "Value", "Numerator", "Denominator")
    assert rows[2][:4] == ("Firearms verified in 90 days", "72.4%", 246, 340)


@pytest.mark.parametrize("serial", ["007", "1-2", "6.37702E+15", "=1+1", "+1", "@x", "http://x.example", "{=A1}"])
def test_a_serial_stays_the_text_that_it_is(serial: str) -> None:
    cell = _sheet(given.content(firearms=[given.firearm(serial=serial)]), "Firearms")["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (serial, "s", None)


def test_quantities_are_numbers() -> None:
    rows = list(_sheet(given.content(1), "Ammunition").values)
    account = dict(zip(rows[0], rows[1], strict=True))
    assert (account["Opening"], account["Expended"], account["Closing"]) == (500, 20, 480)


def test_codes_are_told_in_words() -> None:
    rows = list(_sheet(given.content(firearms=[given.firearm(state="held:evidence")]), "Firearms").values)
    told = dict(zip(rows[0], rows[1], strict=True))
    assert (told["Kind"], told["Calibre"], told["Status"]) == ("Pistol", "9 × 19 mm", "Held as evidence")


def test_the_figures_name_the_head() -> None:
    values = {row[0]: row[1] for row in _sheet(given.content(2), "Figures").values}
    assert values["Root"] == given.HEAD["root"]
    assert values["In the company"] == 2


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "qps"])
def test_the_same_content_gives_the_same_bytes(language: str) -> None:
    content = given.hostile()
    assert inventory_book.write(content, language=language) == inventory_book.write(content, language=language)
