"""A register in memory, filled from the entries that a paper carries: what is read from a register's file is read from
it by the very same functions.

Entries hold no personal value and no content of a document: something else stands in its place. What an entry erased is
missing, as in the file. Signatures and hashes of entries are not kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import StaticPool, create_engine
from sqlalchemy.orm import Session

from registry_app.domain import merkle
from registry_app.domain.declare import Base
from registry_app.domain.entry import Entry
from registry_app.domain.projection import contents, erasable, erased
from registry_app.domain.records import RECORDS
from registry_app.domain.replay import Replay
from registry_app.domain.rows import BalanceRow, ContentRow, EntryRow, LineRow, MentionRow, PersonalRow
from registry_app.persistence.check_projections import record_row
from registry_app.persistence.check_rows import names_of, table_of
from registry_app.persistence.columns import columns_of, line_columns
from registry_app.persistence.connection import in_memory
from registry_app.persistence.dialect import COMPILED, URL
from registry_app.persistence.store import session_info

AT_ONCE = 500
"""Entries that are put in with one statement."""
_BODY = "SELECT body FROM entry WHERE seq = ?"
_BODIES = "SELECT body FROM entry WHERE seq < ? ORDER BY seq"

StandIn = Callable[[str], str]
Rows = Iterable[Sequence[object]]


class Replayed:
    """Takes entries in the order of the ledger; `fill` puts in what follows from them, after which it is only read."""

    def __init__(self) -> None:
        self._raw = in_memory()
        self._engine = create_engine(
            URL, module=sqlcipher, execution_options={"compiled_cache": COMPILED}, creator=lambda: self._raw,
            poolclass=StaticPool,
        )  # fmt: skip
        with self._engine.connect() as connection:
            Base.metadata.create_all(connection)
        self._raw.execute("BEGIN")
        self._names, self._line_names = names_of(table_of(EntryRow)), names_of(table_of(LineRow))
        self._entries: list[Sequence[object]] = []
        self._lines: list[Sequence[object]] = []
        self._withheld: dict[str, None] = {}
        """Commitments and hashes that the entries name and did not erase."""
        self._contents: set[str] = set()

    def take(self, entry: Entry, body: bytes, peaks: tuple[bytes, ...]) -> None:
        """Keep the next entry, its exact body and the peaks of the tree that it completes."""
        row = columns_of(entry) | {"body": body, "signatures": b"", "leaf_hash": b"", "peaks": merkle.pack(peaks)}
        self._entries.append([row[name] for name in self._names])
        self._lines += [[line[name] for name in self._line_names] for line in line_columns(entry)]
        self._withheld |= dict.fromkeys(erasable(entry))
        self._contents |= contents(entry).keys()
        for which in erased(entry):
            self._withheld.pop(which, None)
        if len(self._entries) >= AT_ONCE:
            self._put_entries()

    def _put_entries(self) -> None:
        self._put(EntryRow, self._entries)
        self._put(LineRow, self._lines)
        self._entries, self._lines = [], []

    def _put(self, rows: type[Base], values: Rows) -> None:
        table = table_of(rows)
        names = ", ".join(f'"{name}"' for name in names_of(table))
        places = ", ".join("?" * len(names_of(table)))
        self._raw.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({places})', values)  # noqa: S608 - own names

    def body(self, seq: int) -> bytes:
        """The body of an entry that was taken."""
        self._put_entries()
        return bytes(self._raw.execute(_BODY, (seq,)).fetchone()[0])

    def bodies(self, size: int) -> Iterator[bytes]:
        """The bodies of the first so many entries."""
        self._put_entries()
        return (bytes(body) for (body,) in self._raw.execute(_BODIES, (size,)))

    def fill(self, replay: Replay, *, personal: StandIn, content: StandIn) -> None:
        """Put in records, balances and mentions, as `replay` has them after the entries that were taken; `personal`
        and `content` answer what stands in the place of a value by its commitment, of a document's by its hash."""
        self._put_entries()
        withheld = {w: (content if w in self._contents else personal)(w) for w in self._withheld}
        self._put_records(replay, withheld)
        self._put(BalanceRow, (
            (item, *at, quantity) for item, found in sorted(replay.balances.items()) for at, quantity in found.items()
        ))  # fmt: skip
        told = sorted(replay.mentioned.items())
        self._put(MentionRow, ((record, seq) for record, entries in told for seq in entries))
        values = ((which, "", b"", text) for which, text in withheld.items() if which not in self._contents)
        self._put(PersonalRow, values)
        kept = ((which, text.encode()) for which, text in withheld.items() if which in self._contents)
        self._put(ContentRow, kept)
        self._raw.execute("COMMIT")
        self._raw.execute("PRAGMA query_only = ON")

    def _put_records(self, replay: Replay, withheld: Mapping[str, str]) -> None:
        by_kind: dict[str, list[Sequence[object]]] = defaultdict(list)
        for number, kept in sorted(replay.records.items()):
            kind, values = kept.facts.kind, kept.facts.values
            row = record_row(kind, number, values, kept.described_seq, kept.changed_seq, withheld.get)
            by_kind[kind].append(row)
        for kind, rows in by_kind.items():
            self._put(RECORDS[kind], rows)

    @contextmanager
    def reading(self, *, now: int) -> Iterator[Session]:
        """A session for reading, whose clock stands still at `now`, UTC ms."""
        with Session(self._engine, info=session_info(lambda: now)) as session:
            yield session

    def close(self) -> None:
        """Let go of the memory."""
        self._raw.close()
