"""A PDF read as a report: its revisions, what is attached, what it says of itself. Strict, and nothing is run.

A report is one file written at once, and after it one increment for each signature. Whatever has another shape is
described as it is; whether it may be so is asked elsewhere.
"""

import io
import logging
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from xml.etree import ElementTree

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from registry_app.domain.errors import Finding, refuse, warn
from registry_app.domain.received import LARGEST
from registry_app.reports import packet
from registry_app.reports.archive import NAMESPACE

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
"""What it finds odd in a file is no news of this program; whatever counts is told as a finding."""
LARGEST_PART = 1024 * 1024 * 1024
"""Bytes of what is attached or drawn, unpacked, all parts together."""
MOST_REVISIONS = 40
MOST_ATTACHMENTS = 20
MOST_PAGES = 50_000
"""Pages, and branches of their tree: a return of 100,000 firearms has a tenth of it."""
MOST_PLAIN = 24 * 1024 * 1024
"""Bytes outside of streams, each of which becomes an object of a hundred bytes where it is a digit in a long list."""
MOST_TIMES, FEW_BYTES = 200, 1024 * 1024
"""What deflated bytes become: lists of a paper at most fifty times as many; the first mebibyte is not asked about."""
UNREADABLE = (
    PdfError, ValueError, LookupError, TypeError, AttributeError, AssertionError, ArithmeticError, RecursionError,
    NotImplementedError, OSError, zlib.error, ElementTree.ParseError,
)  # fmt: skip
"""What reading raises for a file that is no PDF, or one that was made to trip readers."""
_BEGINNING = b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"
_END = re.compile(rb"startxref\s+([0-9]{1,12})\s+%%EOF\r?\n?")
_LAST_END = b"%%EOF"
_STREAM, _STREAM_END = b"\nstream\n", b"endstream"


