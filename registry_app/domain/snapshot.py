"""What was held at the end of a month, packed into a few bytes for each position.

Version 1: the byte 1, then zlib of: moment (UTC ms), size of the head, number of positions, how many of them are above
zero, length of the states (each 8 bytes); the states that occur, in UTF-8 with a line feed between; then five columns
of 8 bytes for each position: by how much the item's number differs from that of the position before, place, person,
the state as its place in the list, quantity. The positions above zero come first, then those below, each in ascending
order of item, place, person and state. All integers are signed and little-endian.
"""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate

VERSION = b"\x01"
_HEADER = struct.Struct("<qqqqq")
_COLUMNS = 5

At = tuple[int, int, int, str]
"""Item, place, person, state."""


def pack(moment: int, size: int, positions: Mapping[At, int]) -> bytes:
    """The positions that are not empty, as held at `moment` by the first `size` entries."""
    rows = sorted((quantity < 0, at) for at, quantity in positions.items() if quantity)
    ats, states = [at for _below, at in rows], sorted({at[3] for _below, at in rows})
    names, above = "\n".join(states).encode(), sum(not below for below, _at in rows)
    columns = b"".join(map(_little, _columns(ats, {state: n for n, state in enumerate(states)})))
    columns += _little(positions[at] for at in ats)
    return VERSION + zlib.compress(_HEADER.pack(moment, size, len(rows), above, len(names)) + names + columns)


def _columns(ats: list[At], code: Mapping[str, int]) -> Iterator[Iterator[int]]:
    """All columns but the quantities."""
    items = [at[0] for at in ats]
    yield (item - before for item, before in zip(items, [0, *items], strict=False))
    yield (at[1] for at in ats)
    yield (at[2] for at in ats)
    yield (code[at[3]] for at in ats)


class Snapshot:
    """What `pack` was given; `ValueError` when it is not version 1, is of another moment or size, or is malformed.

    Most of what lies below zero is where each item once came from, and few ask for it: it is unpacked when one does.
    """

    def __init__(self, content: bytes, moment: int, size: int) -> None:
        plain = _decompressed(content)
        try:
            its_moment, its_size, rows, self._above, length = _HEADER.unpack_from(plain)
        except struct.error:
            raise ValueError("the snapshot is cut short") from None
        end = _HEADER.size + length
        is_long = length >= 0 and 0 <= self._above <= rows and len(plain) == end + rows * _COLUMNS * 8
        if (its_moment, its_size) != (moment, size) or not is_long:
            raise ValueError("the snapshot is of another month, or of another length")
        starts = [end + column * rows * 8 for column in range(_COLUMNS)]
        self._columns = [_numbers(plain[start : start + rows * 8]) for start in starts]
        self._states = plain[_HEADER.size : end].decode().split("\n")
        self._columns[0] = array("q", accumulate(self._columns[0]))
        self._judge()

    def _judge(self) -> None:
        codes, quantities = self._columns[3:]
        if codes and not 0 <= min(codes) <= max(codes) < len(self._states):
            raise ValueError("the snapshot names a state that it does not list")
        if min(quantities[: self._above], default=1) <= 0 or max(quantities[self._above :], default=-1) >= 0:
            raise ValueError("the snapshot has positions in no order")

    @cached_property
    def held(self) -> dict[At, int]:
        """The positions above zero."""
        return self._part(slice(0, self._above))

    @cached_property
    def owed(self) -> dict[At, int]:
        """The positions below zero, which all lie outside the company."""
        return self._part(slice(self._above, None))

    @cached_property
    def owing(self) -> set[int]:
        """The places of the positions below zero."""
        return set(self._columns[1][self._above :])

    def _part(self, rows: slice) -> dict[At, int]:
        items, places, people, codes, quantities = (column[rows] for column in self._columns)
        ats = zip(items, places, people, map(self._states.__getitem__, codes), strict=True)
        return dict(zip(ats, quantities, strict=True))

    def positions(self) -> dict[At, int]:
        """All positions."""
        return self.held | self.owed

    def as_packed(self) -> dict[At, int]:
        """All positions, before anything is added; `ValueError` when one is named twice."""
        positions = self.positions()
        if len(positions) != len(self._columns[0]):
            raise ValueError("the snapshot names a position twice")
        return positions

    def add(self, at: At, quantity: int) -> None:
        """Put a quantity, which may be negative, to a position."""
        left = self.held.pop(at, 0) + quantity
        if at[1] in self.owing:
            left += self.owed.pop(at, 0)
        if left > 0:
            self.held[at] = left
        elif left < 0:
            self.owed[at] = left
            self.owing.add(at[1])


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
