"""The register folder `NAME.armarium`: making it, opening it, upgrading it; one thing, opened and refused as one."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, NullPool, create_engine
from sqlalchemy.orm import Session

from registry_app.domain import disk
from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.persistence import connection as connections
from registry_app.persistence import copying, keys, seals, upgrade
from registry_app.persistence.atomic import cannot_write, new_file_mode, sync_folder
from registry_app.persistence.connection import translated
from registry_app.persistence.lock import Lock, hold
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Clock, Store, system_clock

SUFFIX = ".armarium"
FILE = "register.db"
KEYS = keys.FILE
JOURNALS = ("register.db-wal", "register.db-journal")
RESTORED = "restored"
"""A mark left by a restore: the register opens read-only until two persons declare it."""
MANIFEST = "backup.json"
"""What a backup has beside the parts of a register: it is read as it lies, and never written."""


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
    """`Unavailable` unless the folder has the parts of a register and may be looked into."""
    try:
        parts = {entry.name for entry in os.scandir(path) if entry.is_file()}
    except (FileNotFoundError, NotADirectoryError, ValueError):
        parts = set()
    except OSError as error:
        raise disk.unreadable(error, path) from error
    if not parts >= {FILE, KEYS}:
        raise Unavailable("not_a_register", path=str(path))


def check_is_free(path: Path) -> None:
    """`Refused` when `path` is no name for a register, or there is something already."""
    if path.suffix != SUFFIX:
        raise Refused(refuse("folder_name", path=str(path), suffix=SUFFIX))
    if os.path.lexists(path):
        raise Refused(refuse("folder_exists", path=str(path)))


def create(path: Path) -> None:
    """Make an empty folder for a register; `Refused` when its name is wrong or it exists."""
    check_is_free(path)
    try:
        path.mkdir(parents=True, mode=0o700)
        sync_folder(path.parent)
    except FileExistsError:
        raise Refused(refuse("folder_exists", path=str(path))) from None
    except OSError as error:
        raise cannot_write(error, path) from error


def discard(path: Path) -> None:
    """Remove a folder whose making failed half way."""
    shutil.rmtree(path, ignore_errors=True)


def make_file(path: Path, database_key: Secret) -> None:
    """Make the encrypted file with this release's tables and seals."""
    with translated(), closing(connections.make(path / FILE, database_key.reveal())) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
    with _schema_connection(path, database_key) as connection:
        upgrade.upgrade(connection)
    try:
        (path / FILE).chmod(new_file_mode(path))
        sync_folder(path)
    except OSError as error:
        raise cannot_write(error, path / FILE) from error


@contextlib.contextmanager
def _schema_connection(path: Path, database_key: Secret) -> Iterator[Connection]:
    """A connection without authorizer, for making and upgrading tables only."""
    engine = create_engine(
        "sqlite://", module=sqlcipher, creator=lambda: connections.make(path / FILE, database_key.reveal()),
        poolclass=NullPool,
    )  # fmt: skip
    try:
        with translated(), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def open_folder(
    path: Path, database_key: Secret, *, read_only: bool = False, is_declaring: bool = False,
    clock: Clock = system_clock,
) -> Opened:  # fmt: skip
    """Open a register; an older one is upgraded after a safety copy, a newer one is refused in words.

    A restored one may be written only by whoever `is_declaring` that it was restored. Raises `Unavailable` (locked,
    newer, not a register) or `Damaged` (not our file, seals broken).
    """
    read_only = read_only or (is_restored(path) and not is_declaring)
    opened = _opened(path, database_key, read_only=read_only, clock=clock)
    try:
        is_old = opened.store.read(_is_old)
    except BaseException:
        opened.close()
        raise
    if not is_old:
        return opened
    opened.close()
    if not opened.lock.is_writable:
        raise Unavailable("register_older", path=str(path))
    _upgrade(path, database_key)
    return _opened(path, database_key, read_only=read_only, clock=clock)


def _opened(path: Path, database_key: Secret, *, read_only: bool, clock: Clock) -> Opened:
    check_is_register(path)
    lock = Lock(None) if is_backup(path) else hold(path)
    try:
        is_still = not lock.is_writable
        if is_still:
            _check_has_no_journal(path)
        read_only = read_only or not _may_be_written(path / FILE)
        store = Store(path / FILE, database_key.reveal(), clock=clock, is_snapshot=is_still, read_only=read_only)
    except BaseException:
        lock.release()
        raise
    return Opened(path, store, lock)


def _may_be_written(file: Path) -> bool:
    """By asking, not by trying: see `connection.check_is_file`."""
    return os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _check_has_no_journal(path: Path) -> None:
    """Refuse when entries lie in a journal and not in the file yet: a file opened as it lies would not show them."""
    journals = [path / name for name in JOURNALS]
    if any(journal.exists() and journal.stat().st_size for journal in journals):
        raise Unavailable("journal_left", path=str(path))


def _is_old(session: Session) -> bool:
    """Whether the file is of an older release; one of this release has its seals, or is `Damaged`."""
    connection = session.connection()
    is_old = upgrade.needs_upgrade(connection)
    if not is_old and (broken := seals.broken(connection)):
        raise Damaged(refuse("seals_broken", names=tuple(broken)))
    return is_old


def _upgrade(path: Path, database_key: Secret) -> None:
    """Upgrade alone and after a verified safety copy; whoever came first may have done it."""
    with hold(path, exclusive=True):
        store = Store(path / FILE, database_key.reveal(), read_only=True)
        try:
            if not store.read(_is_old):
                return
            copying.replace(store, database_key, path / f"before-{upgrade.newest()}.db")
        finally:
            store.close()
        with _schema_connection(path, database_key) as connection:
            upgrade.upgrade(connection)


def is_restored(path: Path) -> bool:
    """Whether this folder came out of a backup and nobody has declared it yet."""
    return (path / RESTORED).exists()


def restored_head(path: Path) -> tuple[int, str]:
    """Size and root of the head that was restored, as the mark tells; 0 and nothing where it tells none."""
    try:
        _origin, size, root = (path / RESTORED).read_text("ascii").split()
        return int(size), root
    except (OSError, ValueError):
        return 0, ""


def unmark(path: Path) -> None:
    """Take the mark of a restore away, once it was declared. Raises `Unavailable`."""
    try:
        (path / RESTORED).unlink(missing_ok=True)
        sync_folder(path)
    except OSError as error:
        raise cannot_write(error, path / RESTORED) from error


def is_backup(path: Path) -> bool:
    """Whether this folder is a backup as it was made, to be read and restored but not worked in."""
    return (path / MANIFEST).exists()


def ring_of(path: Path) -> keys.KeyRing:
    """The key slots of a register."""
    check_is_register(path)
    return keys.load(path)
