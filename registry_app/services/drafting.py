"""From a draft to an entry that the judge allows: numbers given, old values looked up, personal values committed."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import uuid_utils
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD
from registry_app.domain import merkle
from registry_app.domain.actor import Actor
from registry_app.domain.acts import role_for
from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, Stored, commitment, parse
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.overlay import Overlay
from registry_app.domain.records import RECORDS, Company
from registry_app.domain.rows import EntryRow
from registry_app.domain.rules import is_refused, judge
from registry_app.persistence.facts import RegisterFacts

CLOCK_SLACK = 120_000
"""A clock set back by up to this many milliseconds does not stop the hatch: the last recorded moment is used."""

LONGEST_NOTE = 400
"""Characters: what the erasable table holds, and a slip has room for."""

LAST = select(EntryRow.seq, EntryRow.recorded_at, EntryRow.peaks).order_by(EntryRow.seq.desc()).limit(1)
_ORIGIN = select(EntryRow.body).where(EntryRow.seq == 0)
_ZONE = select(Company.zone).limit(1)


def new_id() -> str:
    """A fresh UUIDv7 for an entry or a batch; a caller that may repeat itself makes it before the first try."""
    return str(uuid_utils.uuid7())


def origin_of(session: Session) -> str:
    """The origin that every entry of this ledger names, ``""`` before the set-up."""
    first = session.execute(_ORIGIN).scalar()
    return _origin_in(first) if first is not None else ""


@lru_cache(8)
def _origin_in(body: bytes) -> str:
    return parse(body).origin


@dataclass(frozen=True)
class Drafted:
    """An entry that the judge allows: the numbers it gives to new records, what it says of it, personal values."""

    entry: Entry
    numbers: tuple[int, ...]
    findings: tuple[Finding, ...]
    secrets: tuple[Mapping[str, object], ...]


class Pencil:
    """Drafts entries one after the other, each judged on the ledger and on those before it; writes nothing.

    The ledger must not change while it is in use: hold it within one transaction or snapshot.
    """

    def __init__(self, session: Session, *, by: Actor, witness: Actor | None = None, origin: str = "") -> None:
        last = session.execute(LAST).first()
        self.size = last.seq + 1 if last else 0
        self.peaks = merkle.unpack(last.peaks, self.size) if last else ()
        self.facts = Overlay(RegisterFacts(session))
        self._by, self._witness = by, witness
        self._clock = session.info["clock"]
        self._origin = origin or origin_of(session)
        self._zone = session.execute(_ZONE).scalar() or ""

    def draft(self, draft: Draft) -> Drafted:
        """The entry that `draft` becomes, remembered for the next one's judgement; `Refused` leaves no trace."""
        if len(draft.note) > LONGEST_NOTE:
            raise Refused(refuse("note_too_long", most=LONGEST_NOTE))
        made = _Making(self.facts)
        draft, numbers = _numbered(draft, self.facts.next_record())
        entry = self._entry(draft, made)
        findings = judge(entry, self.facts)
        if is_refused(findings):
            raise Refused(*findings)
        self.facts.apply(entry)
        self.size += 1
        return Drafted(entry, numbers, tuple(findings), tuple(made.secrets))

    def _entry(self, draft: Draft, made: "_Making") -> Entry:
        recorded_at = self._recorded_at()
        changes = self._changes(draft, made)
        by = self._by
        return Entry(
            origin=self._origin,
            seq=self.size,
            prior_root=merkle.root_of_peaks(self.peaks).hex(),
            id=draft.id or new_id(),
            kind=draft.kind,
            occurred_at=draft.occurred_at or recorded_at,
            recorded_at=recorded_at,
            zone=draft.zone or self._zone or _zone_made(changes) or "UTC",
            actor=by.user_id if self.size else _own_number(changes, "user"),
            role=role_for(draft.kind, by.roles) or by.roles.split()[0],
            witness=self._witness.user_id if self._witness else 0,
            acknowledged_by=draft.acknowledged_by,
            reason_code=draft.reason_code,
            note_commit=made.commit("note", draft.note) if draft.note else "",
            batch=draft.batch,
            corrects=draft.corrects,
            refs=draft.refs,
            records=changes,
            lines=draft.lines,
            policy=self.facts.policy_seq(),
            build=BUILD,
        )

    def _changes(self, draft: Draft, made: "_Making") -> tuple[Change, ...]:
        if draft.corrects != NONE and (wrong := self.facts.entry(draft.corrects)):
            return tuple(c.reversed() for c in reversed(wrong.records))
        return tuple(made.change(wish) for wish in draft.wishes)

    def _recorded_at(self) -> int:
        now, last = int(self._clock()), self.facts.last_recorded_at()
        return last if last - CLOCK_SLACK <= now < last else now


def _own_number(changes: Iterable[Change], kind: str) -> int:
    return next((c.record for c in changes if c.kind == kind), 0)


def _zone_made(changes: Iterable[Change]) -> str:
    return next((str(c.new["zone"]) for c in changes if c.kind == "company" and "zone" in c.new), "")


def _numbered(draft: Draft, following: int) -> tuple[Draft, tuple[int, ...]]:
    """The draft with numbers in place of placeholders, and the numbers given."""
    given: dict[int, int] = {}
    numbers, wishes = [], []
    for wish in draft.wishes:
        record = wish.record
        if not record:
            record, following = following, following + 1
            numbers.append(record)
            given[wish.placeholder or -10_000 - record] = record
        wishes.append((record, wish))
    done = tuple(
        replace(w, record=n, values={k: given.get(v, v) if isinstance(v, int) else v for k, v in w.values.items()},
                placeholder=-1 if not w.record else 0)
        for n, w in wishes
    )  # fmt: skip
    lines = tuple(_renumbered(line, given) for line in draft.lines)
    acknowledged = given.get(draft.acknowledged_by, draft.acknowledged_by)
    return replace(draft, wishes=done, lines=lines, acknowledged_by=acknowledged), tuple(numbers)


def _renumbered(line: Line, given: Mapping[int, int]) -> Line:
    def position(p: Position) -> Position:
        return Position(given.get(p.place, p.place), given.get(p.person, p.person), p.state)

    return Line(given.get(line.item, line.item), line.quantity, position(line.source), position(line.target))


@dataclass
class _Making:
    """The changes of one entry in the making, with the salted values behind their commitments."""

    facts: Overlay
    secrets: list[dict[str, object]] = field(default_factory=list)

    def change(self, wish: Wish) -> Change:
        fields = entered_fields(RECORDS[wish.kind])
        stored: dict[str, Stored] = {}
        for name, value in wish.values.items():
            is_personal = name in fields and fields[name].personal and value not in (None, "")
            stored[name] = (
                {"commit": self.commit(f"{wish.kind}.{name}", str(value))} if is_personal
                else "" if value is None else value
            )  # fmt: skip
        if wish.placeholder:
            return Change(wish.record, wish.kind, {}, {n: v for n, v in stored.items() if v != ""})
        found = self.facts.record(wish.record)
        standing = found.values if found else {}
        return Change(wish.record, wish.kind, {n: standing.get(n, "") for n in stored}, stored)

    def commit(self, subject: str, value: str) -> str:
        salt = secrets.token_bytes(32)
        commit = commitment(subject, salt, value)
        self.secrets.append({"commit": commit, "subject": subject, "salt": salt, "value": value})
        return commit
