"""What follows from the ledger, compared column by column: records, balances, mentions, values, checkpoints."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import groupby

from registry_app.domain import signing
from registry_app.domain.entry import Stored, commitment
from registry_app.domain.errors import Finding, note, refuse, warn
from registry_app.domain.head import Head
from registry_app.domain.records import RECORDS
from registry_app.domain.replay import Replay
from registry_app.domain.rows import BalanceRow, BatchRow, CheckpointRow, ContentRow, MentionRow, PersonalRow
from registry_app.persistence.check_entries import Walk
from registry_app.persistence.check_rows import Key, Raw, Row, compared, is_same, names_of, shown, stored, table_of
from registry_app.persistence.columns import record_columns

SALT_BYTES = 32
BATCH_STATES = ("running", "finished", "dropped")


def records(raw: Raw, replay: Replay, values: Mapping[str, str]) -> Iterator[Finding]:
    """Every record's columns; `values` are the personal values that are there, by commitment."""
    for kind, record in RECORDS.items():
        table = table_of(record)
        expected: dict[Key, Key] = {}
        for number, kept in replay.records.items():
            if kept.facts.kind == kind:
                row = record_row(kind, number, kept.facts.values, kept.described_seq, kept.changed_seq, values.get)
                expected[(number,)] = row
        yield from compared(table, stored(raw, table), expected)


def record_row(
    kind: str, number: int, values: Mapping[str, Stored], described: int, changed: int,
    value_behind: Callable[[str], object],
) -> Key:  # fmt: skip
    """A record's row as `names_of` orders its columns."""
    row = record_columns(kind, values, value_behind)
    row |= {"id": number, "described_seq": described, "changed_seq": changed}
    return tuple(row[name] for name in names_of(table_of(RECORDS[kind])))


def balances(raw: Raw, replay: Replay) -> Iterator[Finding]:
    """Every position of every item."""
    table = table_of(BalanceRow)
    expected: dict[Key, Key] = {
        (item, *at): (item, *at, quantity)
        for item, positions in replay.balances.items()
        for at, quantity in positions.items()
    }
    yield from compared(table, stored(raw, table), expected)


def mentions(raw: Raw, replay: Replay) -> Iterator[Finding]:
    """Every record's mentions."""
    table, left = table_of(MentionRow), set(replay.mentioned)
    rows = stored(raw, table, "ORDER BY record_id, seq")
    for record, told in groupby(rows, lambda row: row[0]):
        seqs = [seq for _record, seq in told]
        expected = list(replay.mentioned[record]) if record in left else []
        left.discard(record)
        if seqs != expected:
            keys: dict[Key, Key] = {(record, seq): (record, seq) for seq in expected}
            yield from compared(table, ((record, seq) for seq in seqs), keys)
    for record in sorted(left):
        yield refuse("row_missing", table=table.name, row=shown((record, replay.mentioned[record][0])))


def personal_values(raw: Raw, wanted: Mapping[str, str], values: dict[str, str]) -> Iterator[Finding]:
    """What is wrong with personal values; `values` takes up those that their commitments vouch for.

    `wanted` are the commitments of the ledger but for those whose values were erased by an entry.
    """
    table, left = table_of(PersonalRow), set(wanted)
    for cells in stored(raw, table):
        row = dict(zip(names_of(table), cells, strict=True))
        left.discard(str(row["commit"]))
        if _is_vouched(row, wanted):
            values[str(row["commit"])] = str(row["value"])
        else:
            yield refuse("personal_differs", row=_short(row["commit"]))
    yield from (refuse("row_missing", table=table.name, row=_short(commit)) for commit in sorted(left))


def contents(raw: Raw, wanted: Iterable[str]) -> Iterator[Finding]:
    """What is wrong with the bytes of documents; `wanted` are the hashes that the ledger names, but for erased ones.

    They are read one after the other: a content may have 20 MB, and there may be thousands.
    """
    table, left = table_of(ContentRow), set(wanted)
    for which, content in raw.execute("SELECT hash, bytes FROM content"):
        if not isinstance(which, str) or which not in left:
            yield refuse("row_strange", table=table.name, row=_short(which))
            continue
        left.discard(which)
        if not isinstance(content, bytes) or sha256(content).hexdigest() != which:
            yield refuse("content_differs", table=table.name, row=_short(which))
    yield from (refuse("row_missing", table=table.name, row=_short(which)) for which in sorted(left))


