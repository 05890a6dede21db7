"""One consistent copy of an open file under the same key, verified before anybody relies on it."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import atomic, connection
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Store

_LAST = "SELECT seq, peaks FROM entry ORDER BY seq DESC LIMIT 1"
_LEAVES = "SELECT body, signatures, leaf_hash FROM entry ORDER BY seq"
_AT_ONCE = 2_000
_CHECKS = {"cipher_integrity_check": [], "integrity_check": [("ok",)]}


Proof = Callable[[Path, Secret], tuple[int, bytes]]
"""Looks at the file at a path as thoroughly as it likes; answers its entries and root, raises `Damaged`."""


def verify(path: Path, key: Secret) -> tuple[int, bytes]:
    """The entries and the root of the file at `path`, every page and leaf looked at; `Damaged` when one is wrong."""
    with (
        connection.translated(),
        closing(connection.connect(path, key.reveal(), read_only=True, is_snapshot=True)) as raw,
    ):
        for pragma, sound in _CHECKS.items():
            if raw.execute(f"PRAGMA {pragma}").fetchall() != sound:
                raise Damaged(refuse("file_malformed"))
        found = _recomputed(raw)
        if found != _stored_head(raw):
            raise Damaged(refuse("leaf_differs", entry=found[0] - 1))
        return found


def copy(store: Store, key: Secret, target: Path, *, prove: Proof = verify) -> tuple[int, bytes]:
    """Put a proven copy of `store` at `target` in one step; answers its entries and its root.

    The copy has no journal: it opens on a medium that cannot be written. Raises `Unavailable` (disk full...), or
    `Damaged` when the copy is not sound; what there is of `target` is then for the caller to remove.
    """
    with store.snapshot() as session:
        raw = session.connection().connection.driver_connection
        head = _stored_head(raw)
        _copy_pages(raw, key, target)
    try:
        atomic.sync_file(target)
        target.chmod(atomic.new_file_mode(target.parent))
    except OSError as error:
        raise atomic.cannot_write(error, target) from error
    if prove(target, key) != head:
        raise Damaged(refuse("copy_differs", path=str(target)))
    return head


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


def _stored_head(raw: Any) -> tuple[int, bytes]:
    """The entries and the root as the last entry's row has them."""
    row = raw.execute(_LAST).fetchone()
    if row is None:
        return 0, merkle.EMPTY_ROOT
    last, peaks = row
    try:
        return last + 1, merkle.root_of_peaks(merkle.unpack(peaks, last + 1))
    except (TypeError, ValueError):
        raise Damaged(refuse("leaf_differs", entry=last)) from None


def _copy_pages(raw: Any, key: Secret, target: Path) -> None:
    """One step: a copy in steps begins anew at every commit of the hatch, and never ends."""
    with closing(connection.make(target, key.reveal())) as copied:
        raw.backup(copied, pages=-1)
        if copied.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise Unavailable("cannot_write", path=str(target), trouble="no_journal")


def _recomputed(raw: Any) -> tuple[int, bytes]:
    size = 0
    peaks: tuple[bytes, ...] = ()
    for body, signatures, kept in _rows(raw):
        leaf = _leaf(body, signatures)
        if leaf is None or leaf != kept:
            raise Damaged(refuse("leaf_differs", entry=size))
        peaks, size = merkle.append(peaks, size, leaf), size + 1
    return size, merkle.root_of_peaks(peaks)


def _leaf(body: object, signatures: object) -> bytes | None:
    """The leaf's hash; `None` when a column holds what no entry has: an SQL tool writes texts where bytes belong."""
    if not isinstance(body, bytes) or not isinstance(signatures, bytes):
        return None
    return merkle.leaf_hash(signing.leaf(body, signatures))


def _rows(raw: Any) -> Iterator[tuple[object, object, object]]:
    cursor = raw.execute(_LEAVES)
    while rows := cursor.fetchmany(_AT_ONCE):
        yield from rows
