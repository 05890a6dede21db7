"""The JSON Schema of a declared paper's data: closed, made of the same declaration as its columns."""

from collections.abc import Sequence
from typing import Any

from registry_app.domain.fields import Field
from registry_app.reports.listed import Form, Listed

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
_NUMBER: dict[str, Any] = {"type": "integer"}
_HASH: dict[str, Any] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_DAY: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_MINUTE: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"}
_INSTANT: dict[str, Any] = {
    "type": "string", "description": "ISO 8601 with the offset of the company's zone",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}[+-][0-9]{2}:[0-9]{2}$",
}  # fmt: skip


def _closed(properties: dict[str, Any], *, optional: Sequence[str] = ()) -> dict[str, Any]:
    needed = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": needed, "additionalProperties": False}


_HEAD = _closed({"origin": _TEXT, "size": _NUMBER, "root": _HASH})
_FRAME: dict[str, Any] = {
    "number": _TEXT | {"description": "what the paper is called; two with the same number state the same"},
    "made": _closed(
        {"moment": _INSTANT, "user": _TEXT, "roles": _TEXT, "person": _TEXT, "build": _TEXT}, optional=["person"]
    ),
    "company": _closed(
        {"name": _TEXT, "tax_id": _TEXT, "licence_number": _TEXT, "licence_expires_on": _DAY, "address": _TEXT},
        optional=["tax_id", "licence_number", "licence_expires_on", "address"],
    ),
    "head": _HEAD | {"description": "origin, size and root of the ledger that the paper was made from"},
    "as_of": _closed({"day": _DAY, "moment": _INSTANT, "zone": _TEXT}),
    "known_at": _closed({"size": _NUMBER, "root": _HASH}),
    "period": _closed({"from_on": _DAY, "until_on": _DAY, "zone": _TEXT}),
    "addressee": _closed({"code": _TEXT, "name": _TEXT, "sequence": _NUMBER}, optional=["sequence"]),
    "proof": _closed({"size": _NUMBER, "root": _HASH, "hashes": {"type": "array", "items": _HASH}}),
    "carried": _closed({"file": _TEXT, "from": _NUMBER, "count": _NUMBER, "sha256": _HASH}),
}
FRAME_OPTIONAL = ("as_of", "known_at", "period", "addressee", "proof", "carried")
"""The keys of a frame that a paper may be without."""


def schema(form: Form) -> dict[str, Any]:
    """The schema of the data of a form."""
    properties: dict[str, Any] = {"format": {"const": form.format}, **_FRAME}
    optional = [*FRAME_OPTIONAL]
    for name, declared in (("about", form.about), ("figures", form.figures)):
        if declared:
            properties[name] = _closed({f.name: _of(f) for f in declared}, optional=[f.name for f in declared])
    for each in form.lists:
        properties[each.key] = _of_list(each)
        optional += [each.key] if each.is_optional else []
    return {"$schema": DIALECT, "title": form.title, **_closed(properties, optional=optional)}


def _of_list(each: Listed) -> dict[str, Any]:
    row = _closed({f.name: _of(f) for f in each.fields}, optional=[f.name for f in each.fields if not f.required])
    return {"type": "array", "title": each.title, "items": row}


def _of(declared: Field) -> dict[str, Any]:
    kind = {"integer": _NUMBER, "tenths": _NUMBER, "boolean": {"enum": [0, 1]}, "date": _DAY, "moment": _MINUTE}
    found = dict(kind.get(declared.kind, _TEXT))
    if declared.kind == "choice" and declared.choices:
        found = {"enum": list(declared.choices)}
    return found | {"title": declared.label}
