"""What a register should hold, told in the plainest way: written from the rules' prose, knowing nothing of the code."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

STORE, PERSON, WORKSHOP, TRANSIT, AUTHORITY, BUYER, SUPPLIER, EXPENDED, LOST, DESTROYED = (
    "store", "person", "workshop", "transit", "authority", "buyer", "supplier", "expended", "lost", "destroyed",
)  # fmt: skip
COMPANY = frozenset({STORE, PERSON, WORKSHOP, TRANSIT})
READY, SEALED, EVIDENCE, QUARANTINE = "ready", "sealed", "held:evidence", "held:quarantine"
HELD = (EVIDENCE, QUARANTINE, "blocked", "reserved")
DAILY, SENIOR = ("armorer", "supervisor", "first"), ("supervisor", "first")


class Spot(NamedTuple):
    """Where something is: what kind of whereabouts, the place in store or of issue, the person, the state."""

    zone: str
    place: int = 0
    person: int = 0
    state: str = READY


class Item(NamedTuple):
    """What is kept: its kind, whether it is one piece, what it shoots, rounds to a pack, the armoury a key opens."""

    kind: str
    is_single: bool = True
    calibre: str = ""
    pack: int = 0
    opens: int = 0


class Flow(NamedTuple):
    """So much of an item leaves from any of these spots, each part to where `to` says; with somebody at place 0 means
    with him at any place."""

    item: int
    quantity: int
    sources: frozenset[Spot]
    to: Callable[[Spot], Spot]


class Moved(NamedTuple):
    """A line of an accepted entry, in the model's terms."""

    item: int
    quantity: int
    source: Spot
    target: Spot


Key = tuple[str, int]
"""What is told of a record: the name of the fact, the record's number."""
Change = tuple[Key, object, object]


@dataclass
class Done:
    """One act: what it should move and change; once accepted, what it moved, when and under which number.

    `case`, `person`, `entry`, `fired` and `place` are what it is about, where later acts ask for them; `content` are
    the bytes of the document that it describes, `erases` those that it takes away.
    """

    kind: str
    flows: Iterable[Flow] | None = ()
    changes: list[Change] = field(default_factory=list)
    new: dict[int, Item] = field(default_factory=dict)
    case: int = 0
    person: int = 0
    entry: int = -1
    fired: int = 0
    place: int = 0
    content: bytes = b""
    erases: bytes = b""
    seq: int = -1
    hour: int = 0
    moved: tuple[Moved, ...] = ()
    stands: bool = True
    undone: int = -1
    """The entry that corrected it."""
    by: str = ""

    def fits(self, moved: Iterable[Moved]) -> bool:
        """Whether these movements are the ones that the act should make, no more and no less."""
        flows = list(self.flows or ())
        left = [flow.quantity for flow in flows]
        for item, quantity, source, target in moved:
            fitting = [
                n for n, flow in enumerate(flows)
                if item == flow.item and source in flow.sources and left[n] >= quantity
                and flow.to(source) in (target, target._replace(place=0))
            ]  # fmt: skip
            if not fitting:
                return False
            left[fitting[0]] -= quantity
        return not any(left)


