"""The only writer of the ledger: takes a draft, asks the judge, appends the entry and carries the projections along."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import uuid_utils
from sqlalchemy import bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from registry_app import BUILD
from registry_app.domain import merkle, signing
from registry_app.domain.actor import Actor
from registry_app.domain.acts import role_for
from registry_app.domain.declare import entered_fields, fields_of
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, Stored, body, canonical, commitment, parse
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.head import Head
from registry_app.domain.projection import after, derived, mentions, personal
from registry_app.domain.records import RECORDS, Company
from registry_app.domain.rows import EntryRow, LineRow, MentionRow, PersonalRow
from registry_app.domain.rules import is_refused, judge
from registry_app.persistence import balances
from registry_app.persistence.facts import RegisterFacts

CLOCK_SLACK = 120_000
"""A clock set back by up to this many milliseconds does not stop the hatch: the last recorded moment is used."""

_LAST = select(EntryRow.seq, EntryRow.recorded_at, EntryRow.peaks).order_by(EntryRow.seq.desc()).limit(1)
_BY_ID = select(EntryRow.seq, EntryRow.body).where(EntryRow.id == bindparam("id"))
_ORIGIN = select(EntryRow.body).where(EntryRow.seq == 0)
_ZONE = select(Company.zone).limit(1)


@dataclass(frozen=True)
class Posted:
    """An entry that stands: its number, its id, the records that it described, and what the judge noted."""

    seq: int
    id: str
    records: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


def new_id() -> str:
    """A fresh UUIDv7 for an entry or a batch; a caller that may repeat itself makes it before the first try."""
    return str(uuid_utils.uuid7())


def post(session: Session, draft: Draft, *, by: Actor, witness: Actor | None = None, origin: str = "") -> Posted:
    """Append what `draft` wishes; the same id again changes nothing and answers as the first time.

    `origin` is given by the set-up only. Raises `Refused` with every finding when the judge says no.
    """
    if draft.id and (earlier := _repeated(session, draft.id)):
        return earlier
    facts = RegisterFacts(session)
    draft, numbers = _numbered(draft, facts.next_record())
    secret_rows: list[dict[str, object]] = []
    entry, peaks, size = _entry(session, draft, facts, by, witness, origin, secret_rows)
    findings = judge(entry, facts)
    if is_refused(findings):
        raise Refused(*findings)
    _append(session, entry, peaks, size, by, witness, secret_rows)
    _project(session, entry, facts)
    return Posted(entry.seq, entry.id, numbers, tuple(findings))


def _repeated(session: Session, entry_id: str) -> Posted | None:
    row = session.execute(_BY_ID, {"id": entry_id}).first()
    if row is None:
        return None
    described = tuple(c.record for c in parse(row.body).records if not c.old)
    return Posted(row.seq, entry_id, described)


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


def _entry(
    session: Session, draft: Draft, facts: RegisterFacts, by: Actor, witness: Actor | None, origin: str,
    secret_rows: list[dict[str, object]],
) -> tuple[Entry, tuple[bytes, ...], int]:  # fmt: skip
    last = session.execute(_LAST).first()
    size = last.seq + 1 if last else 0
    peaks = merkle.unpack(last.peaks, size) if last else ()
    recorded_at = _recorded_at(session, last.recorded_at if last else 0)
    changes = tuple(_change(wish, facts, secret_rows) for wish in draft.wishes)
    if draft.corrects != NONE and (wrong := facts.entry(draft.corrects)):
        changes = tuple(c.reversed() for c in reversed(wrong.records))
    role = role_for(draft.kind, by.roles) or by.roles.split()[0]
    entry = Entry(
        origin=origin or origin_of(session),
        seq=size,
        prior_root=merkle.root_of_peaks(peaks).hex(),
        id=draft.id or new_id(),
        kind=draft.kind,
        occurred_at=draft.occurred_at or recorded_at,
        recorded_at=recorded_at,
        zone=draft.zone or _zone(session, changes),
        actor=_own_number(changes, "user") if size == 0 else by.user_id,
        role=role,
        witness=witness.user_id if witness else 0,
        acknowledged_by=draft.acknowledged_by,
        reason_code=draft.reason_code,
        note_commit=_commit("note", draft.note, secret_rows) if draft.note else "",
        batch=draft.batch,
        corrects=draft.corrects,
        refs=draft.refs,
        records=changes,
        lines=draft.lines,
        policy=facts.policy_seq(),
        build=BUILD,
    )
    return entry, peaks, size


def _own_number(changes: Iterable[Change], kind: str) -> int:
    return next((c.record for c in changes if c.kind == kind), 0)


def _recorded_at(session: Session, last: int) -> int:
    now = int(session.info["clock"]())
    return last if last - CLOCK_SLACK <= now < last else now


def _zone(session: Session, changes: Iterable[Change]) -> str:
    made = next((str(c.new["zone"]) for c in changes if c.kind == "company" and "zone" in c.new), "")
    return session.execute(_ZONE).scalar() or made or "UTC"


def _change(wish: Wish, facts: RegisterFacts, secret_rows: list[dict[str, object]]) -> Change:
    fields = entered_fields(RECORDS[wish.kind])
    stored: dict[str, Stored] = {}
    for name, value in wish.values.items():
        is_personal = name in fields and fields[name].personal and value not in (None, "")
        stored[name] = (
            {"commit": _commit(f"{wish.kind}.{name}", str(value), secret_rows)} if is_personal
            else "" if value is None else value
        )  # fmt: skip
    if wish.placeholder:
        return Change(wish.record, wish.kind, {}, {n: v for n, v in stored.items() if v != ""})
    found = facts.record(wish.record)
    standing = found.values if found else {}
    return Change(wish.record, wish.kind, {n: standing.get(n, "") for n in stored}, stored)


def _commit(subject: str, value: str, secret_rows: list[dict[str, object]]) -> str:
    salt = secrets.token_bytes(32)
    commit = commitment(subject, salt, value)
    secret_rows.append({"commit": commit, "subject": subject, "salt": salt, "value": value})
    return commit


def _append(
    session: Session, entry: Entry, peaks: tuple[bytes, ...], size: int, by: Actor, witness: Actor | None,
    secret_rows: list[dict[str, object]],
) -> None:  # fmt: skip
    content = body(entry)
    signatures = [by.key.sign(signing.ACTOR, content)]
    if witness:
        signatures.append(witness.key.sign(signing.WITNESS, content))
    packed = signing.pack(signatures)
    leaf = merkle.leaf_hash(signing.leaf(content, packed))
    session.execute(
        insert(EntryRow.__table__),
        {
            **columns_of(entry), "body": content, "signatures": packed, "leaf_hash": leaf,
            "peaks": merkle.pack(merkle.append(peaks, size, leaf)),
        },
    )  # fmt: skip
    if entry.lines:
        session.execute(insert(LineRow.__table__), line_columns(entry))
    if about := sorted(mentions(entry)):
        session.execute(insert(MentionRow.__table__), [{"record_id": r, "seq": entry.seq} for r in about])
    if secret_rows:
        session.execute(insert(PersonalRow.__table__), secret_rows)


def columns_of(entry: Entry) -> dict[str, object]:
    """The columns of an entry's row that are read from its body."""
    return {
        "seq": entry.seq, "id": entry.id, "kind": entry.kind, "occurred_at": entry.occurred_at,
        "recorded_at": entry.recorded_at, "actor_id": entry.actor, "witness_id": entry.witness,
        "batch": entry.batch, "corrects": entry.corrects, "settles": entry.settles(),
    }  # fmt: skip


