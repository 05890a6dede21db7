"""How wide the columns of a table are: as their values where there is room, else so that rows take the fewest lines."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from heapq import nlargest
from itertools import product
from math import ceil
from typing import NamedTuple

from registry_app.reports import fonts
from registry_app.reports.paper import INK

PAD = 3.2
"""Between the edge of a column and its text."""
ROUNDED = 0.05
"""Widths are rounded: so much may be missing to a text that just fits."""
_SAMPLED = 1_000
"""So many rows tell which columns may be narrow."""
_MEASURED = 24
"""So many of the longest values of a column tell how wide it wants to be."""
_WHOLE = 72.0
"""Even a column that is not to wrap may be made as narrow as this."""
_STEP = 2.0
"""Columns give way by so much at a time."""

Row = Sequence[str]


@dataclass(frozen=True)
class Column:
    """One column. `most` is as wide as its values may make it before they wrap; those that are `is_whole` wrap last
    (numbers, days); `is_key` is what readers name the row by."""

    title: str
    face: str = "narrow"
    align: str = "left"
    colour: str = INK
    most: float = 110
    is_key: bool = False
    is_whole: bool = False
    width: float = 0


@dataclass(frozen=True)
class Style:
    """Type size, leading, and room above and below the text of a row, in points."""

    size: float = 7.2
    lead: float = 8.8
    pad: float = 2.5
    heading: float = 7.2

    def size_of(self, column: Column) -> float:
        """Monospaced faces look larger than the narrow one and are set a little smaller."""
        return round(self.size * 0.92, 2) if column.face.startswith("mono") else self.size


def fitted(
    columns: Sequence[Column], rows: Sequence[Row], room: float, style: Style, *, is_even: bool = False
) -> tuple[list[Column], Style]:
    """The columns with widths that fill `room`, and the style, its headings smaller where they must be.

    With `is_even` the columns set to the right are equally wide.
    """
    values = [[row[at] for row in rows] for at in range(len(columns))]
    measured = [_measured(column, value, style) for column, value in zip(columns, values, strict=True)]
    wanted, least, style = _agreed(columns, measured, room, style)
    if is_even:
        widest = max(w for w, c in zip(wanted, columns, strict=True) if c.align == "right")
        wanted = [widest if c.align == "right" else w for w, c in zip(wanted, columns, strict=True)]
    if (spare := room - sum(wanted)) >= 0:
        widths = [w + spare * w / sum(wanted) for w in wanted]
    else:
        nth = len(rows) // _SAMPLED + 1
        spreads = [_spread(c, value[::nth], style) for c, value in zip(columns, values, strict=True)]
        widths = _narrowed(wanted, least, spreads, room)
    return [replace(column, width=round(width, 2)) for column, width in zip(columns, widths, strict=True)], style


class _Measured(NamedTuple):
    """How wide a column's longest value runs, and its longest word."""

    value: float
    word: float


def _measured(column: Column, values: Sequence[str], style: Style) -> _Measured:
    size = style.size_of(column)
    longest = _longest(set(values))
    value = min(_widest(longest, column.face, size), column.most)
    words = [word for text in longest for word in text.split()]
    return _Measured(value, min(value, _WHOLE) if column.is_whole else min(_widest(words, column.face, size), value))


def _longest(values: Set[str]) -> list[str]:
    """The longest values. Of those that are equally long the last by the alphabet: sets have another order in each run
    of the program, and a paper that is drawn again must come out the same."""
    if len(values) <= _MEASURED:
        return list(values)
    least = sorted(map(len, values))[-_MEASURED]
    longer = [value for value in values if len(value) > least]
    return [*longer, *nlargest(_MEASURED - len(longer), (value for value in values if len(value) == least))]


def _agreed(
    columns: Sequence[Column], measured: Sequence[_Measured], room: float, style: Style
) -> tuple[list[float], list[float], Style]:
    """What the columns want and need: headings get smaller, then long words break, then headings, until all have room
    for values."""
    headings = [style.heading - 0.2 * step for step in range(9)]
    words = [m.word for m in measured]
    broken = [
        m.value if c.is_whole or c.align == "right" else min(m.word, _WHOLE)
        for c, m in zip(columns, measured, strict=True)
    ]
    for needed, heading in product((words, broken), headings):
        titles = [_widest(c.title.split(), "narrow-bold", heading) for c in columns]
        least = [max(title, word) + 2 * PAD for title, word in zip(titles, needed, strict=True)]
        if sum(least) <= room:
            wanted = [max(title, m.value) + 2 * PAD for title, m in zip(titles, measured, strict=True)]
            return wanted, least, replace(style, heading=round(heading, 1))
    wanted = [m.value + 2 * PAD for m in measured]
    return wanted, [word + 2 * PAD for word in words], replace(style, heading=round(headings[-1], 1))


def _widest(texts: Sequence[str], face: str, size: float) -> float:
    return max([8.0, *(fonts.width(fonts.printable(text), face, size) for text in texts)])


def _spread(column: Column, values: Sequence[str], style: Style) -> Counter[float]:
    """How many values run how wide."""
    size = style.size_of(column)
    spread: Counter[float] = Counter()
    for value, count in Counter(values).items():
        spread[round(_widest([value], column.face, size), 1)] += count
    return spread


def _lines(spread: Counter[float], width: float) -> int:
    """About how many lines the values take in a column so wide."""
    inner = max(width - 2 * PAD, 1.0) + 0.1
    return sum(count * ceil(wide / inner) for wide, count in spread.items())


def _narrowed(
    wanted: Sequence[float], least: Sequence[float], spreads: Sequence[Counter[float]], room: float
) -> list[float]:
    """The widths after as many steps as needed, each taken where it makes the fewest lines."""
    widths = list(wanted)
    costs = [
        _lines(spread, width - _STEP) - _lines(spread, width) for spread, width in zip(spreads, widths, strict=True)
    ]
    while sum(widths) > room:
        # Where even the longest words are too much, the widest column gives way and breaks them.
        able = list(_able(widths, least)) or [widths.index(max(widths))]
        at = min(able, key=lambda column: (costs[column], -widths[column]))
        widths[at] = max(least[at], widths[at] - _STEP) if widths[at] > least[at] else widths[at] - _STEP
        costs[at] = _lines(spreads[at], widths[at] - _STEP) - _lines(spreads[at], widths[at])
    spare = room - sum(widths)
    return [w + spare * w / sum(widths) for w in widths]


def _able(widths: Sequence[float], least: Sequence[float]) -> Iterator[int]:
    """The columns that may still become narrower."""
    return (at for at, (width, floor) in enumerate(zip(widths, least, strict=True)) if width > floor)
