"""The ledger as a flat list: one row for each line of each entry, and one for an entry that moves nothing."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import REASONS, STATES
from registry_app.domain.entry import NONE, Change, Entry, Line, Stored, parse
from registry_app.domain.fields import Field
from registry_app.domain.rows import EntryRow, PersonalRow
from registry_app.i18n import N_
from registry_app.services import past
from registry_app.services.cuts import Cut
from registry_app.services.return_lists import local

_LABELS = {code: act.label for code, act in ACTS.items()}

ENTRY_COLUMNS = (
    Field("entry", N_("Entry"), "integer"),
    Field("kind", N_("Act"), "choice", choices=_LABELS),
    Field("occurred_at", N_("Happened at")),
    Field("recorded_at", N_("Recorded at")),
    Field("user", N_("User")),
    Field("witness", N_("Witness")),
    Field("reason", N_("Reason"), "choice", choices=REASONS),
    Field("note", N_("Note")),
    Field("item", N_("Item")),
    Field("quantity", N_("Quantity"), "integer"),
    Field("from_place", N_("From place")),
    Field("from_person", N_("From person")),
    Field("from_state", N_("From state"), "choice", choices=STATES),
    Field("to_place", N_("To place")),
    Field("to_person", N_("To person")),
    Field("to_state", N_("To state"), "choice", choices=STATES),
    Field("changes", N_("Changes of records")),
    Field("corrects", N_("Corrects entry"), "integer"),
    Field("corrected_by", N_("Corrected by entry"), "integer"),
    Field("batch", N_("Import")),
    Field("id", N_("Identifier")),
)


def entry_rows(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    """The entries that are known and had happened by the cut, corrected ones and corrections too, in the order of the
    ledger."""
    names = _names(session, cut)
    query = select(EntryRow.seq, EntryRow.corrects).where(EntryRow.corrects >= 0)
    bodies = select(EntryRow.body).order_by(EntryRow.seq)
    if cut.head:
        query, bodies = query.where(EntryRow.seq < cut.head), bodies.where(EntryRow.seq < cut.head)
    if not cut.is_now:
        bodies = bodies.where(EntryRow.occurred_at <= cut.moment)
    corrected = {row.corrects: row.seq for row in session.execute(query)}
    for body in session.execute(bodies).scalars():
        entry = parse(body)
        about = _about(session, entry, names) | {"corrected_by": corrected.get(entry.seq)}
        for line in entry.lines or (None,):
            moved = about | (_moved(line, names) if line else {})
            yield {column.name: moved.get(column.name) for column in ENTRY_COLUMNS}


_CALLED = {
    "firearm": "serial", "lot": "lot_number", "article": "code", "place": "code", "person": "code", "user": "name",
}  # fmt: skip


def _names(session: Session, cut: Cut) -> dict[int, str]:
    """What people call each record, as far as is known: serial, lot number, code, user name."""
    return {
        number: str(values[name])
        for kind, name in _CALLED.items()
        for number, values in past.records(session, kind, cut.known(), names=(name,)).items()
    }


def _about(session: Session, entry: Entry, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "entry": entry.seq, "id": entry.id, "kind": entry.kind, "reason": entry.reason_code or None,
        "occurred_at": local(entry.occurred_at, entry.zone),
        "recorded_at": local(entry.recorded_at, entry.zone),
        "user": names.get(entry.actor), "witness": names.get(entry.witness),
        "note": _note(session, entry.note_commit),
        "changes": "; ".join(_told(change) for change in entry.records) or None,
        "corrects": None if entry.corrects == NONE else entry.corrects, "batch": entry.batch or None,
    }  # fmt: skip


def _note(session: Session, commit: str) -> str | None:
    kept = select(PersonalRow.value).where(PersonalRow.commit == commit)
    return session.execute(kept).scalar() if commit else None


def _told(change: Change) -> str:
    """A change of a record in codes; personal values are not told."""
    parts = [f"{n}={_value(change.old.get(n, ''))}>{_value(v)}" if change.old else f"{n}={_value(v)}"
             for n, v in change.new.items()]  # fmt: skip
    return f"{change.kind} {change.record}: {', '.join(parts)}"


def _value(value: Stored) -> str:
    return "***" if isinstance(value, Mapping) else str(value)


def _moved(line: Line, names: Mapping[int, str]) -> dict[str, Any]:
    source, target = line.source, line.target
    return {
        "item": names.get(line.item, str(line.item)), "quantity": line.quantity,
        "from_place": names.get(source.place), "from_person": names.get(source.person), "from_state": source.state,
        "to_place": names.get(target.place), "to_person": names.get(target.person), "to_state": target.state,
    }  # fmt: skip
