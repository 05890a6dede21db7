"""The file: opening it with its key, one writer and several readers, one transaction per piece of work.

The only place where errors of the database become ours: `Unavailable`, `Damaged`.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.domain.rows import SEALED

Clock = Callable[[], int]
P = ParamSpec("P")
R = TypeVar("R")

BUSY_SECONDS = 30
WRITER_CACHE = -262_144
READER_CACHE = -65_536
READERS = 3

_ALLOWED, _DENIED = sqlcipher.SQLITE_OK, sqlcipher.SQLITE_DENY
_SEALED_VERBS = {sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE}
_SCHEMA_VERBS = {
    getattr(sqlcipher, f"SQLITE_{verb}_{what}")
    for verb in ("CREATE", "DROP")
    for what in ("TABLE", "INDEX", "TRIGGER", "VIEW")
} | {sqlcipher.SQLITE_ALTER_TABLE, sqlcipher.SQLITE_ATTACH, sqlcipher.SQLITE_DETACH}
_WRITING_VERBS = {sqlcipher.SQLITE_INSERT, *_SEALED_VERBS, *_SCHEMA_VERBS}
_SAFE_PRAGMAS = {"read_uncommitted", "table_xinfo", "foreign_key_list", "data_version", "table_info", "index_list", "page_count", "page_size", "quick_check",
                 "wal_checkpoint", "cipher_integrity_check", "optimize"}  # fmt: skip


def system_clock() -> int:
    """Now, in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def _may_write(verb: int, first: str | None, _second: str | None, _db: str | None, _by: str | None) -> int:
    """The writer may insert, and update what is no ledger; nobody may touch seals, schema or other files."""
    if verb in _SEALED_VERBS and first in SEALED:
        return _DENIED
    if verb in _SCHEMA_VERBS:
        return _DENIED
    if verb == sqlcipher.SQLITE_PRAGMA and first not in _SAFE_PRAGMAS:
        return _DENIED
    return _ALLOWED


def _may_read(verb: int, first: str | None, second: str | None, db: str | None, by: str | None) -> int:
    """A reader may change nothing at all, not even with `query_only` switched off."""
    if verb in _WRITING_VERBS or (verb == sqlcipher.SQLITE_PRAGMA and first == "query_only"):
        return _DENIED
    return _may_write(verb, first, second, db, by)


def connect(path: Path, key: bytes, *, read_only: bool, is_snapshot: bool = False) -> Any:
    """A raw connection with key, pragmas and authorizer in place; `is_snapshot` opens a file that nobody writes."""
    options = "mode=ro&immutable=1" if is_snapshot else "mode=rw"
    raw = sqlcipher.connect(
        f"{path.absolute().as_uri()}?{options}", uri=True, isolation_level=None, check_same_thread=False,
        timeout=BUSY_SECONDS,
    )  # fmt: skip
    try:
        _prepare(raw, key, read_only=read_only, is_snapshot=is_snapshot)
    except BaseException:
        raw.close()
        raise
    return raw


def _prepare(raw: Any, key: bytes, *, read_only: bool, is_snapshot: bool) -> None:
    raw.execute("PRAGMA cipher_log_level = NONE")
    raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not is_snapshot:
        raw.execute("PRAGMA journal_mode = WAL")
    cache = READER_CACHE if read_only else WRITER_CACHE
    for pragma in (
        "synchronous = FULL", "foreign_keys = ON", "recursive_triggers = ON", "trusted_schema = OFF",
        f"cache_size = {cache}", "temp_store = MEMORY", "journal_size_limit = 67108864", "cell_size_check = ON",
    ):  # fmt: skip
        raw.execute(f"PRAGMA {pragma}")
    if read_only:
        raw.execute("PRAGMA query_only = ON")
    raw.set_authorizer(_may_read if read_only else _may_write)


def _engine(path: Path, key: bytes, *, read_only: bool, is_snapshot: bool, size: int) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key, read_only=read_only, is_snapshot=is_snapshot),
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0 if not read_only else 8,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class Store:
    """An open register file: `read` on snapshots, `write` one at a time; with `read_only` no writer exists."""

    def __init__(
        self, path: Path, key: bytes, *, read_only: bool = False, is_snapshot: bool = False, clock: Clock = system_clock
    ) -> None:
        self.path = path
        self.read_only = read_only or is_snapshot
        self.clock = clock
        self._readers = _engine(path, key, read_only=True, is_snapshot=is_snapshot, size=READERS)
        self._writer = None if self.read_only else _engine(path, key, read_only=False, is_snapshot=False, size=1)

    def read(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` answers, on one consistent snapshot that cannot be written."""
        with _translated(), Session(self._readers, info={"clock": self.clock}) as session:
            return work(session, *args, **kwargs)

    def write(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` answers, in one transaction that is committed whole or not at all."""
        if self._writer is None:
            raise Unavailable("read_only")
        with _translated(), Session(self._writer, info={"clock": self.clock}) as session, session.begin():
            return work(session, *args, **kwargs)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """One consistent reading session for long work such as a check."""
        with _translated(), Session(self._readers, info={"clock": self.clock}) as session:
            yield session

    def close(self) -> None:
        """Let go of the file; the readers first, so that the last connection can fold the journal in."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as problem:
        raise translate(problem.orig) from None
    except sqlcipher.Error as problem:
        raise translate(problem) from None


def translate(problem: BaseException | None) -> Exception:
    """The database's error as ours, by what SQLite says; an unknown one stays what it is: our bug."""
    text = str(problem).lower()
    for part, error in _SPOKEN.items():
        if part in text:
            return error()
    return problem if isinstance(problem, Exception) else RuntimeError(text)


_SPOKEN: dict[str, Callable[[], Exception]] = {
    "disk is full": lambda: Unavailable("disk_full"),
    "disk i/o error": lambda: Unavailable("disk_error"),
    "is locked": lambda: Unavailable("register_busy"),
    "readonly database": lambda: Unavailable("read_only"),
    "not authorized": lambda: Unavailable("read_only"),
    "unable to open": lambda: Unavailable("cannot_open"),
    "not a database": lambda: Damaged(refuse("not_our_file")),
    "malformed": lambda: Damaged(refuse("file_malformed")),
    "sealed:": lambda: Damaged(refuse("ledger_sealed")),
    "interrupted": lambda: Unavailable("interrupted"),
}
