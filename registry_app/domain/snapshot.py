"""What was held at the end of a month, packed into a few bytes for each position.

Version 1: the byte 1, then zlib of: moment (UTC ms), size of the head, number of positions, length of the states (each
8 bytes); the states that occur, in UTF-8 with a line feed between; then five columns of 8 bytes for each position, the
positions in ascending order of item, place, person and state: by how much the item's number is larger than the one
before, place, person, the state as its place in the list, quantity. All integers are signed and little-endian.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

VERSION = b"\x01"
_HEADER = struct.Struct("<qqqq")
_COLUMNS = 5

At = tuple[int, int, int, str]
"""Item, place, person, state."""


def pack(moment: int, size: int, held: Mapping[At, int]) -> bytes:
    """The positions that are not empty, as held at `moment` by the first `size` entries."""
    rows = sorted(at for at, quantity in held.items() if quantity)
    states = sorted({at[3] for at in rows})
    names = "\n".join(states).encode()
    columns = b"".join(map(_little, _columns(rows, {state: n for n, state in enumerate(states)})))
    columns += _little(held[at] for at in rows)
    return VERSION + zlib.compress(_HEADER.pack(moment, size, len(rows), len(names)) + names + columns)


def _columns(rows: list[At], code: Mapping[str, int]) -> Iterator[Iterator[int]]:
    """All columns but the quantities."""
    items = [at[0] for at in rows]
    yield (item - before for item, before in zip(items, [0, *items], strict=False))
    yield (at[1] for at in rows)
    yield (at[2] for at in rows)
    yield (code[at[3]] for at in rows)


def unpack(content: bytes, moment: int, size: int) -> dict[At, int]:
    """What `pack` was given; `ValueError` when it is not version 1, is of another moment or size, or is malformed."""
    plain = _decompressed(content)
    try:
        its_moment, its_size, rows, length = _HEADER.unpack_from(plain)
    except struct.error:
        raise ValueError("the snapshot is cut short") from None
    end = _HEADER.size + length
    if (its_moment, its_size) != (moment, size) or min(length, rows) < 0 or len(plain) != end + rows * _COLUMNS * 8:
        raise ValueError("the snapshot is of another month, or of another length")
    starts = [end + column * rows * 8 for column in range(_COLUMNS)]
    columns = [_numbers(plain[start : start + rows * 8]) for start in starts]
    return _held(columns, plain[_HEADER.size : end].decode().split("\n"))


def _held(columns: list["array[int]"], states: list[str]) -> dict[At, int]:
    steps, places, people, codes, quantities = columns
    if codes and not 0 <= min(codes) <= max(codes) < len(states):
        raise ValueError("the snapshot names a state that it does not list")
    ats = zip(accumulate(steps), places, people, map(states.__getitem__, codes), strict=True)
    held = dict(zip(ats, quantities, strict=True))
    if len(held) != len(codes):
        raise ValueError("the snapshot names a position twice")
    return held


def _decompressed(content: bytes) -> bytes:
    reader = zlib.decompressobj()
    try:
        plain = reader.decompress(content[1:])
    except zlib.error:
        raise ValueError("the snapshot cannot be unpacked") from None
    if content[:1] != VERSION or not reader.eof or reader.unused_data:
        raise ValueError("the snapshot is of another version, or not whole")
    return plain


def _little(numbers: Iterable[int]) -> bytes:
    column = array("q", numbers)
    if sys.byteorder == "big":
        column.byteswap()
    return column.tobytes()


def _numbers(packed: bytes) -> "array[int]":
    column = array("q", packed)
    if sys.byteorder == "big":
        column.byteswap()
    return column
