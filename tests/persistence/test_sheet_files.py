"""Lists that we write: nothing in them is carried out by a spreadsheet, and all of it comes back as it was."""

import io
import zipfile
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


def test_a_long_list_is_written_line_by_line(tmp_path: Path) -> None:
    rows = [[cell, "é"] for cell in CELLS]
    lines = list(sheet_files.csv_lines(["Serial number", "Maker"], rows))
    assert len(lines) == len(CELLS) + 2
    assert b"".join(lines) == sheet_files.csv_text(["Serial number", "Maker"], rows)


def test_a_workbook_of_a_moment_is_the_same_each_time() -> None:
    made = [sheet_files.xlsx("List", ["Serial number"], [["007"]], made_at=1_767_272_400_000) for _time in range(2)]
    assert made[0] == made[1]
    assert b"2026-01-01T13:00:00Z" in _properties(made[0])


def _properties(book: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as packed:
        return packed.read("docProps/core.xml")
