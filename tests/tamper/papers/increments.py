"""Somebody signs who has the right key, and writes his increment so that readers differ in what they make of it."""

import hashlib
import re
from collections.abc import Callable

from asn1crypto import cms, core
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from tests.reports import signers
from tests.signed_papers import signed
from tests.tamper.papers.bench import Bench

Objects = dict[int, bytes]
"""The objects of an increment by number, in the order in which they are written."""
_ROW = re.compile(rb"([0-9]+) ([0-9]+)\n((?:[0-9]{10} 00000 n \n)+)")


class _Increment:
    """The first signature of a paper taken apart, and written again otherwise."""

    def __init__(self, bench: Bench) -> None:
        file = signed(bench.later.file, "armorer")
        table = file.rindex(b"xref\n0 1\n")
        self.before, self.objects = bench.later.file, dict(self._read(file, table))
        self.trailer = file[file.index(b"trailer\n", table) : file.rindex(b"startxref\n")]
        self.behind: Objects = {}
        """What is put behind an object, and has no row of its own."""
        self.first_rows: list[int] = []
        """Objects that have a row before the true ones, which leads to what was put behind them."""

    @staticmethod
    def _read(file: bytes, table: int) -> list[tuple[int, bytes]]:
        ranges = [(int(found[1]), found[3].split(b"\n")) for found in _ROW.finditer(file, table)]
        places = sorted((int(row[:10]), first + nth) for first, rows in ranges for nth, row in enumerate(rows) if row)
        ends = [*(start for start, _number in places[1:]), table]
        return [(number, file[start:end]) for (start, number), end in zip(places, ends, strict=True)]

    @property
    def root(self) -> int:
        """The number of the catalogue."""
        return self._named(rb"/Root ([0-9]+)")

    @property
    def free(self) -> int:
        """The first number that no object has."""
        return self._named(rb"/Size ([0-9]+)")

    def _named(self, pattern: bytes) -> int:
        found = re.search(pattern, self.trailer)
        assert found
        return int(found[1])

    def change(self, number: int, old: bytes, new: bytes) -> None:
        """Put something in place of something else in an object."""
        assert old in self.objects[number]
        self.objects[number] = self.objects[number].replace(old, new, 1)

    def written(self) -> bytes:
        """The paper with this increment, its signature made anew with the same key."""
        out, places = bytearray(self.before), {}
        for number, content in self.objects.items():
            places[number] = len(out)
            out += content + self.behind.get(number, b"")
        hidden = {number: places[number] + len(self.objects[number]) for number in self.first_rows}
        rows = [*hidden.items(), *sorted(places.items())]
        table = b"".join(b"%d 1\n%010d 00000 n \n" % row for row in rows)
        at = len(out)
        out += b"xref\n0 1\n0000000000 65535 f \n" + table + self.trailer + b"startxref\n%d\n%%%%EOF\n" % at
        return _resigned(bytes(out))


def _resigned(file: bytes) -> bytes:
    start = file.rindex(b"/Contents <") + len(b"/Contents ")
    end = file.index(b">", start) + 1
    at, stop = file.rindex(b"/ByteRange ["), file.index(b"\n", file.rindex(b"/ByteRange ["))
    told = b"/ByteRange [0 %d %d %d]" % (start, end, len(file) - end)
    file = file[:at] + told.ljust(stop - at) + file[stop:]
    content = cms.ContentInfo.load(bytes.fromhex(file[start + 1 : end - 1].decode()))
    (signer,) = content["content"]["signer_infos"]
    digest = next(each for each in signer["signed_attrs"] if each["type"].native == "message_digest")
    digest["values"] = [core.OctetString(hashlib.sha256(file[:start] + file[end:]).digest())]
    signer["signed_attrs"] = cms.CMSAttributes(list(signer["signed_attrs"]))
    text = bytes(signer["signed_attrs"].untag().dump(force=True))
    signature = signers.person(signers.PEOPLE[0]).key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    signer["signature"] = core.OctetString(signature)
    digits = bytes(content.dump(force=True)).hex().upper().encode()
    return file[: start + 1] + digits.ljust(end - start - 2, b"0") + file[end - 1 :]


def _written(bench: Bench, change: Callable[[_Increment], None]) -> bytes:
    increment = _Increment(bench)
    change(increment)
    return increment.written()


def _hide_pages(increment: _Increment) -> None:
    """Another page, which is reached from the look of the signature, and a catalogue for it without a row."""
    first = increment.free
    increment.objects |= {
        first: b"%d 0 obj\n<< /Type /Pages /Count 1 /Kids [%d 0 R] >>\nendobj\n" % (first, first + 1),
        first + 1: b"%d 0 obj\n<< /Type /Page /Parent %d 0 R /MediaBox [0 0 595 842] >>\nendobj\n" % (first + 1, first),
    }
    look = next(number for number, content in increment.objects.items() if b"/Subtype /Form" in content)
    increment.change(look, b"/Subtype /Form", b"/Zz %d 0 R\n/Subtype /Form" % first)
    pages = b"/Pages %d 0 R" % first
    increment.behind[increment.root] = re.sub(rb"/Pages [0-9]+ 0 R", pages, increment.objects[increment.root])
    increment.trailer = increment.trailer.replace(b"/Size %d" % first, b"/Size %d" % (first + 2))


def two_rows_for_the_catalogue(bench: Bench) -> bytes:
    """Two rows for one object: some readers take the first, and show one empty page; others the last, and show ours."""

    def change(increment: _Increment) -> None:
        _hide_pages(increment)
        increment.first_rows = [increment.root]

    return _written(bench, change)


def pages_in_the_look(bench: Bench) -> bytes:
    """The same pages and no second row: whoever repairs tables for himself may find them."""
    return _written(bench, _hide_pages)


def bytes_between_objects(bench: Bench) -> bytes:
    """An object without a row behind the catalogue."""
    return _written(bench, lambda increment: increment.behind.update({increment.root: b"9999 0 obj\n()\nendobj\n"}))


def key_in_the_trailer(bench: Bench) -> bytes:
    """A key beside the usual ones, which another reader may know."""

    def change(increment: _Increment) -> None:
        increment.trailer = increment.trailer.replace(b"/Prev", b"/AuthCode <<>>\n/Prev")

    return _written(bench, change)


def second_number_in_the_header(bench: Bench) -> bytes:
    """The catalogue says of itself that it is another object than its row says."""
    return _written(bench, lambda increment: increment.change(increment.root, b"%d 0 obj" % increment.root, b"9 0 obj"))
