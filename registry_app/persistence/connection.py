"""A raw connection to the file: key, pragmas, what it may do, and what the database's errors mean to us.

The only place where errors of the database become ours: `Unavailable`, `Damaged`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from registry_app.domain import disk
from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.domain.rows import SEALED
from registry_app.persistence import minutes, texts

BUSY_SECONDS = 30
WRITER_CACHE = -262_144
READER_CACHE = -13_312
"""KiB. Three readers, so that a million firearms take no more than 60 MB; still all that a list of 100,000 reads."""
PAGE = 4_096
"""SQLCipher's page: a file is whole pages, at least one."""

Authorizer = Callable[[int, str | None, str | None, str | None, str | None], int]

_ALLOWED: int = sqlcipher.SQLITE_OK
_DENIED: int = sqlcipher.SQLITE_DENY
_READING = {
    sqlcipher.SQLITE_SELECT, sqlcipher.SQLITE_READ, sqlcipher.SQLITE_FUNCTION, sqlcipher.SQLITE_RECURSIVE,
    sqlcipher.SQLITE_TRANSACTION, sqlcipher.SQLITE_SAVEPOINT, sqlcipher.SQLITE_PRAGMA,
}  # fmt: skip
_CHANGING = {sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE}
_WRITING = _READING | _CHANGING | {sqlcipher.SQLITE_INSERT}
_FUNCTIONS_DENIED = {"load_extension", "sqlcipher_export", "fts3_tokenizer"}
_ASKED = {"read_uncommitted", "data_version", "page_count", "page_size", "freelist_count", "journal_mode",
          "cipher_integrity_check"}  # fmt: skip
"""Pragmas that may be asked; with a value they would set something."""
_ASKED_OF = {"table_info", "table_xinfo", "index_list", "index_info", "foreign_key_list", "foreign_key_check",
             "integrity_check", "quick_check"}  # fmt: skip
_KEPT_UP = frozenset({"wal_checkpoint"})
"""Pragmas that write, but nothing that is not there already."""


def _may_write(verb: int, first: str | None, second: str | None, _db: str | None, _by: str | None) -> int:
    """The writer may insert, and change what is no ledger; it may touch neither seals, schema, key nor other files."""
    is_sealed = verb in _CHANGING and (first in SEALED or str(first).startswith("sqlite_"))
    if verb not in _WRITING or is_sealed or not _is_harmless(verb, first, second, _KEPT_UP):
        return _DENIED
    return _ALLOWED


def _may_read(verb: int, first: str | None, second: str | None, _db: str | None, _by: str | None) -> int:
    """A reader may change nothing at all, not even with `query_only` switched off."""
    return _ALLOWED if verb in _READING and _is_harmless(verb, first, second) else _DENIED


def _may_append(tables: frozenset[str]) -> Authorizer:
    """A writer that may add rows to some tables: it changes and takes away nothing, wherever it lies."""

    def may(verb: int, first: str | None, second: str | None, db: str | None, by: str | None) -> int:
        if verb in _CHANGING or (verb == sqlcipher.SQLITE_INSERT and first not in tables):
            return _DENIED
        return _may_write(verb, first, second, db, by)

    return may


_SHADOWING = {
    sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE, sqlcipher.SQLITE_CREATE_TEMP_TABLE,
    sqlcipher.SQLITE_CREATE_TEMP_VIEW, sqlcipher.SQLITE_CREATE_TEMP_INDEX, sqlcipher.SQLITE_REINDEX,
}  # fmt: skip


def _may_shadow(verb: int, first: str | None, second: str | None, db: str | None, by: str | None) -> int:
    """A reader that may make tables of its own in memory, and change nothing of the file."""
    return _ALLOWED if verb in _SHADOWING and db == "temp" else _may_read(verb, first, second, db, by)


def _is_harmless(verb: int, first: str | None, second: str | None, more: frozenset[str] = frozenset()) -> bool:
    if verb == sqlcipher.SQLITE_PRAGMA:
        return first in _ASKED_OF or first in more or (first in _ASKED and second is None)
    return verb != sqlcipher.SQLITE_FUNCTION or second not in _FUNCTIONS_DENIED


def connect(
    path: Path, key: bytes, *, read_only: bool, is_snapshot: bool = False, may_shadow: bool = False,
    appends: frozenset[str] | None = None,
) -> Any:  # fmt: skip
    """A raw connection with key, pragmas and authorizer in place; `is_snapshot` opens a file that nobody writes.

    A reader that `may_shadow` may have tables of its own in memory, which stand before those of the file. A writer
    with `appends` may add rows to these tables alone.
    Raises `Damaged` before the file is touched when it cannot be one of ours.
    """
    check_is_file(path)
    options = "mode=ro&immutable=1" if is_snapshot else "mode=rw"
    raw = sqlcipher.connect(
        f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None, check_same_thread=False,
        timeout=BUSY_SECONDS,
    )  # fmt: skip
    try:
        give_key(raw, key)
        _prepare(raw, read_only=read_only, may_shadow=may_shadow)
        if appends is not None:
            raw.set_authorizer(_may_append(appends))
    except BaseException:
        raw.close()
        raise
    return raw


