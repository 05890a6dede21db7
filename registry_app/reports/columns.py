"""How wide the columns of a table are: as wide as their values where there is room, else where fewest rows wrap."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from registry_app.reports import fonts
from registry_app.reports.paper import INK

PAD = 3.2
"""Between the edge of a column and its text."""
_SAMPLED = 1_000
"""So many rows tell which columns may be narrow."""
_MEASURED = 24
"""So many of the longest values of a column tell how wide it wants to be."""
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
) -> list[Column]:
    """The columns with widths that fill `room`; with `is_even` those set to the right are equally wide."""
    wishes = [_wish(column, [row[at] for row in rows], style) for at, column in enumerate(columns)]
    wanted, least = [w for w, _ in wishes], [m for _, m in wishes]
    if is_even:
        widest = max(w for w, c in zip(wanted, columns, strict=True) if c.align == "right")
        wanted = [widest if c.align == "right" else w for w, c in zip(wanted, columns, strict=True)]
    if (spare := room - sum(wanted)) >= 0:
        widths = [w + spare * w / sum(wanted) for w in wanted]
    else:
        sampled = rows[:: len(rows) // _SAMPLED + 1]
        narrowing = [_steps(c, [row[at] for row in sampled], style) for at, c in enumerate(columns)]
        widths = _narrowed(wanted, least, narrowing, room)
    return [replace(column, width=round(width, 2)) for column, width in zip(columns, widths, strict=True)]


def _wish(column: Column, values: Sequence[str], style: Style) -> tuple[float, float]:
    """How wide a column wants to be, and how narrow it may become: its longest word must fit."""
    size = style.size_of(column)
    longest = sorted(set(values), key=len)[-_MEASURED:]
    titles = min(_widest(column.title.split(), "narrow-bold", style.heading), 62.0)
    most = max(titles, min(_widest(longest, column.face, size), column.most))
    words = [word for value in longest for word in value.split()]
    least = most if column.is_whole else min(max(titles, _widest(words, column.face, size)), most)
    return most + 2 * PAD, least + 2 * PAD


def _widest(texts: Sequence[str], face: str, size: float) -> float:
    return max([8.0, *(fonts.width(fonts.printable(text), face, size) for text in texts)])


def _steps(column: Column, values: Sequence[str], style: Style) -> Counter[int]:
    """How many rows begin to wrap when the column becomes narrower than so many steps."""
    if column.is_whole:
        return Counter()
    size = style.size_of(column)
    steps: Counter[int] = Counter()
    for value, count in Counter(values).items():
        steps[int((_widest([value], column.face, size) + 2 * PAD) / _STEP)] += count
    return steps


def _narrowed(
    wanted: Sequence[float], least: Sequence[float], steps: Sequence[Counter[int]], room: float
) -> list[float]:
    """The widths after as many steps as needed, each taken where it makes the fewest rows wrap."""
    widths = list(wanted)
    while sum(widths) > room:
        able = list(_able(widths, least))
        if not able:
            break
        at = min(able, key=lambda column: (steps[column][int(widths[column] / _STEP)], -widths[column]))
        widths[at] = max(least[at], widths[at] - _STEP)
    spare = room - sum(widths)
    return [w + spare * w / sum(widths) for w in widths]


def _able(widths: Sequence[float], least: Sequence[float]) -> Iterator[int]:
    """The columns that may still become narrower."""
    return (at for at, (width, floor) in enumerate(zip(widths, least, strict=True)) if width > floor + 0.01)
