"""Declared papers in tests: their content of a register, held against its schema, and drawn in every form."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl

from registry_app.domain.errors import Refused
from registry_app.services import report_table
from registry_app.services.frame import Asked
from tests.make import Make
from tests.reports import papers

SCHEMAS = Path(__file__).resolve().parents[1] / "resources" / "schemas"


def content(make: Make, name: str, **asked: Any) -> dict[str, Any]:
    """What a paper says, which its schema allows."""
    told, _entries = make.register.read(report_table.gather, name, Asked(make.register.actor, **asked))
    jsonschema.validate(json.loads(json.dumps(told)), json.loads((SCHEMAS / f"{name}-v1.json").read_bytes()))
    return told


def page(make: Make, name: str, *, language: str = "en", **asked: Any) -> str:
    """Everything that is printed on a paper."""
    return papers.whole(_made(make, name, ".pdf", language=language, **asked))


def sheets(make: Make, name: str, **asked: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each sheet of a paper's workbook."""
    book = openpyxl.load_workbook(BytesIO(_made(make, name, ".xlsx", language="en", **asked)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def refusal(make: Make, name: str, **asked: Any) -> str:
    """The code by which a paper is refused."""
    try:
        _made(make, name, ".json", **asked)
    except Refused as refused:
        return refused.findings[0].code
    raise AssertionError("the paper was made")


def _made(make: Make, name: str, suffix: str, **asked: Any) -> bytes:
    given = {"name": name, "suffix": suffix, "by": make.register.actor, **asked}
    made: bytes = make.register.read(report_table.make, **given)
    return made
