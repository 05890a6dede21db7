"""Lists as armorers keep them, written to files; and imports in one short call."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from registry_app.services import imports
from registry_app.services.imports import Outcome
from tests.make import Make

FIREARM = {
    "Serial number": "A-1", "Maker": "Taurus", "Model": "G3", "Kind": "Pistol", "Calibre": "9 mm", "Place": "ARM-1",
}  # fmt: skip
LOT = {"Lot number": "L1", "Maker": "CBC", "Calibre": "9 mm", "Rounds": "500", "Place": "ARM-1"}
PERSON = {"Person code": "G-1", "Full name": "Rosa Quispe", "Identity document": "44 100 200"}
PLACE = {"Place code": "SAFE-1", "Place name": "Safe one", "Kind of place": "Safe", "Part of": "ARM-1"}
ARTICLE = {"Article code": "V-1", "Description": "Vest", "Kind of article": "Protective vest", "Place": "ARM-1"}
ROWS = {"firearms": FIREARM, "ammunition": LOT, "people": PERSON, "places": PLACE, "articles": ARTICLE}


def csv_file(path: Path, rows: Iterable[Sequence[str]], *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    return path


def xlsx_file(path: Path, rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet1") -> Path:
    """A workbook; a pair (value, number format) is a cell shown in that format. The same rows give the same bytes."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
        _fill(book, book.add_worksheet(sheet), rows)
    return path


def _fill(book: Any, sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, tuple):
                sheet.write(number, column, cell[0], book.add_format({"num_format": cell[1]}))
            elif isinstance(cell, str):
                sheet.write_string(number, column, cell)
            elif cell is not None:
                sheet.write(number, column, cell)


def listed(kind: str, *rows: dict[str, Any]) -> list[list[Any]]:
    """Headings and rows of a list: each row changes the usual one; a heading that no row has is left out."""
    full = [ROWS[kind] | row for row in rows]
    headings = list(dict.fromkeys(heading for row in full for heading in row))
    return [headings, *([row.get(heading, "") for heading in headings] for row in full)]


def planned(make: Make, kind: str, path: Path, **given: Any) -> Outcome:
    table = imports.read(path, kind)
    return make.register.read(imports.plan, table, by=make.register.actor, **given)


def imported(make: Make, kind: str, *rows: dict[str, Any], **given: Any) -> Outcome:
    """The outcome of importing rows, each the usual one with changes."""
    path = xlsx_file(make.folder.parent / f"{kind}.xlsx", listed(kind, *rows))
    return imports.run(make.register, planned(make, kind, path, **given))


def verdicts(outcome: Outcome) -> list[str]:
    return [row.verdict for row in outcome.rows]


def codes(outcome: Outcome) -> list[str]:
    return [found.finding.code for found in outcome.findings]
