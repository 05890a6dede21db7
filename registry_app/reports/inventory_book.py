"""The inventory return as a workbook: lists, figures and indicators. For reading on; what counts is the JSON.

Serial numbers, codes and days are texts, so that no program takes `007` or `1-2` for a number; quantities are
numbers. There are no formulas, and a text that looks like one stays a text.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from xlsxwriter import Workbook

from registry_app.i18n import N_, _, speaking
from registry_app.reports import indicators_section, inventory_differences, told
from registry_app.reports.steps import Progress, Steps
from registry_app.reports.workbook import WIDEST, Cell, Content, add_sheet, book_of, write_row

FIREARMS = {
    "serial": N_("Serial number"), "maker": N_("Maker"), "model": N_("Model"), "kind": N_("Kind"),
    "calibre": N_("Calibre"), "importer": N_("Importer"), "country": N_("Country of manufacture"),
    "year": N_("Year of manufacture"), "tag": N_("Tag code"), "permit_number": N_("Permit number"),
    "permit_expires_on": N_("Permit valid until"), "site": N_("Site"), "place": N_("Place code"),
    "place_name": N_("Place name"), "zone": N_("Status"), "person": N_("Person code"), "person_name": N_("Full name"),
}  # fmt: skip
LOTS = {
    "lot_number": N_("Lot number"), "maker": N_("Maker"), "calibre": N_("Calibre"), "load": N_("Load"),
    "year": N_("Year of manufacture"), "opening": N_("Opening"), "received": N_("Received"), "found": N_("Found"),
    "expended": N_("Expended"), "disposed": N_("Disposed of"), "lost": N_("Lost"), "destroyed": N_("Destroyed"),
    "closing": N_("Closing"), "in_store": N_("In store"), "with_persons": N_("With persons"),
    "in_transit": N_("In transit"), "in_workshop": N_("In workshop"), "at_posts": N_("At a post"),
    "held": N_("Reserved, blocked or held"),
}  # fmt: skip
FIGURES = {
    "total": N_("In the company"), "in_store": N_("In store"), "with_persons": N_("Issued to persons"),
    "in_transit": N_("In transit"), "in_workshop": N_("In workshop"), "at_posts": N_("At a post"),
    "held": N_("Of all these: reserved, blocked or held"), "expended": N_("Expended since the beginning"),
    "disposed": N_("Disposed of"), "lost": N_("Lost and not found"), "destroyed": N_("Destroyed"),
}  # fmt: skip
INDICATORS = {
    "label": N_("Indicator"), "value": N_("Value"), "numerator": N_("Numerator"), "denominator": N_("Denominator"),
    "definition": N_("What it says"),
}  # fmt: skip
_TOLD: dict[str, Callable[[str], str]] = {"kind": told.kind, "calibre": told.calibre, "load": told.load}


def write(content: Content, *, language: str = "en", progress: Progress | None = None) -> bytes:
    """The workbook; the same content and language give the same bytes. `progress` is told of rows, and may raise."""
    steps = Steps(len(content["firearms"]) + len(content["lots"]), progress)
    with speaking(language):
        file = book_of(content, partial(_fill, steps))
    steps.end()
    return file


def _fill(steps: Steps, book: Workbook, content: Content, strong: Any) -> None:
    add_sheet(book, _("Firearms"), FIREARMS, steps.over(map(_firearm, content["firearms"])), strong)
    add_sheet(book, _("Ammunition"), LOTS, steps.over(map(_lot, content["lots"])), strong)
    _add_figures(book, content, strong)
    if "indicators" in content:
        add_sheet(book, _("Indicators"), INDICATORS, indicators_section.sheet_rows(content), strong)
    if content.get("differences"):
        titles = dict(enumerate(inventory_differences.TITLES))
        add_sheet(book, _("Differences"), titles, map(inventory_differences.row, content["differences"]), strong)


def _firearm(firearm: Content) -> list[Cell]:
    return [_cell(firearm, name) for name in FIREARMS]


def _lot(lot: Content) -> list[Cell]:
    return [_cell(lot, name) for name in LOTS]


def _cell(row: Content, name: str) -> Cell:
    if name == "zone":
        return told.status(row["zone"], row["state"])
    value: Cell = row.get(name, "")
    return _TOLD[name](str(value)) if value and name in _TOLD else value


def _add_figures(book: Workbook, content: Content, strong: Any) -> None:
    """What the return is, and its figures."""
    sheet = book.add_worksheet(_("Figures")[:31])
    head, figures = content["head"], content["figures"]
    about = [
        (_("Number"), content["number"]), (_("Company"), content["company"]["name"]),
        (_("Position on"), content["as_of"]["moment"]), (_("Made on"), content["made"]["moment"]),
        (_("Ledger"), head["origin"]), (_("Entries of the ledger"), head["size"]), (_("Root"), head["root"]),
    ]  # fmt: skip
    if "known_at" in content:
        about.append((_("As known with"), content["known_at"]["size"]))
    for at, row in enumerate(about):
        write_row(sheet, at, row)
    write_row(sheet, len(about) + 1, ["", _("Firearms"), _("Rounds")], strong)
    for at, (name, label) in enumerate(FIGURES.items(), len(about) + 2):
        write_row(sheet, at, [_(label), *(figures[kind].get(name, "") for kind in ("firearms", "rounds"))])
    sheet.set_column(0, 0, WIDEST)
    sheet.set_column(1, 2, 24)
