"""The seals, through the writer's connection and for a program that has none of our authorizer."""

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry_app.domain.errors import Damaged, Unavailable
from registry_app.domain.rows import SEALED
from registry_app.persistence import connection, seals
from registry_app.services import ledger
from tests.make import Make
from tests.persistence.trouble import refused

NONE = "0, 0, '', '', 0, 0, 0"
FORBIDDEN = [
    *(f"UPDATE {table} SET seq = 9" for table in ("entry", "line", "mention")),
    *(f"DELETE FROM {table}" for table in SEALED),
    *(f"DROP TABLE {table}" for table in SEALED),
    *(f"DROP TRIGGER seal_{table}_{verb}" for table in SEALED for verb in ("update", "delete")),
    "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 0",
    "INSERT OR REPLACE INTO mention SELECT * FROM mention LIMIT 1",
    "REPLACE INTO checkpoint SELECT * FROM checkpoint",
    "UPDATE OR REPLACE entry SET id = 'x'",
    f"INSERT INTO entry SELECT seq + 5, id || 'x', kind, 0, 0, 0, 0, '', 0, 0, body, x'', x'', x'', {NONE} FROM entry",
    "ALTER TABLE entry RENAME TO former",
    "ALTER TABLE entry ADD COLUMN more",
    "CREATE TEMP TABLE entry (seq)",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON main.entry BEGIN SELECT 1; END",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_master SET sql = ''",
    "PRAGMA rekey = 'x'",
    "ATTACH '' AS other",
    "SELECT load_extension('x')",
]  # fmt: skip
REFUSALS = ("ledger_sealed", "read_only", "may not be modified", "not authorized")


def _run(session: Session, sql: str) -> None:
    session.execute(text(sql))


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_the_writer_cannot_change_the_ledger(make: Make, sql: str) -> None:
    make.place()
    make.do(_keep_head)
    before = make.register.read(ledger.head)
    with pytest.raises((Damaged, Unavailable, DBAPIError)) as caught:
        make.register.opened.store.write(_run, sql)
    assert any(each in str(caught.value) for each in REFUSALS)
    assert make.register.read(ledger.head) == before


def _keep_head(session: Session, *, by: Any) -> None:
    ledger.keep_checkpoint(session, ledger.head(session), by=by)


@contextlib.contextmanager
def _bare(make: Make) -> Iterator[Any]:
    """The file as another program with the key has it: triggers only."""
    raw = connection.make(make.folder / "register.db", make.register.database_key.reveal())
    raw.execute("PRAGMA recursive_triggers = ON")
    with contextlib.closing(raw):
        yield raw


@pytest.mark.parametrize("sql", [s for s in FORBIDDEN if s.startswith(("UPDATE e", "UPDATE l", "DEL", "INS", "REP"))])
def test_the_triggers_alone_hold_too(make: Make, sql: str) -> None:
    make.firearm()
    make.do(_keep_head)
    with _bare(make) as raw, pytest.raises(sqlcipher.IntegrityError, match="sealed:"):
        raw.execute(sql)


def test_a_sealed_statement_undoes_its_whole_transaction(make: Make) -> None:
    def half(session: Session) -> None:
        session.execute(text("INSERT INTO batch VALUES ('b', 'k', '', 1, 1, 1, 'running')"))
        session.execute(text("INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE seq = 0"))

    with refused("ledger_sealed"):
        make.register.opened.store.write(half)
    assert make.register.read(lambda s: s.execute(text("SELECT count(*) FROM batch")).scalar()) == 0


@pytest.mark.parametrize(
    ("sql", "name"),
    [
        ("DROP TRIGGER seal_entry_update", "seal_entry_update"),
        ("CREATE TRIGGER strange AFTER INSERT ON place BEGIN SELECT 1; END", "strange"),
        ("CREATE VIEW stock AS SELECT 1", "stock"),
        ("CREATE TABLE more (a)", "more"),
        ("DROP TRIGGER search_update", "search_update"),
    ],
)
def test_broken_seals_stop_the_opening_and_are_named(make: Make, sql: str, name: str) -> None:
    make.register.close()
    with _bare(make) as raw:
        raw.execute(sql)
    with pytest.raises(Damaged) as caught:
        make.unlocked()
    (finding,) = caught.value.findings
    assert (finding.code, finding.facts["names"]) == ("seals_broken", (name,))


def test_a_seal_that_was_made_weaker_is_noticed(make: Make) -> None:
    make.register.close()
    with _bare(make) as raw:
        raw.execute("DROP TRIGGER seal_entry_order")
        raw.execute(seals.statements()["seal_entry_order"].replace("<>", "<"))
    with refused("seals_broken"):
        make.unlocked()
