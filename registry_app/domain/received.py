"""A return as an authority has it in hand once it was verified: what it says, and the entries that it brings."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.head import Head

_FAMILY, _RETURN = "armarium-", "-return"
LARGEST = 512 * 1024 * 1024
"""Bytes of a file: a return of 100,000 firearms with all its entries takes a fifth of it."""


@dataclass(frozen=True)
class Received:
    """A verified return: `report` by its name, `period` its first (or ``""``) and last day, `content` its data.

    `entries` are the lines of its `entries.jsonl` after the first one (`docs/formats/ledger-file-v1.md`), in order,
    none where the company left them out. `file` is the file as it came.
    """

    head: Head
    number: str
    report: str
    period: tuple[str, str]
    content: Mapping[str, Any]
    entries: Sequence[bytes]
    file: bytes
    suffix: str = ".pdf"
    restored: int = 0
    """How many entries the ledger came out of a backup with and went on from, where it gives up others; else 0."""

    @property
    def origin(self) -> str:
        """The origin of the ledger that the return is of."""
        return self.head.origin

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the file, in hex."""
        return sha256(self.file).hexdigest()

    @property
    def company(self) -> str:
        """The company's name, as the return tells it."""
        return str(self.content["company"]["name"])

    @property
    def licence(self) -> str:
        """The number of the company's licence, as the return tells it; ``""`` where it tells none."""
        return str(self.content["company"].get("licence_number", ""))


def of(
    content: Mapping[str, Any], file: bytes, *, report: str = "", entries: Sequence[bytes] = (), restored: int = 0
) -> Received:  # fmt: skip
    """The return that `content` and the file around it make; `report` follows from its format where it is not told."""
    head = content["head"]
    return Received(
        Head(str(head["origin"]), int(head["size"]), str(head["root"])), str(content["number"]),
        report or report_of(str(content["format"])), _period(content), content, entries, file,
        ".json" if file.startswith(b"{") else ".pdf", restored,
    )  # fmt: skip


def report_of(format_: str) -> str:
    """The report's name by its format: `armarium-inventory-return/1` is `inventory`."""
    return format_.partition("/")[0].removeprefix(_FAMILY).removesuffix(_RETURN)


def _period(content: Mapping[str, Any]) -> tuple[str, str]:
    """The days that it is about: those of its period, or the day as of which it tells, or that of its making."""
    if period := content.get("period"):
        return str(period.get("from_on", ""))[:10], str(period.get("until_on", ""))[:10]
    as_of = content.get("as_of") or {}
    return "", str(as_of.get("day") or content.get("made", {}).get("moment", ""))[:10]


def grown(peaks: Sequence[bytes], size: int, lines: Iterable[bytes]) -> tuple[tuple[bytes, ...], int]:
    """The peaks and the size of a ledger once these lines follow on its first `size` entries.

    Each leaf is computed anew from body and signatures. Raises `Refused("entries_differ")` for a line that is out of
    order or is none.
    """
    found = tuple(peaks)
    for line in lines:
        seq, leaf = _leaf(line)
        if seq != size:
            raise Refused(refuse("entries_differ"))
        found = merkle.append(found, size, merkle.leaf_hash(leaf))
        size += 1
    return found, size


def first_of(line: bytes) -> int:
    """The number of the entry on a line. Raises `Refused("entries_differ")`."""
    return _leaf(line)[0]


def _leaf(line: bytes) -> tuple[int, bytes]:
    try:
        read = json.loads(line)
        packed = base64.b64decode(read["signatures"], validate=True)
        return int(read["seq"]), signing.leaf(read["body"].encode(), packed)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refused(refuse("entries_differ")) from None
