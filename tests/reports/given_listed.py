"""Contents of declared papers, made from the declarations themselves: every list has rows, every column a value."""

from typing import Any

from registry_app.domain.fields import Field
from registry_app.reports.listed import Form, Listed
from tests.reports import given

Content = dict[str, Any]
LONG_MODEL = "Thunder 9 Ultra Compact Pro " * 4 + "Edición XIII."
"""125 characters, as many as a model may have."""
_OF_KIND = {
    "boolean": 1, "date": "2026-05-01", "moment": "2026-05-02T21:05", "calibre": "9x19", "country": "BR",
}  # fmt: skip


def content(form: Form, many: int = 3, text: str = "", *, is_bare: bool = False) -> Content:
    """A paper with so many rows in each list; `text` is what every text says; bare rows have only what they must."""
    made = given.content(1)
    frame = {name: made[name] for name in ("number", "made", "company", "head")}
    told: Content = {"format": form.format, **frame, "period": {
        "from_on": "2026-05-01", "until_on": "2026-05-31", "zone": "America/Bogota",
    }}  # fmt: skip
    if "{from_on}" not in form.subtitle:
        told["as_of"] = made["as_of"]
        del told["period"]
    for name, declared in (("about", form.about), ("figures", form.figures)):
        if declared:
            told[name] = {each.name: value(each, at, text) for at, each in enumerate(declared, 1)}
    return told | {each.key: rows(each, many, text, is_bare=is_bare) for each in form.lists}


def rows(each: Listed, many: int, text: str = "", *, is_bare: bool = False) -> list[Content]:
    """Rows of one list."""
    if each.key == "indicators":
        return given.indicators()[:many]
    fields = [field for field in each.fields if field.required or not is_bare]
    return [{field.name: value(field, at, text) for field in fields} for at in range(1, many + 1)]


def value(field: Field, at: int, text: str = "") -> Any:
    """A value that the field may have."""
    if field.kind == "integer":
        return at
    if field.kind in ("choice", "choices") and field.choices:
        codes = list(field.choices)
        if field.name == "field":  # says how others are told: texts
            return codes[0]
        return codes[at % len(codes)] if field.kind == "choice" else " ".join(codes[:2])
    if field.kind in _OF_KIND:
        return _OF_KIND[field.kind]
    return text or f"00{at}"
