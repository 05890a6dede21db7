"""Data Matrix ECC 200 of 18 by 18 modules (ISO/IEC 16022), large enough for every code of ours: 18 codewords.

ReportLab's own draws one size alone, 44 by 44, which no small label has room for.
"""

from collections.abc import Iterator

SIDE, ROOM = 18, 18
_CHECKS, _INSIDE = 14, 16
_FIELD = 0x12D
"""The polynomial of the field of 256 elements that the standard lays down."""

Matrix = list[list[int]]
Spots = list[tuple[int, int]]


def encode(text: str) -> Matrix:
    """The modules row by row, dark 1, without quiet zone. `ValueError` for a text that does not fit or is not ASCII."""
    words = _padded(_words(text))
    return _framed(_placed(words + _checks(words)))


def _words(text: str) -> list[int]:
    """Codewords of the ASCII encodation: two digits take one."""
    if not text.isascii():
        raise ValueError(text)
    words, at = [], 0
    while at < len(text):
        pair = text[at : at + 2]
        is_pair = len(pair) == 2 and pair.isdigit()
        words.append(130 + int(pair) if is_pair else ord(text[at]) + 1)
        at += 2 if is_pair else 1
    return words


def _padded(words: list[int]) -> list[int]:
    if len(words) > ROOM:
        raise ValueError(len(words))
    padded = [*words, *([129] if len(words) < ROOM else [])]
    while len(padded) < ROOM:
        value = 129 + (149 * (len(padded) + 1)) % 253 + 1
        padded.append(value if value <= 254 else value - 254)
    return padded


def _times(one: int, other: int) -> int:
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = (one << 1) ^ (_FIELD if one & 0x80 else 0)
        other >>= 1
    return product


def _generator() -> list[int]:
    """The coefficients of the product of all (x - 2^i), the highest power first, without the leading 1."""
    made, root = [1], 1
    for _i in range(_CHECKS):
        root = _times(root, 2)
        made = [a ^ _times(b, root) for a, b in zip([*made, 0], [0, *made], strict=True)]
    return made[1:]


def _checks(words: list[int]) -> list[int]:
    generator, left = _generator(), [0] * _CHECKS
    for word in words:
        lead = word ^ left[0]
        left = [a ^ _times(lead, b) for a, b in zip([*left[1:], 0], generator, strict=True)]
    return left


_SHAPE = ((-2, -2), (-2, -1), (-1, -2), (-1, -1), (-1, 0), (0, -2), (0, -1), (0, 0))
"""Where the eight bits of a codeword lie, the highest first, from the lower right one."""


def _around(row: int, column: int) -> tuple[int, int]:
    """A module beyond the upper or left edge comes back on the other side (ISO/IEC 16022, annex F)."""
    shift = 4 - (_INSIDE + 4) % 8
    if row < 0:
        row, column = row + _INSIDE, column + shift
    if column < 0:
        row, column = row + shift, column + _INSIDE
    return row, column


def _anchors() -> Iterator[tuple[int, int]]:
    """The lower right modules in the order of the codewords, up and down the diagonals; 16 by 16 has no odd corner."""
    row, column = 4, 0
    while row < _INSIDE or column < _INSIDE:
        while row >= 0 and column < _INSIDE:
            if row < _INSIDE and column >= 0:
                yield row, column
            row, column = row - 2, column + 2
        row, column = row + 1, column + 3
        while row < _INSIDE and column >= 0:
            if row >= 0 and column < _INSIDE:
                yield row, column
            row, column = row + 2, column - 2
        row, column = row + 3, column + 1


def _placed(words: list[int]) -> Matrix:
    inside: list[list[int | None]] = [[None] * _INSIDE for _row in range(_INSIDE)]
    left = iter(words)
    for row, column in _anchors():
        if inside[row][column] is None:
            word = next(left)
            for bit, (down, right) in enumerate(_SHAPE):
                y, x = _around(row + down, column + right)
                inside[y][x] = word >> (7 - bit) & 1
    return [[bit or 0 for bit in row] for row in inside]


def _framed(inside: Matrix) -> Matrix:
    """With the solid edges at left and below, and the dotted ones above and at right."""
    top = [1 - at % 2 for at in range(SIDE)]
    middle = [[1, *row, 1 - at % 2] for at, row in enumerate(inside)]
    return [top, *middle, [1] * SIDE]
