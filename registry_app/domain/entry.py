"""The entry: one act of custody or one change of records, as the very bytes that are signed and hashed.

Body v1 is canonical JSON (the RFC 8785 profile of ASCII keys, integers and NFC strings); `docs/formats/entry-v1.md`
describes it with test vectors. Nothing here touches a file.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from sys import intern
from typing import Any, NamedTuple

from registry_app.domain.errors import Damaged, refuse
from registry_app.domain.fields import LARGEST

VERSION = 1
HOUR = 3_600_000
"""Milliseconds."""
NONE = -1
"""`corrects` of an entry that corrects nothing."""

Stored = str | int | Mapping[str, str]
"""A value as an entry carries it: text, integer, `""` for nothing, or `{"commit": hex}` for a personal one."""


class Position(NamedTuple):
    """Where, with whom, how: place and person by record number (person 0: nobody), state by code."""

    place: int
    person: int = 0
    state: str = "ready"


class Line(NamedTuple):
    """`quantity` of `item` (pieces or rounds, at least 1) moves from `source` to `target`."""

    item: int
    quantity: int
    source: Position
    target: Position

    def reversed(self) -> "Line":
        """The line that undoes this one."""
        return Line(self.item, self.quantity, self.target, self.source)


@dataclass(frozen=True)
class Change:
    """A record's fields before and after: `old` empty describes it anew, `new` empty withdraws it."""

    record: int
    kind: str
    old: Mapping[str, Stored]
    new: Mapping[str, Stored]

    def reversed(self) -> "Change":
        """The change that undoes this one."""
        return Change(self.record, self.kind, self.new, self.old)


class Ref(NamedTuple):
    """Something outside the entry that it rests on: `entry` (a number of this ledger), `destination`, `document`..."""

    kind: str
    value: str

    def number(self) -> int:
        """The value as the number of an entry or a record, `NONE` when it is none."""
        return int(self.value) if _NUMBER.fullmatch(self.value) else NONE


_NUMBER = re.compile("[0-9]{1,15}")


@dataclass(frozen=True)
class Entry:
    """One entry. Moments are UTC milliseconds; record numbers 0 and empty texts mean none."""

    origin: str
    seq: int
    prior_root: str
    id: str
    kind: str
    occurred_at: int
    recorded_at: int
    zone: str
    actor: int
    role: str
    witness: int = 0
    acknowledged_by: int = 0
    reason_code: str = ""
    note_commit: str = ""
    batch: str = ""
    corrects: int = NONE
    refs: tuple[Ref, ...] = ()
    records: tuple[Change, ...] = ()
    lines: tuple[Line, ...] = ()
    policy: int = 0
    build: str = ""
    v: int = field(default=VERSION)

    def settles(self) -> int:
        """The number of the entry that this one settles (accept and reject), or `NONE`."""
        return self._named("entry") if self.kind in ("accept", "reject") else NONE

    def destination(self) -> int:
        """The place that this one sends its items to (send), or `NONE`."""
        return self._named("destination") if self.kind == "send" else NONE

    def due_at(self) -> int:
        """When what this one moved is to be back (UTC ms), 0 for never."""
        return max(0, self._named("due"))

    def overrides(self) -> tuple[str, ...]:
        """The codes of the refusals that a superior let through."""
        return tuple(dict.fromkeys(ref.value for ref in self.refs if ref.kind == "override"))

    def amends(self) -> int:
        """How many records this one changes or withdraws."""
        return sum(1 for change in self.records if change.old)

    def late_hours(self) -> int:
        """How many whole hours after it happened this one was recorded; 0 for what was there from the beginning."""
        return 0 if self.reason_code == "opening" else max(0, self.recorded_at - self.occurred_at) // HOUR

    def subjects(self) -> tuple[int, ...]:
        """The records that this one is about, each once: the items that it moves, else what it describes or erases."""
        moved = [line.item for line in self.lines]
        described = [change.record for change in self.records]
        about = [ref.number() for ref in self.refs if ref.kind == "about"]
        return tuple(dict.fromkeys(moved or described or about))

    def _named(self, kind: str) -> int:
        return next((ref.number() for ref in self.refs if ref.kind == kind), NONE)

    def undoing(self) -> tuple[Line, ...]:
        """The lines that undo this entry's, the last one first."""
        return tuple(line.reversed() for line in reversed(self.lines))

    def at(self, seq: int, prior_root: str, recorded_at: int) -> "Entry":
        """The same entry at its place in the ledger."""
        return replace(self, seq=seq, prior_root=prior_root, recorded_at=recorded_at)