class Unreadable(Exception):
    """The file cannot be read as a report; says why as a finding."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True)
class Attached:
    """A file inside the paper: its content, and its relationship to the paper (`Data`, `Supplement`)."""

    name: str
    content: bytes
    relation: str


class Opened:
    """A paper as read. `ends` are the ends of its revisions; `left_over` how many bytes follow the last."""

    def __init__(self, file: bytes, reader: PdfFileReader, ends: tuple[int, ...], left_over: int) -> None:
        self.file, self.reader, self.ends, self.left_over = file, reader, ends, left_over

    @cached_property
    def first(self) -> PdfFileReader:
        """The paper as it was before anybody signed."""
        return reader_of(self.file[: self.ends[0]])

    def at(self, revision: int) -> PdfFileReader:
        """The paper as it was with this revision, 0 for the first."""
        return self.first if revision == 0 else reader_of(self.file[: self.ends[revision]])

    @cached_property
    def attachments(self) -> Mapping[str, Attached]:
        """What is attached, by name, as it was before anybody signed."""
        return attachments(self.first)

    @cached_property
    def said(self) -> Mapping[str, str]:
        """What the paper says of itself in the program's own properties."""
        return {name: text for (space, name), text in properties(self.first).items() if space == NAMESPACE}

    @property
    def is_ours(self) -> bool:
        """Whether it says of itself that it is a paper of this program."""
        return bool(self.said)

    @property
    def language(self) -> str:
        """The language that the paper is in."""
        return str(value(self.first.root, "/Lang", ""))

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the first page, in points."""
        left, bottom, right, top = (float(edge) for edge in members(pages(self.first)[0]["/MediaBox"]))
        return round(right - left, 2), round(top - bottom, 2)


def read(file: bytes) -> Opened:
    """The paper in a file. Raises `Unreadable`."""
    if len(file) > LARGEST:
        raise Unreadable(warn("paper_too_large", size=len(file)))
    is_ours = file.startswith(_BEGINNING[:9]) or NAMESPACE.encode() in file or _BEGINNING[8:] in file[:32]
    if not is_ours:
        raise Unreadable(warn("not_a_paper"))
    last = file.rfind(_LAST_END)
    if last < 0:
        raise Unreadable(refuse("cut_short"))
    end = last + len(_LAST_END)
    end += len(_eol(file, end))
    if _plain(file) > MOST_PLAIN:
        raise Unreadable(refuse("paper_broken"))
    try:
        reader = reader_of(file[:end])
        ends = _ends(file, reader)
        if ends[-1] != end:
            raise ValueError("the last revision does not end the file")
        opened = Opened(file, reader, ends, len(file) - end)
        opened.attachments, opened.said, opened.language, opened.size  # noqa: B018 - what cannot be read is found now
    except UNREADABLE:
        raise Unreadable(refuse("paper_broken")) from None
    return opened


def _plain(file: bytes) -> int:
    """How many bytes of a file lie outside of its streams."""
    plain, at = 0, 0
    while (begin := file.find(_STREAM, at)) >= 0:
        plain += begin - at
        at = file.find(_STREAM_END, begin)
        if at < 0:
            return plain
    return plain + len(file) - at


def last_table(file: bytes) -> int:
    """Where the last table of objects begins, by what the end of the file says; ValueError."""
    found = list(_END.finditer(file, max(0, len(file) - 100)))
    if not found or found[-1].end() != len(file):
        raise ValueError("the file does not end as it should")
    return int(found[-1][1])


def _eol(file: bytes, at: int) -> bytes:
    return next((eol for eol in (b"\r\n", b"\n") if file.startswith(eol, at)), b"")


def reader_of(file: bytes) -> PdfFileReader:
    """A strict reader; what it raises is in `UNREADABLE`."""
    reader = PdfFileReader(io.BytesIO(file), strict=True)
    if reader.encrypted:
        raise ValueError("encrypted")
    return reader


def _ends(file: bytes, reader: PdfFileReader) -> tuple[int, ...]:
    """Where each revision ends: with the `%%EOF` after its own table of objects, each after the one before."""
    many = reader.xrefs.total_revisions
    if many > MOST_REVISIONS:
        raise ValueError("too many revisions")
    ends: list[int] = []
    for revision in range(many):
        table = reader.xrefs.get_startxref_for_revision(revision)
        found = _END.search(file, table)
        if found is None or int(found[1]) != table or table < (ends[-1] if ends else 0):
            raise ValueError("a revision does not end as it should")
        if not file.startswith(b"xref", table):
            raise ValueError("a revision has its objects in a stream")
        ends.append(found.end())
    return tuple(ends)


# What a reader is asked.


def pages(reader: PdfFileReader) -> list[Any]:
    """The pages in their order."""
    found: list[Any] = []
    waiting, met = [reader.root["/Pages"]], 0
    while waiting:
        node, met = waiting.pop(), met + 1
        if met + len(waiting) > MOST_PAGES:
            raise ValueError("the tree of pages has no end")
        if node["/Type"] == "/Page":
            found.append(node)
        else:
            waiting += reversed(members(node["/Kids"]))
    return found


def value(dictionary: Any, key: str, otherwise: Any) -> Any:
    """What a dictionary holds under a key, a reference followed; `get` would not follow it."""
    return dictionary[key] if key in dictionary else otherwise  # noqa: SIM401


def followed(reference: Any) -> Any:
    """What a reference leads to."""
    return reference.get_object()


def dictionary(parts: Mapping[Any, Any]) -> Any:
    """A dictionary of PDF with these parts, which are not followed."""
    made: Any = generic.DictionaryObject
    return made(parts)


def members(array: Any) -> list[Any]:
    """What an array holds, references followed."""
    return [array[at] for at in range(len(array))]


def attachments(reader: PdfFileReader) -> dict[str, Attached]:
    """The files that the catalogue names, by name."""
    named = value(value(reader.root, "/Names", {}), "/EmbeddedFiles", {})
    named = value(named, "/Names", ())
    found: dict[str, Attached] = {}
    left = LARGEST_PART
    for at in range(0, len(named), 2):
        specification = named[at + 1]
        name = str(specification["/UF"])
        if name in found or len(found) == MOST_ATTACHMENTS:
            raise ValueError("attachments without end, or twice the same name")
        relation = str(value(specification, "/AFRelationship", "")).lstrip("/")
        found[name] = Attached(name, unpacked(specification["/EF"]["/F"], left), relation)
        left -= len(found[name].content)
    return found


def unpacked(stream: Any, most: int = LARGEST_PART) -> bytes:
    """What a stream holds, which is deflated or as it is; ValueError when it is more than `most`, or not whole, or is
    deflated to next to nothing, as no page and no list is."""
    if not isinstance(stream, generic.StreamObject):
        raise ValueError("no stream")  # noqa: TRY004 - all that is wrong with a file is one kind of error
    packed = bytes(stream.encoded_data)
    filters = value(stream, "/Filter", [])
    names = [filters] if isinstance(filters, generic.NameObject) else list(filters)
    if not names:
        return packed
    if names != ["/FlateDecode"] or "/DecodeParms" in stream:
        raise ValueError("packed in another way")
    return inflated(packed, most)


def inflated(packed: bytes, most: int = LARGEST_PART) -> bytes:
    """What was deflated; ValueError when it is more than `most`, not whole, or something follows."""
    reader = zlib.decompressobj()
    plain = reader.decompress(packed, max(1, min(most, FEW_BYTES + MOST_TIMES * len(packed))))
    if not reader.eof or reader.unused_data:
        raise ValueError("not whole, or too large")
    return plain


def properties(reader: PdfFileReader) -> dict[tuple[str, str], str]:
    """The properties in the XMP packet, as `packet.read` tells them."""
    return packet.read(unpacked(reader.root["/Metadata"], 1_000_000))


def widgets(reader: PdfFileReader) -> dict[str, tuple[Any, Any]]:
    """The fields of the form by name: the reference of each and its dictionary."""
    found: dict[str, tuple[Any, Any]] = {}
    fields = value(value(reader.root, "/AcroForm", {}), "/Fields", ())
    for at, field in enumerate(members(fields)):
        name = str(field["/T"])
        if name in found:
            raise ValueError("two fields of one name")
        found[name] = fields.raw_get(at).reference, field
    return found
