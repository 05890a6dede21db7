"""The form of an increment, byte for byte: its objects one after the other, then the table that names each once.

Readers differ in what they make of a table with two rows for one object, of keys beside the usual ones, of bytes
between objects: one shows the true pages, another those that somebody hid. So there is one form, and nothing beside it.
"""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from registry_app.reports.opened_paper import UNREADABLE, Opened

_OBJECT = re.compile(rb"([0-9]{1,10}) ([0-9]{1,5}) obj\n")
_FIRST = b"0000000000 65535 f "
_ROW = re.compile(rb"([0-9]{10}) 00000 n ")
_RANGE = re.compile(rb"([0-9]{1,10}) ([0-9]{1,10})")
_TRAILER = {
    name: re.compile(b"/" + name + b" " + form) for name, form in (
        (b"Size", rb"[0-9]{1,10}"), (b"Root", rb"[0-9]{1,10} 0 R"), (b"Info", rb"[0-9]{1,10} 0 R"),
        (b"ID", rb"\[ ?(?:<[0-9a-fA-F]{32}> ?){2}\]"), (b"Prev", rb"[0-9]{1,12}"),
    )
}  # fmt: skip


def begins_object(content: bytes) -> bool:
    """Whether bytes begin as an object does."""
    return _OBJECT.match(content) is not None


def is_plain(opened: Opened, after: PdfFileReader, revision: int) -> bool:
    """Whether an increment, whose reader is `after`, has this form."""
    table, before = map(after.xrefs.get_startxref_for_revision, (revision, revision - 1))
    try:
        places = _places(opened.file[table : opened.ends[revision]], table, before)
        starts = [*sorted(places), table]
        return starts[0] == opened.ends[revision - 1] and all(
            _is_one_object(opened.file[start:stop], places[start], after) for start, stop in pairwise(starts)
        )
    except UNREADABLE:
        return False


def _places(written: bytes, table: int, before: int) -> dict[int, int]:
    """The numbers of the objects by where they begin; ValueError unless the table and what follows it are in their
    form."""
    head, _trailer, rest = written.partition(b"trailer\n")
    lines = head.split(b"\n")
    if lines[:3] != [b"xref", b"0 1", _FIRST] or lines.pop():
        raise ValueError("another table of objects")
    _check_trailer(rest, table, before)
    rows = list(_rows(lines[3:]))
    places = {start: number for number, start in rows}
    if not rows or len(places) != len(rows) or len(set(places.values())) != len(rows):
        raise ValueError("two rows for one object")
    return places


def _rows(lines: Sequence[bytes]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(lines):
        found = _RANGE.fullmatch(lines[at])
        if found is None or not 0 < int(found[2]) < len(lines) - at:
            raise ValueError("no range of rows")
        first, many = int(found[1]), int(found[2])
        for number, line in enumerate(lines[at + 1 : at + 1 + many], first):
            row = _ROW.fullmatch(line)
            if row is None or not number:
                raise ValueError("no row")
            yield number, int(row[1])
        at += 1 + many


def _check_trailer(written: bytes, table: int, before: int) -> None:
    """That what follows the table has each of the usual keys once, and names the tables rightly; ValueError."""
    lines = written.split(b"\n")
    keys, ending = lines[1:-5], [b">>", b"startxref", b"%d" % table, b"%%EOF", b""]
    names = [line[1:].partition(b" ")[0] for line in keys]
    is_usual = lines[0] == b"<<" and lines[-5:] == ending and sorted(names) == sorted(_TRAILER)
    if not is_usual or not all(_TRAILER[name].fullmatch(line) for name, line in zip(names, keys, strict=True)):
        raise ValueError("another trailer")
    if b"/Prev %d" % before not in keys:
        raise ValueError("it does not follow on the revision before")


def _is_one_object(written: bytes, number: int, reader: PdfFileReader) -> bool:
    """Whether bytes are this one object, and nothing beside it."""
    header = _OBJECT.match(written)
    if header is None or (int(header[1]), int(header[2])) != (number, 0):
        return False
    rest = io.BytesIO(written)
    rest.seek(header.end())
    generic.read_object(rest, generic.Reference(number, 0, pdf=reader))
    return written[rest.tell() :] == b"\nendobj\n"
