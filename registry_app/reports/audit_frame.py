"""How the papers of an audit tell things."""

from registry_app.domain.audit import AUDIT_KINDS, CAUSES
from registry_app.domain.count import RESULTS
from registry_app.i18n import N_, number
from registry_app.reports import told
from registry_app.reports.frame import Content
from registry_app.reports.told import NOTHING

ZONES = {
    "person": N_("With a person"), "transit": N_("In transit"), "workshop": N_("In workshop"), "field": N_("At a post"),
    "store": N_("In store"),
}  # fmt: skip


def item(row: Content) -> str:
    """What people call the item of a row; what was read where the register does not know it."""
    return str(row.get("item") or row.get("raw") or NOTHING)


def about(row: Content) -> str:
    """What an item is."""
    kind = row.get("item_kind")
    if kind == "firearm":
        return f"{told.kind(row['firearm_kind'])}, {row['maker']} {row['model']}, {told.calibre(row['calibre'])}"
    if kind == "lot":
        return f"{row['maker']} {told.calibre(row['calibre'])}"
    return str(row.get("name", NOTHING))


def where(row: Content, key: str = "place", person: str = "person") -> str:
    """A place, and with whom."""
    place, who = row.get(f"{key}_name", ""), holder(row, person)
    return ", ".join(filter(None, (place, who))) or NOTHING


def holder(row: Content, key: str = "person") -> str:
    """A person by name and code; the code alone where the name was erased, nothing where there is nobody."""
    if key not in row:
        return ""
    return f"{row[f'{key}_name']} ({row[key]})" if row.get(f"{key}_name") else str(row[key])


def result(code: str) -> str:
    """What something came to."""
    return told.label(RESULTS, code)


def cause(code: str) -> str:
    """A cause with its code, a dash for none."""
    return f"{code} {told.label(CAUSES, code)}" if code else NOTHING


def kind(code: str) -> str:
    """A kind of audit."""
    return told.label(AUDIT_KINDS, code)


def day(value: str | None) -> str:
    """A day, and a dash for none."""
    return told.day(value) if value else NOTHING


def signed(value: int) -> str:
    """A difference with its sign, and a dash for none."""
    return NOTHING if not value else f"+{number(value)}" if value > 0 else f"−{number(-value)}"
