"""The registry's list as it comes: columns by their headings in any language, and the differences as a workbook."""

from pathlib import Path

import pytest

from registry_app.domain.errors import Refused
from registry_app.persistence import sheets
from registry_app.services import registry_lists
from tests.domain.test_crossing import arm, event
from tests.services import sent

SPANISH = (
    "REGISTRO NACIONAL DE ARMAS;;;;;;\n"
    "N° de serie;Marca;Modelo;Tipo de arma;Calibre;Empresa;Licencia\n"
    "00123;Taurus;G3;Pistola;9mm;Andina;L-1\n"
    "SN9;Taurus;G3;Pistola;9 mm;Andina;\n"
    ";;;;;;\n"
)


def _list(folder: Path, text: str = SPANISH) -> Path:
    (folder / "registro.csv").write_text(text, "utf-8")
    return folder / "registro.csv"


def test_columns_are_found_by_their_headings(tmp_path: Path) -> None:
    first, second = registry_lists.read(_list(tmp_path))
    assert (first.number, first.serial, first.maker, first.model) == (3, "00123", "Taurus", "G3")
    assert (first.kind, first.calibre, first.company, first.licence) == ("pistol", "9x19", "Andina", "L-1")
    assert second.serial == "SN9"


def test_a_list_without_serials_is_none(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        registry_lists.read(_list(tmp_path, "Nombre;Cargo\nAna;Armera\n"))
    assert caught.value.findings[0].code == "registry_headings"


def test_differences_are_written_with_both_sides(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", company="Andina", firearms=[arm("00123", permit="P-7"), arm("SN8", calibre="38spl")],
                            events=[event("lose", "SN9")], company_=1))  # fmt: skip
    rows = registry_lists.read(_list(tmp_path))
    found = registry_lists.differences(desk, rows)
    assert [each.code for each in found] == ["other_company", "gone", "only_return"]
    (tmp_path / "out.xlsx").write_bytes(registry_lists.workbook(found))
    (sheet,) = sheets.read(tmp_path / "out.xlsx").sheets
    headings, first, gone, only = (cells for _number, cells in sheet.rows)
    assert headings[:6] == ["Difference", "Row of the list", "Serial number", "Maker", "Registered to", "Told by"]
    assert (first[1:6], gone[-1]) == (["3", "00123", "Taurus", "Andina", "Andina"], "lost, Jan 5, 2026")
    assert ("SN8" in only, ".38 Special" in only) == (True, True)
