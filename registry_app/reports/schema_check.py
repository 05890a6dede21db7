"""The data of a paper against its JSON Schema, as `jsonschema` judges it, but with long lists looked through quickly.

`jsonschema` asks anew, for every value of every row, which keywords its schema has. So the schema of a row is made once
into plain functions that say yes only where `jsonschema` is sure to find nothing; every row of which they do not, and
everything outside lists, `jsonschema` judges itself, and tells of it. A keyword that is not known here says no.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from registry_app.reports import schemas

Schema = Mapping[str, Any]
Fits = Callable[[Any], bool]
"""Whether a value certainly fits; ``False`` leaves it to `jsonschema`."""
_PLAIN = (str, int)
"""Python's `True` is a whole number too, JSON's is not: types are compared, not asked for."""
_SAYS_NOTHING = frozenset({"title", "description", "$comment"})


@cache
def validator(format_: str) -> Any:
    """The validator of data of a format (`armarium-movements/1`); `None` where there is no schema of ours."""
    schema = schemas.ours(format_)
    return quick(json.loads(schema)) if schema else None


def quick(schema: Schema) -> Any:
    """A validator of Draft 2020-12 that finds the same errors in the same order as `Draft202012Validator(schema)`.

    `schema` is sound, and no part of it refers to itself.
    """
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    known: dict[int, tuple[Schema, Fits]] = {}

    def items(judge: Any, rows: Schema, value: Any, whole: Schema) -> Iterator[Any]:
        if not isinstance(value, list) or "prefixItems" in whole:
            yield from Draft202012Validator.VALIDATORS["items"](judge, rows, value, whole)
            return
        if id(rows) not in known:
            known[id(rows)] = rows, certain(rows, schema)
        _kept, fits = known[id(rows)]
        for at, row in enumerate(value):
            if not fits(row):
                yield from judge.descend(row, rows, path=at)

    return extend(Draft202012Validator, {"items": items})(schema)  # type: ignore[no-untyped-call]


def certain(schema: Any, root: Schema) -> Fits:
    """What says yes to values that certainly fit a schema within `root`."""
    if not isinstance(schema, dict):
        return _never
    if "$ref" in schema:
        return _referred(schema, root)
    said = {key: value for key, value in schema.items() if key not in _SAYS_NOTHING}
    kind = str(said.pop("type", "enum"))
    return _MAKERS[kind](said, root) if kind in _MAKERS and said.keys() <= _KEYWORDS[kind] else _never


def _referred(schema: Schema, root: Schema) -> Fits:
    """A reference to one of the definitions of `root`, and nothing else said."""
    is_alone = schema.keys() - _SAYS_NOTHING == {"$ref"}
    defined = {f"#/$defs/{name}": each for name, each in root.get("$defs", {}).items()}
    return certain(defined.get(schema["$ref"]), root) if is_alone else _never


def _never(_value: Any) -> bool:
    return False


def _object(said: Schema, root: Schema) -> Fits:
    """A closed object: one that may have other keys than those named is left to `jsonschema`."""
    if said.get("additionalProperties") is not False:
        return _never
    tests = {name: certain(each, root) for name, each in said.get("properties", {}).items()}
    needed = frozenset(said.get("required", ()))

    def fits(value: Any) -> bool:
        if type(value) is not dict or not needed <= value.keys():
            return False
        return all(name in tests and tests[name](each) for name, each in value.items())

    return fits


def _array(said: Schema, root: Schema) -> Fits:
    test = certain(said.get("items"), root)
    least, most = said.get("minItems", 0), said.get("maxItems", float("inf"))
    is_set = said.get("uniqueItems", False)

    def fits(value: Any) -> bool:
        if type(value) is not list or not least <= len(value) <= most or not all(map(test, value)):
            return False
        return not is_set or (all(type(each) is str for each in value) and len(set(value)) == len(value))

    return fits


def _string(said: Schema, _root: Schema) -> Fits:
    least, most = said.get("minLength", 0), said.get("maxLength", float("inf"))
    found = re.compile(said.get("pattern", "")).search
    if "pattern" in said:
        return lambda value: type(value) is str and least <= len(value) <= most and found(value) is not None
    return lambda value: type(value) is str and least <= len(value) <= most


def _integer(said: Schema, _root: Schema) -> Fits:
    least, most = said.get("minimum", float("-inf")), said.get("maximum", float("inf"))
    return lambda value: type(value) is int and least <= value <= most


def _enum(said: Schema, _root: Schema) -> Fits:
    allowed = frozenset(value for value in said.get("enum", ()) if type(value) in _PLAIN)
    return lambda value: type(value) in _PLAIN and value in allowed


_MAKERS: Mapping[str, Callable[[Schema, Schema], Fits]] = {
    "object": _object, "array": _array, "string": _string, "integer": _integer, "enum": _enum,
}  # fmt: skip
_KEYWORDS: Mapping[str, frozenset[str]] = {
    "object": frozenset({"properties", "required", "additionalProperties"}),
    "array": frozenset({"items", "minItems", "maxItems", "uniqueItems"}),
    "string": frozenset({"minLength", "maxLength", "pattern"}),
    "integer": frozenset({"minimum", "maximum"}),
    "enum": frozenset({"enum"}),
}
"""What each maker understands."""
