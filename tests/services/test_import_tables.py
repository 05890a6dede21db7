"""A file understood as a list: which sheet, which row of headings, which column is which field."""

import json
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.errors import Refused, Unavailable
from registry_app.domain.wording import say
from registry_app.i18n import LANGUAGES, _, speaking
from registry_app.services.import_tables import FIELDS, Table, read, read_map
from tests.lists import csv_file, listed, xlsx_file


def refused(path: Path, kind: str = "firearms", **given: Any) -> str:
    with pytest.raises(Refused) as caught:
        read(path, kind, **given)
    assert all(say(finding) for finding in caught.value.findings)
    return caught.value.findings[0].code


def fields(table: Table) -> list[str]:
    return [column.field for column in table.columns]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", FIELDS)
def test_headings_are_told_in_every_language(tmp_path: Path, kind: str, language: str) -> None:
    with speaking(language):
        headings = [_(field.label) for field in FIELDS[kind]]
    table = read(csv_file(tmp_path / "list.csv", [headings, ["x"] * len(headings)]), kind)
    assert fields(table) == [field.name for field in FIELDS[kind]]


def test_a_real_list_has_a_title_and_headings_of_its_own(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list.csv", [
        ["RELACIÓN DE ARMAMENTO"], [],
        ["N°", "Clase de arma", "Marca", "Modelo", "N° SERIE", "Calibre", "Puesto", "Salvoconducto", "Vence", "Obs."],
        ["1", "Revólver", "Llama", "Martial", "IM-0071", ".38", "ARM-1", "P1", "31/12/2027", ""],
    ], delimiter=";")  # fmt: skip
    table = read(path, "firearms")
    assert fields(table) == [
        "", "kind", "maker", "model", "serial", "calibre", "place", "permit_number", "permit_expires_on", ""
    ]  # fmt: skip
    assert (table.heading_row, table.rows[0].number, table.rows[0].texts["serial"]) == (3, 4, "IM-0071")
    assert [f.facts["heading"] for f in table.findings] == ["N°", "Obs."]


def test_of_several_sheets_the_first_that_fits_is_taken(tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "list.xlsx") as book:
        for name, rows in (("Notes", [["Maker"], ["x"]]), ("Armas", listed("firearms", {}))):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    assert read(tmp_path / "list.xlsx", "firearms").sheet == "Armas"


def test_missing_unknown_and_doubled_headings_are_refused(tmp_path: Path) -> None:
    whole = listed("firearms", {})
    without = [row[1:] for row in whole]
    assert refused(csv_file(tmp_path / "a.csv", without)) == "headings_missing"
    assert refused(csv_file(tmp_path / "b.csv", [["x", "y"], ["1", "2"]])) == "headings_unknown"
    assert refused(csv_file(tmp_path / "c.csv", [[*row, row[0]] for row in whole])) == "heading_twice"
    assert refused(csv_file(tmp_path / "d.csv", [["N° de serie", *whole[0]], ["x", *whole[1]]])) == "heading_twice"
    assert refused(csv_file(tmp_path / "e.csv", whole[:1])) == "file_empty"


def test_a_mapping_goes_before_every_rule(tmp_path: Path) -> None:
    rows = [["Ref", "Serial", *listed("firearms", {})[0][1:]], ["S-9", "77", *listed("firearms", {})[1][1:]]]
    path = csv_file(tmp_path / "list.csv", rows)
    table = read(path, "firearms", mapping={"REF": "serial", "serial": ""})
    assert table.rows[0].texts["serial"] == "S-9"
    assert table.findings == ()


def test_a_mapping_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "list.csv", listed("firearms", {}))
    assert refused(path, mapping={"Serial number": "number"}) == "map_field_unknown"
    assert refused(path, mapping={"Ref": "tag"}) == "map_heading_unknown"


def test_a_mapping_is_one_object_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"Ref": "serial", "Obs": None}))
    assert read_map(path) == {"Ref": "serial", "Obs": ""}
    for wrong in ("[]", "{", '{"a": 1}'):
        path.write_text(wrong)
        with pytest.raises(Refused, match="map_unreadable"):
            read_map(path)
    with pytest.raises(Unavailable, match="cannot_read"):
        read_map(tmp_path / "none.json")


def test_short_rows_are_filled_and_long_ones_keep_their_cells(tmp_path: Path) -> None:
    headings, row = listed("firearms", {})
    table = read(csv_file(tmp_path / "list.csv", [headings, row[:5], [*row, "extra"]]), "firearms")
    assert table.rows[0].texts["place"] == ""
    assert table.rows[1].cells[-1] == "extra"


def test_doubts_go_with_their_field(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "list.xlsx", listed("firearms", {"Serial number": 6.37702e15}))
    assert read(path, "firearms").rows[0].doubts == {"serial": "number_lost_digits"}
