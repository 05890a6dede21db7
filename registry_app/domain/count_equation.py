"""The sum of a count: present, out with a slip, in the workshop, under way, held and not found are the whole book."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields

from registry_app.domain.book import STORE, Book
from registry_app.domain.count import Result

HELD = "held"
AWAY = {"workshop": "workshop", "transit": "transit"}


@dataclass(frozen=True)
class Equation:
    """How many pieces of the book are where; `moved` left during the count what is counted, by an entry."""

    present: int = 0
    out: int = 0
    workshop: int = 0
    transit: int = 0
    held: int = 0
    missing: int = 0
    moved: int = 0

    @property
    def book(self) -> int:
        """All pieces that are expected: the sum of the others."""
        return sum(astuple(self))


def equation(book: Book, results: Iterable[Result], until: int) -> Equation:
    """Each piece that is expected in exactly one place of the sum, when the count ends at `until` (UTC ms)."""
    expected = book.pieces.intersection(book.items())
    sums = dict.fromkeys((each.name for each in fields(Equation)), 0)
    for result in results:
        if result.item in expected:
            sums[_term(book, result, until)] += 1
    return Equation(**sums)


def _term(book: Book, result: Result, until: int) -> str:
    if result.kind in ("missing", "moved"):
        return result.kind
    at = next(iter(book.at(result.item, until)), None)
    if at is None:
        return "moved"
    zone = book.zone(at)
    if zone == STORE:
        return "held" if at.state.startswith(HELD) else "present"
    return AWAY.get(zone, "out")
