"""The life of a record as the ledger tells it, and the record itself: values stay codes, names are looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.declare import fields_of
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, Stored, parse
from registry_app.domain.fields import Field
from registry_app.domain.pin import SECRET
from registry_app.domain.records import RECORDS, Article, Company, Firearm, Lot, Person, Place, User
from registry_app.domain.rows import EntryRow, MentionRow, PersonalRow
from registry_app.i18n import N_
from registry_app.services import references

SHOWN = 200


@dataclass(frozen=True)
class FieldChange:
    """One field of a record before and after: its label (msgid), and both values as stored; `None` is nothing.

    A personal value that was erased is `None` as well. Where the values are numbers of records, `old_called` and
    `new_called` are what people call these.
    """

    name: str
    label: str
    old: str | int | None
    new: str | int | None
    old_called: str = ""
    new_called: str = ""


@dataclass(frozen=True)
class Event:
    """One entry of a record's life: moments in UTC ms, names instead of numbers, codes for kind, reason and states.

    `source` and `target` tell where from and where to; empty when the entry moved nothing of this record.
    """

    seq: int
    kind: str
    occurred_at: int
    recorded_at: int
    zone: str
    actor: str
    witness: str
    reason: str
    note: str
    quantity: int = 0
    source: str = ""
    target: str = ""
    source_state: str = ""
    target_state: str = ""
    changes: tuple[FieldChange, ...] = ()
    corrects: int = NONE
    corrected_by: int = NONE


View = Literal["both", "original", "corrected"]
VIEWS: Mapping[View, str] = {
    "both": N_("Everything, corrections too"), "original": N_("As first entered"), "corrected": N_("As corrected"),
}  # fmt: skip
"""The three views of a record: all entries; what was entered first, without corrections; what still counts."""


def life(session: Session, *, record: int, limit: int = SHOWN, view: View = "both") -> list[Event]:
    """The entries that mention a record, the newest first; those of one view of it."""
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == record)
        .order_by(EntryRow.seq.desc())
        .limit(limit)
    )
    if view != "both":
        query = query.where(EntryRow.corrects == NONE)
    if view == "corrected":
        query = query.where(EntryRow.seq.not_in(select(EntryRow.corrects).where(EntryRow.corrects >= 0)))
    return events(session, [parse(body) for body in session.execute(query).scalars()], record)


def beginning(session: Session, *, record: int) -> list[Event]:
    """What the entry that made a record did with it."""
    query = select(EntryRow.body).join(MentionRow, MentionRow.seq == EntryRow.seq).where(MentionRow.record_id == record)
    return events(
        session, [parse(body) for body in session.execute(query.order_by(EntryRow.seq).limit(1)).scalars()], record
    )


def events(session: Session, entries: list[Entry], record: int) -> list[Event]:
    """What some entries did with a record, in their order: one event for each of its lines, else one for the entry."""
    names = Names(session, entries)
    corrected = _corrections(session, [e.seq for e in entries])
    return [event for entry in entries for event in _of_entry(entry, record, names, corrected.get(entry.seq, NONE))]


def _of_entry(entry: Entry, record: int, names: "Names", corrected_by: int) -> Iterable[Event]:
    """One event for each line of the record, or one for the entry when it moved nothing of it."""
    lines: list[Line | None] = [line for line in entry.lines if line.item == record]
    for line in lines or [None]:
        yield Event(
            entry.seq,
            entry.kind,
            entry.occurred_at,
            entry.recorded_at,
            entry.zone,
            names.user(entry.actor),
            names.user(entry.witness),
            entry.reason_code,
            names.personal(entry.note_commit),
            quantity=line.quantity if line else 0,
            source=names.where(line.source) if line else "",
            target=names.where(line.target) if line else "",
            source_state=line.source.state if line else "",
            target_state=line.target.state if line else "",
            changes=tuple(c for change in entry.records if change.record == record for c in names.changes(change)),
            corrects=entry.corrects,
            corrected_by=corrected_by,
        )


def _corrections(session: Session, seqs: list[int]) -> dict[int, int]:
    told = EntryRow.corrects.in_(seqs), EntryRow.corrects >= 0
    rows = session.execute(select(EntryRow.corrects, EntryRow.seq).where(*told))
    return {row.corrects: row.seq for row in rows}


class Names:
    """What people call the records that some entries mention, fetched in one go each."""

    def __init__(self, session: Session, entries: list[Entry]) -> None:
        positions = {p for e in entries for line in e.lines for p in (line.source, line.target)}
        self._places = _named(session, Place.id, Place.name, {p.place for p in positions})
        self._people = _named(session, Person.id, Person.name, {p.person for p in positions})
        self._users = _named(session, User.id, User.name, {n for e in entries for n in (e.actor, e.witness)})
        commits = {e.note_commit for e in entries} | {c for e in entries for c in _commits(e)}
        secret = select(PersonalRow.commit).where(PersonalRow.commit.in_(commits), PersonalRow.subject == SECRET)
        told = commits - {""} - set(session.execute(secret).scalars())
        self._personal = _named(session, PersonalRow.commit, PersonalRow.value, told)
        self._records = references.named(session, {number for e in entries for number in _referred_to(e)})

    def user(self, number: int) -> str:
        """The name of a user; nothing for none."""
        return self._users.get(number, "")

    def where(self, position: Position) -> str:
        """A place, and who has it there."""
        place, person = self._places.get(position.place, ""), self._people.get(position.person, "")
        return f"{place}, {person}" if person else place

    def personal(self, commit: str) -> str:
        """What a commitment vouches for; nothing once it was erased, and never what is secret."""
        return self._personal.get(commit, "")

    def changes(self, change: Change) -> Iterable[FieldChange]:
        """The fields of a change that differ."""
        for name, field in fields_of(RECORDS[change.kind]).items():
            old, new = (self._shown(values.get(name)) for values in (change.old, change.new))
            if old != new:
                yield FieldChange(name, field.label, old, new, *(self._called(field, each) for each in (old, new)))

    def _called(self, field: Field, value: str | int | None) -> str:
        return self._records.get(value, ("",))[0] if field.refers_to and isinstance(value, int) else ""

    def _shown(self, value: Stored | None) -> str | int | None:
        if isinstance(value, Mapping):
            return self._personal.get(value["commit"])
        return None if value == "" else value


def _commits(entry: Entry) -> Iterable[str]:
    for change in entry.records:
        for value in (*change.old.values(), *change.new.values()):
            if isinstance(value, Mapping):
                yield value["commit"]


def _referred_to(entry: Entry) -> Iterable[int]:
    """The records that references of an entry name, before and after it."""
    for change in entry.records:
        names = [name for name, field in fields_of(RECORDS[change.kind]).items() if field.refers_to]
        for value in (values.get(name) for values in (change.old, change.new) for name in names):
            if isinstance(value, int):
                yield value


def _named(session: Session, key: object, name: object, wanted: set[int] | set[str]) -> dict[object, str]:
    rows = session.execute(select(key, name).where(key.in_(list(wanted))))  # type: ignore[call-overload,attr-defined]
    return {row[0]: row[1] or "" for row in rows}


def detail(session: Session, *, kind: str, record: int) -> dict[str, str | int | None]:
    """A record's declared fields by name, in the order of declaration; empty when there is no such record."""
    table = RECORDS[kind].__table__
    columns = [table.columns[name] for name in fields_of(RECORDS[kind])]
    row = session.execute(select(*columns).where(table.c.id == record)).mappings().first()
    return {str(name): value for name, value in row.items()} if row else {}


def name_of(session: Session, record: int) -> str:
    """What people call a record: serial, lot number, name, or the code of an article; empty when there is none."""
    for column in (Firearm.serial, Lot.lot_number, Person.name, Place.name, Article.code, User.name, Company.name):
        found = session.execute(select(column).where(column.class_.id == record)).scalar()
        if found:
            return str(found)
    return ""
