"""Three views of any record: as it was first described, as it stands corrected, and both with all that lies between.

Told from the entries alone, so that a record which a correction withdrew has its views as well.
"""

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import func, literal_column, select, union_all
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Entry, parse
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import history
from registry_app.services.history import Event, FieldChange

Value = str | int | None


@dataclass(frozen=True)
class Step:
    """One change of a field: the entry, when it happened (UTC ms, zone), who entered it and why, and both values.

    `is_correction` says that the entry undoes another one, `corrected_by` which entry undid this one (-1: none).
    """

    seq: int
    occurred_at: int
    zone: str
    user: str
    witness: str
    reason: str
    old: Value
    new: Value
    is_correction: bool
    corrected_by: int


@dataclass(frozen=True)
class FieldViews:
    """A field: its label (msgid), its value as first described and as it stands, and the changes after the first."""

    name: str
    label: str
    original: Value
    corrected: Value
    changes: tuple[Step, ...]


@dataclass(frozen=True)
class RecordViews:
    """A record by kind and number, its fields in the order of declaration, and whether a correction withdrew it."""

    kind: str
    record: int
    is_withdrawn: bool
    fields: tuple[FieldViews, ...]

    def as_json(self) -> dict[str, Any]:
        """The object that the verb `show record --json` prints."""
        return asdict(self)


def views(session: Session, *, kind: str, record: int) -> RecordViews:
    """Every field of a record in its three views; a personal value that was erased is `None` in all of them.

    Raises `Refused` when no entry ever described a record of that kind and number.
    """
    entries = _changing(session, record)
    told = [change for entry in entries for change in entry.records if change.record == record]
    if not told or told[0].kind != kind:
        raise Refused(refuse("record_unknown", record=record, kind=kind))
    first, *later = {event.seq: event for event in history.events(session, entries, record)}.values()
    original = {change.name: change.new for change in first.changes}
    steps = [(change, _step(event, change)) for event in later for change in event.changes]
    corrected = original | {change.name: change.new for change, _made in steps}
    fields = tuple(
        FieldViews(
            name, field.label, original.get(name), corrected.get(name),
            tuple(step for change, step in steps if change.name == name),
        )
        for name, field in entered_fields(RECORDS[kind]).items()
    )  # fmt: skip
    return RecordViews(kind, record, not told[-1].new, fields)


def _changing(session: Session, record: int) -> list[Entry]:
    """The entries that described, changed or withdrew a record, the oldest first; of a place many more mention it."""
    mentions = select(MentionRow.seq).where(MentionRow.record_id == record)
    described = session.execute(select(func.min(MentionRow.seq)).where(MentionRow.record_id == record)).scalar()
    amending = select(EntryRow.seq).where(EntryRow.amends > literal_column("0"))  # as the index on them says it
    changed = mentions.where((MentionRow.seq + 0).in_(amending))
    found = EntryRow.seq.in_(union_all(mentions.where(MentionRow.seq == described), changed))
    bodies = session.execute(select(EntryRow.body).where(found).order_by(EntryRow.seq)).scalars()
    return [entry for entry in map(parse, bodies) if any(change.record == record for change in entry.records)]


def _step(event: Event, change: FieldChange) -> Step:
    return Step(
        event.seq, event.occurred_at, event.zone, event.actor, event.witness, event.reason, change.old, change.new,
        event.corrects != NONE, event.corrected_by,
    )  # fmt: skip
