"""Data against schemas: long lists are looked through quickly, and what is found is what `jsonschema` finds."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from registry_app.reports import schemas
from registry_app.reports.package import FORMS
from registry_app.reports.schema_check import certain, quick, validator
from tests.reports import given, given_listed

CONTENTS = [given.content(2, indicators=given.indicators()), *(given_listed.content(f, 2) for f in FORMS.values())]
SCHEMAS = {stated["format"]: json.loads(schemas.ours(stated["format"])) for stated in CONTENTS}
PLAIN = {format_: Draft202012Validator(schema) for format_, schema in SCHEMAS.items()}
TEXTS = st.text("aé1\n", max_size=3)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.sampled_from([1.0, 0.5]) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
LEAVES = st.one_of(
    st.fixed_dictionaries({"type": st.just("string")}, optional={
        "minLength": st.integers(0, 2), "maxLength": st.integers(0, 2), "pattern": st.sampled_from(["^a$", "1", ""]),
    }),
    st.fixed_dictionaries({"type": st.just("integer")}, optional={
        "minimum": st.integers(-1, 2), "maximum": st.integers(-1, 2),
    }),
    st.fixed_dictionaries({"enum": st.lists(VALUES, min_size=1, max_size=3)}, optional={"type": st.just("string")}),
    st.sampled_from([True, False, {}, {"$ref": "#/$defs/code"}, {"$ref": "#/$defs/code", "minLength": 2},
                     {"type": ["string", "integer"]}, {"type": "string", "format": "date"},
                     {"not": {"type": "string"}}]),
)  # fmt: skip


def _nested(inner: Any) -> Any:
    named = st.dictionaries(st.sampled_from("xyz"), inner, max_size=3)
    closed = st.fixed_dictionaries({"type": st.just("object"), "properties": named}, optional={
        "required": st.lists(st.sampled_from("xyz"), unique=True), "additionalProperties": st.booleans(),
    })  # fmt: skip
    listed = st.fixed_dictionaries({"type": st.just("array"), "items": inner}, optional={
        "minItems": st.integers(0, 2), "maxItems": st.integers(0, 2), "uniqueItems": st.booleans(),
        "prefixItems": st.just([{"type": "string"}]),
    })  # fmt: skip
    return closed | listed


ANY_SCHEMA = st.recursive(LEAVES, _nested, max_leaves=6)
CODE = {"$defs": {"code": {"type": "string", "pattern": "^[a-z]+$"}}}


def _told(judge: Any, value: Any) -> list[tuple[Any, ...]]:
    return [(tuple(e.absolute_path), tuple(e.absolute_schema_path), e.message) for e in judge.iter_errors(value)]


@drawn(ANY_SCHEMA, VALUES)
def test_by_any_schema_the_same_is_found_in_any_rows(rows: Any, value: Any) -> None:
    schema = {**CODE, "type": "array", "items": rows}
    found = _told(quick(schema), [value, value])
    assert found == _told(Draft202012Validator(schema), [value, value])
    assert not certain(rows, schema)(value) or found == []


@st.composite
def _spoiled(draw: st.DrawFn) -> Any:
    """A paper's data with something in it deleted, added or put in another's place."""
    stated = copy.deepcopy(draw(st.sampled_from(CONTENTS)))
    part: Any = stated
    while isinstance(part, dict | list) and part:
        at = draw(st.sampled_from(sorted(part) if isinstance(part, dict) else range(len(part))))
        if not isinstance(part[at], dict | list) or draw(st.integers(0, 3)) == 0:
            part[at] = draw(VALUES | TEXTS)
            if isinstance(part, dict) and draw(st.booleans()):
                part["further"] = part.pop(at)
            break
        part = part[at]
    return stated


@drawn(_spoiled())
def test_in_spoiled_papers_the_same_is_found(stated: Any) -> None:
    format_ = stated.get("format")
    if isinstance(format_, str) and format_ in SCHEMAS:
        assert _told(validator(format_), stated) == _told(PLAIN[format_], stated)


@pytest.mark.parametrize("stated", CONTENTS, ids=lambda stated: stated["format"])
def test_rows_of_our_papers_need_no_second_look(stated: Any) -> None:
    schema = SCHEMAS[stated["format"]]
    lists = {key: each["items"] for key, each in schema["properties"].items() if each.get("type") == "array"}
    missed = [
        (key, row) for key, rows in lists.items() for row in stated.get(key, ()) if not certain(rows, schema)(row)
    ]
    assert missed == []
    assert any(stated.get(key) for key in lists)


def test_of_a_format_without_a_schema_nothing_is_known() -> None:
    assert validator("armarium-tomorrow/1") is None
