"""What a reader may not, and what errors of the database become."""

import contextlib
import threading
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry_app.persistence import connection
from registry_app.persistence.store import Store
from tests.make import Make
from tests.persistence.trouble import content, process, refused, said

WRITES = [
    "INSERT INTO batch VALUES ('b', 'k', '', 1, 1, 1, 'running')",
    "UPDATE company SET name = 'x'",
    "DELETE FROM balance",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "PRAGMA user_version = 7",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA rekey = 'x'",
    "PRAGMA optimize",
    "ATTACH '{folder}/other.db' AS other",
    "VACUUM",
    "VACUUM INTO '{folder}/other.db'",
    "CREATE TABLE t (a)",
    "CREATE TEMP TABLE t (a)",
    "CREATE VIRTUAL TABLE t USING fts5(a)",
    "INSERT INTO firearm_search(firearm_search) VALUES ('delete-all')",
    "DROP TABLE batch",
    "DROP INDEX ix_place_parent_id",
    "ALTER TABLE batch ADD COLUMN more",
    "ANALYZE",
    "REINDEX batch",
    "SELECT load_extension('x')",
    "SELECT sqlcipher_export('main')",
]


def _raw(make: Make) -> Any:
    key = make.register.database_key.reveal()
    return contextlib.closing(connection.connect(make.folder / "register.db", key, read_only=True))


@pytest.mark.parametrize("sql", WRITES)
def test_a_reader_cannot_write_however_it_tries(make: Make, sql: str) -> None:
    make.place()
    make.register.close()
    before = content(make.folder)
    with _raw(make) as raw, pytest.raises(sqlcipher.Error) as caught:
        raw.execute(sql.format(folder=make.folder))
    known = connection.translate(caught.value)
    assert str(known) == "read_only" or "not authorized to use function" in str(caught.value)
    assert {n: b for n, b in content(make.folder).items() if b} == {n: b for n, b in before.items() if b}


def test_a_reader_that_lost_its_authorizer_is_still_query_only(make: Make) -> None:
    with _raw(make) as raw:
        raw.set_authorizer(None)
        with pytest.raises(sqlcipher.OperationalError, match="readonly"):
            raw.execute(WRITES[0])


def test_a_reader_may_read_search_and_check(make: Make) -> None:
    make.firearm("ABC123")
    with _raw(make) as raw:
        assert raw.execute("SELECT count(*) FROM firearm_search WHERE firearm_search MATCH 'BC1'").fetchone() == (1,)
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert raw.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_a_store_for_reading_has_no_writer(make: Make) -> None:
    store = Store(make.folder / "register.db", make.register.database_key.reveal(), read_only=True)
    with refused("read_only"):
        store.write(lambda _session: None)
    assert store._writer is None
    store.close()


def test_a_store_that_renounced_writing_never_writes_again(make: Make) -> None:
    make.register.opened.store.renounce_writing()
    assert make.register.is_read_only
    with refused("read_only"):
        make.place()


def test_two_writers_of_one_program_wait_for_each_other(make: Make) -> None:
    def slowly(session: Session, entered: threading.Event, go: threading.Event) -> None:
        entered.set()
        assert go.wait(20)

    entered, go = threading.Event(), threading.Event()
    first = threading.Thread(target=make.register.opened.store.write, args=(slowly, entered, go))
    first.start()
    assert entered.wait(20)
    second = threading.Thread(target=make.place)
    second.start()
    go.set()
    first.join()
    second.join()
    assert make.place()


def test_another_programs_write_lock_is_a_busy_register(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0)
    with contextlib.closing(connection.make(make.folder / "register.db", make.register.database_key.reveal())) as raw:
        raw.execute("BEGIN IMMEDIATE")
        with make.unlocked() as second, refused("register_busy"):
            Make(second, make.clock).place("ARM-9")


def test_our_own_mistakes_stay_mistakes(make: Make) -> None:
    with pytest.raises(DBAPIError, match="no such table"):
        make.register.read(lambda s: s.execute(text("SELECT * FROM nowhere")))
    with pytest.raises(DBAPIError, match="malformed JSON"):
        make.register.read(lambda s: s.execute(text("SELECT * FROM json_each('[')")).all())


LOCKED = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
        print("free")
    except OSError:
        print("locked")
"""
"""Whether SQLite's shared lock lies on a file."""


def test_opening_more_readers_does_not_take_the_lock_off_the_file(make: Make) -> None:
    path = make.folder / "register.db"
    with _raw(make) as one, _raw(make):
        one.execute("SELECT 1 FROM entry").fetchone()
        with process(LOCKED, path) as other:
            assert said(other) == "locked"
    make.register.close()
    with process(LOCKED, path) as other:
        assert said(other) == "free"


def test_what_cannot_be_a_register_is_refused_untouched(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    for data, code in ((b"", "file_cut"), (b"x" * 4095, "file_cut"), (b"x" * 8192, "not_our_file")):
        path.write_bytes(data)
        with refused(code), connection.translated():
            connection.connect(path, bytes(32), read_only=False)
        assert path.read_bytes() == data
    with refused("cannot_read"):
        connection.connect(tmp_path / "none.db", bytes(32), read_only=False)
