"""What counts found and nobody has explained: it stays in every return until it is settled."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Difference
from registry_app.domain.rows import EntryRow
from registry_app.services import past
from registry_app.services.cuts import Cut
from registry_app.services.return_lists import filled, local

_FIELDS = (
    "audit_id", "kind", "item_id", "raw", "place_id", "seen_id", "expected", "counted", "cause", "owner_id", "due_on",
    "settled_on",
)  # fmt: skip
_CALLED = {
    "firearm": {"item": "serial", "maker": "maker", "model": "model", "calibre": "calibre"},
    "lot": {"item": "lot_number", "maker": "maker", "calibre": "calibre"},
    "article": {"item": "code", "model": "name"},
}
Rows = Mapping[Any, Mapping[str, Any]]


def open_at(session: Session, cut: Cut, zone: str) -> list[dict[str, Any]]:
    """The differences that were entered by the cut and not settled then, in the order of their entering."""
    known = past.records(session, "difference", cut, names=_FIELDS)
    unsettled = {number: row for number, row in known.items() if not row["settled_on"]}
    if not unsettled:
        return []
    entered = select(Difference.id, EntryRow.occurred_at).join(EntryRow, EntryRow.seq == Difference.described_seq)
    since = {number: local(at, zone)[:10] for number, at in session.execute(entered)}
    audits: Rows = past.records(session, "audit", cut.known(), names=("code",))
    places = past.records(session, "place", cut.known(), names=("code", "name"))
    people: Rows = past.records(session, "person", cut.known(), names=("code",))
    items = _items(session, cut)
    return [
        filled({
            "audit": audits[row["audit_id"]]["code"], "kind": row["kind"], "since": since[number], "raw": row["raw"],
            "expected": row["expected"], "counted": row["counted"], "cause": row["cause"], "due_on": row["due_on"],
            "owner": people.get(row["owner_id"], {}).get("code"), **_at(places, row["place_id"], "place"),
            **_at(places, row["seen_id"], "seen"),
        }) | items.get(row["item_id"], {})
        for number, row in sorted(unsettled.items())
    ]  # fmt: skip


def _at(places: Rows, number: Any, key: str) -> dict[str, Any]:
    found = places.get(number or 0)
    return {key: found["code"], f"{key}_name": found["name"]} if found else {}


def _items(session: Session, cut: Cut) -> dict[Any, dict[str, Any]]:
    """What each item was called, as far as is known."""
    found: dict[Any, dict[str, Any]] = {}
    for kind, fields in _CALLED.items():
        known = past.records(session, kind, cut.known(), names=tuple(fields.values()))
        for number, values in known.items():
            found[number] = filled({"item_kind": kind} | {name: values[field] for name, field in fields.items()})
    return found
