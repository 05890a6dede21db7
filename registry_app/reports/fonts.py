"""The typefaces of all reports: IBM Plex, vendored and embedded, so that a page looks and measures the same anywhere.

Sizes and widths are in points. A character that the faces lack is never drawn as an empty box: `printable` writes
its code point in brackets, and `missing_glyphs` names it so that a caller can report it as a finding.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont

from registry_app.reports.archive import Literal

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FACES = {
    "sans": "IBMPlexSans-Regular",
    "sans-medium": "IBMPlexSans-Medium",
    "sans-bold": "IBMPlexSans-SemiBold",
    "narrow": "IBMPlexSansCondensed-Regular",
    "narrow-medium": "IBMPlexSansCondensed-Medium",
    "narrow-bold": "IBMPlexSansCondensed-SemiBold",
    "mono": "IBMPlexMono-Regular",
    "mono-medium": "IBMPlexMono-Medium",
}
_SPACES = re.compile(r"[\s\u00a0]+")
_ASCII = bytes(range(128))
_PLAIN = re.compile(r"[ !-'*-\[\]-~]*").fullmatch
"""The first 128 codes of our subsets are those of ASCII (`asciiReadable`); brackets and the stroke are escaped."""
_BREAK_AFTER = "-/._·:,;"
"""Where an over-long word is cut first, when such a sign stands in the second half of what fits."""


class ArchiveFont(TTFont):  # type: ignore[misc]
    """A TrueType font whose map to Unicode satisfies PDF/A-3 levels U and A, and PDF/UA-1."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Write the subsets used in `doc`, with a map to Unicode that has no U+0000 (ISO 19005-3, 6.2.11.7.2)."""
        subsets = self.state[doc].subsets
        internal = [self.getSubsetInternalName(n, doc)[1:] for n in range(len(subsets))]
        super().addObjects(doc)
        for n, subset in enumerate(subsets):
            name = b"".join((SUBSETN(n), b"+", self.face.name, self.face.subfontNameX)).decode("latin-1")
            doc.idToObject["toUnicodeCMap:" + name].content = _to_unicode(name, subset)
            widths = " ".join(map(str, map(self.face.getCharWidth, subset)))
            doc.idToObject[internal[n]].Widths = Literal(f"[{widths}]".encode())  # ReportLab writes it number by number


def _to_unicode(name: str, subset: list[int]) -> str:
    rows = [f"<{code:02X}> <{char:04X}>" for code, char in enumerate(subset) if char]
    lines = ["/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap", "/CIDSystemInfo",
             "<< /Registry (Adobe)", "/Ordering (UCS)", "/Supplement 0", ">> def", f"/CMapName /{name} def",
             "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange"]  # fmt: skip
    for start in range(0, len(rows), 100):
        part = rows[start : start + 100]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


@lru_cache(maxsize=len(FACES))
def font(face: str) -> Any:
    """The font of `face` (a key of `FACES`), loaded once and known to ReportLab under the face's name."""
    loaded = ArchiveFont(face, str(FOLDER / f"{FACES[face]}.ttf"), asciiReadable=True)
    pdfmetrics.registerFont(loaded)
    return loaded


def load() -> None:
    """Load all faces, about 100 ms once per program."""
    for face in FACES:
        font(face)


@lru_cache(maxsize=1)
def _covered() -> frozenset[int]:
    covered = set(font("sans").face.charToGlyph)
    for face in FACES:
        covered &= set(font(face).face.charToGlyph)
    return frozenset(code for code in covered if 0x20 <= code <= 0xFFFF and not 0x7F <= code < 0xA0)


@lru_cache(maxsize=1)
def _drawable() -> frozenset[str]:
    """The characters that are drawn as they are: of the spaces only the usual one."""
    return frozenset(c for c in map(chr, _covered()) if c == " " or not _SPACES.match(c))


