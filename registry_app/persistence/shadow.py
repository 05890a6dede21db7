"""Tables in memory that stand before those of the file, on a connection that may change nothing else.

What is read there by the names of the file's tables is read of these. Every function takes a session of
`Store.shadowed`; each table is put once.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.declare import Record

NOT_ENTERED = ("id", "described_seq", "changed_seq", "commits")
"""Columns of every record that no entry carries: they stay as they stand."""
_INDEX = re.compile(r'^CREATE (?:UNIQUE )?INDEX "?(\w+)"? ON ("?\w+"?)')


def put_records(
    session: Session, record: type[Record], fields: Mapping[str, Mapping[int, Any]], there: Collection[int],
    changed: Collection[int],
) -> None:  # fmt: skip
    """A table of the records that are `there`, those that `changed` with these fields by number; none is made where
    they are as they stand."""
    table, there = record.__tablename__, set(there)
    standing = {number for (number,) in session.connection().exec_driver_sql(f'SELECT id FROM main."{table}"')}  # noqa: S608
    if standing == there and not changed:
        return
    _table(session, table, "")
    _run(session, f'DELETE FROM temp."{table}" WHERE id = ?', [(number,) for number in standing - there])  # noqa: S608
    _come_back(session, record, sorted(there - standing))
    rows = [(*(column[number] for column in fields.values()), number) for number in there.intersection(changed)]
    changes = ", ".join(f'"{name}" = ?' for name in fields)
    _run(session, f'UPDATE temp."{table}" SET {changes} WHERE id = ?', rows)  # noqa: S608
    _index(session, table, "id")


def put_balances(session: Session, rows: Sequence[tuple[int, int, int, str, int]]) -> None:
    """A table of balances: item, place, person, state, quantity."""
    _table(session, "balance", "WHERE 0")
    _run(session, "INSERT INTO temp.balance VALUES (?, ?, ?, ?, ?)", rows)
    _index(session, "balance", "item_id, place_id, person_id, state")


def put_entries(session: Session, *, head: int, moment: int | None) -> None:
    """Views of the entries before `head` (0: all of them) that had happened by `moment` (UTC ms), with their lines and
    mentions; a correction goes with what it corrects."""
    for table in ("entry", "line", "mention"):
        counted = _counted(table, head, moment)
        _run(session, f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table} WHERE {counted}")  # noqa: S608


def _counted(table: str, head: int, moment: int | None) -> str:
    parts = [f"seq < {head}"] if head else []
    if moment is not None:
        entry = f"main.entry AS it WHERE it.seq = {table}.seq"
        undone = "(SELECT wrong.occurred_at FROM main.entry AS wrong WHERE wrong.seq = it.corrects)"
        happened = f"CASE WHEN it.corrects < 0 THEN it.occurred_at ELSE {undone} END <= {moment}"
        parts.append(f"EXISTS (SELECT 1 FROM {entry} AND {happened})")  # noqa: S608
    return " AND ".join(parts) or "1"


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


def _index(session: Session, table: str, columns: str) -> None:
    _run(session, f'CREATE INDEX temp."then_{table}" ON "{table}" ({columns})')


def _run(session: Session, statement: str, rows: Sequence[Sequence[Any]] | None = None) -> None:
    """A statement, or one for each of some rows; nothing where there is none."""
    if rows is None:
        session.connection().exec_driver_sql(statement)
    elif listed := [tuple(row) for row in rows]:
        session.connection().exec_driver_sql(statement, listed)
