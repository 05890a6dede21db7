"""Lists that we write: nothing in them is carried out by a spreadsheet, and all of it comes back as it was."""

from pathlib import Path

import pytest

from registry_app.persistence import sheet_files, sheets

CELLS = ["=cmd|calc!A1", "+1", "-5", "@SUM(1)", "'=1", "''-", "'quoted", "1-2", "007", "A=B"]


@pytest.mark.parametrize("cell", CELLS)
def test_a_cell_comes_back_as_it_was(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(sheet_files.csv_text(["Serial number", "Maker"], [[cell, "Taurus"]]))
    assert sheets.read(file).sheets[0].rows[1] == (2, [cell, "Taurus"])


@pytest.mark.parametrize("cell", CELLS[:6])
def test_no_cell_begins_like_a_formula(cell: str) -> None:
    assert sheet_files.csv_text(["Serial number"], [[cell]]).decode("utf-8-sig").splitlines()[1] == f"'{cell}"
