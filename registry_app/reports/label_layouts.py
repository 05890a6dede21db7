"""Sheets, rolls and cards that labels are printed on: one file of measures each, in `resources/labels`.

Lengths are in millimetres, counted from the upper left corner of the sheet, as on the packet that sheets come in.
"""

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from registry_app.i18n import _, decimal, number

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "labels"
_FINE = 600
"""Dots to an inch of an office printer; label printers have fewer, and their layouts say how many."""

Size = tuple[float, float]


@dataclass(frozen=True)
class Layout:
    """Where the labels of a sheet lie; a roll is a sheet of one label. `is_card`: for cards of people (ISO ID-1)."""

    name: str
    sheet: Size
    label: Size
    first: Size = (0.0, 0.0)
    pitch: Size = (0.0, 0.0)
    columns: int = 1
    rows: int = 1
    dots_per_inch: int = _FINE
    is_card: bool = False

    @property
    def per_sheet(self) -> int:
        """How many labels are on one sheet."""
        return self.columns * self.rows

    @property
    def dot(self) -> float:
        """The width of one dot of the printer, in millimetres."""
        return 25.4 / self.dots_per_inch

    def corner(self, at: int) -> Size:
        """The upper left corner of the label in place `at` of a sheet: row by row, the first is 0."""
        row, column = divmod(at, self.columns)
        return self.first[0] + column * self.pitch[0], self.first[1] + row * self.pitch[1]

    def shifted(self, by: Size) -> "Layout":
        """The same, everything so many mm further right and down on the sheet."""
        return replace(self, first=(self.first[0] + by[0], self.first[1] + by[1]))

    def told(self) -> str:
        """The layout in words: how many labels of which size on which sheet."""
        wide, tall = (decimal(round(each * 10), 1) for each in self.label)
        size = _("{wide} × {tall} mm").format(wide=wide, tall=tall)
        if self.per_sheet == 1:
            return _("Single: {size}").format(size=size)
        paper = "A4" if self.sheet == (210.0, 297.0) else "Letter"
        return _("{paper}, {n} to a sheet: {size}").format(paper=paper, n=number(self.per_sheet), size=size)


@lru_cache(maxsize=1)
def layouts() -> dict[str, Layout]:
    """All layouts by name, those for labels first."""
    found = [_read(file) for file in sorted(FOLDER.glob("*.toml"))]
    return {each.name: each for each in sorted(found, key=lambda each: each.is_card)}


def _read(file: Path) -> Layout:
    told = tomllib.loads(file.read_text("utf-8"))
    given: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in told.items()}
    return Layout(name=file.stem, is_card=given.pop("card", False), **given)
