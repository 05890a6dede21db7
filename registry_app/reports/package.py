"""A report as a file: the same content as PDF with the data inside, as JSON, or as a workbook."""

from collections.abc import Mapping
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.reports import slip
from registry_app.reports.paper import PAPERS
from registry_app.reports.slip import PAPERS as SLIP_PAPERS

SUFFIXES = (".pdf", ".xlsx", ".json")
__all__ = ["PAPERS", "SLIP_PAPERS", "SUFFIXES", "write"]


def write(name: str, content: Mapping[str, Any], suffix: str, *, paper: str, language: str) -> bytes:
    """The file of report `name` (KeyError when there is none), in one of `SUFFIXES`."""
    if suffix == ".json":
        return canonical(content)
    return _WRITERS[name, suffix](content, paper, language)


def _inventory_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import inventory_return

    return inventory_return.write(content, paper=paper, language=language)


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


def _differences_book(content: Mapping[str, Any], _paper: str, language: str) -> bytes:
    from registry_app.reports import difference_book

    return difference_book.write(content, language=language)


def _sheets_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    from registry_app.reports import count_sheets

    return count_sheets.write(content, paper=paper, language=language)


def _slip_pdf(content: Mapping[str, Any], paper: str, language: str) -> bytes:
    return slip.write(content, paper=paper, language=language)


_WRITERS = {
    ("inventory", ".pdf"): _inventory_pdf, ("inventory", ".xlsx"): _inventory_book, ("deposit", ".pdf"): _deposit_pdf,
    ("slip", ".pdf"): _slip_pdf, ("audit", ".pdf"): _audit_pdf, ("differences", ".pdf"): _differences_pdf,
    ("differences", ".xlsx"): _differences_book, ("count-sheet", ".pdf"): _sheets_pdf,
}  # fmt: skip
