"""Reading and writing `keys.json`: what is damaged, foreign or newer is told apart before any slot is tried."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from registry_app.domain import disk
from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import atomic

FILE = "keys.json"
FAMILY, VERSION = "armarium-keys/", 1
FORMAT = f"{FAMILY}{VERSION}"
LARGEST = 1_000_000
"""Bytes that such a file never has; more is not read."""


@dataclass(frozen=True)
class Slot:
    """One wrapped secret: its kind (`user`, `recovery`, or one of a later release), and the file's own object."""

    kind: str
    name: str
    kept: dict[str, Any]


@dataclass(frozen=True)
class KeyRing:
    """All slots of a register and the origin that they are bound to."""

    origin: str
    slots: tuple[Slot, ...] = ()


def load(folder: Path) -> KeyRing:
    """The ring of a register. `Unavailable` when there is none or it is newer, `Damaged` when it cannot be read."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unavailable("not_a_register", path=str(folder)) from None
    except OSError as error:
        raise disk.unreadable(error, path) from error
    try:
        return _ring(content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Damaged(refuse("keys_damaged", path=str(path))) from None


def _ring(content: bytes) -> KeyRing:
    if len(content) > LARGEST:
        raise ValueError("too long")
    read = json.loads(content.decode("utf-8"))
    if read["sum"] != _sum(read):
        raise ValueError("not what was written")
    _check_format(str(read["format"]))
    slots = tuple(Slot(str(s["kind"]), str(s.get("name", "")), dict(s)) for s in read["slots"])
    named = [(s.kind, s.name) for s in slots]
    if len(set(named)) != len(named):
        raise ValueError("a slot is there twice")
    return KeyRing(str(read["origin"]), slots)


def _check_format(found: str) -> None:
    """A sum that is right says that a newer format is one indeed, and no flipped bit."""
    if found == FORMAT:
        return
    number = found.removeprefix(FAMILY)
    if found.startswith(FAMILY) and number.isdecimal() and int(number) > VERSION:
        raise Unavailable("register_newer", revision=found)
    raise ValueError("another format")


def save(folder: Path, ring: KeyRing) -> None:
    """Write the ring, durably and as a whole; slots of kinds that only a later release knows stay as they are."""
    content = {"format": FORMAT, "origin": ring.origin, "slots": [s.kept for s in ring.slots]}
    content["sum"] = _sum(content)
    atomic.write(folder / FILE, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())


def _sum(content: dict[str, Any]) -> str:
    return sha256(canonical({name: value for name, value in content.items() if name != "sum"})).hexdigest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no blanks, in UTF-8: what is summed, and what slots are bound to."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
