"""A report as a file: the same content as PDF with the data inside, as JSON, or as a workbook.

The data's format says which paper it is; `FORMS` are the papers that are declared, the others are drawn by hand.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.i18n import _, speaking
from registry_app.reports import (
    ammunition_book,
    armed_list,
    audit_report,
    changes_notice,
    count_sheets,
    deposit_list,
    difference_book,
    difference_list,
    discharge_report,
    expiry_paper,
    handovers_book,
    inventory_book,
    inventory_return,
    listed_book,
    listed_paper,
    loss_notice,
    movements_book,
    recovery_kit,
    slip,
    trace_dossier,
    transfer_guide,
)
from registry_app.reports.frame import Attachment
from registry_app.reports.listed import Form
from registry_app.reports.paper import PAPERS
from registry_app.reports.slip import PAPERS as SLIP_PAPERS
from registry_app.reports.steps import Progress

SUFFIXES = (".pdf", ".xlsx", ".json")
__all__ = ["FORMS", "PAPERS", "SLIP_PAPERS", "SUFFIXES", "layouts", "write"]

INVENTORY = "inventory"
ENTRIES = "entries.jsonl"
"""The attached file with the entries that prove a return."""
_DECLARED = (
    movements_book.FORM, handovers_book.FORM, ammunition_book.FORM, ammunition_book.MONTH_FORM, armed_list.FORM,
    expiry_paper.FORM, changes_notice.FORM, loss_notice.FORM, discharge_report.FORM, transfer_guide.FORM,
    trace_dossier.FORM,
)  # fmt: skip
FORMS: Mapping[str, Form] = {form.name: form for form in _DECLARED}
"""The declared papers by name."""
SCHEMAS = Path(__file__).resolve().parents[2] / "resources" / "schemas"

Content = Mapping[str, Any]


def write(
    name: str, content: Content, suffix: str, *, paper: str, language: str, entries: bytes = b"",
    progress: Progress | None = None, layout: int = 0,
) -> bytes:  # fmt: skip
    """The file of report `name` (KeyError when there is none), in one of `SUFFIXES`; a PDF carries `entries` along, and
    is drawn by an earlier version of its layout where one is named (`layouts`).

    The inventory and declared papers, which may be long, tell `progress` of rows done and steps in all, between pages;
    what it raises ends the writing.
    """
    if suffix == ".json":
        return canonical(content)
    if suffix == ".pdf":
        return _drawn(name, content, paper, language, _attached(name, entries, language), progress, layout)
    if name in FORMS:
        return listed_book.write(FORMS[name], content, language=language, progress=progress)
    if name == INVENTORY:
        return inventory_book.write(content, language=language, progress=progress)
    return _BOOKS[name](content, language=language)


def layouts(name: str) -> tuple[int, ...]:
    """The versions of the layout of a report that can be drawn."""
    if name == INVENTORY:
        return inventory_return.LAYOUTS
    return (FORMS[name].layout,) if name in FORMS else (1,)


def _drawn(
    name: str, content: Content, paper: str, language: str, attached: Sequence[Attachment], progress: Progress | None,
    layout: int,
) -> bytes:  # fmt: skip
    if name not in FORMS and name != INVENTORY:
        return _PAPERS[name](content, paper=paper, language=language)
    drawn = (
        partial(listed_paper.write, FORMS[name])
        if name in FORMS
        else partial(inventory_return.write, layout=layout or inventory_return.LAYOUT)
    )
    return drawn(content, paper=paper, language=language, attached=attached, progress=progress)


def _attached(name: str, entries: bytes, language: str) -> list[Attachment]:
    """The schema of a declared paper, and the entries where it carries any."""
    found = []
    with speaking(language):
        if name in FORMS:
            schema = (SCHEMAS / f"{name}-v1.json").read_bytes()
            about = _("JSON Schema of the data")
            found.append(Attachment(f"{name}-v1.schema.json", schema, "application/schema+json", about))
        if entries:
            about = _("The entries of the ledger that prove this document")
            found.append(Attachment(ENTRIES, entries, "application/jsonl", about))
    return found


_PAPERS: Mapping[str, Callable[..., bytes]] = {
    "deposit": deposit_list.write, "slip": slip.write, "audit": audit_report.write,
    "differences": difference_list.write, "count-sheet": count_sheets.write, "recovery-kit": recovery_kit.write,
}  # fmt: skip
_BOOKS: Mapping[str, Callable[..., bytes]] = {"differences": difference_book.write}
