"""The open file: one writer and several readers, one transaction per piece of work."""

import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.orm import Session

from registry_app.domain.errors import Unavailable
from registry_app.persistence.connection import BUSY_SECONDS, connect, translate, translated
from registry_app.persistence.dialect import COMPILED, URL

__all__ = ["Clock", "Store", "connect", "system_clock", "translate", "translated"]

Clock = Callable[[], int]
P = ParamSpec("P")
R = TypeVar("R")

READERS = 3
MORE_READERS = 8
"""Beyond those that stay open, for moments when many lists are read at once."""


def system_clock() -> int:
    """Now, in UTC milliseconds."""
    return time.time_ns() // 1_000_000


def session_info(clock: Clock) -> dict[str, object]:
    """What sessions on one state of affairs share: the clock, and what is remembered while the file is open."""
    return {"clock": clock, "tries": {}, "kinds": {}, "orders": {}}


def _engine(
    path: Path, key: bytes, *, read_only: bool, is_snapshot: bool, may_shadow: bool = False,
    appends: frozenset[str] | None = None,
) -> Engine:  # fmt: skip
    engine = create_engine(
        URL,
        module=sqlcipher,
        execution_options={"compiled_cache": COMPILED},
        creator=lambda: connect(
            path, key, read_only=read_only, is_snapshot=is_snapshot, may_shadow=may_shadow, appends=appends
        ),
        poolclass=QueuePool,
        pool_size=READERS if read_only else 1,
        max_overflow=MORE_READERS if read_only else 0,
        pool_timeout=BUSY_SECONDS,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


class Store:
    """An open register file: `read` on snapshots, `write` one at a time; with `read_only` no writer exists.

    `is_snapshot` says that nobody writes the file (a backup, a medium that cannot be written); it is never touched.
    With `appends` the writer may add rows to these tables, and do nothing else.
    """

    def __init__(
        self, path: Path, key: bytes, *, read_only: bool = False, is_snapshot: bool = False,
        clock: Clock = system_clock, appends: frozenset[str] | None = None,
    ) -> None:  # fmt: skip
        self.path, self._key, self._is_snapshot = path, key, is_snapshot
        self.read_only = read_only or is_snapshot
        self._may_be_written = not self.read_only
        self.clock = clock
        self._info = session_info(clock)
        self._readers = _engine(path, key, read_only=True, is_snapshot=is_snapshot)
        self._writer = (
            None if self.read_only else _engine(path, key, read_only=False, is_snapshot=False, appends=appends)
        )

    def read(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` answers, on one consistent snapshot that cannot be written."""
        with translated(), Session(self._readers, info=self._info) as session:
            return work(session, *args, **kwargs)

    def write(self, work: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """What `work` answers, in one transaction that is committed whole or not at all."""
        if self._writer is None:
            raise Unavailable("read_only")
        with translated(), Session(self._writer, info=self._info) as session, session.begin():
            return work(session, *args, **kwargs)

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """One consistent reading session for long work such as a check."""
        with translated(), Session(self._readers, info=self._info) as session:
            yield session

    @contextmanager
    def shadowed(self, *, now: int) -> Iterator[Session]:
        """A reading session with a connection of its own, on which tables in memory may stand before those of the
        file; its clock stands still at `now`, UTC ms."""
        engine = _engine(self.path, self._key, read_only=True, is_snapshot=self._is_snapshot, may_shadow=True)
        try:
            with translated(), Session(engine, info=session_info(lambda: now)) as session:
                yield session
        finally:
            engine.dispose()

    @contextmanager
    def appending(self, tables: Collection[str]) -> Iterator["Store"]:
        """The same file once more, with a writer that may add rows to these tables and do nothing else: for somebody
        who has renounced writing. `Unavailable` where the file itself cannot be written."""
        if not self._may_be_written:
            raise Unavailable("read_only")
        store = Store(self.path, self._key, clock=self.clock, appends=frozenset(tables))
        try:
            yield store
        finally:
            store.close()

    def renounce_writing(self) -> None:
        """Do without a writer from now on, for good: who is at work may only read."""
        if self._writer is not None:
            self._writer.dispose()
        self._writer, self.read_only = None, True

    def close(self) -> None:
        """Let go of the file; the readers first, so that the last connection can fold the journal in."""
        self._readers.dispose()
        if self._writer is not None:
            self._writer.dispose()
