"""A small file that an authority vouches for: canonical JSON of which one key, `signature`, is over all the others.

The trust list and the receipt are such files. They are read strictly: the very bytes that the program would write, or
nothing; so there is one spelling of each, and its SHA-256 names it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Unavailable
from registry_app.domain.fields import HEX_32, LARGEST
from registry_app.domain.signing import Key, is_paper_signed

_HEX_64 = re.compile("[0-9a-f]{128}")
LAST_MOMENT = 253_370_764_800_000
"""The year 9999: later moments have no calendar day."""


def vouch(kind: str, content: Mapping[str, Any], key: Key) -> bytes:
    """The bytes of a file of `kind` (`trust`, `receipt`), signed by `key`; ValueError for what JSON of ours is not."""
    return canonical({**content, "signature": key.sign_paper(kind, canonical(content)).hex()})


def read(content: bytes, *, most: int) -> dict[str, Any]:
    """The object that a file of at most `most` bytes holds; ValueError unless the bytes are its canonical ones."""
    if len(content) > most:
        raise ValueError("too long")
    found = json.loads(content)
    if not isinstance(found, dict) or canonical(found) != content:
        raise ValueError("not the canonical bytes")
    return found


def check_format(found: object, family: str, version: int) -> None:
    """`Unavailable("desk_newer")` for a later version of a format, ValueError for another format altogether."""
    number = str(found).removeprefix(family)
    if str(found).startswith(family) and number.isdecimal() and int(number) > version:
        raise Unavailable("desk_newer", revision=str(found)[:40])
    if found != f"{family}{version}":
        raise ValueError("another format")


def is_vouched(kind: str, found: Mapping[str, Any], public: str) -> bool:
    """Whether the signature in `found` is over all else in it, by the key `public` (hex)."""
    signature = found.get("signature")
    if not (isinstance(signature, str) and _HEX_64.fullmatch(signature) and HEX_32.fullmatch(public)):
        return False
    rest = {name: value for name, value in found.items() if name != "signature"}
    return is_paper_signed(bytes.fromhex(signature), bytes.fromhex(public), kind, canonical(rest))


def text(found: Mapping[str, Any], name: str, most: int) -> str:
    """A text of 1 to `most` characters; ValueError for anything else."""
    value = found[name]
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise ValueError(f"{name} is not such a text")
    return value


def digest(found: Mapping[str, Any], name: str) -> str:
    """32 bytes in hex, lower case; ValueError for anything else."""
    value = text(found, name, 64)
    if not HEX_32.fullmatch(value):
        raise ValueError(f"{name} is not 32 bytes in hex")
    return value


def moment(found: Mapping[str, Any], name: str) -> int:
    """A moment that has a day in every zone, UTC ms; ValueError for anything else."""
    return number(found, name, 0, LAST_MOMENT)


def number(found: Mapping[str, Any], name: str, least: int = 1, most: int = LARGEST) -> int:
    """A whole number from `least` to `most`; ValueError for anything else."""
    value = found[name]
    if type(value) is not int or not least <= value <= most:
        raise ValueError(f"{name} is not such a number")
    return value
