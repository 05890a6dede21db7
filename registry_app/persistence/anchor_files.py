"""Receipts kept outside a register, so that whoever puts an older copy of it in place must find and undo these too.

They lie in the folder of the user's own data, one for each authority, and the longest also in the keyring of the
system. What is read here proves nothing by itself: the caller looks whether an authority signed it.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from registry_app.domain.errors import Unavailable
from registry_app.persistence import atomic, keyring_cache

LARGEST = 10_000
"""Bytes that a receipt never has."""
_IN_KEYRING = "newest receipt"
_SHOWN = 32
_ASIDE = "lost-"
_MODE = 0o700


def data_folder() -> Path:
    """Where the data of this user's programs lie (XDG_DATA_HOME, wherever it is set)."""
    if told := os.environ.get("XDG_DATA_HOME"):
        return Path(told)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    return Path.home() / ("Library/Application Support" if sys.platform == "darwin" else ".local/share")


def folder_of(origin: str) -> Path:
    """Where the receipts for a ledger lie."""
    return data_folder() / "armarium" / "anchors" / _named(origin)


def read(origin: str) -> Iterator[bytes]:
    """All that is kept for a ledger; nothing where it cannot be read."""
    with contextlib.suppress(OSError):
        for path in sorted(folder_of(origin).glob("*.json")):
            with contextlib.suppress(OSError), path.open("rb") as file:
                yield file.read(LARGEST)
    if in_keyring := keyring_cache.recall(origin, _IN_KEYRING):
        yield in_keyring.encode("utf-8", "surrogatepass")


def keep(origin: str, authority_key: str, content: bytes) -> None:
    """Keep a receipt in place of an earlier one by the same key. Raises `Unavailable`, as `atomic.write`."""
    _write(origin, _named(authority_key), content)


def _write(origin: str, name: str, content: bytes) -> None:
    folder = folder_of(origin)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=_MODE)
    except OSError as error:
        raise atomic.cannot_write(error, folder) from error
    atomic.write(folder / f"{name}.json", content)


def set_aside(origin: str, content: bytes) -> None:
    """Keep a receipt for what was lost beside those that hold, whatever takes its place. Raises as `keep`."""
    _write(origin, f"{_ASIDE}{sha256(content).hexdigest()}", content)


def aside(origin: str) -> frozenset[str]:
    """The SHA-256 of each receipt that was set aside."""
    return frozenset(path.stem.removeprefix(_ASIDE) for path in folder_of(origin).glob(f"{_ASIDE}*.json"))


def keep_in_keyring(origin: str, content: bytes) -> bool:
    """Keep the longest receipt in the keyring of the system; whether there is one that took it."""
    try:
        keyring_cache.remember(origin, _IN_KEYRING, content.decode())
    except (Unavailable, UnicodeDecodeError):
        return False
    return True


def _named(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_SHOWN]