def erased(counted: Mapping[str, int]) -> Iterator[Finding]:
    """How much was erased by entries; erasing is a right, and changes no root."""
    for what, code in (("personal", "personal_erased"), ("content", "contents_erased")):
        if counted[what]:
            yield note(code, values=counted[what])


def _short(key: object) -> str:
    return shown((key,))[:16]


def _is_vouched(row: Row, wanted: Mapping[str, str]) -> bool:
    commit, subject, salt, value = (row[name] for name in ("commit", "subject", "salt", "value"))
    if not (isinstance(commit, str) and isinstance(subject, str) and isinstance(value, str)):
        return False
    if not isinstance(salt, bytes) or len(salt) != SALT_BYTES:
        return False
    try:
        return wanted.get(commit) == subject and commitment(subject, salt, value) == commit
    except UnicodeEncodeError:
        return False


def checkpoints(rows: Iterable[Row], roots: Mapping[object, bytes], walk: Walk) -> Iterator[Finding]:
    """Every checkpoint names a root that the tree had at that size, signed by a user; `roots` by size."""
    for row in rows:
        size = row["size"]
        if isinstance(size, int) and size > walk.chain.size:
            yield refuse("ledger_cut", size=size)
        elif not isinstance(size, int) or not is_same(row["root"], roots.get(size)) or not _is_kept(row, walk):
            yield refuse("checkpoint_wrong", size=shown((size,))[:20])


def _is_kept(row: Row, walk: Walk) -> bool:
    """Whether a user of the register signed the checkpoint, with a key that was his at any time."""
    keys = [walk.keys[name] for name, user in walk.owners.items() if user == row["user_id"]]
    return any(is_kept_by(row, walk.chain.origin, key) for key in keys)


def is_kept_by(row: Row, origin: str, public: bytes) -> bool:
    """Whether a checkpoint is signed by a key."""
    size, root, made_at, user, signature = (row[n] for n in ("size", "root", "made_at", "user_id", "signature"))
    if not (isinstance(root, bytes) and isinstance(signature, bytes)):
        return False
    if not (isinstance(size, int) and isinstance(made_at, int) and isinstance(user, int)):
        return False
    return signing.is_head_signed(signature, public, Head(origin, size, root.hex()).kept(made_at, user))


def checkpoint_rows(raw: Raw) -> list[Row]:
    """The checkpoints as the file has them, the smallest first."""
    table = table_of(CheckpointRow)
    return [dict(zip(names_of(table), row, strict=True)) for row in stored(raw, table, "ORDER BY size")]


def heads(kept: Iterable[Head], roots: Mapping[object, bytes], walk: Walk) -> Iterator[Finding]:
    """Every head that was kept elsewhere is one of this ledger's; a root may be cut short as a slip prints it."""
    for head in kept:
        root = roots.get(head.size, b"").hex()
        if head.origin != walk.chain.origin or not head.root or not root.startswith(head.root):
            yield refuse("head_not_ours", size=head.size, root=head.root[:16])


def batches(raw: Raw, replay: Replay) -> Iterator[Finding]:
    """The working notes of imports, which no entry vouches for: what makes no sense is a remark, what is unfinished a
    note."""
    table = table_of(BatchRow)
    for cells in stored(raw, table):
        row = dict(zip(names_of(table), cells, strict=True))
        if not _makes_sense(row, replay):
            yield warn("row_strange", table=table.name, row=shown((row["id"],)))
        elif row["state"] == "running":
            yield note("batch_unfinished", batch=str(row["id"]), kind=str(row["kind"]))


def _makes_sense(row: Row, replay: Replay) -> bool:
    user = replay.records.get(row["user_id"]) if isinstance(row["user_id"], int) else None
    is_counted = isinstance(row["rows"], int) and row["rows"] >= 0
    return row["state"] in BATCH_STATES and is_counted and user is not None and user.facts.kind == "user"
