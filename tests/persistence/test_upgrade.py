"""A register of an older release: upgraded after a copy, or left exactly as it was."""

import contextlib
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry_app.domain.declare import Base
from registry_app.domain.errors import Unavailable
from registry_app.persistence import backup, connection, copying, keys, lock, seals, upgrade
from registry_app.persistence import folder as folders
from registry_app.services import ledger
from registry_app.services import register as registers
from tests.make import PASSPHRASE, Clock, Make
from tests.persistence.trouble import content, no_file_beyond, refused, unwritable

NEWEST = upgrade.newest()
NEXT = f"""
import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = "{NEWEST}"


def upgrade():
    op.add_column("entry", sa.Column("weather", sa.String(20)))
    with op.batch_alter_table("batch") as batch:
        batch.alter_column("kind", type_=sa.String(32))
        batch.add_column(sa.Column("note", sa.String(80)))
"""
BROKEN = NEXT + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
ASTRAY = NEXT + '    op.execute("UPDATE place SET parent_id = 999 WHERE id = 3")\n'
UNSEALED = NEXT + '    op.execute("CREATE TRIGGER more AFTER INSERT ON place BEGIN SELECT 1; END")\n'


@pytest.fixture
def closed(make: Make) -> Path:
    make.firearm("AB1234", at=make.place())
    make.register.close()
    return make.folder


def _release(monkeypatch: pytest.MonkeyPatch, folder: Path, revision: str = NEXT) -> None:
    """From here on our release has one revision more."""
    versions = folder.parent / "versions"
    versions.mkdir(exist_ok=True)
    (versions / "0007_next.py").write_text(revision, "utf-8")
    monkeypatch.setattr(upgrade, "VERSIONS", (*upgrade.VERSIONS, versions))


def _unlocked(folder: Path) -> registers.Register:
    return registers.unlock(folder, user="first", passphrase=PASSPHRASE, clock=Clock(2_000_000_000_000))


def _revision(session: Session) -> str:
    return upgrade.revision_of(session.connection())


def test_an_older_register_is_upgraded_after_a_safety_copy(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _release(monkeypatch, closed)
    with _unlocked(closed) as register:
        assert register.read(_revision) == "next"
        assert register.read(lambda s: s.execute(text("SELECT weather FROM entry")).all()) == [(None,)] * 3
        assert register.read(lambda s: seals.broken(s.connection())) == []
        Make(register, Clock(2_000_000_000_000)).place("ARM-2")
        assert copying.verify(closed / "before-next.db", register.database_key)[0] == 3
        with refused("register_locked"):
            lock.hold(closed, exclusive=True, patience=0)


def test_the_safety_copy_has_what_lay_in_the_journal(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.place()
    killed = Path(shutil.copytree(make.folder, tmp_path / "killed.armarium"))
    assert (killed / "register.db-wal").stat().st_size
    _release(monkeypatch, killed)
    head = make.register.read(ledger.head)
    with _unlocked(killed) as register:
        size, root = copying.verify(killed / "before-next.db", register.database_key)
    assert (size, root.hex()) == (head.size, head.root)


@pytest.mark.parametrize(("revision", "error"), [(BROKEN, DBAPIError), (ASTRAY, Exception), (UNSEALED, Exception)])
def test_a_failing_upgrade_leaves_the_register_as_it_was(
    closed: Path, monkeypatch: pytest.MonkeyPatch, revision: str, error: type[Exception]
) -> None:
    before = (closed / "register.db").read_bytes()
    with monkeypatch.context() as newer:
        _release(newer, closed, revision)
        with pytest.raises(error):
            _unlocked(closed)
    assert (closed / "register.db").read_bytes() == before
    with _unlocked(closed) as register:
        assert (register.read(_revision), register.read(ledger.head).size) == (NEWEST, 3)


def test_without_a_safety_copy_nothing_is_upgraded(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(closed)
    with monkeypatch.context() as newer:
        _release(newer, closed)
        with no_file_beyond((closed / "register.db").stat().st_size // 2), pytest.raises(Unavailable) as caught:
            _unlocked(closed)
    assert str(caught.value) in {"disk_full", "disk_error"}
    assert content(closed) == before


def test_nobody_upgrades_what_somebody_works_in(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    _release(monkeypatch, make.folder)
    with refused("register_locked"):
        make.unlocked()
    assert make.register.read(_revision) == NEWEST


def test_an_older_copy_that_cannot_be_written_asks_to_be_copied(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _unlocked(closed) as register:
        kept = backup.backup(register.opened, register.database_key, closed.parent / "backups")
    _release(monkeypatch, closed)
    with unwritable(closed), refused("register_older"):
        _unlocked(closed)
    with refused("register_older"):
        _unlocked(kept)


def test_a_register_of_a_newer_release_is_refused_in_words(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as newer:
        _release(newer, closed)
        _unlocked(closed).close()
    before = content(closed)
    with refused("register_newer"):
        _unlocked(closed)
    assert content(closed) == before


def test_a_file_without_tables_is_no_old_register(closed: Path) -> None:
    opened = keys.open_slot(folders.ring_of(closed), "first", PASSPHRASE)
    (closed / "register.db").unlink()
    with contextlib.closing(connection.make(closed / "register.db", opened.database_key.reveal())) as raw:
        raw.execute("CREATE TABLE t (a)")
    before = content(closed)
    with refused("file_cut"):
        _unlocked(closed)
    assert content(closed) == before


def _shape(connection: Connection) -> dict[str, Any]:
    """All that defines the tables and indexes, whatever the words of the SQL."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]

    shape: dict[str, Any] = {}
    for name, kind, _columns, without_rowid, strict in ask(
        "SELECT name, type, ncol, wr, strict FROM pragma_table_list"
    ):
        if name not in Base.metadata.tables:
            continue
        indexes = ask(f"SELECT name, \"unique\", partial FROM pragma_index_list('{name}') ORDER BY name")
        shape[name] = (
            kind, without_rowid, strict, ask(f"PRAGMA table_xinfo('{name}')"),
            sorted(key[2:] for key in ask(f"PRAGMA foreign_key_list('{name}')")),
            [(index, ask(f"PRAGMA index_xinfo('{index[0]}')")) for index in indexes],
            ask(f"SELECT name, substr(sql, instr(sql, 'WHERE')) FROM sqlite_master WHERE tbl_name = '{name}' "
                "AND type = 'index' AND sql LIKE '%WHERE%' ORDER BY name"),
        )  # fmt: skip
    return shape


def test_the_migrated_tables_are_those_that_are_declared(closed: Path) -> None:
    engine = create_engine("sqlite://")
    opened = keys.open_slot(folders.ring_of(closed), "first", PASSPHRASE)
    with engine.connect() as declared, folders._schema_connection(closed, opened.database_key) as migrated:
        Base.metadata.create_all(declared)
        wanted, found = _shape(declared), _shape(migrated)
        assert wanted.keys() == Base.metadata.tables.keys()
        assert found == wanted
        assert seals.present(migrated) == seals.statements()
    engine.dispose()
