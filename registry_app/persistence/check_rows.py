"""Reading tables as they lie in the file, and comparing them with what follows from the ledger, column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.orm import Session

from registry_app.domain.declare import Base
from registry_app.domain.errors import FactValue, Finding, refuse

Key = tuple[object, ...]
Row = Mapping[str, object]
Raw = Any
"""A connection of the driver, which gives values of the file's own types."""
AT_ONCE = 500
LONGEST = 80


def table_of(rows: type[Base]) -> Table:
    """The table of a class."""
    return cast("Table", rows.__table__)


def raw_of(session: Session) -> Raw:
    """The driver's connection under a session, inside the session's snapshot."""
    return session.connection().connection.driver_connection


def names_of(table: Table) -> list[str]:
    """The names of a table's columns, the key's first."""
    keys = [column.name for column in table.primary_key]
    return keys + [column.name for column in table.columns if column.name not in keys]


def stored(raw: Raw, table: Table, rest: str = "", bound: Sequence[object] = ()) -> Iterator[Key]:
    """Rows as the file has them, columns as `names_of`, so that a text where bytes belong is seen.

    `rest` is what follows in the statement, such as an order.
    """
    listed = ", ".join(f'"{name}"' for name in names_of(table))
    cursor = raw.execute(f'SELECT {listed} FROM "{table.name}" {rest}', tuple(bound))  # noqa: S608 - declared names
    while rows := cursor.fetchmany(AT_ONCE):
        yield from rows


@contextmanager
def reading_any_text(raw: Raw) -> Iterator[None]:
    """Inside, a text that is no UTF-8 is read all the same, as one that nothing else equals."""
    raw.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = str


def is_same(found: object, expected: object) -> bool:
    """Whether a stored value is the expected one, in type as in value."""
    return type(found) is type(expected) and found == expected


def compared(table: Table, found: Iterable[Key], expected: dict[Key, Key]) -> Iterator[Finding]:
    """What differs between stored rows and the expected ones by their keys, which are used up: strange rows, single
    columns, missing rows."""
    keys = len(table.primary_key)
    for row in found:
        wanted = expected.pop(row[:keys], None)
        if wanted is None:
            yield refuse("row_strange", table=table.name, row=shown(row[:keys]))
        elif wanted != row:
            yield from differing(table, row, wanted)
    for key in expected:
        yield refuse("row_missing", table=table.name, row=shown(key))


def differing(table: Table, found: Key, expected: Key) -> Iterator[Finding]:
    """The columns of one row that are not what they should be; personal values are left out."""
    key = shown(expected[: len(table.primary_key)])
    for column, have, want in zip(names_of(table), found, expected, strict=True):
        if not is_same(have, want):
            yield column_differs(table, key, column, have, want)


def column_differs(table: Table, key: str, column: str, found: object, expected: object) -> Finding:
    """That a column is not what follows from the entries."""
    facts: dict[str, FactValue] = {"table": table.name, "row": key, "column": column}
    is_personal = table.columns[column].info.get("declared", {}).get("personal", False)
    values = {} if is_personal else {"found": _told(found), "expected": _told(expected)}
    return refuse("column_differs", **facts, **values)


def shown(key: Key) -> str:
    """A row's key in a finding: numbers and codes only, since keys hold nothing personal."""
    return "/".join(str(_told(part)) for part in key)


def _told(value: object) -> str | int:
    if isinstance(value, int):
        return value
    if isinstance(value, bytes):
        return value[: LONGEST // 2].hex()
    return "" if value is None else str(value)[:LONGEST].encode("utf-8", "backslashreplace").decode()
