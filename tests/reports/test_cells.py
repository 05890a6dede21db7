"""The cells of a column: what is remembered, and made before it is asked for, changes no byte."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.reports import cells, package, spots
from registry_app.reports.cells import Cells
from registry_app.reports.columns import Column, Style
from tests.reports import given_listed, test_table
from tests.reports.given import Content

WORDS = ["", "A", "Guarda nocturno de la sucursal norte", "W" * 90, "שלום", "(\\)", given_listed.LONG_MODEL]


def _content(name: str) -> Content:
    made = given_listed.content(package.FORMS[name], 40)
    rows = [row | {"model": WORDS[at % len(WORDS)] or "–"} for at, row in enumerate(made[name] * 3)]
    return made | {name: rows}


@pytest.mark.parametrize("name", ["movements", "people"])
@pytest.mark.parametrize("kept", [1, 2, 7])
def test_a_short_memory_makes_the_same_paper(name: str, kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def written() -> bytes:
        return package.write(name, _content(name), ".pdf", paper="a4", language="es")

    whole = written()
    monkeypatch.setattr(cells, "KEPT", kept)
    monkeypatch.setattr(spots, "_KEPT", kept)
    assert written() == whole


PLAIN = string.ascii_letters + string.digits + " .,-/:#()\\"
CELLS = st.lists(st.text(PLAIN, max_size=30) | st.text("0123456789,.\u202f", max_size=12) | st.text(max_size=9))
COLUMNS = [Column("", face, align, width=64) for face in ("narrow", "mono") for align in ("left", "right")]


@pytest.mark.parametrize("column", COLUMNS, ids=str)
@given(CELLS)
def test_cells_made_at_once_are_those_made_one_by_one(column: Column, values: list[str]) -> None:
    at_once, one_by_one = (Cells(test_table.blank().canvas, column, 20, Style()) for _each in range(2))
    at_once.foresee(values)
    assert [at_once[value] for value in values] == [one_by_one[value] for value in values]
    assert at_once.tall == one_by_one.tall


def test_plain_cells_are_made_before_they_are_asked_for() -> None:
    column = Cells(test_table.blank().canvas, COLUMNS[0], 20, Style())
    column.foresee(["A-1", "10\u202fAM", "(no)", "ñ", "W" * 99])
    assert sorted(column) == ["10\u202fAM", "A-1"]


def test_no_more_values_are_remembered_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "KEPT", 3)
    most: list[int] = []
    missing = cells.Cells.__missing__
    monkeypatch.setattr(
        cells.Cells, "__missing__", lambda column, value: (missing(column, value), most.append(len(column)))[0]
    )  # fmt: skip
    package.write("movements", _content("movements"), ".pdf", paper="a4", language="en")
    assert max(most) == 3
