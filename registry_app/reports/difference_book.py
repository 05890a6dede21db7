"""The difference list as a workbook: a row for each difference, to be sorted and worked through; and what it is of.

Serial numbers, codes and days are texts, quantities are numbers. What counts is the JSON.
"""

from collections.abc import Callable
from typing import Any

from xlsxwriter import Workbook

from registry_app.i18n import N_, _, speaking
from registry_app.reports import audit_frame
from registry_app.reports.told import NOTHING
from registry_app.reports.workbook import WIDEST, Cell, Content, add_sheet, book_of, write_row

COLUMNS = {
    "audit": N_("Audit"), "kind": N_("Difference"), "item": N_("Item"), "about": N_("Description"),
    "place": N_("Place code"), "place_name": N_("Place name"), "holder": N_("Held by"), "seen_name": N_("Seen"),
    "expected": N_("Expected"), "counted": N_("Counted"), "cause": N_("Cause"), "since": N_("Since"), "age": N_("Days"),
    "owner": N_("Who follows it up"), "due_on": N_("To be explained by"), "status": N_("Status"),
    "action": N_("What is done"), "evidence": N_("Evidence"), "settled_on": N_("Settled on"), "user": N_("User"),
    "witness": N_("Witness"), "adjusted_by": N_("Entries that put it right"),
}  # fmt: skip
OPEN, LATE, SETTLED, NOT_ENTERED = N_("To be settled"), N_("Overdue"), N_("Settled"), N_("Not entered yet")


def write(content: Content, *, language: str = "en") -> bytes:
    """The workbook; the same content and language give the same bytes."""
    with speaking(language):
        return book_of(content, _fill)


def _fill(book: Workbook, content: Content, strong: Any) -> None:
    waiting = [{"audit": content["audit"]["code"], **each} for each in content.get("not_entered", ())]
    rows = map(_row, [*content["differences"], *waiting])
    add_sheet(book, _("Differences"), COLUMNS, rows, strong)
    sheet, head = book.add_worksheet(_("Figures")[:31]), content["head"]
    about = [
        (_("Number"), content["number"]), (_("Company"), content["company"]["name"]),
        (_("Position on"), content["as_of"]["moment"]), (_("Made on"), content["made"]["moment"]),
        (_("Ledger"), head["origin"]), (_("Entries of the ledger"), head["size"]), (_("Root"), head["root"]),
    ]  # fmt: skip
    for at, row in enumerate(about):
        write_row(sheet, at, row)
    sheet.set_column(0, 1, WIDEST)


def _row(each: Content) -> list[Cell]:
    return [_TOLD[name](each) if name in _TOLD else each.get(name, "") for name in COLUMNS]


def _status(each: Content) -> str:
    said = SETTLED if "settled_on" in each else LATE if each.get("is_overdue") else OPEN
    return _(said) if "age" in each else _(NOT_ENTERED)


def _filled(said: str) -> str:
    """A cell that has nothing to say is empty: a dash would be sorted as a word."""
    return "" if said == NOTHING else said


_TOLD: dict[str, Callable[[Content], Cell]] = {
    "kind": lambda each: audit_frame.result(each["kind"]),
    "item": audit_frame.item,
    "about": lambda each: _filled(audit_frame.about(each)),
    "holder": audit_frame.holder,
    "cause": lambda each: _filled(audit_frame.cause(each.get("cause", ""))),
    "owner": lambda each: audit_frame.holder(each, "owner"),
    "status": _status,
    "adjusted_by": lambda each: ", ".join(map(str, each.get("adjusted_by", ()))),
}
