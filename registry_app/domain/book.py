"""What a count is held against: where everything was at a head, and what moved since."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from registry_app.domain.acts import INSIDE_ZONES, zone_of
from registry_app.domain.entry import Line, Position

STORE = "store"
_NOWHERE: Mapping[Position, int] = {}


class Move(NamedTuple):
    """A line of an entry made after the head, and when it happened (UTC ms); 0 for what was so all along."""

    at: int
    seq: int
    line: Line


@dataclass(frozen=True)
class Site:
    """A place as a count knows it: what it lies in (0: nothing), and its kind."""

    parent: int
    kind: str


@dataclass(frozen=True)
class Book:
    """What the ledger told at the head, and what moved since.

    `start` holds the positions of every item inside the company at the head, `homes` the place in store that an item
    which is with a person (0: under way, in the workshop) came from.
    `scope` are the places that are counted, `drawn` the items of a sample (`None`: everything). `packs` are the rounds
    in a pack by lot; items that are not in `pieces` come in quantities.
    """

    sites: Mapping[int, Site]
    start: Mapping[int, Mapping[Position, int]]
    scope: frozenset[int]
    pieces: frozenset[int]
    moves: Sequence[Move] = ()
    homes: Mapping[tuple[int, int], int] = field(default_factory=dict)
    packs: Mapping[int, int] = field(default_factory=dict)
    drawn: frozenset[int] | None = None

    @cached_property
    def _moves(self) -> Mapping[int, list[Move]]:
        by_item: dict[int, list[Move]] = defaultdict(list)
        for move in sorted(self.moves, key=lambda each: (each.at, each.seq)):
            by_item[move.line.item].append(move)
        return by_item

    def moves_of(self, item: int) -> Sequence[Move]:
        """What moved an item since the head, in the order of its happening."""
        return self._moves.get(item, [])

    def moved_by(self, item: int) -> tuple[int, ...]:
        """The entries that moved an item during the count."""
        return tuple(dict.fromkeys(move.seq for move in self._moves.get(item, ()) if move.at))

    def at(self, item: int, moment: int) -> Mapping[Position, int]:
        """Where an item was inside the company at a moment, by the book."""
        moves = self._moves.get(item)
        if not moves or moves[0].at > moment:
            return self._first.get(item, _NOWHERE)
        counts = Counter(self.start.get(item, _NOWHERE))
        for move in moves[: bisect_right(moves, moment, key=lambda each: each.at)]:
            counts[move.line.source] -= move.line.quantity
            counts[move.line.target] += move.line.quantity
        return self._inside(counts)

    @cached_property
    def _first(self) -> Mapping[int, Mapping[Position, int]]:
        """Where each item was inside the company before anything moved: for most of them that holds to the end."""
        return {item: self._inside(there) for item, there in self.start.items()}

    def _inside(self, there: Mapping[Position, int]) -> Mapping[Position, int]:
        return {p: n for p, n in there.items() if n > 0 and self.zone(p) in INSIDE_ZONES}

    @cached_property
    def _zones(self) -> Mapping[int, str]:
        """The zone of what lies in each place with nobody."""
        return {number: zone_of(site.kind, 0) for number, site in self.sites.items()}

    def zone(self, position: Position) -> str:
        """The zone of a position."""
        return zone_of("", position.person) if position.person else self._zones.get(position.place, "")

    def upwards(self, place: int) -> Iterator[int]:
        """A place and those that it lies in, innermost first."""
        met: set[int] = set()
        while place and place not in met:
            met.add(place)
            yield place
            place = self.sites[place].parent if place in self.sites else 0

    def are_related(self, one: int, other: int) -> bool:
        """Whether one place is the other, or lies in it."""
        return one in self.upwards(other) or other in self.upwards(one)

    def is_in_scope(self, item: int, position: Position) -> bool:
        """Whether a position belongs to what is counted: it lies there, or was issued from there."""
        if position.place in self.scope:
            return True
        return self.zone(position) != STORE and self.homes.get((item, position.person), 0) in self.scope

    def is_expected(self, item: int, position: Position) -> bool:
        """Whether a position is one of those that the count is about."""
        return (self.drawn is None or item in self.drawn) and self.is_in_scope(item, position)

    def items(self) -> Sequence[int]:
        """The items of which anything is expected, in order of their numbers."""
        return self._items

    @cached_property
    def _items(self) -> Sequence[int]:
        return tuple(sorted(i for i in self.start if any(self.is_expected(i, p) for p in self.at(i, 0))))
