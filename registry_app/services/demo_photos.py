"""Photos of marks for the demo company, drawn by the program: letters punched into brushed steel, as a grey PNG.

So that no picture of anybody's is needed. The same text and shade make the same bytes.
"""

import struct
import zlib

_GLYPHS = {
    "0": "0E11131519110E", "1": "040C040404040E", "2": "0E11010204081F", "3": "1F02040201110E", "4": "02060A121F0202",
    "5": "1F101E0101110E", "6": "0608101E11110E", "7": "1F010204080808", "8": "0E11110E11110E", "9": "0E11110F01020C",
    "A": "0E11111F111111", "B": "1E11111E11111E", "C": "0E11101010110E", "D": "1C12111111121C", "E": "1F10101E10101F",
    "F": "1F10101E101010", "G": "0E11101711110F", "H": "1111111F111111", "I": "0E04040404040E", "J": "0702020202120C",
    "K": "11121418141211", "L": "1010101010101F", "M": "111B1515111111", "N": "11191513111111", "O": "0E11111111110E",
    "P": "1E11111E101010", "Q": "0E11111115120D", "R": "1E11111E141211", "S": "0F10100E01011E", "T": "1F040404040404",
    "U": "1111111111110E", "V": "11111111110A04", "W": "1111111515150A", "X": "11110A040A1111", "Y": "1111110A040404",
    "Z": "1F01020408101F", "-": "0000001F000000", ".": "00000000000C0C", "?": "0E110102040004",
}  # fmt: skip
"""Capitals, digits and a few signs, seven rows of five dots each, a row in two hex digits."""
ROWS, DOTS = 7, 5
SCALE = 6
MARGIN = 18
LIGHT = 168
"""Of 255: how bright the steel is in the middle."""
INK = 46


def photo(text: str, shade: int = 0) -> bytes:
    """A PNG that shows `text` in capitals, signs that are unknown as gaps; `shade` tells one piece of steel apart."""
    rows = [_row(text.upper(), at) for at in range(ROWS)]
    width, height = len(rows[0]), ROWS * SCALE + 2 * MARGIN
    lines = [_painted(rows, y, height, shade, width) for y in range(height)]
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", _packed(lines)) + _chunk(b"IEND", b"")


def _row(text: str, at: int) -> bytes:
    """One row of dots of a text with its margins, 1 where it is punched."""
    dots = ""
    for sign in text:
        glyph = _GLYPHS.get(sign, "00" * ROWS)
        dots += f"{int(glyph[2 * at : 2 * at + 2], 16):0{DOTS}b}0"
    punched = b"".join((b"\x01" if dot == "1" else b"\x00") * SCALE for dot in dots)
    return bytes(MARGIN) + punched + bytes(MARGIN)


def _painted(rows: list[bytes], y: int, height: int, shade: int, width: int) -> bytes:
    """One line of the picture: brushed steel, brighter in the middle, with the dots of its row."""
    steel = LIGHT - abs(2 * y - height) // 2 + (y * 7 + shade * 13) % 11
    at = (y - MARGIN) // SCALE
    if not 0 <= at < ROWS or y < MARGIN:
        return bytes([steel]) * width
    return rows[at].translate(bytes([steel, INK + shade % 9]) + bytes(254))


def _packed(lines: list[bytes]) -> bytes:
    return zlib.compress(b"".join(b"\x00" + line for line in lines), 9)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
