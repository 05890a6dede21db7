"""What papers say of single records: their fields with references told by name, their items, documents and entries."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import Entry, parse
from registry_app.domain.records import RECORDS, Article, Document, Firearm, Lot, Person, User
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import books, clock, history, place_names
from registry_app.services.frame import Content
from registry_app.services.return_lists import filled

_FIREARM = ("serial", "maker", "model", "kind", "calibre", "tag", "permit_number", "permit_expires_on")
_LOT = ("lot_number", "maker", "calibre", "load")
_ARTICLE = ("code", "name")


def of_record(session: Session, kind: str, record: int) -> Content:
    """The fields of a record that are filled; a reference, without `_id`, is what people call the other record."""
    values = history.detail(session, kind=kind, record=record)
    fields = entered_fields(RECORDS[kind])
    wanted = [int(values[n]) for n, f in fields.items() if f.kind == "reference" and values.get(n)]  # type: ignore[arg-type]
    called = names(session, wanted)
    told: dict[str, Any] = {}
    for name, field in fields.items():
        if field.kind == "reference":
            told[name.removesuffix("_id")] = called.get(int(values.get(name) or 0), "")
        else:
            told[name] = values.get(name)
    return filled(told)


def names(session: Session, numbers: Iterable[int]) -> dict[int, str]:
    """What people call some records: a person and a place by name and code, every other as in the books."""
    wanted = set(numbers)
    found = {number: name for number, name in books.names(session).items() if number in wanted}
    query = select(Person.id, Person.name, Person.code).where(Person.id.in_(wanted))
    people = {row.id: f"{row.name} ({row.code})" if row.name else row.code for row in session.execute(query)}
    places = {number: name for number, name in place_names.in_full(session).items() if number in wanted}
    return found | people | places


def items(session: Session, quantities: Mapping[int, Mapping[str, Any]]) -> Content:
    """The lists `firearms`, `rounds` and `articles` of some items, each row with what is given for its item."""
    found: Content = {}
    for key, record, fields in (
        ("firearms", Firearm, _FIREARM), ("rounds", Lot, _LOT), ("articles", Article, _ARTICLE),
    ):  # fmt: skip
        table = record.__table__
        query = select(table.c.id, *(table.c[name] for name in fields)).where(table.c.id.in_(list(quantities)))
        rows = {number: filled(dict(zip(fields, values, strict=True))) for number, *values in session.execute(query)}
        found[key] = [{**rows[number], **more} for number, more in quantities.items() if number in rows]
    return found


def documents(session: Session, *, subject: int) -> list[Content]:
    """The documents about a record, each with the hash of its content."""
    columns = Document.kind, Document.title, Document.number, Document.dated_on, Document.content_hash
    query = select(*columns).where(Document.subject_id == subject).order_by(Document.id)
    rows = [dict(row) for row in session.execute(query).mappings()]
    return [filled({("hash" if name == "content_hash" else str(name)): v for name, v in row.items()}) for row in rows]


def entries_of(session: Session, record: int) -> list[Entry]:
    """The entries that mention a record, in the order of the ledger."""
    query = select(EntryRow.body).join(MentionRow, MentionRow.seq == EntryRow.seq)
    bodies = session.execute(query.where(MentionRow.record_id == record).order_by(EntryRow.seq)).scalars()
    return [parse(body) for body in bodies]


def steps(session: Session, entries: Iterable[Entry]) -> list[Content]:
    """A row for each of some entries: what was done, when, why, by whom."""
    users = {row.id: row.name for row in session.execute(select(User.id, User.name))}
    query = select(EntryRow.corrects, EntryRow.seq).where(EntryRow.corrects >= 0)
    corrected = {row.corrects: row.seq for row in session.execute(query)}
    return [
        filled({
            "entry": entry.seq, "kind": entry.kind, "occurred_at": clock.minute(session, entry.occurred_at),
            "recorded_at": clock.minute(session, entry.recorded_at), "reason": entry.reason_code,
            "document": "; ".join(ref.value for ref in entry.refs if ref.kind == "document"),
            "user": users.get(entry.actor), "witness": users.get(entry.witness),
            "corrected_by": corrected.get(entry.seq),
        })
        for entry in entries
    ]  # fmt: skip
