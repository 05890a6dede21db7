"""What a paper says held against what its entries come to: value by value, and row by row of each list.

What entries do not hold stands as a mark (`services.withheld`): any text fits there, but the same one wherever the same
mark stands. Of lists that are ordered by such texts the order is not compared.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Finding, refuse
from registry_app.services.withheld import Marks

Content = Mapping[str, Any]
Row = dict[str, Any]
MOST_ROWS = 10
"""Rows of a list that are told one by one; where more differ, how many there are."""
_CANDIDATES = 200
"""Rows among which the one is sought that a row which differs was made from."""
_NAMED_BY = 3
_LONGEST = 60


@dataclass(frozen=True)
class Words:
    """What the parts of a paper are called (msgids): values by their way (`figures.lost`), lists and their columns by
    key. What is not named goes by its key."""

    values: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def value(self, way: str) -> str:
        """A value."""
        return self.values.get(way, way)

    def list(self, key: str) -> str:
        """A list."""
        return self.lists.get(key, key)

    def column(self, key: str, name: str) -> str:
        """A column of a list."""
        return self.columns.get(key, {}).get(name, name)


@dataclass
class Comparison:
    """One paper being compared; `unordered` are the lists whose order is not known, `said` is what was told where each
    mark stands."""

    marks: Marks
    words: Words
    unordered: Collection[str] = ()
    said: dict[str, Any] = field(default_factory=dict)

    def differing(self, told: Content, wanted: Content, way: str = "") -> Iterator[Finding]:
        """All that is told otherwise than wanted."""
        for key in sorted({*told, *wanted}):
            mine, other, here = told.get(key), wanted.get(key), f"{way}.{key}" if way else key
            if _are(list, mine, other):
                yield from self._rows(key, mine or [], other or [])
            elif isinstance(mine, Mapping) and isinstance(other, Mapping):
                yield from self.differing(mine, other, here)
            elif not self._fits(mine, other):
                facts = {"found": shown(mine), "wanted": self._wanted(other)}
                yield refuse("paper_value_differs", label=self.words.value(here), **facts)

    def _fits(self, told: Any, wanted: Any) -> bool:
        """Whether a value may be, and does not contradict what was told before where the same mark stands."""
        if not self.marks.fits(told, wanted):
            return False
        return not self.marks.has(wanted) or self.said.setdefault(wanted, told) == told

    def _wanted(self, value: Any) -> str:
        """What is wanted, as far as it is known: where all is a mark, what was told elsewhere."""
        return shown(self.said.get(value) or self.marks.shown(value) if self.marks.has(value) else value)

    def _rows(self, key: str, told: Sequence[Row], wanted: Sequence[Row]) -> Iterator[Finding]:
        """The rows that differ, the first of them one by one."""
        if len(told) == len(wanted) and all(map(self.marks.fits_row, told, wanted)):
            found = self._contradicting(key, told, wanted)
        else:
            found = self._otherwise(key, told, wanted)
        yield from islice(found, MOST_ROWS)
        if more := sum(1 for _finding in found):
            yield refuse("rows_differ", n=more)

    def _contradicting(self, key: str, told: Sequence[Row], wanted: Sequence[Row]) -> Iterator[Finding]:
        for number, (mine, other) in enumerate(zip(told, wanted, strict=True), 1):
            for name, value in other.items():
                if self.marks.has(value) and not self._fits(mine[name], value):
                    yield self._differs(key, number, name, mine, other)

    def _otherwise(self, key: str, told: Sequence[Row], wanted: Sequence[Row]) -> Iterator[Finding]:
        """Rows that are told and not wanted, each beside the one it was made from where there is one; rows that are
        wanted and not told; or the order, where it alone is another."""
        open_names = {name for row in wanted for name, value in row.items() if self.marks.has(value)}
        left, strange = self._matched(told, wanted, open_names)
        if not strange and not left and key not in self.unordered:
            yield refuse("paper_order_differs", label=self.words.list(key))
        for number, row in strange:
            likely = self._likeliest(key, row, left)
            if likely is None:
                yield refuse("paper_row_added", label=self.words.list(key), row=number)
                continue
            left.remove(likely)
            names = (name for name in sorted({*row, *likely}) if not self.marks.fits(row.get(name), likely.get(name)))
            yield from (self._differs(key, number, name, row, likely) for name in names)
        for row in left:
            yield refuse("paper_row_missing", label=self.words.list(key), name=self._called(key, row))

    def _matched(
        self, told: Sequence[Row], wanted: Sequence[Row], open_names: Collection[str]
    ) -> tuple[list[Row], list[tuple[int, Row]]]:
        """The wanted rows that no row tells, and the rows, with their numbers, that nothing wants."""
        waiting: dict[bytes, list[Row]] = defaultdict(list)
        for row in wanted:
            waiting[_known(row, open_names)].append(row)
        strange = []
        for number, row in enumerate(told, 1):
            alike = waiting[_known(row, open_names)]
            at = next((n for n, other in enumerate(alike) if self.marks.fits_row(row, other)), None)
            if at is None:
                strange.append((number, row))
            else:
                del alike[at]
        left = {id(row) for rows in waiting.values() for row in rows}
        return [row for row in wanted if id(row) in left], strange

    def _likeliest(self, key: str, row: Row, among: Sequence[Row]) -> Row | None:
        """The row that has the most fields like one's: at least half where both begin alike, else all but one."""
        first = next((name for name in self.words.columns.get(key, row) if name in row), "")
        best, found = 0, None
        for other in among[:_CANDIDATES]:
            alike = sum(name in row and self.marks.fits(row[name], value) for name, value in other.items())
            least = len(row) / 2 if self.marks.fits(row.get(first), other.get(first)) else len(row) - 1
            if alike > best and alike >= least:
                best, found = alike, other
        return found

    def _differs(self, key: str, number: int, name: str, row: Row, wanted: Row) -> Finding:
        return refuse(
            "paper_row_differs", label=self.words.list(key), row=number, fields=(self.words.column(key, name),),
            found=shown(row.get(name)), wanted=self._wanted(wanted.get(name)),
        )  # fmt: skip

    def _called(self, key: str, row: Row) -> str:
        """A row by its first values, in the order of the columns."""
        order = [name for name in self.words.columns.get(key, row) if name in row]
        return ", ".join(self._wanted(row[name]) for name in order[:_NAMED_BY])


def _are(kind: type, *values: Any) -> bool:
    """Whether all that is there is of a kind, and there is something."""
    there = [each for each in values if each is not None]
    return bool(there) and all(isinstance(each, kind) for each in there)


def _known(row: Row, open_names: Collection[str]) -> bytes:
    return canonical({name: value for name, value in row.items() if name not in open_names})


def shown(value: Any) -> str:
    """A value as people are shown it where it differs; a dash for none."""
    if isinstance(value, list):
        return ", ".join(map(str, value))[:_LONGEST]
    return "–" if value is None else str(value)[:_LONGEST]
