"""The lock of a register folder: many share it on one machine, an upgrade or a restore has it alone.

SQLite orders the writers itself; this lock keeps whoever replaces files away from whoever has them open.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from registry_app.domain.errors import Unavailable

FILE = "lock"
_SEATS = 64
"""Windows knows no shared lock here: a sharer takes one byte of this many, who is alone takes all."""


@dataclass
class Lock:
    """A lock that is held until `release`; without a file on a medium that cannot be written."""

    file: IO[bytes] | None

    @property
    def is_writable(self) -> bool:
        """Whether the folder can be written at all."""
        return self.file is not None

    def release(self) -> None:
        """Let go; harmless when done already."""
        if self.file is not None and not self.file.closed:
            self.file.close()

    def __enter__(self) -> "Lock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def hold(folder: Path, *, exclusive: bool = False) -> Lock:
    """Take the lock of `folder` at once or refuse: `Unavailable("register_locked")`."""
    try:
        file = (folder / FILE).open("a+b")
    except OSError:
        if exclusive:
            raise Unavailable("folder_read_only", path=str(folder)) from None
        return Lock(None)
    if not _take(file, exclusive=exclusive):
        file.close()
        raise Unavailable("register_locked", path=str(folder))
    return Lock(file)


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], *, exclusive: bool) -> bool:
        seats = [(0, _SEATS)] if exclusive else [(seat, 1) for seat in _shuffled()]
        return any(_is_taken(file, seat, length) for seat, length in seats)

    def _is_taken(file: IO[bytes], seat: int, length: int) -> bool:
        file.seek(seat)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, length)
        except OSError:
            return False
        return True

    def _shuffled() -> list[int]:
        first = os.getpid() % _SEATS
        return [(first + step) % _SEATS for step in range(_SEATS)]

else:
    import fcntl

    def _take(file: IO[bytes], *, exclusive: bool) -> bool:
        kind = fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH
        try:
            fcntl.flock(file.fileno(), kind | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
