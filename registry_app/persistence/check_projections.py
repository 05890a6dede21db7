"""What follows from the ledger, compared column by column: records, balances, personal values, checkpoints."""

from collections.abc import Iterator, Mapping

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain import signing
from registry_app.domain.entry import Entry, commitment
from registry_app.domain.errors import Finding, note, refuse
from registry_app.domain.head import Head
from registry_app.domain.projection import personal
from registry_app.domain.records import RECORDS
from registry_app.domain.replay import Replay
from registry_app.domain.rows import BalanceRow, BatchRow, CheckpointRow, PersonalRow
from registry_app.persistence.check_rows import Key, Row, compared, is_same, keyed, stored_rows, table_of
from registry_app.persistence.columns import record_columns

SALT_BYTES = 32
BATCH_STATES = ("running", "finished", "dropped")


def records(session: Session, replay: Replay, values: Mapping[str, str]) -> Iterator[Finding]:
    """Every record's columns; `values` are the personal values that are there, by commitment."""
    for kind, record in RECORDS.items():
        expected: dict[Key, Row] = {
            (number,): record_columns(kind, kept.facts.values, values.get)
            | {"id": number, "described_seq": kept.described_seq, "changed_seq": kept.changed_seq}
            for number, kept in replay.records.items()
            if kept.facts.kind == kind
        }
        stored = keyed(stored_rows(session, table_of(record)), ("id",))
        yield from compared(record.__tablename__, stored, expected)


def balances(session: Session, replay: Replay) -> Iterator[Finding]:
    """Every position of every item."""
    key = ("item_id", "place_id", "person_id", "state")
    expected: dict[Key, Row] = {
        (item, at.place, at.person, at.state): {"quantity": quantity}
        for item, positions in replay.balances.items()
        for at, quantity in positions.items()
    }
    yield from compared("balance", keyed(stored_rows(session, table_of(BalanceRow)), key), expected)


def personal_values(session: Session, entries: list[Entry]) -> tuple[dict[str, str], list[Finding]]:
    """The personal values that are there, each vouched for by its commitment, and what is wrong with the others.

    Erased ones are only counted: erasing is a right, and changes no root.
    """
    wanted = dict(_commitments(entries))
    values, findings, found = {}, [], set()
    for row in stored_rows(session, table_of(PersonalRow)):
        commit, value = row["commit"], row["value"]
        found.add(commit)
        if _is_vouched(row, wanted):
            values[str(commit)] = str(value)
        else:
            findings.append(refuse("personal_differs", row=str(commit)[:16]))
    if erased := len(wanted.keys() - found):
        findings.append(note("personal_erased", values=erased))
    return values, findings


def _commitments(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """Every commitment of the ledger, with whose value it is."""
    for entry in entries:
        if entry.note_commit:
            yield entry.note_commit, "note"
        for change in entry.records:
            for name, commit in personal(change.kind, change.new).items():
                yield commit, f"{change.kind}.{name}"


def _is_vouched(row: Row, wanted: Mapping[str, str]) -> bool:
    commit, subject, salt, value = (row[name] for name in ("commit", "subject", "salt", "value"))
    if not (isinstance(commit, str) and isinstance(subject, str) and isinstance(value, str)):
        return False
    if not isinstance(salt, bytes) or len(salt) != SALT_BYTES:
        return False
    return wanted.get(commit) == subject and commitment(subject, salt, value) == commit


def checkpoints(session: Session, roots: Mapping[int, bytes], origin: str, replay: Replay) -> Iterator[Finding]:
    """Every checkpoint names a root that the tree had at that size, signed by a user; `roots` by size."""
    for row in stored_rows(session, table_of(CheckpointRow)):
        size = row["size"]
        if isinstance(size, int) and size > max(roots, default=0):
            yield refuse("ledger_cut", size=size)
        elif (
            not isinstance(size, int) or not is_same(row["root"], roots.get(size)) or not _is_kept(row, origin, replay)
        ):
            yield refuse("checkpoint_wrong", size=str(size)[:20])


def _is_kept(row: Row, origin: str, replay: Replay) -> bool:
    """Whether a user of the register signed the checkpoint, with a key that was his at any time."""
    user, made_at, signature = row["user_id"], row["made_at"], row["signature"]
    if not (isinstance(user, int) and isinstance(made_at, int) and isinstance(signature, bytes)):
        return False
    signed = Head(origin, int(str(row["size"])), bytes(row["root"]).hex()).kept(made_at, user)  # type: ignore[call-overload]
    return any(signing.is_head_signed(signature, key, signed) for key in _keys_of(user, replay))


def _keys_of(user: int, replay: Replay) -> Iterator[bytes]:
    for entry in replay.entries:
        for change in entry.records:
            public = change.new.get("public_key") if (change.kind, change.record) == ("user", user) else None
            if isinstance(public, str):
                yield bytes.fromhex(public)


def search_index(session: Session) -> Iterator[Finding]:
    """The search index knows exactly the firearms, each by its serial."""
    listed = session.execute(text("SELECT id FROM firearm_search_docsize")).scalars().all()
    firearms = session.execute(text("SELECT id, serial_normal FROM firearm")).all()
    sought = text("SELECT 1 FROM firearm_search WHERE firearm_search MATCH :sought AND rowid = :id")
    lost = [
        row.id
        for row in firearms
        if len(row.serial_normal) >= 3  # noqa: PLR2004 - shorter ones are not in the index
        and not session.execute(sought, {"sought": f'serial_normal:"{row.serial_normal}"', "id": row.id}).first()
    ]
    if sorted(listed) != sorted(row.id for row in firearms) or lost:
        yield refuse("search_differs")


def batches(session: Session) -> Iterator[Finding]:
    """The working notes of imports are readable; one that did not come to its end is noted."""
    for row in stored_rows(session, table_of(BatchRow)):
        if row["state"] not in BATCH_STATES or not isinstance(row["rows"], int):
            yield refuse("row_strange", table="batch", row=str(row["id"])[:40])
        elif row["state"] == "running":
            yield note("batch_unfinished", batch=str(row["id"]), kind=str(row["kind"]))