def _is_drawable(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or _drawable().issuperset(text)


def missing_glyphs(text: bytes) -> list[str]:
    """The characters of a text in UTF-8 that our faces cannot draw, each once, in order of appearance."""
    beyond = text.translate(None, _ASCII).decode()  # texts of megabytes are nearly all ASCII
    return [c for c in dict.fromkeys(beyond) if ord(c) not in _covered() and not c.isspace()]


def printable(text: str) -> str:
    """`text` with single spaces, and `[U+1F52B]` in place of each character that our faces lack."""
    if "  " not in text and _is_drawable(text):
        return text
    spaced = _SPACES.sub(" ", text)
    if _is_drawable(spaced):
        return spaced
    covered = _covered()
    return "".join(c if ord(c) in covered else f"[U+{ord(c):04X}]" for c in spaced)


def is_plain(text: str) -> bool:
    """Whether `printable` leaves `text` as it is, and each of its characters is shown by its code in ASCII."""
    return bool(_PLAIN(text)) and "  " not in text


def width(text: str, face: str, size: float) -> float:
    """How wide `text` runs, in points."""
    return float(font(face).stringWidth(text, size))


@lru_cache(maxsize=64)
def widest(face: str, size: float) -> float:
    """A bound: no character that `printable` leaves runs wider than this."""
    widths = font(face).face.charWidths
    return float(max(widths[code] for code in _covered())) * size / 1000


class Ascii(NamedTuple):
    """How wide the characters of ASCII run, as tables for `bytes.translate`.

    The sum of a text by `bounds`, times `unit`, is at least its width in thousandths of the size; `alike` puts one
    character in place of all that are as wide, so that texts which become the same are equally wide.
    """

    unit: int
    bounds: bytes
    alike: bytes


@lru_cache(maxsize=len(FACES))
def ascii_widths(face: str) -> Ascii:
    """The tables of a face."""
    described = font(face).face
    widths = [described.charWidths.get(code, described.defaultWidth) for code in range(128)]
    unit = ceil(max(widths) / 255)
    rest = bytes(128)
    return Ascii(unit, bytes(ceil(wide / unit) for wide in widths) + rest, bytes(map(widths.index, widths)) + rest)


def fitting(text: str, face: str, size: float, room: float, least: float = 4.5) -> float:
    """The largest size from `size` down to `least`, in steps of 0.2, at which `text` runs within `room`."""
    while size > least and width(text, face, size) > room:
        size = round(size - 0.2, 2)
    return size


def wrap(text: str, face: str, size: float, room: float) -> list[str]:
    """`text` in lines within `room`, at least one; words that are too long are cut between characters."""
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width(joined, face, size) <= room:
            lines[-1] = joined
            continue
        if not lines[-1]:
            lines.pop()
        lines += _pieces(word, face, size, room)
    return lines


def _pieces(word: str, face: str, size: float, room: float) -> Iterator[str]:
    at = 0
    while len(word) - at > 1 and _is_too_wide(word, at, face, size, room):
        cut = at + _fits(word[at : at + _AT_ONCE], face, size, room)
        yield word[at:cut]
        at = cut
    yield word[at:]


_AT_ONCE = 400
"""Characters of a word that are measured at once: more than any line holds, and few beside a word made to take long."""


def _is_too_wide(word: str, at: int, face: str, size: float, room: float) -> bool:
    return any(width(word[at:end], face, size) > room for end in (min(at + _AT_ONCE, len(word)), len(word)))


def _fits(word: str, face: str, size: float, room: float) -> int:
    """How many characters of `word` go on the line: at least one, up to a sign that may be broken after."""
    lengths = range(1, len(word) + 1)
    cut = max(1, bisect_right(lengths, room, key=lambda length: width(word[:length], face, size)))
    return next((i for i in range(cut, cut // 2, -1) if word[i - 1] in _BREAK_AFTER), cut)


class Encoder:
    """Turns text into show operators of one face and size in one document, in the codes of its font subsets."""

    def __init__(self, face: str, size: float, document: PDFDocument) -> None:
        self._font, self._size, self._document = font(face), size, document
        self._font.splitString(" ", document)
        self.choose = self._chosen(0)
        """The operator that makes this the current font; `show` leaves it so."""
        self._first = _FirstSubset(self._font, document)

    def _chosen(self, subset: int) -> str:
        return f"{self._font.getSubsetInternalName(subset, self._document)} {self._size:g} Tf "

    def show(self, text: str) -> str:
        """The operators that show `text` at the current point, in the font that `choose` chose."""
        if _PLAIN(text):
            return f"({text})Tj"
        try:
            return f"({text.translate(self._first)})Tj"
        except _OtherSubset:
            return self._show_mixed(text)

    def _show_mixed(self, text: str) -> str:
        parts = self._font.splitString(text, self._document)
        shown = "".join(f"{self._chosen(subset)}({escapePDF(codes)})Tj " for subset, codes in parts)
        return shown + self.choose


class _OtherSubset(Exception):
    """The character lies beyond the first 256 of the font in this document."""


class _FirstSubset(dict[int, str]):
    """Character to escaped code within the first subset, filled on demand."""

    def __init__(self, used: Any, document: PDFDocument) -> None:
        super().__init__()
        self._font, self._document = used, document

    def __missing__(self, char: int) -> str:
        ((subset, code),) = self._font.splitString(chr(char), self._document)
        if subset:
            raise _OtherSubset
        self[char] = str(escapePDF(code))
        return self[char]
