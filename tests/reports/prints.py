"""What tests ask of a page as it comes out of a printer: where its ink is, and what a reader finds on it."""

from typing import Any, NamedTuple

import zxingcpp
from PIL import Image

from tests.reports import papers

DPI = 600


class Edges(NamedTuple):
    """Where the ink of a page begins and ends, in mm from its left and upper edge."""

    left: float
    top: float
    right: float
    bottom: float


def drawn(file: bytes, dpi: int = DPI, page: int = 0) -> Image.Image:
    return papers.opened(file)[page].render(scale=dpi / 72).to_pil().convert("L")


def read(file: bytes, dpi: int) -> list[Any]:
    """The codes that a reader finds on all pages, seen with so many dots to an inch."""
    pages = len(papers.opened(file))
    return [code for page in range(pages) for code in zxingcpp.read_barcodes(drawn(file, dpi, page))]


def ink(image: Image.Image, left: float, top: float, right: float, bottom: float) -> Edges:
    """Where the ink lies in a part of a page, all in mm from the page's corner; `ValueError` where there is none."""
    x, y = round(left * DPI / 25.4), round(top * DPI / 25.4)
    part = image.crop((x, y, round(right * DPI / 25.4), round(bottom * DPI / 25.4)))
    found = part.point(lambda grey: 255 if grey < 128 else 0).getbbox()
    if found is None:
        raise ValueError((left, top, right, bottom))
    return Edges(*((at + start) * 25.4 / DPI for at, start in zip(found, (x, y, x, y), strict=True)))
