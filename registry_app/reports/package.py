"""A report as a file: the same content as PDF with the data inside, as JSON, or as a workbook."""

from collections.abc import Mapping
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.reports import slip
from registry_app.reports.paper import PAPERS
from registry_app.reports.slip import PAPERS as SLIP_PAPERS

SUFFIXES = (".pdf", ".xlsx", ".json")
__all__ = ["FORMS", "PAPERS", "SLIP_PAPERS", "SUFFIXES", "write"]

ENTRIES = "entries.jsonl"
"""The attached file with the entries that prove a return."""
FORMS: Mapping[str, Any] = {}
"""The declared papers by name."""


def write(
    name: str, content: Mapping[str, Any], suffix: str, *, paper: str, language: str, entries: bytes = b""
) -> bytes:  # fmt: skip
    """The file of report `name` (KeyError when there is none), in one of `SUFFIXES`; a PDF carries `entries` along."""
    if suffix == ".json":
        return canonical(content)
    if (name, suffix) == ("inventory", ".pdf"):
        from registry_app.reports import inventory_return

        return inventory_return.write(content, paper=paper, language=language, entries=entries)
    return _WRITERS[name, suffix](content, paper, language)


def _inventory_book(content: Mapping[str, Any], _paper: str, language: str) -> bytes:
    from registry_app.reports import inventory_book

    return inventory_book.write(content, language=language)


def _deposit_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import deposit_list

    return deposit_list.write(content, paper=paper, language=language)


def _audit_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import audit_report

    return audit_report.write(content, paper=paper, language=language)


def _differences_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import difference_list

    return difference_list.write(content, paper=paper, language=language)


def _sheets_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import count_sheets

    return count_sheets.write(content, paper=paper, language=language)


def _slip_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    return slip.write(content, paper=paper, language=language)


_WRITERS = {
    ("inventory", ".xlsx"): _inventory_book, ("deposit", ".pdf"): _deposit_pdf,
    ("slip", ".pdf"): _slip_pdf, ("audit", ".pdf"): _audit_pdf, ("differences", ".pdf"): _differences_pdf,
    ("count-sheet", ".pdf"): _sheets_pdf,
}  # fmt: skip
