"""The schemas that are kept are those of the declarations."""

import sys
from pathlib import Path

import jsonschema
import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import schemas

from registry_app.reports.listed_schema import schema
from registry_app.reports.package import FORMS


@pytest.mark.parametrize(("path", "content"), list(schemas.files()), ids=lambda value: getattr(value, "name", ""))
def test_each_file_is_as_its_declaration(path: Path, content: bytes) -> None:
    assert path.read_bytes() == content, "run scripts/schemas.py"


@pytest.mark.parametrize("name", FORMS)
def test_each_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(FORMS[name]))
