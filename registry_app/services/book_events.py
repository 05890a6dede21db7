"""The books of what happened: entries, movements, changes of records, and corrections, all in the order of the ledger.

Summed up, the movements lead to the positions: for every line the quantity leaves one position and reaches another,
and a correction has lines of its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import REASONS, ROLES, STATES, UNSIGNED
from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, Stored, skim
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.domain.pin import SECRET
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, PersonalRow
from registry_app.i18n import N_
from registry_app.services.books import Book, Names, Row
from registry_app.services.return_lists import local

_LABELS = {code: act.label for code, act in ACTS.items()}
_ACT = Field("kind", N_("Act"), "choice", choices=_LABELS)
_ENTRY = Field("entry", N_("Entry"), "integer")
_HAPPENED, _RECORDED = Field("occurred_at", N_("Happened at")), Field("recorded_at", N_("Recorded at"))
_USER = Field("user_id", N_("User"), "reference"), Field("user", N_("User"))
_WITNESS = Field("witness_id", N_("Witness"), "reference"), Field("witness", N_("Witness"))
_REASON = Field("reason", N_("Reason"), "choice", choices=REASONS)
_DOCUMENT, _NOTE = Field("document", N_("Number of the paper")), Field("note", N_("Note"))
_CORRECTS = Field("corrects", N_("Corrects entry"), "integer")
_CORRECTED = Field("corrected_by", N_("Corrected by entry"), "integer")

ENTRIES = (
    _ENTRY, _ACT, _HAPPENED, _RECORDED, Field("zone", N_("Time zone")), *_USER,
    Field("role", N_("Role"), "choice", choices=ROLES), *_WITNESS,
    Field("acknowledged_by_id", N_("Acknowledged by"), "reference"), Field("acknowledged_by", N_("Acknowledged by")),
    Field("unsigned", N_("Why it was not acknowledged"), "choice", choices=UNSIGNED), _REASON, _DOCUMENT, _NOTE,
    Field("lines", N_("Movements"), "integer"), Field("records", N_("Changes of records"), "integer"), _CORRECTS,
    _CORRECTED, Field("references", N_("References")), Field("policy", N_("Policy of entry"), "integer"),
    Field("batch", N_("Import")), Field("build", N_("Release")), Field("id", N_("Identifier")),
)  # fmt: skip
MOVEMENTS = (
    _ENTRY, Field("line", N_("Line"), "integer"), _ACT, _HAPPENED, _RECORDED, *_USER, *_WITNESS, _REASON, _DOCUMENT,
    Field("item_id", N_("Item"), "reference"), Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS),
    Field("item", N_("Item")), Field("quantity", N_("Quantity"), "integer"),
    Field("from_place_id", N_("From place"), "reference"), Field("from_place", N_("From place")),
    Field("from_person_id", N_("From person"), "reference"), Field("from_person", N_("From person")),
    Field("from_state", N_("From state"), "choice", choices=STATES),
    Field("to_place_id", N_("To place"), "reference"), Field("to_place", N_("To place")),
    Field("to_person_id", N_("To person"), "reference"), Field("to_person", N_("To person")),
    Field("to_state", N_("To state"), "choice", choices=STATES), _CORRECTS, _CORRECTED,
)  # fmt: skip
CHANGES = (
    _ENTRY, _ACT, _HAPPENED, *_USER, *_WITNESS, _REASON, Field("record_id", N_("Record"), "reference"),
    Field("record_kind", N_("Kind"), "choice", choices=KIND_LABELS), Field("record", N_("Record")),
    Field("field", N_("Field")), Field("before", N_("Before")), Field("after", N_("After")), _CORRECTS, _CORRECTED,
)  # fmt: skip
CORRECTIONS = (
    _ENTRY, _HAPPENED, _RECORDED, *_USER, *_WITNESS, _REASON, _NOTE, _CORRECTS,
    Field("corrected_kind", N_("Act that is undone"), "choice", choices=_LABELS),
    Field("corrected_occurred_at", N_("That happened at")),
)  # fmt: skip


class _Told:
    """What entries say, in codes and names; the name of a record that was withdrawn is the one it was described by."""

    def __init__(self, session: Session, names: Names) -> None:
        self._session = session
        self._names = dict(names)
        self._kinds: dict[int, str] = {}
        query = select(EntryRow.corrects, EntryRow.seq).where(EntryRow.corrects >= 0)
        self._corrected: Mapping[int, int] = {row.corrects: row.seq for row in session.execute(query)}

    def entries(self) -> Iterator[tuple[Entry, dict[str, Any]]]:
        """Each entry with what all of its rows say."""
        query = select(EntryRow.body).order_by(EntryRow.seq).execution_options(yield_per=1_000)
        for body in self._session.execute(query).scalars():
            entry = skim(body)
            for change in entry.records:
                self._kinds[change.record] = change.kind
                self._names.setdefault(change.record, _name_in(change.new))
            yield entry, self._about(entry)

    def _about(self, entry: Entry) -> dict[str, Any]:
        return {
            "entry": entry.seq, "kind": entry.kind, "occurred_at": local(entry.occurred_at, entry.zone),
            "recorded_at": local(entry.recorded_at, entry.zone), "user_id": entry.actor,
            "user": self.name(entry.actor), "witness_id": entry.witness or None, "witness": self.name(entry.witness),
            "reason": entry.reason_code,
            "document": "; ".join(ref.value for ref in entry.refs if ref.kind == "document"),
            "corrects": None if entry.corrects == NONE else entry.corrects,
            "corrected_by": self._corrected.get(entry.seq),
        }  # fmt: skip

    def name(self, number: int) -> str | None:
        """What people call a record."""
        return self._names.get(number)

    def kind(self, number: int) -> str | None:
        """The kind of a record."""
        return self._kinds.get(number)

    def personal(self, commit: str) -> str | None:
        """The value behind a commitment, nothing once it is erased."""
        query = select(PersonalRow.value).where(PersonalRow.commit == commit, PersonalRow.subject != SECRET)
        return self._session.execute(query).scalar() if commit else None


def _name_in(values: Mapping[str, Stored]) -> str:
    told = (values.get(name) for name in ("serial", "lot_number", "code", "text", "title", "number", "name"))
    return next((value for value in told if isinstance(value, str)), "")


def _entries(session: Session, names: Names) -> Iterator[Row]:
    told = _Told(session, names)
    for entry, about in told.entries():
        refs = [ref for ref in entry.refs if ref.kind not in ("document", "unsigned")]
        yield about | {
            "zone": entry.zone, "role": entry.role, "acknowledged_by_id": entry.acknowledged_by or None,
            "acknowledged_by": told.name(entry.acknowledged_by), "note": told.personal(entry.note_commit),
            "unsigned": next((ref.value for ref in entry.refs if ref.kind == "unsigned"), None),
            "lines": len(entry.lines), "records": len(entry.records), "policy": entry.policy, "batch": entry.batch,
            "references": "; ".join(f"{ref.kind}={ref.value}" for ref in refs), "build": entry.build, "id": entry.id,
        }  # fmt: skip


def _movements(session: Session, names: Names) -> Iterator[Row]:
    told = _Told(session, names)
    for entry, about in told.entries():
        for number, line in enumerate(entry.lines, 1):
            yield about | {"line": number} | _moved(line, told)


def _moved(line: Line, told: _Told) -> dict[str, Any]:
    item = {"item_id": line.item, "item_kind": told.kind(line.item), "item": told.name(line.item)}
    return item | {"quantity": line.quantity} | _at("from", line.source, told) | _at("to", line.target, told)


def _at(side: str, position: Position, told: _Told) -> dict[str, Any]:
    return {
        f"{side}_place_id": position.place, f"{side}_place": told.name(position.place),
        f"{side}_person_id": position.person or None, f"{side}_person": told.name(position.person),
        f"{side}_state": position.state,
    }  # fmt: skip


def _changes(session: Session, names: Names) -> Iterator[Row]:
    told = _Told(session, names)
    for entry, about in told.entries():
        for change in entry.records:
            record = {"record_id": change.record, "record_kind": change.kind, "record": told.name(change.record)}
            for field in _fields(change):
                sides = {"before": _value(change.old.get(field), told), "after": _value(change.new.get(field), told)}
                yield about | record | {"field": field} | sides


def _fields(change: Change) -> list[str]:
    """The fields that a change speaks of, in the order of declaration."""
    declared = entered_fields(RECORDS[change.kind]) if change.kind in RECORDS else ()
    return [name for name in declared if name in change.old or name in change.new]


def _value(value: Stored | None, told: _Told) -> str | int | None:
    return told.personal(value["commit"]) if isinstance(value, Mapping) else value


def _corrections(session: Session, names: Names) -> Iterator[Row]:
    told = _Told(session, names)
    query = select(EntryRow.kind, EntryRow.occurred_at)
    for entry, about in told.entries():
        if entry.corrects == NONE:
            continue
        kind, occurred_at = session.execute(query.where(EntryRow.seq == entry.corrects)).one()
        wrong = {"corrected_kind": kind, "corrected_occurred_at": local(occurred_at, entry.zone)}
        yield about | wrong | {"note": told.personal(entry.note_commit)}


EVENT_BOOKS = (
    Book("entries", N_("Entries"), N_("One entry of the ledger: who did what when."), ENTRIES, _entries),
    Book(
        "movements", N_("Movements"), N_("One line of one entry: what moved from where to where."), MOVEMENTS,
        _movements,
    ),
    Book(
        "changes", N_("Changes of records"), N_("One field of a record before and after an entry."), CHANGES, _changes,
    ),
    Book(
        "corrections", N_("Corrections"), N_("An entry that undoes another one; both stay."), CORRECTIONS, _corrections,
    ),
)  # fmt: skip
"""The books of what happened."""
