"""What tests ask of a finished PDF: its texts, where they stand, what is attached."""

import contextlib
import io
import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2


def flattened(file: bytes) -> bytes:
    """The same pages with what is seen in their fields as part of them."""
    document, made = opened(file), io.BytesIO()
    document.init_forms()
    for page in document:
        page.flatten()
    document.save(made)
    document.close()
    return made.getvalue()


class Box(NamedTuple):
    """A piece of text on a page and the rectangle that its letters fill."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def opened(file: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(file)


def texts(file: bytes) -> list[str]:
    """The text of each page, lines as they stand."""
    return [page.get_textpage().get_text_range() for page in opened(file)]


def whole(file: bytes) -> str:
    """All text with single spaces."""
    return re.sub(r"\s+", " ", " ".join(texts(file)))


def boxes(file: bytes, page: int) -> list[Box]:
    """The runs of text on a page."""
    textpage = opened(file)[page].get_textpage()
    found = []
    for at in range(textpage.count_rects()):
        box = textpage.get_rect(at)
        left, bottom, right, top = box
        found.append(Box(left, bottom, right, top, textpage.get_text_bounded(*box)))
    return found


def attachments(file: bytes) -> dict[str, bytes]:
    document = opened(file)
    attached = [document.get_attachment(at) for at in range(document.count_attachments())]
    return {a.get_name(): bytes(a.get_data()) for a in attached}


def overlapping(found: list[Box]) -> Iterator[tuple[str, str]]:
    """Pairs of runs that share more than a hair's breadth of paper."""
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            wide = min(one.right, other.right) - max(one.left, other.left)
            high = min(one.top, other.top) - max(one.bottom, other.bottom)
            if wide > 0.6 and high > 0.6:
                yield one.text, other.text


def is_ascending(numbers: list[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))


def photo() -> bytes:
    """A red rectangle as PNG, in the shape of a portrait."""
    empty, drawn = pypdfium2.PdfDocument.new(), io.BytesIO()
    empty.new_page(60, 80).render(fill_color=(200, 30, 30, 255)).to_pil().save(drawn, "PNG")
    return drawn.getvalue()


def pictures(file: bytes) -> list[bytes]:
    """The photos of a PDF as they lie in it: JPEG."""
    return re.findall(rb"/DCTDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL)


def unpacked(file: bytes) -> bytes:
    """All streams of a PDF, unpacked where they are packed, one after the other."""
    made = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", file, re.DOTALL):
        with contextlib.suppress(zlib.error):
            made += zlib.decompress(stream)
    return file + made
