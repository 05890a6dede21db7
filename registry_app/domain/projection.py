"""What follows from entries: the values of records after a change, derived values, and which records are mentioned."""

from collections.abc import Iterator, Mapping

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Change, Entry, Stored
from registry_app.domain.records import RECORDS
from registry_app.domain.serials import confusion_key, normalised

KEPT = ("document", "certificate")
"""The kinds of record whose bytes are kept beside the ledger, by their hash."""
RECORD_REFS = ("attended", "case", "about")
"""Refs whose value is the number of a record: a person who was present, a loss case, whose values were erased."""


def after(before: Mapping[str, Stored], change: Change) -> dict[str, Stored]:
    """A record's values once `change` is made; fields without a value are absent, a withdrawn record has none."""
    return {n: v for n, v in {**before, **change.new}.items() if v != ""} if change.new else {}


def derived(kind: str, values: Mapping[str, Stored]) -> dict[str, str]:
    """The values of a record's computed columns."""
    if kind != "firearm":
        return {}
    serial = str(values.get("serial", ""))
    return {"serial_normal": normalised(serial), "serial_key": confusion_key(serial)}


def personal(kind: str, values: Mapping[str, Stored]) -> dict[str, str]:
    """The commitments of a record's personal values, by field."""
    fields = entered_fields(RECORDS[kind])
    return {n: v["commit"] for n, v in values.items() if n in fields and fields[n].personal and isinstance(v, Mapping)}


def erasable(entry: Entry) -> dict[str, int]:
    """What an entry names that can be erased without changing it: commitments of personal values and of its note, and
    hashes of contents; each with the record that it belongs to, 0 for a note."""
    found = {entry.note_commit: 0} if entry.note_commit else {}
    for change in entry.records:
        if change.kind in RECORDS:
            found |= dict.fromkeys(personal(change.kind, change.new).values(), change.record)
    return found | contents(entry)


def contents(entry: Entry) -> dict[str, int]:
    """The hashes of the contents that an entry names, each with its document or certificate."""
    named = ((c.new.get("content_hash"), c.record) for c in entry.records if c.kind in KEPT)
    return {content: record for content, record in named if isinstance(content, str)}


def erased(entry: Entry) -> list[str]:
    """The commitments and hashes whose values the entry erases."""
    return [ref.value for ref in entry.refs if ref.kind == "erased"] if entry.kind == "erase" else []


def mentions(entry: Entry) -> frozenset[int]:
    """The records that an entry is about: items, places, persons of its lines, its records and what they refer to."""
    return frozenset(_mentions(entry)) - {0, NONE}


def _mentions(entry: Entry) -> Iterator[int]:
    yield entry.acknowledged_by
    yield entry.destination()
    yield from (ref.number() for ref in entry.refs if ref.kind in RECORD_REFS)
    for line in entry.lines:
        yield from (line.item, line.source.place, line.source.person, line.target.place, line.target.person)
    for change in entry.records:
        yield change.record
        yield from _referred_to(change)


def _referred_to(change: Change) -> Iterator[int]:
    fields = entered_fields(RECORDS[change.kind]) if change.kind in RECORDS else {}
    for name, value in (*change.old.items(), *change.new.items()):
        if isinstance(value, int) and name in fields and fields[name].refers_to:
            yield value