def canonical(value: object) -> bytes:
    """Canonical JSON of a value within the profile; ValueError outside it (floats, nulls, huge integers, not NFC)."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    # Quotes, marks and escapes join with no letter, so that a whole in NFC has no part that is not.
    _within_profile(value, is_normal=text.isascii() or unicodedata.is_normalized("NFC", text))
    return text.encode()


def _within_profile(value: object, *, is_normal: bool) -> None:
    """ValueError where JSON says more than the profile allows; with `is_normal` its texts are known to be in NFC."""
    if type(value) is dict or isinstance(value, Mapping):
        if not "".join(value).isascii():
            raise ValueError("keys are ASCII")
        _all_within_profile(value.values(), is_normal)
    elif isinstance(value, str):
        if not is_normal and not unicodedata.is_normalized("NFC", value):
            raise ValueError("text is not in NFC")
    elif isinstance(value, bool) or value is None or isinstance(value, float):
        raise ValueError("only texts, integers, lists and objects are allowed")
    elif isinstance(value, int):
        if abs(value) > LARGEST:
            raise ValueError("the integer is too large")
    else:
        _all_within_profile(value, is_normal)  # type: ignore[arg-type]


def _all_within_profile(values: Iterable[object], is_normal: bool) -> None:
    for value in values:
        kind = type(value)  # most values of long lists need no further look
        if (kind is str and is_normal) or (kind is int and -LARGEST <= value <= LARGEST):  # type: ignore[operator]
            continue
        _within_profile(value, is_normal=is_normal)


def body(entry: Entry) -> bytes:
    """The canonical bytes of an entry, which are signed, hashed and kept."""
    return canonical(as_json(entry))


def as_json(entry: Entry) -> dict[str, Any]:
    """The entry as the object that its body holds."""
    plain = {name: getattr(entry, name) for name in _PLAIN}
    return plain | {
        "refs": [{"kind": r.kind, "value": r.value} for r in entry.refs],
        "records": [_change_json(c) for c in entry.records],
        "lines": [_line_json(line) for line in entry.lines],
    }


_PLAIN = {
    "v": int, "origin": str, "seq": int, "prior_root": str, "id": str, "kind": str, "occurred_at": int,
    "recorded_at": int, "zone": str, "actor": int, "role": str, "witness": int, "acknowledged_by": int,
    "reason_code": str, "note_commit": str, "batch": str, "corrects": int, "policy": int, "build": str,
}  # fmt: skip
_FEW = ("origin", "kind", "zone", "role", "reason_code", "build")
"""What has few values: a long ledger in memory keeps each once."""


def _change_json(change: Change) -> dict[str, Any]:
    return {"id": change.record, "kind": change.kind, "old": dict(change.old), "new": dict(change.new)}


def _line_json(line: Line) -> dict[str, Any]:
    return {
        "item": line.item,
        "quantity": line.quantity,
        "from": line.source._asdict(),
        "to": line.target._asdict(),
    }


def parse(content: bytes) -> Entry:
    """The entry whose body is exactly `content`; `Damaged` when it is not a canonical body v1."""
    entry = skim(content)
    try:
        is_canonical = body(entry) == content
    except ValueError as problem:
        raise _unreadable(problem) from None
    if not is_canonical:
        raise _unreadable("not the canonical bytes")
    return entry


def skim(content: bytes) -> Entry:
    """As `parse`, but three times as fast: that the bytes are the canonical ones must be shown elsewhere."""
    try:
        return _entry(json.loads(content))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise _unreadable(problem) from None


def _unreadable(reason: object) -> Damaged:
    return Damaged(refuse("entry_unreadable", reason=str(reason)[:200]))


def _entry(read: dict[str, Any]) -> Entry:
    if set(read) != {*_PLAIN, "refs", "records", "lines"} or read["v"] != VERSION:
        raise ValueError("not the keys of body v1")
    for name, kind in _PLAIN.items():
        if type(read[name]) is not kind:
            raise ValueError(f"{name} is of the wrong type")
    return Entry(
        **({name: read[name] for name in _PLAIN} | {name: intern(read[name]) for name in _FEW}),
        refs=tuple(Ref(_typed(r["kind"], str), _typed(r["value"], str)) for r in read["refs"]),
        records=tuple(_change(c) for c in read["records"]),
        lines=tuple(_line(line) for line in read["lines"]),
    )


def _typed(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise ValueError("a value is of the wrong type")
    return value


def _change(read: dict[str, Any]) -> Change:
    old, new = _typed(read["old"], dict), _typed(read["new"], dict)
    for value in (*old.values(), *new.values()):
        if type(value) is dict and (set(value) != {"commit"} or type(value["commit"]) is not str):
            raise ValueError("a commitment is malformed")
        if type(value) not in (str, int, dict):
            raise ValueError("a value is of the wrong type")
    return Change(_typed(read["id"], int), _typed(read["kind"], str), old, new)


def _line(read: dict[str, Any]) -> Line:
    return Line(
        _typed(read["item"], int), _typed(read["quantity"], int), _position(read["from"]), _position(read["to"])
    )


def _position(read: dict[str, Any]) -> Position:
    return Position(_typed(read["place"], int), _typed(read["person"], int), intern(_typed(read["state"], str)))


def commitment(subject: str, salt: bytes, value: str) -> str:
    """SHA-256(label, 32-byte salt, value) in hex: vouches for a personal value without holding it.

    `subject` says whose value it is, such as `person.name` or `note`.
    """
    if len(salt) != 32:  # noqa: PLR2004 - the format's own figure
        raise ValueError("a salt has 32 bytes")
    return sha256(b"armarium-personal-v1/" + subject.encode() + b"\0" + salt + value.encode()).hexdigest()
