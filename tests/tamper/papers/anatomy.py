"""What a patient hand needs to change a paper and leave no seam: its objects taken apart, and put together again."""

import re
import zlib
from collections.abc import Callable

_ROW = re.compile(rb"([0-9]{10}) 00000 n \n")
_LENGTH = re.compile(rb"/Length ([0-9]+)")
_ENDS = b"\r\nendstream\nendobj\n"


class Anatomy:
    """The objects of a paper that nobody signed yet, by number from 1 on; streams are shown as before packing."""

    def __init__(self, file: bytes) -> None:
        table = int(file[file.rindex(b"startxref\n") + 10 :].split(b"\n")[0])
        offsets = [int(row[1]) for row in _ROW.finditer(file, table)]
        self.head, self.trailer = (
            file[: offsets[0]],
            file[file.index(b"trailer\n", table) : file.rindex(b"startxref\n")],
        )
        self.objects = [file[a:b] for a, b in zip(offsets, [*offsets[1:], table], strict=True)]

    def numbers(self, mark: bytes) -> list[int]:
        """The numbers of the objects in which something stands, unpacked."""
        return [number for number in range(1, len(self.objects) + 1) if mark in self.plain(number)]

    def one(self, mark: bytes) -> int:
        """The first of these."""
        return self.numbers(mark)[0]

    def plain(self, number: int) -> bytes:
        """An object, its stream unpacked."""
        head, body = self._parted(number)
        return head + body

    def _parted(self, number: int) -> tuple[bytes, bytes]:
        written = self.objects[number - 1]
        if not written.endswith(_ENDS):
            return written, b""
        at = written.index(b"stream\n") + 7
        head, body = written[:at], written[at : -len(_ENDS)]
        return head, zlib.decompress(body) if b"/FlateDecode" in head else body

    def change(self, number: int, old: bytes, new: bytes) -> "Anatomy":
        """Put something in place of something else, once, in an object or its stream."""
        head, body = self._parted(number)
        if old in head:
            self.objects[number - 1] = self.objects[number - 1].replace(old, new, 1)
            return self
        assert old in body, (number, old)
        return self.pour(number, lambda content: content.replace(old, new, 1))

    def pour(self, number: int, change: Callable[[bytes], bytes]) -> "Anatomy":
        """Change the content of a stream, with all that is said of its size."""
        head, body = self._parted(number)
        content = change(body)
        packed = zlib.compress(content, 6) if b"/FlateDecode" in head else content
        self.objects[number - 1] = _LENGTH.sub(b"/Length %d" % len(packed), head) + packed + _ENDS
        return self

    def add(self, content: bytes) -> int:
        """A further object; answers its number."""
        self.objects.append(b"%d 0 obj\n%b\nendobj\n" % (len(self.objects) + 1, content))
        return len(self.objects)

    def written(self, *, between: bytes = b"") -> bytes:
        """The file, with a table of objects that fits; `between` goes before the table."""
        parts, offsets, at = [self.head], [], len(self.head)
        for each in self.objects:
            offsets.append(at)
            parts.append(each)
            at += len(each)
        rows = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(offsets) + 1, rows)
        trailer = re.sub(rb"/Size [0-9]+", b"/Size %d" % (len(offsets) + 1), self.trailer)
        return b"".join([*parts, between, table, trailer, b"startxref\n%d\n%%%%EOF\n" % (at + len(between))])
