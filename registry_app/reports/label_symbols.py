"""The three symbologies as rectangles of whole modules, each with the quiet zone that its standard asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

import segno

from registry_app.i18n import N_
from registry_app.reports import bars, matrix

SYMBOLS = {"qr": N_("QR code"), "datamatrix": N_("Data Matrix"), "code128": N_("Code 128")}
LEAST_MM = 0.25
"""The narrowest module that a hand scanner reads from paper without pains."""
COARSE, FINE = 150, 203
"""Dots to an inch: of the coarsest printers and readers in use, and of the usual label printer."""
COARSE_MM = 2 * 25.4 / COARSE
"""A module of two of the coarse dots: narrower bars want a finer printer and a finer reader."""
_MOST_MM = {"qr": 0.6, "datamatrix": 0.75, "code128": 0.51}
_QUIET = {"qr": 4, "datamatrix": 2, "code128": 10}

Rectangle = tuple[int, int, int, int]


@dataclass(frozen=True)
class Symbol:
    """Dark rectangles (x, y, width, height) in modules from the lower left corner; the size includes the quiet zone.

    A linear code is one module tall and is stretched by who draws it.
    """

    kind: str
    wide: int
    tall: int
    dark: tuple[Rectangle, ...]

    @property
    def is_linear(self) -> bool:
        """Whether it is bars alone."""
        return self.kind == "code128"

    def module(self, room: tuple[float, float], dot: float) -> float:
        """The width of a module in mm, whole dots, that fills the room (mm); below `LEAST_MM` it does not fit.

        Bars that are wide enough for a coarse reader are so many dots that its own fall on their edges.
        """
        most = min(_MOST_MM[self.kind], room[0] / self.wide, *([] if self.is_linear else [room[1] / self.tall]))
        wide, even = (int(most / (many * dot) + 1e-6) * many * dot for many in (1, 2))
        return even if self.is_linear and is_at_least(even, COARSE_MM) else wide


def is_at_least(module: float, least: float) -> bool:
    """Whether a module (mm) is not narrower than that, but for what rounding takes."""
    return module > least - 1e-3


def symbol(kind: str, text: str) -> Symbol:
    """The symbol of one of `SYMBOLS` that says `text`."""
    if kind == "code128":
        return _bars(text)
    quiet = _QUIET[kind]
    rows = matrix.encode(text) if kind == "datamatrix" else segno.make_qr(text, error="m").matrix
    side = len(rows) + 2 * quiet
    dark = [(quiet + x, side - 1 - quiet - y, many, 1) for y, row in enumerate(rows) for x, many in _runs(row)]
    return Symbol(kind, side, side, tuple(dark))


def _runs(row: Sequence[int]) -> list[tuple[int, int]]:
    """Where dark modules begin, and how many there are side by side."""
    starts = [x for x, dark in enumerate(row) if dark and (not x or not row[x - 1])]
    return [(x, next((at - x for at in range(x, len(row)) if not row[at]), len(row) - x)) for x in starts]


def _bars(text: str) -> Symbol:
    *dark, (end, _wide) = bars.encode(text)
    quiet = _QUIET["code128"]
    return Symbol("code128", end + 2 * quiet, 1, tuple((quiet + at, 0, wide, 1) for at, wide in dark))
