"""The quick check of an opening: what came after the last checkpoint, and the rows that it touched.

It believes the signed checkpoint for what came before. It verifies that the checkpoint's root is the one the file's
entry has, that each later entry follows, is canonical and signed, and recomputes the balances and records that the
later entries touched from all their lines and changes. It does not judge again and does not look at untouched rows:
that is the whole check's work.
"""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import merkle, signing
from registry_app.domain.entry import Entry, Position, Stored, parse
from registry_app.domain.errors import Damaged, Finding, refuse
from registry_app.domain.head import Head
from registry_app.domain.projection import after
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import BalanceRow, CheckpointRow, EntryRow, LineRow, MentionRow, PersonalRow
from registry_app.persistence.check_entries import Chain, Unwalkable, columns_differ
from registry_app.persistence.check_rows import Key, Row, compared, compared_row, keyed, stored_rows, table_of
from registry_app.persistence.check_signatures import Leaf, wrong_in
from registry_app.persistence.columns import record_columns

Keys = dict[bytes, bytes]


def start(session: Session) -> Chain | None:
    """The chain at the last checkpoint that holds: kept by a user's key, its root that of the stored entry."""
    row = session.execute(select(CheckpointRow.__table__).order_by(CheckpointRow.size.desc()).limit(1)).first()
    if row is None:
        return None
    entry = session.execute(select(EntryRow.body, EntryRow.peaks).where(EntryRow.seq == row.size - 1)).first()
    if entry is None:
        return None
    try:
        peaks, last = merkle.unpack(entry.peaks, row.size), parse(entry.body)
    except (Damaged, TypeError, ValueError):
        return None
    kept = Head(last.origin, row.size, row.root.hex()).kept(row.made_at, row.user_id)
    is_kept = any(signing.is_head_signed(row.signature, key, kept) for key in keys_of(session).values())
    if not is_kept or merkle.root_of_peaks(peaks) != row.root:
        return None
    return Chain(row.size, peaks, last.origin, last.recorded_at)


def keys_of(session: Session) -> Keys:
    """Every public key that a user ever had, by its short name."""
    bodies = session.execute(select(EntryRow.body).where(EntryRow.kind.in_(("set_up", "user")))).scalars()
    found: Keys = {}
    for body in bodies:
        for change in parse(body).records:
            public = change.new.get("public_key") if change.kind == "user" else None
            if isinstance(public, str):
                found[signing.key_id(bytes.fromhex(public))] = bytes.fromhex(public)
    return found


def walked(session: Session, chain: Chain) -> tuple[list[Entry], list[Finding]]:
    """The entries after the chain's start, and what is wrong with how they follow and are signed."""
    entries: list[Entry] = []
    findings: list[Finding] = []
    leaves: list[Leaf] = []
    for row in stored_rows(session, table_of(EntryRow), f"WHERE seq >= {chain.size} ORDER BY seq"):
        entry = _read(row, chain.size)
        findings += chain.follow(entry, row)
        findings += columns_differ(entry, row, _lines(session, entry.seq), _about(session, entry.seq))
        leaves.append(Leaf(entry.seq, *(_bytes(row, name) for name in ("body", "signatures", "leaf_hash"))))
        entries.append(entry)
    findings += [refuse(code, entry=seq, path="") for seq, code in wrong_in(leaves, keys_of(session))]
    return entries, findings


def _bytes(row: Row, name: str) -> bytes:
    value = row[name]
    if not isinstance(value, bytes):
        raise Unwalkable(refuse("column_differs", table="entry", row=str(row["seq"]), column=name))
    return value


def _read(row: Row, number: int) -> Entry:
    try:
        entry = parse(_bytes(row, "body"))
    except Unwalkable:
        raise
    except Damaged as damaged:
        raise Unwalkable(*damaged.findings) from None
    if entry.seq != number or row["seq"] != number:
        raise Unwalkable(refuse("entry_missing", entry=number))
    return entry


def _lines(session: Session, seq: int) -> list[Row]:
    return list(stored_rows(session, table_of(LineRow), f"WHERE seq = {seq} ORDER BY number"))


def _about(session: Session, seq: int) -> list[int]:
    return list(session.execute(select(MentionRow.record_id).where(MentionRow.seq == seq)).scalars())


def touched(session: Session, entries: list[Entry]) -> Iterator[Finding]:
    """The balances and records that the entries touched, recomputed from all that the ledger says of them."""
    for item in sorted({line.item for entry in entries for line in entry.lines}):
        yield from _balance(session, item)
    changed = {(change.kind, change.record) for entry in entries for change in entry.records}
    for kind, record in sorted(changed):
        yield from _record(session, kind, record)


def _balance(session: Session, item: int) -> Iterator[Finding]:
    sums: Counter[Position] = Counter()
    for row in stored_rows(session, table_of(LineRow), f"WHERE item_id = {item}"):
        for sign, side in ((-1, "source"), (1, "target")):
            at = Position(row[f"{side}_place"], row[f"{side}_person"], row[f"{side}_state"])  # type: ignore[arg-type]
            sums[at] += sign * int(str(row["quantity"]))
    expected: dict[Key, Row] = {(item, *at): {"quantity": quantity} for at, quantity in sums.items() if quantity}
    key = ("item_id", "place_id", "person_id", "state")
    stored = keyed(stored_rows(session, table_of(BalanceRow), f"WHERE item_id = {item}"), key)
    yield from compared("balance", stored, expected)


def _record(session: Session, kind: str, record: int) -> Iterator[Finding]:
    bodies = session.execute(
        select(EntryRow.body).join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == record).order_by(EntryRow.seq)
    ).scalars()  # fmt: skip
    values: dict[str, Stored] = {}
    for entry in map(parse, bodies):
        for change in entry.records:
            values = after(values, change) if change.record == record else values
    stored = next(stored_rows(session, table_of(RECORDS[kind]), f"WHERE id = {record}"), None)
    if stored is None or not values:
        if (stored is None) == bool(values):
            yield refuse("row_missing" if values else "row_strange", table=kind, row=str(record))
        return

    def value_behind(commit: str) -> object:
        return session.execute(select(PersonalRow.value).where(PersonalRow.commit == commit)).scalar()

    yield from compared_row(kind, (record,), stored, record_columns(kind, values, value_behind))
