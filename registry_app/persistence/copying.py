"""One consistent copy of an open file under the same key, verified before anybody relies on it."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import atomic, connection
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Store

_LAST = "SELECT seq, peaks FROM entry ORDER BY seq DESC LIMIT 1"
_LEAVES = "SELECT body, signatures, leaf_hash FROM entry ORDER BY seq"
_AT_ONCE = 2_000
_CHECKS = {"cipher_integrity_check": [], "integrity_check": [("ok",)]}


def copy(store: Store, key: Secret, target: Path) -> tuple[int, bytes]:
    """Put a verified copy of `store` at `target` in one step; answers its entries and its root.

    The copy has no journal: it opens on a medium that cannot be written. Raises `Unavailable` (disk full...), or
    `Damaged` when the copy is not sound; what there is of `target` is then for the caller to remove.
    """
    with store.snapshot() as session:
        head = _last(session)
        raw = session.connection().connection.driver_connection
        _copy_pages(raw, key, target)
    try:
        atomic.sync_file(target)
        target.chmod(atomic.new_file_mode(target.parent))
    except OSError as error:
        raise atomic.cannot_write(error, target) from error
    size, root = verify(target, key)
    if (size, root) != head:
        raise Damaged(refuse("copy_differs", path=str(target)))
    return size, root


def replace(store: Store, key: Secret, target: Path) -> None:
    """A verified copy of `store` at `target`, in place of an earlier one only once it is whole."""
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        copy(store, key, part)
        part.replace(target)
        atomic.sync_folder(target.parent)
    except OSError as error:
        raise atomic.cannot_write(error, target) from error
    finally:
        part.unlink(missing_ok=True)


def _last(session: Session) -> tuple[int, bytes]:
    row = session.execute(text(_LAST)).first()
    if row is None:
        return 0, merkle.EMPTY_ROOT
    return row.seq + 1, merkle.root_of_peaks(merkle.unpack(row.peaks, row.seq + 1))


def _copy_pages(raw: Any, key: Secret, target: Path) -> None:
    """One step: a copy in steps begins anew at every commit of the hatch, and never ends."""
    with closing(connection.make(target, key.reveal())) as copied:
        raw.backup(copied, pages=-1)
        if copied.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise Unavailable("cannot_write", path=str(target), detail="journal")


def verify(path: Path, key: Secret) -> tuple[int, bytes]:
    """The entries and the root of the file at `path`, every page and leaf looked at; `Damaged` when one is wrong."""
    with (
        connection.translated(),
        closing(connection.connect(path, key.reveal(), read_only=True, is_snapshot=True)) as raw,
    ):
        for pragma, sound in _CHECKS.items():
            if raw.execute(f"PRAGMA {pragma}").fetchall() != sound:
                raise Damaged(refuse("file_malformed"))
        return _recomputed(raw)


def _recomputed(raw: Any) -> tuple[int, bytes]:
    size = 0
    peaks: tuple[bytes, ...] = ()
    for body, signatures, kept in _rows(raw):
        leaf = merkle.leaf_hash(signing.leaf(body, signatures))
        if leaf != kept:
            raise Damaged(refuse("leaf_differs", entry=size))
        peaks, size = merkle.append(peaks, size, leaf), size + 1
    return size, merkle.root_of_peaks(peaks)


def _rows(raw: Any) -> Iterator[tuple[bytes, bytes, bytes]]:
    cursor = raw.execute(_LEAVES)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows
