"""A list as a file: the rows and columns that it shows, no zero lost, codes for programs and words for people."""

import json
from pathlib import Path

import pytest

from registry_app.domain.errors import Refused
from registry_app.i18n import speaking
from registry_app.persistence import sheets
from registry_app.services import list_files
from registry_app.services.listing_firearms import FIREARMS
from tests.make import Make

HEADED = {"serial": "Serial number", "calibre": "Calibre", "status": "Status", "year": "Year of manufacture"}


def _file(make: Make, suffix: str, *guns: int) -> bytes:
    return make.register.read(list_files.make, FIREARMS, ids=guns, headed=HEADED, name="Firearms", suffix=suffix)


def test_csv_holds_words_in_the_order_of_the_list(make: Make) -> None:
    first, second = make.firearm("007"), make.firearm("=1+1", year=1999)
    lines = _file(make, ".csv", second, first).decode("utf-8-sig").splitlines()
    assert lines == [
        "Serial number,Calibre,Status,Year of manufacture", "'=1+1,9 × 19 mm,In store,1999", "007,9 × 19 mm,In store,",
    ]  # fmt: skip


def test_a_workbook_holds_text_alone(make: Make, tmp_path: Path) -> None:
    with speaking("es"):
        (tmp_path / "list.xlsx").write_bytes(_file(make, ".xlsx", make.firearm("007")))
    (sheet,) = sheets.read(tmp_path / "list.xlsx").sheets
    assert sheet.rows[1][1][:3] == ["007", "9 × 19 mm", "En depósito"]


def test_programs_get_codes(make: Make) -> None:
    assert json.loads(_file(make, ".json", make.firearm("007", year=1999))) == [
        {"serial": "007", "calibre": "9x19", "status": "in_store", "year": 1999}
    ]


def test_an_unknown_kind_of_file_is_refused(make: Make) -> None:
    with pytest.raises(Refused, match="report_suffix"):
        _file(make, ".doc", make.firearm())
