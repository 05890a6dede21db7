"""Book and floor held against each other: what was expected, what was seen, and what each thing amounts to.

Pure, so that the screens, the report and whoever checks it years later come to the same result. Each sighting is judged
against the book as it stood at that very moment: what moved during the count, by an entry, is never miscounted. What
nobody saw is never taken for present.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from registry_app.domain.book import STORE, Book
from registry_app.domain.entry import Position, canonical
from registry_app.i18n import N_

RESULTS = {
    "found": N_("Found in place"),
    "missing": N_("Missing"),
    "elsewhere": N_("Elsewhere"),
    "found_issued": N_("In store though issued"),
    "found_gone": N_("Here though it left the company"),
    "unknown": N_("Not in the register"),
    "marks": N_("Marks differ"),
    "twice": N_("Seen in two places"),
    "short": N_("Fewer than on record"),
    "surplus": N_("More than on record"),
    "seals": N_("Seals differ"),
    "not_seen": N_("Not seen"),
    "moved": N_("Moved during the count"),
}
"""What each thing comes to. `not_seen` and `moved` are no differences, and not present either."""
AGREED = frozenset({"found", "not_seen", "moved"})
SEALED = "sealed"


class Seen(NamedTuple):
    """A sighting: its record, when (UTC ms), in which turn, what (0: unknown), where, with whom, how many.

    `packs` are sealed ones, `quantity` loose rounds or pieces.
    """

    number: int
    at: int
    turn: int
    item: int
    place: int
    person: int = 0
    packs: int = 0
    quantity: int = 1
    marks: str = ""
    raw: str = ""


class Result(NamedTuple):
    """What one piece, or the rounds of a lot in one place, come to.

    `place` and `person` are where the book has it, `seen_place` where it was seen; `sightings` the records of those
    that count, `moved_by` the entries that moved it during the count.
    """

    kind: str
    item: int
    place: int = 0
    person: int = 0
    seen_place: int = 0
    expected: int = 0
    counted: int = 0
    sightings: tuple[int, ...] = ()
    moved_by: tuple[int, ...] = ()
    raw: str = ""

    @property
    def is_difference(self) -> bool:
        """Whether somebody has to explain it."""
        return self.kind not in AGREED


def reckon(book: Book, sightings: Iterable[Seen], until: int) -> list[Result]:
    """What everything comes to, when the count ends at `until` (UTC ms).

    Every piece that is expected, every lot in every place, and every unknown thing is in exactly one result; every
    sighting of the last turn of its item in exactly one, too.
    """
    seen: dict[int, list[Seen]] = defaultdict(list)
    unknown: list[Seen] = []
    for each in sorted(sightings, key=lambda one: (one.at, one.number)):
        (seen[each.item] if each.item else unknown).append(each)
    results = [
        result
        for item in sorted({*book.items(), *seen})
        for result in (_piece if item in book.pieces else _stock)(book, item, _last_turn(seen.get(item, [])), until)
    ]
    return results + list(_unknown(unknown))


def _last_turn(seen: Sequence[Seen]) -> list[Seen]:
    """The sightings that count: a recount takes the place of what was counted before."""
    last = max((each.turn for each in seen), default=0)
    return [each for each in seen if each.turn == last]


def _unknown(seen: Iterable[Seen]) -> Iterator[Result]:
    """What the register does not know: one result for all sightings that read the same."""
    by_raw: dict[str, list[Seen]] = defaultdict(list)
    for each in seen:
        by_raw[each.raw].append(each)
    for raw, same in by_raw.items():
        numbers = tuple(each.number for each in same)
        yield Result("unknown", 0, 0, 0, same[-1].place, 0, 1, numbers, raw=raw)


def _piece(book: Book, item: int, seen: Sequence[Seen], until: int) -> Iterator[Result]:
    if not seen:
        yield from _unseen_piece(book, item, until)
        return
    kind = _verdict(book, item, seen, until)
    at, _n = next(iter(_standing(book, item, seen[-1].at, until).items()), (Position(0), 0))
    yield Result(
        kind, item, at.place, at.person, seen[-1].place, int(bool(at.place)), 1, tuple(s.number for s in seen),
        book.moved_by(item),
    )  # fmt: skip


def _standing(book: Book, item: int, moment: int, until: int) -> Mapping[Position, int]:
    """Where the book had an item when it was seen; at the end, where its receipt was entered only after that."""
    return book.at(item, moment) or book.at(item, until)


def _verdict(book: Book, item: int, seen: Sequence[Seen], until: int) -> str:
    if any(each.marks == "differ" for each in seen):
        return "marks"
    verdicts = [_place_verdict(book, each, _standing(book, item, each.at, until)) for each in seen]
    if set(verdicts) == {"found"}:
        return "found"
    apart = any(not book.are_related(one.place, seen[-1].place) or one.person != seen[-1].person for one in seen)
    return "twice" if apart else verdicts[-1]


def _place_verdict(book: Book, seen: Seen, standing: Mapping[Position, int]) -> str:
    """What one sighting of a piece says, where the book had it then."""
    at = next(iter(standing), None)
    if at is None:
        return "found_gone"
    if at.person and not seen.person:
        return "found_issued"
    if at.person != seen.person:
        return "elsewhere"
    return "found" if at.person or book.are_related(at.place, seen.place) else "elsewhere"


def _unseen_piece(book: Book, item: int, until: int) -> Iterator[Result]:
    first = next(iter(book.at(item, 0)))
    at = next(iter(book.at(item, until)), None)
    moved = book.moved_by(item)
    if at is None or not book.is_expected(item, at):
        yield Result("moved", item, first.place, first.person, 0, 1, 0, (), moved)
        return
    kind = "missing" if book.zone(at) == STORE else "not_seen"
    yield Result(kind, item, at.place, at.person, 0, 1, 0, (), moved)


def _stock(book: Book, item: int, seen: Sequence[Seen], until: int) -> Iterator[Result]:
    """The rounds of a lot, or alike articles: by place in store, by person outside of it."""
    yield from _stored(book, item, [each for each in seen if not each.person], until)
    yield from _handed_out(book, item, [each for each in seen if each.person], until)


def _stored(book: Book, item: int, seen: Sequence[Seen], until: int) -> Iterator[Result]:
    places = {p.place for p in book.at(item, until) if _is_stored(book, item, p)} | {each.place for each in seen}
    groups: dict[int, list[Seen]] = {_anchor(book, place, places): [] for place in sorted(places)}
    for each in seen:
        groups[_anchor(book, each.place, places)].append(each)
    for anchor, counted in groups.items():
        yield from _group(book, item, anchor, counted, until)


def _is_stored(book: Book, item: int, position: Position) -> bool:
    return book.zone(position) == STORE and book.is_expected(item, position)


def _anchor(book: Book, place: int, places: set[int]) -> int:
    """The outermost of the places that one lies in: what was counted by the safe is held against its racks."""
    return [each for each in book.upwards(place) if each in places][-1]


def _group(book: Book, item: int, anchor: int, seen: Sequence[Seen], until: int) -> Iterator[Result]:
    """What is in one place with all that lies in it; the last sighting of each place stands."""
    moment = seen[-1].at if seen else until
    stored = {p: n for p, n in book.at(item, moment).items() if book.zone(p) == STORE}
    there = {p: n for p, n in stored.items() if anchor in book.upwards(p.place)}
    last = {each.place: each for each in seen}
    sealed = sum(each.packs * book.packs.get(item, 1) for each in last.values())
    loose = sum(each.quantity for each in last.values())
    expected_sealed = sum(n for p, n in there.items() if p.state == SEALED)
    expected = sum(there.values())
    kind = _stock_kind(expected, sealed + loose, is_seen=bool(seen), are_seals_right=sealed == expected_sealed)
    if expected or seen:
        where = seen[-1].place if seen else 0
        numbers = tuple(each.number for each in seen)
        yield Result(kind, item, anchor, 0, where, expected, sealed + loose, numbers, book.moved_by(item))


def _stock_kind(expected: int, counted: int, *, is_seen: bool, are_seals_right: bool) -> str:
    if not is_seen:
        return "missing"
    if counted == expected:
        return "found" if are_seals_right else "seals"
    return "short" if counted < expected else "surplus"


def _handed_out(book: Book, item: int, seen: Sequence[Seen], until: int) -> Iterator[Result]:
    """What is with people, under way or in the workshop: seen with them, or not seen."""
    last = {each.person: each for each in seen}
    away: Counter[tuple[int, int]] = Counter()
    for position, quantity in book.at(item, until).items():
        if book.zone(position) != STORE and book.is_expected(item, position):
            away[position.place, position.person] += quantity
    for (place, person), quantity in away.items():
        if person not in last:
            yield Result("not_seen", item, place, person, 0, quantity, 0, (), book.moved_by(item))
    for person, each in last.items():
        expected = sum(n for p, n in book.at(item, each.at).items() if p.person == person)
        counted = each.packs * book.packs.get(item, 1) + each.quantity
        kind = _stock_kind(expected, counted, is_seen=True, are_seals_right=True)
        numbers = tuple(one.number for one in seen if one.person == person)
        yield Result(kind, item, each.place, person, each.place, expected, counted, numbers, book.moved_by(item))


def digest(results: Iterable[Result]) -> str:
    """SHA-256 in hex over all results in order: what both who close a count put their names to."""
    plain = [[each.kind, *each[1:7], list(each.sightings), list(each.moved_by), each.raw] for each in results]
    return sha256(b"armarium-count-v1\n" + canonical(plain)).hexdigest()


def tally(results: Iterable[Result]) -> dict[str, int]:
    """How many results there are of each kind, all kinds named."""
    counts = Counter(result.kind for result in results)
    return {kind: counts[kind] for kind in RESULTS}
