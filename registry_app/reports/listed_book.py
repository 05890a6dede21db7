"""A declared paper as a workbook: a sheet for each list, in the order of the paper, and one that says what it is."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from xlsxwriter import Workbook

from registry_app.domain.fields import Field
from registry_app.i18n import _, speaking
from registry_app.reports import listed
from registry_app.reports.listed import Form, Listed
from registry_app.reports.steps import Progress, Steps
from registry_app.reports.workbook import WIDEST, Cell, Content, add_sheet, book_of, write_row

_AS_STORED = ("date", "moment")
"""Days stay as they are stored, so that they can be sorted in any program."""
_LONGEST = 31
_FORBIDDEN = str.maketrans("[]:*?/\\'", "        ")


def write(form: Form, content: Content, *, language: str = "en", progress: Progress | None = None) -> bytes:
    """The workbook; the same content and language give the same bytes. `progress` is told of rows, and may raise."""
    steps = Steps(listed.count(form, content), progress)
    with speaking(language):
        file = book_of(content, partial(_fill, form, steps))
    steps.end()
    return file


def _fill(form: Form, steps: Steps, book: Workbook, content: Content, strong: Any) -> None:
    names: set[str] = set()
    for each in form.lists:
        rows = content.get(each.key, ())
        if rows or not each.is_optional:
            titles = {column.name: column.label for column in each.fields}
            add_sheet(book, _sheet_name(_(each.title), names), titles, steps.over(_rows(each, rows)), strong)
    _add_about(book, _sheet_name(_("About"), names), [*_framed(content), *_values(form, content)])


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that a sheet may have and that no other one has."""
    plain, more = title.translate(_FORBIDDEN).strip(), 2
    name = plain[:_LONGEST]
    while name.casefold() in taken:
        name, more = f"{plain[: _LONGEST - 4]} ({more})", more + 1
    taken.add(name.casefold())
    return name


def _rows(each: Listed, rows: Sequence[Content]) -> Iterator[list[Cell]]:
    return ([_told(each, column, row) for column in each.fields] for row in rows)


def _told(each: Listed, declared: Field, row: Content) -> Cell:
    teller = each.tellers.get(declared.name)
    return teller(row) if teller else _cell(declared, row.get(declared.name))


def _cell(declared: Field, stored: Any) -> Cell:
    if stored is None or stored == "":
        return ""
    if declared.kind == "integer":
        return int(stored)
    return str(stored) if declared.kind in _AS_STORED else listed.value(declared, stored)


def _framed(content: Content) -> list[tuple[str, Cell]]:
    head = content["head"]
    return [
        (_("Number"), content["number"]), (_("Company"), content["company"]["name"]),
        (_("Made on"), content["made"]["moment"]), (_("Ledger"), head["origin"]),
        (_("Entries of the ledger"), head["size"]), (_("Root"), head["root"]),
    ]  # fmt: skip


def _values(form: Form, content: Mapping[str, Any]) -> Iterator[tuple[str, Cell]]:
    for declared, values in ((form.about, content.get("about", {})), (form.figures, content.get("figures", {}))):
        for each in declared:
            if each.name in values:
                yield _(each.label), _cell(each, values[each.name])


def _add_about(book: Workbook, name: str, facts: Sequence[tuple[str, Cell]]) -> None:
    sheet = book.add_worksheet(name)
    for at, row in enumerate(facts):
        write_row(sheet, at, row)
    sheet.set_column(0, 1, WIDEST)
