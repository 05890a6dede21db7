"""The register folder `NAME.armarium`: making it, opening it, upgrading it; one thing, opened and refused as one."""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, NullPool, create_engine

from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.persistence import keys, seals, upgrade
from registry_app.persistence.atomic import cannot_write, sync_folder
from registry_app.persistence.lock import Lock, hold
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Clock, Store, system_clock, translate

SUFFIX = ".armarium"
FILE = "register.db"
KEYS = "keys.json"
RESTORED = "restored"
"""A mark left by a restore: the register opens read-only until two persons declare it."""


@dataclass
class Opened:
    """An open folder: its path, its store, and the lock that keeps upgrades and restores away."""

    path: Path
    store: Store
    lock: Lock

    def close(self) -> None:
        """Close the file and let go of the lock."""
        self.store.close()
        self.lock.release()


def check_is_register(path: Path) -> None:
    """`Unavailable("not_a_register")` unless the folder has the parts of a register."""
    if not (path / FILE).is_file() or not (path / KEYS).is_file():
        raise Unavailable("not_a_register", path=str(path))


def create(path: Path) -> None:
    """Make an empty folder for a register; `Refused` when its name is wrong or it exists."""
    if path.suffix != SUFFIX:
        raise Refused(refuse("folder_name", path=str(path), suffix=SUFFIX))
    if path.exists():
        raise Refused(refuse("folder_exists", path=str(path)))
    try:
        path.mkdir(parents=True, mode=0o700)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(error, path) from error


def discard(path: Path) -> None:
    """Remove a folder whose making failed half way."""
    shutil.rmtree(path, ignore_errors=True)


def make_file(path: Path, database_key: Secret) -> None:
    """Make the encrypted file with this release's tables and seals."""
    try:
        raw = sqlcipher.connect(str(path / FILE))
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{database_key.reveal().hex()}'\"")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.close()
    except sqlcipher.Error as problem:
        raise translate(problem) from None
    with _schema_connection(path, database_key) as connection:
        upgrade.upgrade(connection)


@contextlib.contextmanager
def _schema_connection(path: Path, database_key: Secret) -> Iterator[Connection]:
    """A connection without authorizer, for making and upgrading tables only."""

    def creator() -> object:
        raw = sqlcipher.connect(str(path / FILE), isolation_level=None)
        raw.execute("PRAGMA cipher_log_level = NONE")
        raw.execute(f"PRAGMA key = \"x'{database_key.reveal().hex()}'\"")
        return raw

    engine = create_engine("sqlite://", module=sqlcipher, creator=creator, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            yield connection
    except sqlcipher.Error as problem:
        raise translate(problem) from None
    finally:
        engine.dispose()


def open_folder(path: Path, database_key: Secret, *, read_only: bool = False, clock: Clock = system_clock) -> Opened:
    """Open a register; an older one is upgraded after a safety copy, a newer one is refused in words.

    Raises `Unavailable` (locked, newer, not a register) or `Damaged` (not our file, seals broken).
    """
    check_is_register(path)
    lock = hold(path)
    try:
        _prepare(path, database_key, lock)
        is_still = read_only and not lock.is_writable
        store = Store(
            path / FILE, database_key.reveal(), clock=clock, is_snapshot=is_still,
            read_only=read_only or is_restored(path) or not lock.is_writable,
        )  # fmt: skip
    except BaseException:
        lock.release()
        raise
    return Opened(path, store, lock)


def _prepare(path: Path, database_key: Secret, lock: Lock) -> None:
    with Store(path / FILE, database_key.reveal(), read_only=True, is_snapshot=not lock.is_writable).snapshot() as session:
        connection = session.connection()
        is_old = upgrade.needs_upgrade(connection)
        if not is_old and (broken := seals.broken(connection)):
            raise Damaged(refuse("seals_broken", names=tuple(broken)))
    if is_old:
        _upgrade(path, database_key, lock)


def _upgrade(path: Path, database_key: Secret, lock: Lock) -> None:
    lock.release()
    with hold(path, exclusive=True):
        safety = path / f"before-{upgrade.newest()}.db"
        shutil.copy2(path / FILE, safety)
        with _schema_connection(path, database_key) as connection:
            upgrade.upgrade(connection)


def is_restored(path: Path) -> bool:
    """Whether this folder came out of a backup and nobody has declared it yet."""
    return (path / RESTORED).exists()


def ring_of(path: Path) -> keys.KeyRing:
    """The key slots of a register."""
    check_is_register(path)
    return keys.load(path)
