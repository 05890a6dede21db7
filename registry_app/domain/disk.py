"""What a disk's refusals mean to the user: a code for each, so that they are told in the reader's language."""

import contextlib
import errno
import os
from collections.abc import Iterator, Mapping

from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.i18n import N_

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

TROUBLES: Mapping[str, str] = {
    "missing": N_("it is not there."),
    "folder": N_("it is a folder."),
    "no_folder": N_("a part of its path is not a folder."),
    "forbidden": N_("you have no right to it."),
    "busy": N_("another program is using it."),
    "name": N_("its name is too long, or has a character that this disk does not take."),
    "full": N_("the disk is full."),
    "not_text": N_("it is not text in UTF-8."),
    "no_journal": N_("it does not keep a journal."),
    "disk": N_("the disk reports an error."),
}
"""What may be wrong with a file, by code; each ends a sentence."""
_CODES = {
    errno.ENOENT: "missing", errno.EISDIR: "folder", errno.ENOTDIR: "no_folder", errno.EBUSY: "busy",
    errno.ETXTBSY: "busy", errno.ENAMETOOLONG: "name", errno.EINVAL: "name", errno.EILSEQ: "name",
    **dict.fromkeys(FORBIDDEN, "forbidden"), **dict.fromkeys(FULL, "full"),
}  # fmt: skip


def trouble(error: OSError) -> str:
    """The code, a key of `TROUBLES`, of what the system says; `disk` for what no user can mend by another choice."""
    return _CODES.get(error.errno or 0, "disk")


def unreadable(error: OSError, path: os.PathLike[str]) -> Unavailable:
    """What a failed read of `path` means to the user; the caller raises it."""
    return Unavailable("cannot_read", path=os.fspath(path), trouble=trouble(error))


def unwritable(error: OSError, path: os.PathLike[str]) -> Unavailable:
    """What a failed write of `path` means to the user; the caller raises it."""
    return Unavailable("cannot_write", path=os.fspath(path), trouble=trouble(error))


@contextlib.contextmanager
def reading(path: os.PathLike[str]) -> Iterator[None]:
    """What reads `path` inside raises `Unavailable("cannot_read")` for what the disk refuses."""
    try:
        yield
    except OSError as error:
        raise unreadable(error, path) from None


def read(path: os.PathLike[str], most: int) -> bytes:
    """The bytes of a file; of a larger one `most` and one more, by which the caller knows it. Raises
    `Unavailable("cannot_read")`."""
    with reading(path), open(path, "rb") as file:
        return file.read(most + 1)


def content_of(path: os.PathLike[str], most: int) -> bytes:
    """The bytes of a file that was chosen. Raises as `read`, and `Refused` where there are more than `most`."""
    content = read(path, most)
    if len(content) > most:
        raise Refused(refuse("key_file_too_large", path=os.fspath(path)))
    return content
