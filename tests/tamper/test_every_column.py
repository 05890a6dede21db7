"""One edit by an SQL tool in any column of any table is found."""

import pytest
from sqlalchemy import Column, Integer, LargeBinary

from registry_app.domain import records, rows  # noqa: F401 - they declare the tables
from registry_app.domain.declare import Base
from tests.tamper.conftest import Changed, Victim

WORKING_NOTES = {"batch", "draft", "backup", "signing_key"}
"""What is not on the ledger and decides nothing: an edit there is no tampering with what the register vouches for."""

COLUMNS = [
    column for table in Base.metadata.sorted_tables if table.name not in WORKING_NOTES for column in table.columns
]


def _other(column: Column[object]) -> str:
    """SQL for another value than the stored one, of the column's own type."""
    name = f'"{column.name}"'
    if isinstance(column.type, LargeBinary):
        return f"zeroblob(length({name}))"
    if isinstance(column.type, Integer):
        return f"coalesce({name}, 0) + 1000000"
    return f"coalesce({name}, '') || 'x'"


def _columns(table: str, *but: str) -> str:
    """The columns of a table after its first one, for copying a row."""
    return ", ".join(f'"{c.name}"' for c in list(Base.metadata.tables[table].columns)[1:] if c.name not in but)


def test_the_register_itself_is_intact(victim: Victim) -> None:
    assert victim.checked().verdict == "intact"


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_an_edit_is_found(after: Changed, column: Column[object]) -> None:
    table, name = column.table.name, column.name
    last = f'rowid = (SELECT max(rowid) FROM "{table}")'
    if not column.table.dialect_options["sqlite"]["with_rowid"]:
        keys = ", ".join(f'"{key.name}"' for key in column.table.primary_key)
        last = f'({keys}) = (SELECT {keys} FROM "{table}" ORDER BY {keys} DESC LIMIT 1)'
    verdict = after(f'UPDATE "{table}" SET "{name}" = {_other(column)} WHERE {last}')
    assert verdict.verdict in ("tampered", "damaged"), (table, name)


@pytest.mark.parametrize("column", [c for c in COLUMNS if c.table.name == "entry" and not c.primary_key], ids=str)
def test_a_value_of_another_type_is_found(after: Changed, column: Column[object]) -> None:
    verdict = after(f"UPDATE entry SET \"{column.name}\" = 'text' WHERE seq = (SELECT max(seq) FROM entry)")
    assert verdict.verdict == "tampered"


MAY_GO = {"checkpoint", "snapshot"}
"""A checkpoint is a comfort, and a snapshot is made again."""


@pytest.mark.parametrize("table", sorted({c.table.name for c in COLUMNS} - MAY_GO))
def test_a_row_taken_away_is_found(after: Changed, table: str) -> None:
    keys = ", ".join(f'"{key.name}"' for key in Base.metadata.tables[table].primary_key)
    verdict = after(
        f'DELETE FROM "{table}" WHERE ({keys}) = (SELECT {keys} FROM "{table}" ORDER BY {keys} DESC LIMIT 1)'
    )
    assert verdict.verdict == "tampered"


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO balance SELECT item_id, place_id, person_id, 'loaded', 1 FROM balance LIMIT 1",
        "INSERT INTO mention VALUES (1, (SELECT max(seq) FROM entry))",
        "INSERT INTO mention VALUES (1, 99999)",
        f"INSERT INTO line SELECT 99999, {_columns('line')} FROM line LIMIT 1",
        "INSERT INTO personal VALUES ('00', 'note', zeroblob(32), 'invented')",
        "INSERT INTO content SELECT '00', bytes FROM content LIMIT 1",
        "INSERT INTO checkpoint SELECT 1, root, made_at, user_id, signature FROM checkpoint LIMIT 1",
        f"INSERT INTO person SELECT code || '9', {_columns('person', 'id')}, 9999 FROM person LIMIT 1",
    ],
)
def test_a_row_added_is_found(after: Changed, statement: str) -> None:
    assert after(statement).verdict == "tampered"
