"""Reading tables as they lie in the file, and comparing them with what follows from the ledger, column by column."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from registry_app.domain.declare import Base
from registry_app.domain.errors import Finding, refuse

Key = tuple[object, ...]
Row = Mapping[str, object]
AT_ONCE = 2_000


def table_of(rows: type[Base]) -> Table:
    """The table of a class."""
    return cast("Table", rows.__table__)


def stored_rows(session: Session, table: Table, order: str = "") -> Iterator[dict[str, object]]:
    """Every row as the file has it, values of the file's own types, so that a text where bytes belong is seen."""
    names = [column.name for column in table.columns]
    listed = ", ".join(f'"{name}"' for name in names)
    cursor = _raw(session).execute(f'SELECT {listed} FROM "{table.name}" {order}')  # noqa: S608 - declared names
    while rows := cursor.fetchmany(AT_ONCE):
        yield from (dict(zip(names, row, strict=True)) for row in rows)


def _raw(session: Session) -> Any:
    return session.connection().connection.driver_connection


def strange_columns(session: Session) -> Iterator[Finding]:
    """Tables whose columns are not the declared ones."""
    for table in Base.metadata.sorted_tables:
        found = {row[1] for row in _raw(session).execute(f'PRAGMA table_info("{table.name}")')}
        if found != {column.name for column in table.columns}:
            yield refuse("table_differs", table=table.name)


def is_same(stored: object, expected: object) -> bool:
    """Whether a stored value is the expected one, in type as in value."""
    return type(stored) is type(expected) and stored == expected


def compared(table: str, stored: Mapping[Key, Row], expected: Mapping[Key, Row]) -> Iterator[Finding]:
    """What differs between rows by their keys: missing ones, strange ones, and single columns."""
    for key in sorted(expected.keys() - stored.keys(), key=str):
        yield refuse("row_missing", table=table, row=shown(key))
    for key in sorted(stored.keys() - expected.keys(), key=str):
        yield refuse("row_strange", table=table, row=shown(key))
    for key, row in expected.items():
        if key in stored:
            yield from compared_row(table, key, stored[key], row)


def compared_row(table: str, key: Key, stored: Row, expected: Row) -> Iterator[Finding]:
    """The columns of one row that are not what they should be; values are left out, they may be personal."""
    for column, value in expected.items():
        if not is_same(stored.get(column), value):
            yield refuse("column_differs", table=table, row=shown(key), column=column)


def keyed(rows: Iterator[dict[str, object]], names: tuple[str, ...]) -> dict[Key, Row]:
    """Rows by the values of their key columns."""
    return {tuple(row[name] for name in names): row for row in rows}


def shown(key: Key) -> str:
    """A row's key in a finding: numbers and codes only, since keys hold nothing personal."""
    return "/".join(str(part)[:40] for part in key)