def check_is_file(path: Path) -> None:
    """Refuse a file without even one page: SQLite would take it for a new one and throw its journal away.

    By its size only: whoever opens and closes the file beside SQLite takes this program's locks off it (POSIX).
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise disk.unreadable(error, path) from error
    if size < PAGE:
        raise Damaged(refuse("file_cut"))


def make(path: Path, key: bytes) -> Any:
    """A raw connection without authorizer to the file at `path`, made when it is not there: for copies and schemas."""
    raw = sqlcipher.connect(str(path), isolation_level=None)
    try:
        give_key(raw, key)
        raw.execute("PRAGMA temp_store = MEMORY")
        raw.execute("PRAGMA fullfsync = ON")
    except BaseException:
        raw.close()
        raise
    return raw


def give_key(raw: Any, key: bytes) -> None:
    """Unlock `raw`; the log is silenced first, else a wrong key fills the terminal."""
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _prepare(raw: Any, *, read_only: bool, may_shadow: bool) -> None:
    cache = READER_CACHE if read_only else WRITER_CACHE
    for pragma in (
        "synchronous = FULL", "fullfsync = ON", "checkpoint_fullfsync = ON", "foreign_keys = ON",
        "recursive_triggers = ON", "trusted_schema = OFF", f"cache_size = {cache}", "temp_store = MEMORY",
        "journal_size_limit = 67108864", "cell_size_check = ON", "secure_delete = ON",
    ):  # fmt: skip
        raw.execute(f"PRAGMA {pragma}")
    if read_only and not may_shadow:
        raw.execute("PRAGMA query_only = ON")
    elif not read_only and raw.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise Unavailable("disk_unfit")
    _bring_functions(raw)
    raw.set_authorizer(_may_shadow if may_shadow else _may_read if read_only else _may_write)


def _bring_functions(raw: Any) -> None:
    raw.create_function(texts.BARE, 1, texts.without_accents, deterministic=True)
    raw.create_function(minutes.MOMENT, 2, minutes.as_moment, deterministic=True)


def in_memory() -> Any:
    """A raw connection to nothing but memory, still without tables: for what never lies in a file."""
    raw = sqlcipher.connect(":memory:", isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA temp_store = MEMORY")
    _bring_functions(raw)
    return raw


@contextmanager
def translated() -> Iterator[None]:
    """Errors of the database inside the block leave it as ours; what is our own bug stays what it is."""
    try:
        yield
    except PoolTimeoutError:
        raise Unavailable("register_busy") from None
    except DBAPIError as problem:
        if (known := translate(problem.orig)) is None:
            raise
        raise known from None
    except sqlcipher.Error as problem:
        if (known := translate(problem)) is None:
            raise
        raise known from None


def translate(problem: BaseException | None) -> Damaged | Unavailable | None:
    """The database's error as ours, by the code that SQLite gives it; `None` for one that is our own bug."""
    code = getattr(problem, "sqlite_errorcode", None) or _CODE_OF.get(str(problem))
    if not isinstance(code, int):
        return None
    if "sealed:" in str(problem):
        return Damaged(refuse("ledger_sealed"))
    spoken = _SPOKEN.get(code & 0xFF)
    return spoken() if spoken else None


_CODE_OF = {
    "database or disk is full": sqlcipher.SQLITE_FULL,
    "disk I/O error": sqlcipher.SQLITE_IOERR,
    "database is locked": sqlcipher.SQLITE_BUSY,
    "attempt to write a readonly database": sqlcipher.SQLITE_READONLY,
    "unable to open database file": sqlcipher.SQLITE_CANTOPEN,
    "file is not a database": sqlcipher.SQLITE_NOTADB,
    "database disk image is malformed": sqlcipher.SQLITE_CORRUPT,
}
"""SQLite's own words, for the one call whose errors come without their code: a backup."""

_SPOKEN: dict[int, Callable[[], Damaged | Unavailable]] = {
    sqlcipher.SQLITE_FULL: lambda: Unavailable("disk_full"),
    sqlcipher.SQLITE_IOERR: lambda: Unavailable("disk_error"),
    sqlcipher.SQLITE_BUSY: lambda: Unavailable("register_busy"),
    sqlcipher.SQLITE_LOCKED: lambda: Unavailable("register_busy"),
    sqlcipher.SQLITE_PROTOCOL: lambda: Unavailable("register_busy"),
    sqlcipher.SQLITE_READONLY: lambda: Unavailable("read_only"),
    sqlcipher.SQLITE_AUTH: lambda: Unavailable("read_only"),
    sqlcipher.SQLITE_PERM: lambda: Unavailable("cannot_open"),
    sqlcipher.SQLITE_CANTOPEN: lambda: Unavailable("cannot_open"),
    sqlcipher.SQLITE_NOTADB: lambda: Damaged(refuse("not_our_file")),
    sqlcipher.SQLITE_CORRUPT: lambda: Damaged(refuse("file_malformed")),
    sqlcipher.SQLITE_INTERRUPT: lambda: Unavailable("interrupted"),
}
