"""The lock of a register folder: many share it on one machine, an upgrade has it alone.

SQLite orders the writers itself; this lock keeps whoever replaces files away from whoever has them open. The system
lets go of it when a process ends, however it ends. Who holds it stands in the lock's file, for the message only.
"""

import contextlib
import getpass
import json
import os
import platform
import secrets
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO

from registry_app.domain.errors import Unavailable
from registry_app.persistence import atomic

FILE = "lock"
PATIENCE = 0.5
"""Seconds to try for: somebody who is just leaving has the lock alone for a moment."""
_PAUSE = 0.02
_READ_AT_MOST = 65_536
_SEATS, _FIRST_SEAT = 64, 1 << 30
"""Windows knows no shared lock here: a sharer takes one byte of this many, far behind the text; who is alone, all."""


@dataclass(frozen=True)
class Holder:
    """Who holds a lock: a user of the system, on which machine, in which process."""

    user: str
    host: str
    pid: int

    def told(self) -> str:
        """The holder in one line."""
        return f"{self.user}@{self.host} ({self.pid})"


@dataclass
class Lock:
    """A lock that is held until `release`; on a medium that cannot be written there may be none to hold."""

    file: IO[bytes] | None
    is_writable: bool = False
    """Whether the folder can be written at all."""
    _token: str = field(default_factory=lambda: secrets.token_hex(8))

    def release(self) -> None:
        """Let go; harmless when done already."""
        if self.file is None or self.file.closed:
            return
        if self.is_writable:
            _sign_out(self.file, self._token)
        self.file.close()

    def sign_in(self) -> None:
        """Say in the file who holds it; a disk that is full does not keep anybody from reading."""
        if self.file is not None and self.is_writable:
            told = {"id": self._token, **me().__dict__}
            with contextlib.suppress(OSError):
                _append(self.file, told)

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(folder: Path, *, exclusive: bool = False, name: str = FILE, patience: float = PATIENCE) -> Lock:
    """Take the lock `name` of `folder` within `patience` seconds.

    Raises `Unavailable("register_locked")`, which names who has it, or `folder_read_only` when it is wanted alone
    where nothing can be written.
    """
    file, is_writable = _opened(folder / name)
    if exclusive and not is_writable:
        if file is not None:
            file.close()
        raise Unavailable("folder_read_only", path=str(folder))
    if file is not None and not _is_taken_within(file, patience, exclusive=exclusive):
        file.close()
        raise _locked(folder, name)
    lock = Lock(file, is_writable)
    lock.sign_in()
    return lock


def _locked(folder: Path, name: str) -> Unavailable:
    found = holders(folder, name) or [Holder("?", "?", 0)]
    first = found[0]
    return Unavailable(
        "register_locked", path=str(folder), holders=tuple(holder.told() for holder in found), user=first.user,
        host=first.host, pid=first.pid,
    )  # fmt: skip


def _opened(path: Path) -> tuple[IO[bytes] | None, bool]:
    """The lock's file, and whether it can be written; made when it is not there, none where nothing can be made."""
    is_new = not path.exists()
    try:
        file = path.open("a+b", buffering=0)
    except OSError as error:
        if not atomic.is_forbidden(error):
            raise atomic.cannot_write(error, path) from error
        with contextlib.suppress(OSError):
            return path.open("rb"), False
        return None, False
    if is_new:
        with contextlib.suppress(OSError):
            path.chmod(atomic.new_file_mode(path.parent))
    return file, True


def me() -> Holder:
    """This process, as others will be told of it."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"
    return Holder(user, platform.node() or "?", os.getpid())


def holders(folder: Path, name: str = FILE) -> list[Holder]:
    """Who says in the lock's file that he holds it; processes of this machine that have ended are left out."""
    try:
        with (folder / name).open("rb") as file:
            text = file.read(_READ_AT_MOST).decode("utf-8", "replace")
    except OSError:
        return []
    present: dict[str, Holder] = {}
    for token, holder in _lines(text):
        if holder is None:
            present.pop(token, None)
        elif _may_be_alive(holder):
            present[token] = holder
    return list(present.values())


def _lines(text: str) -> Iterator[tuple[str, Holder | None]]:
    for line in text.splitlines():
        try:
            read = json.loads(line)
            is_leaving = "pid" not in read
            yield (
                str(read["id"]),
                None if is_leaving else Holder(str(read["user"]), str(read["host"]), int(read["pid"])),
            )
        except (ValueError, TypeError, KeyError):
            continue


def _append(file: IO[bytes], told: dict[str, object]) -> None:
    file.write(json.dumps(told).encode() + b"\n")


def _sign_out(file: IO[bytes], token: str) -> None:
    """The last one out empties the file; whoever goes before says that he left."""
    with contextlib.suppress(OSError):
        if _alone_now(file):
            file.truncate(0)
        else:
            _append(file, {"id": token})


def _is_taken_within(file: IO[bytes], patience: float, *, exclusive: bool) -> bool:
    end = time.monotonic() + patience
    while not _take(file, exclusive=exclusive):
        if time.monotonic() >= end:
            return False
        time.sleep(_PAUSE)
    return True


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, exclusive: bool) -> bool:
        seats = [(0, _SEATS)] if exclusive else [(seat, 1) for seat in _shuffled()]
        return any(_is_seated(file, seat, length, msvcrt.LK_NBLCK) for seat, length in seats)

    def _alone_now(file: IO[bytes]) -> bool:
        for seat in range(_SEATS):
            _is_seated(file, seat, 1, msvcrt.LK_UNLCK)
        return _take(file, exclusive=True)

    def _is_seated(file: IO[bytes], seat: int, length: int, how: int) -> bool:
        os.lseek(file.fileno(), _FIRST_SEAT + seat, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), how, length)
        except OSError:
            return False
        return True

    def _shuffled() -> list[int]:
        first = os.getpid() % _SEATS
        return [(first + step) % _SEATS for step in range(_SEATS)]

    def _may_be_alive(_holder: Holder) -> bool:
        return True

else:
    import fcntl

    def _take(file: IO[bytes], *, exclusive: bool) -> bool:
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        try:
            fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _alone_now(file: IO[bytes]) -> bool:
        return _take(file, exclusive=True)

    def _may_be_alive(holder: Holder) -> bool:
        """A process of another machine may always be alive."""
        if holder.host != platform.node():
            return True
        try:
            os.kill(holder.pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return True
