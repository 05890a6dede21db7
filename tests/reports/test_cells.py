"""The cells of a column: what is remembered changes no byte."""

import pytest

from registry_app.reports import cells, package
from tests.reports import given_listed
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
    assert written() == whole


def test_no_more_values_are_remembered_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "KEPT", 3)
    most: list[int] = []
    missing = cells.Cells.__missing__
    monkeypatch.setattr(
        cells.Cells, "__missing__", lambda column, value: (missing(column, value), most.append(len(column)))[0]
    )  # fmt: skip
    package.write("movements", _content("movements"), ".pdf", paper="a4", language="en")
    assert max(most) == 3
