"""What is out: every position with somebody, once; what is overdue is what the clocks count."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from registry_app.domain.criterion import read
from registry_app.domain.rows import BalanceRow
from registry_app.services import custodians, custody, due, listing, lists, policies, transfers, workshop
from registry_app.services.listing_out import OUT, told
from tests.histories import History
from tests.make import Make

HOUR = 3_600_000


def _ids(make: Make, **asked: Any) -> list[int]:
    return make.register.read(listing.ids, OUT, **asked).tolist()


def _rows(make: Make, *keys: str, **asked: Any) -> list[tuple[object, ...]]:
    ids = _ids(make, **asked)
    found = make.register.read(lambda session: list(listing.all_rows(session, OUT, ids, keys=keys)))
    return [row[1:] for row in found]


def _held(make: Make) -> list[tuple[int, int, int]]:
    """Item, person and quantity of every balance with somebody."""
    query = select(BalanceRow.item_id, BalanceRow.person_id, BalanceRow.quantity)
    held = query.where(BalanceRow.person_id > 0, BalanceRow.quantity > 0)
    return sorted(make.register.read(lambda session: [tuple(row) for row in session.execute(held)]))


@pytest.mark.parametrize("seed", range(4))
def test_each_balance_with_somebody_is_one_row_with_its_quantity(make: Make, seed: int) -> None:
    History(make, Random(seed)).begin().act(40)
    ids = _ids(make)
    rows = make.register.read(lambda session: list(listing.all_rows(session, OUT, ids, keys=["quantity"])))
    assert len(set(ids)) == len(rows)
    assert sorted((told(n).item, told(n).keeper, quantity) for n, quantity in rows) == _held(make)


@pytest.fixture
def shift(make: Make) -> Make:
    """Two guards: one with a firearm, rounds and a vest that were to be back by ten, one with a firearm for a shift."""
    first, second, post = make.person("G-1", name="Rosa Vera"), make.person("G-2"), make.place("P-1", "post")
    gun, lot, vest = make.firearm("AAA-1"), make.lot("L-1"), make.article("V-1")
    make.issued(gun, to=first, rounds={lot: 20}, articles={vest: 1}, due_at=make.clock.now + HOUR, post=post)
    make.issued(make.firearm("BBB-2"), to=second)
    return make


def test_a_row_tells_what_is_with_whom_where_since_when(shift: Make) -> None:
    (row,) = _rows(shift, "kind", "item", "about", "quantity", "holder", "place", "since", "due", text="L-1")
    assert row == ("lot", "L-1", "CBC 9x19", 20, "Rosa Vera", "P-1", "2026-01-01T08:01", "2026-01-01T09:01")


@pytest.mark.parametrize(
    ("hours", "overdue"), [(0, []), (2, ["AAA-1", "L-1", "V-1"]), (13, ["AAA-1", "BBB-2", "L-1", "V-1"])]
)
def test_what_is_overdue_is_what_the_clock_counts(shift: Make, hours: int, overdue: list[str]) -> None:
    shift.clock.pass_(hours=hours)
    assert [row[0] for row in _rows(shift, "item", state="overdue", sort="item")] == overdue
    counts = shift.register.read(due.board, only=["out", "key"]).counts
    assert sum(each.overdue for each in counts.values()) == len(overdue)


def test_what_comes_to_be_overdue_within_the_minute_is_found_by_itself(make: Make) -> None:
    start = (make.clock.now // 60_000 + 60) * 60_000
    make.issued(make.firearm("AAA-1"), to=make.person("G-1"), due_at=start + 10_000)
    make.issued(make.firearm("BBB-2"), to=make.person("G-2"), due_at=start + 40_000)
    make.clock.now = start + 20_000
    assert [row[0] for row in _rows(make, "item", state="overdue")] == ["AAA-1"]
    make.clock.now = start + 50_000
    assert [row[0] for row in _rows(make, "item", state="overdue", text="bbb")] == ["BBB-2"]


def test_for_how_long_it_is_overdue_is_told_in_hours(shift: Make) -> None:
    shift.clock.pass_(hours=13)
    assert _rows(shift, "item", "late", sort="late", state="firearm") == [("BBB-2", 1), ("AAA-1", 12)]
    late = {"late": read(OUT.fields["late"], ">5")}
    assert [row[0] for row in _rows(shift, "item", criteria=late, sort="item")] == ["AAA-1", "L-1", "V-1"]


def test_the_kinds_are_counted_as_the_list_of_firearms_counts(shift: Make) -> None:
    assert len(_ids(shift, state="firearm")) == shift.register.read(lists.counts)["issued"] == 2
    assert [row[0] for state in ("lot", "article") for row in _rows(shift, "item", state=state)] == ["L-1", "V-1"]
    assert shift.register.read(listing.total, OUT) == 4


@pytest.mark.parametrize(
    ("text", "items"),
    [("aaa", ["AAA-1"]), ("rosa l-1", ["L-1"]), ("g-2", ["BBB-2"]), ("p-1 vest", ["V-1"]), ("zz", [])],
)
def test_every_word_is_found_in_thing_person_or_place(shift: Make, text: str, items: list[str]) -> None:
    assert [row[0] for row in _rows(shift, "item", text=text)] == items


def test_the_list_is_narrowed_to_a_post(shift: Make) -> None:
    client = shift.place("C-1", "client")
    assert len(_ids(shift, place=shift.place("P-1"))) == 3
    assert _ids(shift, place=client) == []
    assert len(_ids(shift, place=shift.root())) == 4


def test_what_is_away_stands_by_itself_since_it_left(make: Make) -> None:
    gun, lot, other = make.firearm("W-1"), make.lot("L-1", rounds=100), make.place("ARM-2")
    make.do(workshop.send, items={gun: 1}, reason="repair", due_at=make.clock.now + HOUR)
    for many in (10, 30):
        make.do(transfers.send, items={lot: many}, destination=other)
        make.clock.pass_(hours=1)
    assert _rows(make, "item", "holder", "late", state="workshop") == [("W-1", None, 1)]
    assert _rows(make, "item", "quantity", "since", state="transit") == [("L-1", 40, "2026-01-01T08:01")]
    assert _ids(make) == []


def test_one_person_has_of_a_lot_at_two_posts(make: Make) -> None:
    guard, lot = make.person("G-1"), make.lot("L-1")
    make.issued(make.firearm(), to=guard)
    for code in ("P-1", "P-2"):
        make.do(custody.issue, to=guard, rounds={lot: 10}, post=make.place(code, "post"))
    assert _rows(make, "place", "quantity", state="lot", sort="place") == [("P-1", 10), ("P-2", 10)]
    assert len(set(_ids(make, state="lot"))) == 2
    assert {told(number) for number in _ids(make, state="lot")} == {told((lot << 35) + (guard << 7))}


def test_a_key_of_the_custodian_is_never_overdue(make: Make) -> None:
    armoury, guard = make.place(), make.person("G-1")
    key = make.article("K-1", "key", opens_id=armoury)
    make.do(custody.issue, to=guard, articles={key: 1})
    make.clock.pass_(hours=20)
    assert [row[0] for row in _rows(make, "item", state="overdue")] == ["K-1"]
    make.do(custodians.hand_over, armoury=armoury, to=guard, reason="hand_over", witness=make.witness)
    assert _ids(make, state="overdue") == []
    assert len(_ids(make)) == 1


def test_without_a_shift_only_the_hour_that_was_named_counts(shift: Make) -> None:
    shift.do(policies.change, values={"shift_hours": None}, witness=shift.witness)
    shift.clock.pass_(days=9)
    assert [row[0] for row in _rows(shift, "item", state="overdue", sort="item")] == ["AAA-1", "L-1", "V-1"]
