"""Where the rows of a table stand: pages follow one another line by line alike, so each place is put in words once."""

from typing import NamedTuple

from registry_app.reports.columns import PAD, Style

_KEPT = 1_024
"""So many places are remembered: rows of one line have some dozens, those of several as many as there are rows."""


class Spot(NamedTuple):
    """The operators that begin the text of a row, those of its stripe and of its rule, and where it ends."""

    text: str
    stripe: str
    rule: str
    below: float


class Spots(dict[tuple[float, float], Spot]):
    """The cursor before a row and the height of the row to its place; all in points."""

    def __init__(self, left: float, width: float, style: Style) -> None:
        super().__init__()
        self._text = f"1 0 0 1 {left + PAD:.2f} "
        self._left, self._wide, self._right = (f"{x:.2f}" for x in (left, width, left + width))
        self._drop = style.pad + style.size * 0.86

    def __missing__(self, place: tuple[float, float]) -> Spot:
        if len(self) >= _KEPT:
            self.clear()
        y, height = place
        below = y - height
        spot = self[place] = Spot(
            f"{self._text}{y - self._drop:.2f} Tm ", f"{self._left} {below:.2f} {self._wide} {height:.2f} re",
            f"{self._left} {below:.2f} m {self._right} {below:.2f} l", below,
        )  # fmt: skip
        return spot
