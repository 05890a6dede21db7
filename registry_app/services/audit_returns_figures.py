"""The account of an audit: what there was at its head, what moved during the count, what was expected and counted.

All figures are carried to the end of the count, so that they add up: a piece that was seen and then left by an entry
counts as left, and what a lot lost to an issue after it was counted is taken from what was counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from registry_app.domain.acts import INSIDE_ZONES
from registry_app.domain.book import Book
from registry_app.domain.choices import ARTICLE_KINDS, FIREARM_KINDS
from registry_app.domain.count import Result
from registry_app.domain.entry import Position
from registry_app.services.audit_returns_names import Names
from registry_app.services.counts import Standing


@dataclass(frozen=True)
class Pieces:
    """Pieces of one kind: opening + came − left = expected = seen + not_seen + missing; `beyond` were seen and not
    expected."""

    opening: int = 0
    came: int = 0
    left: int = 0
    expected: int = 0
    seen: int = 0
    not_seen: int = 0
    missing: int = 0
    beyond: int = 0

    def plus(self, other: "Pieces") -> "Pieces":
        """Both together."""
        return Pieces(**{name: n + getattr(other, name) for name, n in asdict(self).items()})


@dataclass(frozen=True)
class Stock:
    """Rounds of one lot, or pieces of alike articles: opening + came − left = expected, expected − not_seen +
    difference = counted."""

    opening: int
    came: int
    left: int
    expected: int
    not_seen: int
    counted: int
    difference: int


@dataclass(frozen=True)
class Account:
    """The account by kind of piece (`firearm` or `article`, and its kind), and by lot or alike articles."""

    pieces: Mapping[tuple[str, str], Pieces]
    stocks: Mapping[int, Stock]

    def total(self, item_kind: str) -> Pieces:
        """All pieces of one kind of item together."""
        summed = Pieces()
        for (kind, _which), each in self.pieces.items():
            summed = summed.plus(each) if kind == item_kind else summed
        return summed


def account(standing: Standing, names: Names) -> Account:
    """The account of an audit as it stands."""
    by_item: dict[int, list[Result]] = defaultdict(list)
    for result in standing.results:
        by_item[result.item].append(result)
    items = {*by_item, *(move.line.item for move in standing.book.moves)} - {0}
    pieces: dict[tuple[str, str], Pieces] = {}
    stocks: dict[int, Stock] = {}
    for item in sorted(items):
        flow = _flow(standing.book, item, standing.until)
        if item in standing.book.pieces:
            kind = _kind(names, item)
            pieces[kind] = pieces.get(kind, Pieces()).plus(_piece(flow, by_item[item]))
        elif any(flow) or by_item[item]:
            stocks[item] = _stock(flow, by_item[item])
    return Account(
        {kind: pieces[kind] for kind in _ORDER if kind in pieces and any(asdict(pieces[kind]).values())}, stocks
    )


_ORDER = [("firearm", kind) for kind in FIREARM_KINDS] + [("article", kind) for kind in ARTICLE_KINDS]


def _kind(names: Names, item: int) -> tuple[str, str]:
    if item in names.articles:
        return "article", names.articles[item]["kind"]
    return "firearm", names.firearms[item]["kind"]


def _flow(book: Book, item: int, until: int) -> tuple[int, int, int]:
    """What belonged to the count at its head, what came to it, and what left it by entries until its end."""
    opening = sum(n for p, n in book.at(item, 0).items() if book.is_expected(item, p))
    came = left = 0
    for move in book.moves_of(item):
        if 0 < move.at <= until:
            before, after = _belongs(book, item, move.line.source), _belongs(book, item, move.line.target)
            came += move.line.quantity * (after and not before)
            left += move.line.quantity * (before and not after)
    return opening, came, left


def _belongs(book: Book, item: int, position: Position) -> bool:
    return book.zone(position) in INSIDE_ZONES and book.is_expected(item, position)


def _piece(flow: tuple[int, int, int], results: Iterable[Result]) -> Pieces:
    opening, came, left = flow
    expected = opening + came - left
    result = next(iter(results), None)
    was_seen = result is not None and bool(result.sightings)
    is_missing = result is not None and result.kind == "missing"
    is_beyond = was_seen and result is not None and result.is_difference and not expected
    seen = int(was_seen and expected > 0)
    missing = int(is_missing and expected > 0)
    return Pieces(opening, came, left, expected, seen, expected - seen - missing, missing, int(is_beyond))


def _stock(flow: tuple[int, int, int], results: Iterable[Result]) -> Stock:
    opening, came, left = flow
    expected = opening + came - left
    listed = list(results)
    not_seen = sum(each.expected for each in listed if each.kind == "not_seen")
    difference = sum(each.counted - each.expected for each in listed if each.kind not in ("not_seen", "moved"))
    return Stock(opening, came, left, expected, not_seen, expected - not_seen + difference, difference)


@dataclass(frozen=True)
class Measures:
    """How good a count was: all in whole numbers, shares in thousandths (-1: cannot be told)."""

    results: int
    agreed: int
    differences: int
    seen: int
    expected: int
    minutes: int
    sightings: int

    @property
    def accuracy(self) -> int:
        """Of what was held against the floor, the share that agreed."""
        held = self.agreed + self.differences
        return round(self.agreed * 1000 / held) if held else -1

    @property
    def coverage(self) -> int:
        """Of the pieces that were expected, the share that was seen."""
        return round(self.seen * 1000 / self.expected) if self.expected else -1

    def as_json(self) -> dict[str, Any]:
        """The figures as reports and scripts read them; a share that cannot be told has no key."""
        shares = {"accuracy": self.accuracy, "coverage": self.coverage}
        return asdict(self) | {name: n for name, n in shares.items() if n >= 0}


def measures(standing: Standing, told: Account) -> Measures:
    """The measures of an audit as it stands."""
    kinds = Counter(result.kind for result in standing.results)
    differences = sum(result.is_difference for result in standing.results)
    total = told.total("firearm").plus(told.total("article"))
    moments = [each.at for each in standing.seen]
    minutes = (max(moments) - min(moments)) // 60_000 if moments else 0
    return Measures(
        len(standing.results), kinds["found"], differences, total.seen, total.expected, minutes, len(standing.seen)
    )
