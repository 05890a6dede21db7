"""How far the writing of a long report has come, told between its pages; whoever is told may stop it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], object]
"""Told that `done` of `total` steps are done; whatever it raises ends the writing there, and there is no file."""
AT_ONCE = 500
"""Rows of a workbook, which has no pages, between two words of progress."""


class Steps:
    """The steps of one report: its rows, and the end."""

    def __init__(self, rows: int = 0, progress: Progress | None = None) -> None:
        self._rows, self._written, self._progress = rows, 0, progress or _nobody
        self._progress(0, rows + 1)

    def wrote(self, rows: int) -> None:
        """So many further rows are written; small tables that were not counted before do not go beyond the last."""
        self._written = min(self._written + rows, self._rows)
        self._progress(self._written, self._rows + 1)

    def over(self, rows: Iterable[T]) -> Iterator[T]:
        """The rows of a sheet, counted as they are asked for."""
        left = iter(rows)
        while some := list(islice(left, AT_ONCE)):
            yield from some
            self.wrote(len(some))

    def end(self) -> None:
        """The report is written."""
        self._progress(self._rows + 1, self._rows + 1)


def _nobody(_done: int, _total: int) -> None:
    """Is told nothing."""
