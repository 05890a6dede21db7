"""Any list as of a day, or as known at a head, by the very statements that list what is there now.

On a connection of its own, tables in memory take the names of the records and balances as they were, and views those
of the entries that count; whatever is read then is read of that moment, by a clock that stands at it. Nothing of the
file changes. Quick for what is read from a terminal; the firearms of the window have a quicker way (`as_of`). The
search index alone tells today's words.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from registry_app.domain.declare import Record
from registry_app.domain.pin import Pin
from registry_app.domain.records import RECORDS
from registry_app.services import cuts, past, snapshots
from registry_app.services.cuts import Cut
from registry_app.services.past import Past
from registry_app.services.register import Register

P = ParamSpec("P")
R = TypeVar("R")

NOT_ENTERED = ("id", "described_seq", "changed_seq", "commits")
"""Columns of every record that no entry carries: they stay as they stand."""


@dataclass(frozen=True)
class Then:
    """The register as of a day, or of now: run reading services on it with `read`."""

    session: Session

    def read(self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer of a reading service, of that moment."""
        return service(self.session, *args, **kwargs)


@contextmanager
def at(register: Register, *, as_of: str = "", known_at: str = "") -> Iterator[Then]:
    """The register as of the end of a day, and as known at a head; as it is where neither is asked for.

    Raises `Refused` for a text that is no day or no head of this ledger, or a day that has not come.
    """
    store = register.opened.store
    if not as_of and not known_at:
        with store.snapshot() as session:
            yield Then(session)
        return
    _day, cut = register.read(cuts.asked, as_of=as_of, known_at=known_at)
    with store.shadowed(now=cut.moment) as session:
        if not cut.is_live:
            cast(session, cut)
        yield Then(session)


def cast(session: Session, cut: Cut) -> None:
    """Let everything that is read in a shadowed session be read as of a cut."""
    positions = snapshots.positions(session, cut)
    named = {number for _item, place, person, _state in positions for number in (place, person)}
    pasts = {kind: _past(session, record, cut, named) for kind, record in RECORDS.items() if record is not Pin}
    for kind, was in pasts.items():
        _records(session, RECORDS[kind], was)
    rows = [(*position, quantity) for position, quantity in positions.items()]
    _table(session, "balance", "WHERE 0")
    _run(session, "INSERT INTO temp.balance VALUES (?, ?, ?, ?, ?)", rows)
    _index(session, "balance", "item_id, place_id, person_id, state")
    for table in ("entry", "line", "mention"):
        _run(session, f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {_counts(table, cut)}")  # noqa: S608


def _past(session: Session, record: type[Record], cut: Cut, named: Collection[int]) -> Past:
    """The records of a kind as of the cut, and those that were described later although things lay there already."""
    names = [column.name for column in record.__table__.columns if column.name not in NOT_ENTERED]
    found = past.told(session, record.KIND, cut, names=names)
    later = past.told(session, record.KIND, cut.known(), names=names)
    for number in set(later.numbers).intersection(named).difference(found.numbers):
        found.changed.add(number)
        for name, column in found.fields.items():
            column[number] = later.fields[name][number]
    return found


def _records(session: Session, record: type[Record], was: Past) -> None:
    """A table of the records as they were; none is made where they are as they stand."""
    table, there = record.__tablename__, set(was.numbers)
    standing = {number for (number,) in session.connection().exec_driver_sql(f'SELECT id FROM main."{table}"')}  # noqa: S608
    if standing == there and not was.changed:
        return
    _table(session, table, "")
    _run(session, f'DELETE FROM temp."{table}" WHERE id = ?', [(number,) for number in standing - there])  # noqa: S608
    _come_back(session, record, sorted(there - standing))
    changed = [(*(column[number] for column in was.fields.values()), number) for number in was.changed & there]
    changes = ", ".join(f'"{name}" = ?' for name in was.fields)
    _run(session, f'UPDATE temp."{table}" SET {changes} WHERE id = ?', changed)  # noqa: S608
    _index(session, table, "id")


def _come_back(session: Session, record: type[Record], numbers: Sequence[int]) -> None:
    """Rows for records that were withdrawn since, still without what is entered; the first that mentions one is the
    entry that described it."""
    described = "(SELECT min(seq) FROM main.mention WHERE record_id = ?1)"
    values = {"id": "?1", "described_seq": described, "changed_seq": described, "commits": "'{}'"}
    names = [name for name in NOT_ENTERED if name in record.__table__.columns]
    told = ", ".join(values[name] for name in names)
    statement = f'INSERT INTO temp."{record.__tablename__}" ({", ".join(names)}) SELECT {told}'
    _run(session, statement, [(number,) for number in numbers])


def _table(session: Session, table: str, which: str) -> None:
    """A table in memory with the columns, and the rows that are wanted, of the one in the file; and its indexes."""
    _run(session, f'CREATE TEMP TABLE "{table}" AS SELECT * FROM main."{table}" {which}')  # noqa: S608
    asked = "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for (sql,) in session.connection().exec_driver_sql(asked, (table,)).all():
        _run(session, _INDEX.sub(r"CREATE INDEX temp.\1 ON \2", sql))


_INDEX = re.compile(r'^CREATE (?:UNIQUE )?INDEX "?(\w+)"? ON ("?\w+"?)')


def _index(session: Session, table: str, columns: str) -> None:
    _run(session, f'CREATE INDEX temp."then_{table}" ON "{table}" ({columns})')


def _counts(table: str, cut: Cut) -> str:
    """Which rows are of entries that are known and had happened; a correction goes with what it corrects."""
    parts = [f"seq < {cut.head}"] if cut.head else []
    if not cut.is_now:
        entry = f"main.entry AS it WHERE it.seq = {table}.seq"
        undone = "(SELECT wrong.occurred_at FROM main.entry AS wrong WHERE wrong.seq = it.corrects)"
        happened = f"CASE WHEN it.corrects < 0 THEN it.occurred_at ELSE {undone} END <= {cut.moment}"
        parts.append(f"EXISTS (SELECT 1 FROM {entry} AND {happened})")  # noqa: S608
    return " AND ".join(parts) or "1"


def _run(session: Session, statement: str, rows: Sequence[Sequence[Any]] | None = None) -> None:
    """A statement, or one for each of some rows; nothing where there is none."""
    if rows is None:
        session.connection().exec_driver_sql(statement)
    elif listed := [tuple(row) for row in rows]:
        session.connection().exec_driver_sql(statement, listed)
