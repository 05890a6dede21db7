"""Files that are either wholly old or wholly new, and folders that are there whole or not at all.

One writer at a time is the caller's business (the exclusive lock of the register folder). A second writer can
make the first fail, but neither leaves a torn file.
"""

import contextlib
import errno
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from registry_app.domain import disk
from registry_app.domain.errors import Refused, Unavailable, refuse

if sys.platform == "darwin":
    import fcntl

_NO_SUCH_CALL = frozenset({errno.EINVAL, errno.ENOTSUP})
"""What file systems answer that cannot sync a folder."""


def write(path: Path, content: bytes) -> None:
    """Put `content` at `path`, durably: on return it survives a power cut; on an error the old file stands.

    A replaced file keeps its permission bits; a new one is closed to strangers. Raises `Unavailable`:
    `disk_full`, `folder_read_only` or `cannot_write`, each with `path`.
    """
    try:
        part = _written_beside(path, content)
        try:
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
        _sweep(path)
    except OSError as error:
        raise cannot_write(error, path) from error


Check = Callable[[Path], None]
"""Raises `Refused` when a name is not to be had."""


def check_is_free(path: Path) -> None:
    """`Refused` when there is something of that name already."""
    if os.path.lexists(path):
        raise Refused(refuse("folder_exists", path=str(path)))


@contextlib.contextmanager
def whole_folder(target: Path, check: Check = check_is_free) -> Iterator[Path]:
    """A folder beside `target` that takes its name once the block has come to its end, and is removed otherwise.

    `check` is asked for the name again before it is taken. Raises `Unavailable` for what the disk says meanwhile.
    """
    part = None
    try:
        part = Path(tempfile.mkdtemp(prefix=_prefix(target), suffix=".part", dir=target.parent))
        yield part
        check(target)
        os.replace(part, target)
        sync_folder(target.parent)
        _sweep(target)
    except OSError as error:
        raise cannot_write(error, target) from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)


@contextlib.contextmanager
def whole_file(target: Path, check: Check = check_is_free) -> Iterator[Path]:
    """As `whole_folder`, for a new file that is written piece by piece."""
    part = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".part", dir=target.parent)
        os.close(descriptor)
        part = Path(name)
        yield part
        part.chmod(new_file_mode(target.parent))
        sync_file(part)
        check(target)
        os.replace(part, target)
        sync_folder(target.parent)
        _sweep(target)
    except OSError as error:
        raise cannot_write(error, target) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def cannot_write(error: OSError, path: Path) -> Unavailable:
    """What a failed write to `path` means to the user; the caller raises it."""
    if error.errno in disk.FULL:
        return Unavailable("disk_full", path=str(path))
    if is_forbidden(error):
        return Unavailable("folder_read_only", path=str(path.parent))
    return disk.unwritable(error, path)


def is_forbidden(error: OSError) -> bool:
    """Whether the system does not let us: no right, or a medium that cannot be written."""
    return error.errno in disk.FORBIDDEN


def sync_folder(folder: Path) -> None:
    """Make the names inside `folder` durable. Windows has no such call and does it by itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SUCH_CALL:
            raise
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Push what somebody else wrote into `path` to the disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def new_file_mode(folder: Path) -> int:
    """Permission bits for a new file in `folder`: as the folder says for owner and group, none for others."""
    return folder.stat().st_mode & 0o660


def _written_beside(path: Path, content: bytes) -> Path:
    """A synced file with `content` in the folder of `path`; nothing is left there on an error."""
    descriptor, name = tempfile.mkstemp(prefix=_prefix(path), suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with open(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            _sync(file.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else new_file_mode(path.parent))
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return part


def _sync(descriptor: int) -> None:
    """Push the file to the disk itself; on macOS plain fsync stops at the drive's cache."""
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def _sweep(path: Path) -> None:
    """Remove what a killed writer left: it may hold a key slot that has been revoked since."""
    for left in path.parent.glob(f"{glob.escape(_prefix(path))}*.part"):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.unlink(missing_ok=True)


def _prefix(path: Path) -> str:
    return f".{path.name}."
