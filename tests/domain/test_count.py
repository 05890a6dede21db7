"""Book and floor: everything in exactly one result, what moved meanwhile never miscounted, unseen never there."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.book import Book, Move, Site
from registry_app.domain.count import RESULTS, Result, Seen, digest, reckon, tally
from registry_app.domain.entry import Line, Position

COMPANY, ARMOURY, SAFE, RACK, OTHER, POST, SHOP, LOST = range(1, 9)
SITES = {
    COMPANY: Site(0, "company"), ARMOURY: Site(COMPANY, "armoury"), SAFE: Site(ARMOURY, "safe"),
    RACK: Site(SAFE, "rack"), OTHER: Site(COMPANY, "armoury"), POST: Site(COMPANY, "post"),
    SHOP: Site(COMPANY, "workshop"), LOST: Site(0, "lost"),
}  # fmt: skip
GUN, LOT, GUARD, END = 100, 200, 50, 1_000
IN_RACK, ISSUED = Position(RACK), Position(POST, GUARD)


def book(start: dict[int, dict[Position, int]], *moves: Move, scope: int = COMPANY, **more: object) -> Book:
    within = frozenset(n for n in SITES if n == scope or scope in Book(SITES, {}, frozenset(), frozenset()).upwards(n))
    pieces = frozenset(i for i in start if i < LOT)
    homes = {(i, GUARD): RACK for i in start}
    return Book(SITES, start, within, pieces, moves, **{"homes": homes, "packs": {LOT: 50}, **more})  # type: ignore[arg-type]


def one(told: Book, *seen: Seen) -> Result:
    (result,) = reckon(told, seen, END)
    return result


def seen(at: int = 10, item: int = GUN, place: int = RACK, number: int = 1, turn: int = 1, **more: object) -> Seen:
    return Seen(number, at, turn, item, place, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("start", "sighting", "kind"),
    [
        (IN_RACK, seen(), "found"),
        (IN_RACK, seen(place=SAFE), "found"),
        (Position(SAFE), seen(), "found"),
        (IN_RACK, seen(place=OTHER), "elsewhere"),
        (IN_RACK, seen(person=GUARD), "elsewhere"),
        (ISSUED, seen(), "found_issued"),
        (ISSUED, seen(place=POST, person=GUARD), "found"),
        (ISSUED, seen(place=POST, person=GUARD + 1), "elsewhere"),
        (Position(LOST), seen(), "found_gone"),
        (Position(SHOP), seen(), "elsewhere"),
        (IN_RACK, seen(marks="differ"), "marks"),
        (IN_RACK, None, "missing"),
        (ISSUED, None, "not_seen"),
        (Position(SHOP), None, "not_seen"),
    ],
)
def test_a_piece_comes_to(start: Position, sighting: Seen | None, kind: str) -> None:
    assert one(book({GUN: {start: 1}}), *([sighting] if sighting else [])).kind == kind


def test_seen_in_two_places_is_said_so() -> None:
    told = book({GUN: {IN_RACK: 1}})
    assert one(told, seen(), seen(at=20, number=2)).kind == "found"
    assert one(told, seen(), seen(at=20, number=2, place=OTHER)).kind == "twice"


def test_what_moved_during_the_count_is_never_miscounted() -> None:
    issue = Move(15, 7, Line(GUN, 1, IN_RACK, ISSUED))
    back = Move(25, 8, Line(GUN, 1, ISSUED, Position(OTHER)))
    told = book({GUN: {IN_RACK: 1}}, issue, back)
    assert [one(told, seen(at=at, place=p)).kind for at, p in ((10, RACK), (20, RACK), (30, OTHER), (30, RACK))] == [
        "found", "found_issued", "found", "elsewhere",
    ]  # fmt: skip
    assert one(book({GUN: {IN_RACK: 1}}, issue)).kind == "not_seen"
    assert one(told).moved_by == (7, 8)
    assert one(told).kind == "missing"
    assert one(book({GUN: {IN_RACK: 1}}, Move(15, 7, Line(GUN, 1, IN_RACK, Position(LOST))))).kind == "moved"


def test_what_came_in_during_the_count_is_not_expected_but_welcome() -> None:
    told = book({GUN: {}}, Move(15, 7, Line(GUN, 1, Position(LOST), IN_RACK)))
    assert reckon(told, [], END) == []
    assert one(told, seen(at=20)).kind == one(told, seen(at=12)).kind == "found"


def test_a_recount_takes_the_place_of_the_count() -> None:
    told = book({GUN: {IN_RACK: 1}})
    assert one(told, seen(place=OTHER), seen(at=20, number=2, turn=2)).sightings == (2,)
    assert one(told, seen(place=OTHER), seen(at=20, number=2, turn=2)).kind == "found"


def test_what_the_register_does_not_know_is_kept_as_read() -> None:
    results = reckon(book({}), [seen(item=0, raw="ZX-9"), seen(item=0, raw="ZX-9", number=2)], END)
    assert [(r.kind, r.raw, r.sightings) for r in results] == [("unknown", "ZX-9", (1, 2))]


@pytest.mark.parametrize(
    ("packs", "loose", "kind"),
    [(2, 30, "found"), (2, 23, "short"), (2, 31, "surplus"), (1, 80, "seals"), (0, 0, "short")],
)
def test_rounds_come_to(packs: int, loose: int, kind: str) -> None:
    told = book({LOT: {Position(SAFE, 0, "sealed"): 100, Position(SAFE): 30}})
    result = one(told, seen(item=LOT, place=SAFE, packs=packs, quantity=loose))
    assert (result.kind, result.expected, result.counted) == (kind, 130, packs * 50 + loose)


def test_rounds_are_counted_place_by_place() -> None:
    told = book({LOT: {Position(RACK): 40, Position(OTHER): 60, Position(POST, GUARD): 12}})
    results = reckon(told, [seen(item=LOT, place=RACK, quantity=40)], END)
    assert [(r.kind, r.place, r.person, r.expected) for r in results] == [
        ("found", RACK, 0, 40), ("missing", OTHER, 0, 60), ("not_seen", POST, GUARD, 12),
    ]  # fmt: skip


def test_rounds_of_a_safe_are_held_against_its_racks() -> None:
    told = book({LOT: {Position(RACK): 40, Position(SAFE): 10}})
    assert one(told, seen(item=LOT, place=SAFE, quantity=50)).kind == "found"
    both = seen(item=LOT, place=SAFE, quantity=10), seen(item=LOT, place=RACK, quantity=40, number=2, at=20)
    assert one(told, *both).kind == "found"


def test_rounds_issued_before_they_were_counted_are_not_missed() -> None:
    told = book({LOT: {Position(SAFE): 100}}, Move(15, 7, Line(LOT, 12, Position(SAFE), ISSUED)))
    counted = {r.kind: r for r in reckon(told, [seen(item=LOT, place=SAFE, at=20, quantity=88)], END)}
    assert counted.keys() == {"found", "not_seen"}
    assert counted["not_seen"].expected == 12


def test_an_armoury_answers_for_what_it_issued() -> None:
    start = {GUN: {ISSUED: 1}, GUN + 1: {Position(OTHER): 1}, GUN + 2: {Position(POST, GUARD + 9): 1}}
    assert [(r.item, r.kind) for r in reckon(book(start, scope=ARMOURY), [], END)] == [(GUN, "not_seen")]


def test_a_sample_is_about_what_was_drawn() -> None:
    told = book({GUN: {IN_RACK: 1}, GUN + 1: {IN_RACK: 1}}, drawn=frozenset({GUN}))
    assert [(r.item, r.kind) for r in reckon(told, [], END)] == [(GUN, "missing")]


_positions = st.sampled_from(
    [IN_RACK, Position(SAFE), Position(OTHER), ISSUED, Position(POST, GUARD + 1), Position(SHOP)]
)
_sightings = st.tuples(
    st.integers(1, END), st.integers(1, 2), st.sampled_from([0, GUN, GUN + 1, GUN + 2, LOT, LOT + 1]),
    st.sampled_from([ARMOURY, SAFE, RACK, OTHER, POST]), st.sampled_from([0, 0, GUARD]), st.integers(0, 3),
    st.integers(0, 60), st.sampled_from(["", "same", "differ"]), st.sampled_from(["A", "B"]),
)  # fmt: skip


@st.composite
def _histories(draw: st.DrawFn) -> Book:
    """Three firearms and two lots anywhere, and some of them moved during the count."""
    start = {GUN + i: {draw(_positions): 1} for i in range(3)}
    start |= {LOT + i: dict.fromkeys(draw(st.sets(_positions, min_size=1)), 120) for i in range(2)}
    now = {item: Counter(there) for item, there in start.items()}
    moves = []
    for seq in range(draw(st.integers(0, 6))):
        item = draw(st.sampled_from(sorted(start)))
        source = draw(st.sampled_from(sorted(p for p, n in now[item].items() if n > 0)))
        target = draw(_positions.filter(lambda p, source=source: p != source))  # type: ignore[misc]
        many = draw(st.integers(1, now[item][source]))
        now[item][source] -= many
        now[item][target] += many
        moves.append(Move(seq * 150 + 1, seq, Line(item, many, source, target)))
    return book(start, *moves, scope=draw(st.sampled_from([COMPANY, ARMOURY, OTHER])))


@given(_histories(), st.lists(_sightings, max_size=12))
def test_everything_is_in_exactly_one_result(told: Book, seen_: list[tuple[int, ...]]) -> None:
    sightings = [Seen(n, *each) for n, each in enumerate(seen_, 1)]  # type: ignore[arg-type]
    results = reckon(told, sightings, END)
    last = {item: max(s.turn for s in sightings if s.item == item) for item in {s.item for s in sightings}}
    counting = [s.number for s in sightings if not s.item or s.turn == last[s.item]]
    assert Counter(n for r in results for n in r.sightings) == Counter(counting)
    pieces = Counter(r.item for r in results if r.item in told.pieces)
    assert set(told.items()) & told.pieces <= pieces.keys()
    assert set(pieces.values()) <= {1}
    assert all(r.counted == 0 and r.kind in ("missing", "not_seen", "moved") for r in results if not r.sightings)
    assert all(r.kind not in ("missing", "not_seen", "moved") for r in results if r.sightings)
    assert sum(tally(results).values()) == len(results)
    assert tally(results).keys() == RESULTS.keys()


@given(_histories(), st.data())
def test_whoever_counts_what_is_there_finds_no_difference(told: Book, data: st.DataObject) -> None:
    """Every piece and every lot is seen where it is at that very moment, at any moment of the count."""
    sightings: list[Seen] = []
    for item in told.start:
        at = data.draw(st.integers(0, END))
        for position in {p[:2]: p for p in told.at(item, at)}.values():
            there = sum(n for p, n in told.at(item, at).items() if p[:2] == position[:2])
            if told.is_expected(item, position):
                sightings.append(Seen(len(sightings) + 1, at, 1, item, position.place, position.person, 0, there))
    by_place = [s for s in sightings if s.item in told.pieces]
    assert not [r for r in reckon(told, by_place, END) if r.item in told.pieces and r.sightings and r.is_difference]


@given(_histories(), st.lists(_sightings, max_size=8))
def test_the_digest_names_every_result(told: Book, seen_: list[tuple[int, ...]]) -> None:
    results = reckon(told, [Seen(n, *each) for n, each in enumerate(seen_, 1)], END)  # type: ignore[arg-type]
    assert digest(results) == digest(list(results))
    for left_out in range(len(results)):
        assert digest(results[:left_out] + results[left_out + 1 :]) != digest(results)