def line_columns(entry: Entry) -> list[dict[str, object]]:
    """The rows of an entry's lines."""
    return [
        {
            "seq": entry.seq, "number": number, "item_id": line.item, "quantity": line.quantity,
            "source_place": line.source.place, "source_person": line.source.person,
            "source_state": line.source.state, "target_place": line.target.place,
            "target_person": line.target.person, "target_state": line.target.state,
        }
        for number, line in enumerate(entry.lines)
    ]  # fmt: skip


def _project(session: Session, entry: Entry, facts: RegisterFacts) -> None:
    for change in entry.records:
        _project_record(session, entry.seq, change, facts)
    moves: list[dict[str, object]] = []
    for line in entry.lines:
        for sign, place in ((-1, line.source), (1, line.target)):
            moves.append({
                "item_id": line.item, "place_id": place.place, "person_id": place.person, "state": place.state,
                "quantity": sign * line.quantity,
            })  # fmt: skip
    if moves:
        session.execute(balances.ADD, moves)
        session.execute(balances.DROP_EMPTY, [{"which": item} for item in {line.item for line in entry.lines}])


def _project_record(session: Session, seq: int, change: Change, facts: RegisterFacts) -> None:
    table = RECORDS[change.kind].__table__
    if not change.new:
        session.execute(delete(table).where(table.c.id == change.record))
        return
    before = facts.record(change.record) if change.old else None
    values = after(before.values if before else {}, change)
    row = record_columns(session, change.kind, values) | {"changed_seq": seq}
    if change.old:
        session.execute(update(table).where(table.c.id == change.record), row)
    else:
        session.execute(insert(table), row | {"id": change.record, "described_seq": seq})


def record_columns(session: Session, kind: str, values: Mapping[str, Stored]) -> dict[str, object]:
    """A record's columns as they follow from its values: personal ones from the erasable table, derived ones computed."""
    row: dict[str, object] = {n: values.get(n) for n in fields_of(RECORDS[kind])}
    commits = personal(kind, values)
    for name in commits:
        row[name] = _personal_value(session, commits[name])
    if "commits" in RECORDS[kind].__table__.columns:
        row["commits"] = canonical(commits).decode()
    return row | derived(kind, values)


def _personal_value(session: Session, commit: str) -> str | None:
    return session.execute(select(PersonalRow.value).where(PersonalRow.commit == commit)).scalar()


def origin_of(session: Session) -> str:
    """The origin that every entry of this ledger names, ``""`` before the set-up."""
    first = session.execute(_ORIGIN).scalar()
    return parse(first).origin if first is not None else ""


def head(session: Session, *, size: int | None = None) -> Head:
    """The head after `size` entries, or after all of them."""
    wanted = _LAST if size is None else _LAST.where(EntryRow.seq == size - 1)
    row = session.execute(wanted).first()
    if row is None:
        return Head(origin_of(session), 0, merkle.EMPTY_ROOT.hex())
    peaks = merkle.unpack(row.peaks, row.seq + 1)
    return Head(origin_of(session), row.seq + 1, merkle.root_of_peaks(peaks).hex())


def keep_checkpoint(session: Session, found: Head, *, by: Actor) -> None:
    """Keep a head that a check found right, signed; one that is kept already stays as it is."""
    row = {
        "size": found.size, "root": bytes.fromhex(found.root), "made_at": int(session.info["clock"]()),
        "user_id": by.user_id, "signature": by.key.sign_head(found.text()),
    }  # fmt: skip
    session.execute(balances.KEEP_CHECKPOINT, row)