@dataclass
class Model:
    """Everything kept, where it is, what is told of records, and what was done."""

    items: dict[int, Item] = field(default_factory=dict)
    held: dict[int, Counter[Spot]] = field(default_factory=dict)
    received: Counter[int] = field(default_factory=Counter)
    told: dict[Key, object] = field(default_factory=dict)
    """Facts of records that are there; a last day is `""` where there is none."""
    contents: set[bytes] = field(default_factory=set)
    """The bytes of documents that were not erased."""
    content_of: dict[int, bytes] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)
    """Users who were let go."""
    done: list[Done] = field(default_factory=list)
    entries: int = 0
    hour: int = 0
    carry: int = 0
    """How many rounds one person may carry, 0 for no limit."""

    def play(self, act: Done) -> None:
        """An act was accepted."""
        self.items |= act.new
        for item, quantity, source, target in act.moved:
            held = self.held.setdefault(item, Counter())
            if source.zone == SUPPLIER:
                self.received[item] += quantity
            else:
                self._take(held, source, quantity, "more left than was there")
            held[target] += quantity
        for key, before, after in act.changes:
            self._tell(key, before, after)
        if act.content:
            papers = [record for (name, record), _before, _after in act.changes if name == "document"]
            self.content_of |= dict.fromkeys(papers, act.content)
            self.contents.add(act.content)
        self.contents.discard(act.erases)
        self.done.append(act)
        self.entries += 1

    def undo(self, act: Done) -> None:
        """An act was corrected: everything it touched goes back to where it was."""
        for item, quantity, source, target in reversed(act.moved):
            held = self.held[item]
            self._take(held, target, quantity, "corrected although it was used since")
            if source.zone == SUPPLIER:
                self.received[item] -= quantity
            else:
                held[source] += quantity
        for key, before, after in reversed(act.changes):
            self._tell(key, after, before)
        for item in act.new:
            assert not +self.held.pop(item), "withdrawn although there is some of it"
            del self.items[item]
        act.stands, act.undone = False, self.entries
        self.entries += 1

    def _take(self, held: Counter[Spot], spot: Spot, quantity: int, problem: str) -> None:
        held[spot] -= quantity
        assert held[spot] >= 0, problem
        if not held[spot]:
            del held[spot]

    def _tell(self, key: Key, before: object, after: object) -> None:
        assert self.told.get(key) == before, "changed from what it was not"
        self.told[key] = after
        if after is None:
            del self.told[key]

    def change(self, name: str, record: int, after: object) -> Change:
        """The change of a fact to another value."""
        return ((name, record), self.told.get((name, record)), after)

    def standing(self, *kinds: str) -> Iterator[Done]:
        """The acts of some kinds that were not corrected, in order."""
        return (act for act in self.done if act.stands and (not kinds or act.kind in kinds))

    def of(self, *kinds: str) -> list[int]:
        """The items of some kinds."""
        return [number for number, item in self.items.items() if item.kind in kinds]

    def at(self, item: int, zones: Iterable[str], *, place: int = 0, person: int = 0) -> dict[Spot, int]:
        """How much of an item is where, in some zones, in a place and with a person where they are given."""
        wanted = frozenset(zones)
        return {
            spot: n for spot, n in self.held.get(item, Counter()).items()
            if spot.zone in wanted and place in (0, spot.place) and person in (0, spot.person)
        }  # fmt: skip

    def spot(self, item: int) -> Spot:
        """Where one piece is."""
        ((spot, quantity),) = self.held[item].items()
        assert quantity == 1, "one piece is not one"
        return spot

    def led(
        self, wanted: Mapping[int, int], to: Callable[[Spot], Spot], zones: Iterable[str], *, place: int = 0,
        person: int = 0, likes_held: bool = False, all_over: bool = False,
    ) -> list[Flow] | None:  # fmt: skip
        """How items (quantity, or 0 for all) leave: each from the one best spot; `None` where there is none such.

        What nobody has is better than what somebody has, what is usable (or held, for what releases) better than
        other states, enough better than too little; of two equally good ones nobody can say which. With `all_over` all
        of an item leaves from everywhere.
        """
        flows: list[Flow] = []
        for item, quantity in wanted.items():
            there = self.at(item, zones, place=place, person=person)
            if all_over and there and quantity in (0, sum(there.values())):
                flows += (Flow(item, n, frozenset({spot}), to) for spot, n in there.items())
                continue
            best = _best(there, quantity, HELD if likes_held else (READY,))
            if len(best) != 1 or there[best[0]] < quantity:
                return None
            flows.append(Flow(item, quantity or there[best[0]], frozenset(best), to))
        return flows or None

    def from_store(
        self, item: int, quantity: int, to: Callable[[Spot], Spot], *, near: int = 0, states: Iterable[str] = (READY,)
    ) -> Flow | None:
        """How a quantity leaves from store in one of some states: from any spot, near a place where given, with enough
        of it, loose rather than sealed; `None` where there is no such spot."""
        enough = [s for s, n in self.at(item, {STORE}, place=near).items() if n >= quantity and s.state in states]
        best = [s for s in enough if s.state == READY] or enough
        return Flow(item, quantity, frozenset(best), to) if best else None

    def with_person(self, item: int, person: int) -> dict[Spot, int]:
        """What a person has of an item."""
        return self.at(item, {PERSON}, person=person)


def _best(there: Mapping[Spot, int], quantity: int, liked: Iterable[str]) -> list[Spot]:
    def worth(spot: Spot) -> tuple[bool, bool, bool]:
        return not spot.person, spot.state in liked, there[spot] >= quantity

    best = max(map(worth, there), default=None)
    return [spot for spot in there if worth(spot) == best]
