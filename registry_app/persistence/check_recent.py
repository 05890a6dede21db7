"""The quick check of an opening: what came after the last checkpoint, and the rows that it touched.

It believes the signed checkpoint for what came before. It verifies that the checkpoint's root is the one the file's
entry has, that each later entry follows, is canonical and signed by a key that its user once had, has its columns,
lines and mentions, and recomputes the balances and records that the later entries touched from all their lines and
changes. It does not judge again and does not look at untouched rows: that is the whole check's work.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from registry_app.domain import merkle, signing
from registry_app.domain.entry import Entry, Position, Stored, parse, skim
from registry_app.domain.errors import Damaged, Finding, refuse
from registry_app.domain.projection import after, mentions
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import BalanceRow, MentionRow
from registry_app.persistence.check_entries import (
    ENTRY,
    ENTRY_NAMES,
    LINE,
    LINE_NAMES,
    Chain,
    entry_differs,
    keys_in,
    lines_differ,
    signed_otherwise,
)
from registry_app.persistence.check_projections import checkpoint_rows, is_kept_by, record_row
from registry_app.persistence.check_rows import Key, Raw, Row, compared, is_same, shown, stored, table_of
from registry_app.persistence.check_signatures import Leaf, wrong_in

BALANCE, MENTION = table_of(BalanceRow), table_of(MentionRow)
_CHANGES = "SELECT body FROM entry WHERE seq IN (SELECT seq FROM mention WHERE record_id = ?) ORDER BY seq"
_USERS = "SELECT body FROM entry WHERE seq IN (SELECT seq FROM mention WHERE record_id IN (SELECT id FROM user))"


def start(raw: Raw) -> Chain | None:
    """The chain at the last checkpoint that holds: kept by a user's key, its root that of the stored entry."""
    kept = next(reversed(checkpoint_rows(raw)), None)
    size = kept["size"] if kept else None
    if kept is None or not isinstance(size, int) or size < 1:
        return None
    last = raw.execute("SELECT body, peaks FROM entry WHERE seq = ?", (size - 1,)).fetchone()
    try:
        entry, peaks = parse(last[0]), merkle.unpack(last[1], size)
    except (Damaged, TypeError, ValueError):
        return None
    is_kept = any(is_kept_by(kept, entry.origin, public) for _user, public in keys_of(raw).values())
    if not is_kept or not is_same(kept["root"], merkle.root_of_peaks(peaks)):
        return None
    return Chain(size, peaks, entry.origin)


def keys_of(raw: Raw) -> dict[bytes, tuple[int, bytes]]:
    """Every public key that a user ever had, with whose it is, by its short name."""
    found: dict[bytes, tuple[int, bytes]] = {}
    for entry in _entries(raw, _USERS):
        for change in entry.records:
            found |= {signing.key_id(public): (user, public) for user, public in keys_in(change)}
    return found


def _entries(raw: Raw, statement: str, *bound: int) -> Iterator[Entry]:
    """The entries of a statement; what cannot be read is left to the whole check."""
    for (content,) in raw.execute(statement, bound):
        try:
            yield skim(content)
        except Damaged:
            continue


def walked(raw: Raw, chain: Chain) -> Iterator[Finding]:
    """What is wrong with the entries after the chain's start and with the rows that they touched."""
    first, keys = chain.size, keys_of(raw)
    leaves: list[Leaf] = []
    entries: list[Entry] = []

    def is_key_of(name: bytes, user: int) -> bool:
        return name in keys and keys[name][0] == user

    for cells in stored(raw, ENTRY, "WHERE seq >= ? ORDER BY seq", (first,)):
        row = dict(zip(ENTRY_NAMES, cells, strict=True))
        found = _read(row, chain.size)
        if isinstance(found, Finding):
            yield found
            return
        entry, leaf = found
        yield from _differs(raw, chain, row, entry)
        yield from signed_otherwise(entry, leaf.signatures, is_key_of)
        leaves.append(leaf)
        entries.append(entry)
    yield from wrong_in(leaves, {name: public for name, (_user, public) in keys.items()})
    yield from _clock(raw, first, entries)
    yield from touched(raw, entries, first)


