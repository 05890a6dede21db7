"""The cells of a column: for each value the operators that show it, made once for as long as they are remembered."""

from collections.abc import Sequence

from registry_app.reports import fonts
from registry_app.reports.archive import stated
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import PAD, ROUNDED, Column, Style
from registry_app.reports.fonts import Encoder
from registry_app.reports.paper import INK

KEPT = 2_048
"""So many values are remembered: those that return are few, and serials, which do not, would fill the memory."""
_TALLEST = 440.0
"""A cell that would be taller is set smaller, so that every row ends on the page on which it begins."""


class Cells(dict[str, str]):
    """Value to operators, for one column; `tall` has what values of several lines add to the height of their row.

    The operators begin at the origin of the column before this one, `move` points to the left, and end at this one's.
    What a value was just looked up for is in `tall` until the next value is.
    """

    def __init__(self, canvas: ArchiveCanvas, column: Column, move: float, style: Style) -> None:
        super().__init__()
        self._canvas, self._column, self._style, self._move = canvas, column, style, move
        self._size = style.size_of(column)
        self._room = column.width - 2 * PAD + ROUNDED
        self._certain = int(self._room / fonts.widest(column.face, self._size))
        widths = fonts.ascii_widths(column.face)
        self._bounds, self._alike = widths.bounds, widths.alike
        self._doubtful = (self._room * 1000 / self._size - 1) / widths.unit
        self._certain_plain = int(self._doubtful / max(widths.bounds))
        self._measure = fonts.font(column.face).stringWidth
        self._main = canvas.encoder("narrow", style.size)
        self._encoder = canvas.encoder(column.face, self._size)
        self._is_left = column.align == "left"
        before, self._after = self._set_in(self._encoder)
        self._before = f"{before}{stated(move)} 0 Td"
        self._moves: dict[float, tuple[str, str]] = {}
        self._plain_moves: dict[bytes, tuple[str, str] | None] = {}
        self.tall: dict[str, float] = {}

    def __missing__(self, value: str) -> str:
        if len(self) >= KEPT:
            self._forget()
        text = fonts.printable(value)
        shown = self[value] = self._single(text) or self._several(value, text)
        return shown

    def foresee(self, values: Sequence[str]) -> None:
        """Make what is plain, on one line, and about to be looked up, all at once; the rest is made when it is asked
        for, since the codes of other characters follow from the order in which they are met."""
        new = [value for value in set(values) if value not in self]
        if fonts.is_plain("|".join(new)):
            texts = list(zip(new, new, strict=True))
        else:
            texts = [(value, text) for value in new if fonts.is_plain(text := fonts.printable(value))]
        if len(texts) > KEPT:
            return
        if len(self) + len(texts) > KEPT:
            self._forget()
        self.update(self._plain_left(texts) if self._is_left else self._plain_right(texts))

    def _plain_left(self, texts: Sequence[tuple[str, str]]) -> dict[str, str]:
        """Of the values and their texts those that run within the column for certain, each with its operators."""
        certain, most, bounds = self._certain_plain, self._doubtful, self._bounds
        before, after = f"{self._before}(", f")Tj{self._after}"
        return {
            value: f"{before}{text}{after}"
            for value, text in texts
            if len(text) <= certain or sum(text.encode().translate(bounds)) < most
        }

    def _plain_right(self, texts: Sequence[tuple[str, str]]) -> dict[str, str]:
        """As `_plain_left`; texts that run equally wide have the same moves."""
        made, moves, alike = {}, self._plain_moves, self._alike
        for value, text in texts:
            shape = text.encode().translate(alike)
            if shape not in moves:
                wide = self._measure(text, self._size)
                moves[shape] = self._moved(wide) if wide <= self._room else None
            if move := moves[shape]:
                made[value] = f"{move[0]}({text})Tj{move[1]}"
        return made

    def _forget(self) -> None:
        self.clear()
        self.tall.clear()
        self._plain_moves.clear()

    def _set_in(self, encoder: Encoder) -> tuple[str, str]:
        """What stands before and after text of this column: its colour and face, and those of the table again."""
        before, after = ("", "") if encoder is self._main else (encoder.choose, f" {self._main.choose}")
        return (before, after) if self._column.colour == INK else (
            f"{self._column.colour} rg {before}", f"{after} {INK} rg",
        )  # fmt: skip

    def _single(self, text: str) -> str:
        """A text as one line, `""` where it takes several."""
        if self._is_left:
            return f"{self._before}{self._encoder.show(text)}{self._after}" if self._fits(text) else ""
        wide = self._measure(text, self._size)
        if wide > self._room and len(text) > self._certain:
            return ""
        before, after = self._moved(wide)
        return f"{before}{self._encoder.show(text)}{after}"

    def _fits(self, text: str) -> bool:
        """Whether a text runs within the column; it is measured only where its length leaves a doubt."""
        return len(text) <= self._certain or bool(self._measure(text, self._size) <= self._room)

    def _moved(self, wide: float) -> tuple[str, str]:
        """What stands before and after one line that runs so wide and ends at the right edge."""
        if wide not in self._moves:
            (before, after), left = self._set_in(self._encoder), self._room - wide
            self._moves[wide] = f"{before}{stated(left + self._move)} 0 Td", f" {stated(-left)} 0 Td{after}"
        return self._moves[wide]

    def _several(self, value: str, text: str) -> str:
        """A text as lines: as large as all others, unless it would not end on its page."""
        face, size = self._column.face, self._size
        lines = fonts.wrap(text, face, size, self._room)
        while len(lines) * self._style.lead * size / self._size > _TALLEST and size > 2:
            size = round(size * 0.8, 2)
            lines = fonts.wrap(text, face, size, self._room)
        encoder = self._encoder if size == self._size else self._canvas.encoder(face, size)
        lead = self._style.lead * size / self._size
        if len(lines) > 1:
            self.tall[value] = (len(lines) - 1) * lead
        before, after = self._set_in(encoder)
        return f"{before}{self._set(lines, size, lead, encoder)}{after}"

    def _set(self, lines: list[str], size: float, lead: float, encoder: Encoder) -> str:
        """From the origin of the column before this one, and back to this column's origin."""
        if len(lines) == 1 and self._is_left:
            return f"{stated(self._move)} 0 Td{encoder.show(lines[0])}"
        parts, x, y = [], -self._move, 0.0
        for at, line in enumerate(lines):
            left, down = self._left(line, size), at * lead
            parts.append(f"{stated(left - x)} {stated(y - down)} Td{encoder.show(line)}")
            x, y = left, down
        parts.append(f"{stated(-x)} {stated(y)} Td")
        return " ".join(parts)

    def _left(self, line: str, size: float) -> float:
        if self._is_left:
            return 0.0
        return self._room - fonts.width(line, self._column.face, size)
