"""Many files as one folder or one zip file, there whole or not at all, with a list of what each of them holds.

The list comes twice: `manifest.json` for programs, and `SHA256SUMS` as `sha256sum -c` reads it.
"""

import contextlib
import datetime as dt
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from registry_app.persistence import atomic

ZIP = ".zip"
MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_OLDEST = dt.datetime(1980, 1, 1, tzinfo=dt.UTC)
"""What a zip file cannot date earlier."""
_MODE = 0o640 << 16
"""Unpacked, the files are for owner and group: books and photos of people are nobody else's."""
_UNIX = 3

Opening = Callable[[str], AbstractContextManager[IO[bytes]]]


@dataclass(frozen=True)
class Part:
    """One file: its path from the top with slashes, its length in bytes, its SHA-256 in hex."""

    path: str
    size: int
    sha256: str


class Bundle:
    """The files so far; `add` puts another one in, `enlist` ends it with the lists."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self.parts: list[Part] = []

    def add(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write a file, piece by piece."""
        digest, size = sha256(), 0
        with self._opening(path) as file:
            for chunk in chunks:
                file.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.parts.append(Part(path, size, digest.hexdigest()))

    def enlist(self, about: Mapping[str, object]) -> None:
        """Add the two lists; what `about` says stands at the head of the manifest."""
        listed = {**about, "files": [asdict(part) for part in sorted(self.parts, key=lambda part: part.path)]}
        self.add(MANIFEST, [(json.dumps(listed, indent=1) + "\n").encode()])
        ordered = sorted(self.parts, key=lambda part: part.path)
        self.add(SUMS, (f"{part.sha256}  {part.path}\n".encode() for part in ordered))


@contextlib.contextmanager
def whole(target: Path, *, made_at: int, top: str) -> Iterator[Bundle]:
    """A bundle that becomes the folder `target`, or the zip file where that is its suffix, once the block has ended.

    In a zip all lies in a folder `top` and is dated `made_at` (UTC ms), so that the same files make the same bytes.
    Nothing is left behind otherwise. Raises `Refused` when there is something of that name, and `Unavailable`.
    """
    atomic.check_is_free(target)
    made = _zipped(target, made_at, top) if target.suffix.lower() == ZIP else _filed(target)
    with made as bundle:
        yield bundle


@contextlib.contextmanager
def _filed(target: Path) -> Iterator[Bundle]:
    with atomic.whole_folder(target) as part:
        yield Bundle(lambda path: _file(part / path))


@contextlib.contextmanager
def _file(path: Path) -> Iterator[IO[bytes]]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        yield file
    path.chmod(atomic.new_file_mode(path.parent))
    atomic.sync_file(path)


@contextlib.contextmanager
def _zipped(target: Path, made_at: int, top: str) -> Iterator[Bundle]:
    dated = max(_OLDEST, dt.datetime.fromtimestamp(made_at // 1000, dt.UTC)).timetuple()[:6]
    with atomic.whole_file(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:

        def opening(path: str) -> AbstractContextManager[IO[bytes]]:
            told = zipfile.ZipInfo(f"{top}/{path}", dated)
            told.compress_type, told.external_attr, told.create_system = zipfile.ZIP_DEFLATED, _MODE, _UNIX
            return packed.open(told, "w", force_zip64=True)

        yield Bundle(opening)