def _read(row: Row, number: int) -> tuple[Entry, Leaf] | Finding:
    content, packed = row["body"], row["signatures"]
    if not isinstance(content, bytes) or not isinstance(packed, bytes):
        return refuse("entry_unreadable", entry=number, reason="not bytes")
    try:
        entry = parse(content)
    except Damaged as damaged:
        return refuse("entry_unreadable", entry=number, **damaged.findings[0].facts)
    if not entry.seq == number == row["seq"]:
        return refuse("entry_missing", entry=number)
    return entry, Leaf(number, content, packed, row["leaf_hash"])


def _differs(raw: Raw, chain: Chain, row: Row, entry: Entry) -> Iterator[Finding]:
    yield from entry_differs(entry, row)
    yield from chain.follows(entry)
    yield from lines_differ(entry, list(stored(raw, LINE, "WHERE seq = ? ORDER BY number", (entry.seq,))))
    yield from chain.grow(row)


def _clock(raw: Raw, first: int, entries: Iterable[Entry]) -> Iterator[Finding]:
    """The ledger's clock never runs back."""
    last = raw.execute("SELECT recorded_at FROM entry WHERE seq = ?", (first - 1,)).fetchone()[0]
    for entry in entries:
        if isinstance(last, int) and entry.recorded_at < last:
            yield refuse("clock_ran_back", entry=entry.seq)
        last = entry.recorded_at


def touched(raw: Raw, entries: list[Entry], first: int) -> Iterator[Finding]:
    """The mentions, balances and records that entries touched, recomputed from all that the ledger says of them."""
    yield from _mentions(raw, entries, first)
    for item in sorted({line.item for entry in entries for line in entry.lines}):
        yield from _balance(raw, item)
    changed = {(change.kind, change.record) for entry in entries for change in entry.records}
    for kind, record in sorted(changed):
        if kind in RECORDS:
            yield from _record(raw, kind, record)


def _mentions(raw: Raw, entries: list[Entry], first: int) -> Iterator[Finding]:
    told: dict[int, dict[Key, Key]] = {}
    for entry in entries:
        for record in mentions(entry):
            told.setdefault(record, {})[record, entry.seq] = (record, entry.seq)
    for record, expected in told.items():
        yield from compared(
            MENTION, stored(raw, MENTION, "WHERE record_id = ? AND seq >= ?", (record, first)), expected
        )


def _balance(raw: Raw, item: int) -> Iterator[Finding]:
    sums: Counter[Position] = Counter()
    for cells in stored(raw, LINE, "WHERE item_id = ?", (item,)):
        row = dict(zip(LINE_NAMES, cells, strict=True))
        quantity = row["quantity"]
        if not isinstance(quantity, int):
            yield refuse("row_strange", table=LINE.name, row=shown(cells[:2]))
            return
        for sign, side in ((-1, "source"), (1, "target")):
            at = Position(row[f"{side}_place"], row[f"{side}_person"], row[f"{side}_state"])  # type: ignore[arg-type]
            sums[at] += sign * quantity
    expected: dict[Key, Key] = {(item, *at): (item, *at, quantity) for at, quantity in sums.items() if quantity}
    yield from compared(BALANCE, stored(raw, BALANCE, "WHERE item_id = ?", (item,)), expected)


def _record(raw: Raw, kind: str, record: int) -> Iterator[Finding]:
    values: dict[str, Stored] = {}
    described = changed = 0
    for entry in _entries(raw, _CHANGES, record):
        for change in entry.records:
            if change.record == record:
                values, described, changed = after(values, change), described if values else entry.seq, entry.seq
    expected: dict[Key, Key] = {}
    if values:
        expected[(record,)] = record_row(kind, record, values, described, changed, partial(_value_behind, raw))
    table = table_of(RECORDS[kind])
    yield from compared(table, stored(raw, table, "WHERE id = ?", (record,)), expected)


def _value_behind(raw: Raw, commit: str) -> object:
    """The value behind a commitment, `None` once it is erased."""
    row = raw.execute('SELECT value FROM personal WHERE "commit" = ?', (commit,)).fetchone()
    return row[0] if row else None
