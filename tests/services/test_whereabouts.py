"""Where an act finds what it moves."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.domain.wording import say
from registry_app.services import custody, deposits, holds, receiving
from registry_app.services.whereabouts import best_in_store, drawn, home_of, place_of_kind
from tests.make import Make


def test_places_that_exist_once(make: Make) -> None:
    assert make.register.read(place_of_kind, "lost") == make.outside("lost") > 0
    assert make.register.read(place_of_kind, "moon") == 0


def test_the_safe_with_enough_comes_first_and_the_nearest_of_those(make: Make) -> None:
    armoury = make.place()
    small, large = make.place("S1", "safe", parent=armoury), make.place("S2", "safe", parent=armoury)
    lot = make.lot(rounds=10, at=small)
    make.do(receiving.receive, item=lot, quantity=90, to=large)
    assert make.register.read(best_in_store, lot, 50, armoury) == Position(large)
    assert make.register.read(best_in_store, lot, 5, small) == Position(small)
    make.do(holds.hold, item=lot, quantity=90, place=large, state="blocked", reason="inspection")
    assert make.register.read(best_in_store, lot, 50) == Position(small)


def test_what_is_in_no_store_is_looked_for_in_vain(make: Make) -> None:
    lot, guard = make.lot(rounds=10), make.person()
    make.issued(make.firearm(), to=guard, rounds={lot: 10})
    with pytest.raises(Refused, match="item_out"):
        make.register.read(best_in_store, lot, 1)


def test_home_is_where_it_was_last_issued_from(make: Make) -> None:
    safe = make.place("S1", "safe", parent=make.place())
    gun, opened = make.firearm(at=safe), make.firearm(person=make.person())
    make.issued(gun, to=make.person())
    make.do(custody.take_back, firearms=[gun, opened])
    assert make.register.read(home_of, gun) == safe
    assert make.positions(opened)[Position(make.place())] == 1


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 50), min_size=1), st.integers(1, 500))
def test_what_is_drawn_is_what_was_asked_for(held: dict[int, int], asked: int) -> None:
    quantity = min(asked, sum(held.values()))
    left = Counter({Position(place, 7): n for place, n in held.items()})
    parts = drawn(left, quantity)
    assert sum(parts.values()) == quantity
    assert all(n <= held[p.place] for p, n in parts.items())
    assert left.total() == sum(held.values()) - quantity


def test_a_hard_stop_names_who_has_it(make: Make) -> None:
    gun, guard = make.firearm("A-1"), make.person("G-1", name="Rosa Vera")
    make.issued(gun, to=guard)
    found = make.refused("item_out", custody.issue, firearms=[gun], to=make.person())
    assert (found.facts["holder"], found.facts["place"]) == ("Rosa Vera", "Arm-1")
    assert "Rosa Vera" in say(found)
    assert make.refused("item_out_to_same", custody.issue, firearms=[gun], to=guard).facts["holder"] == "Rosa Vera"


def test_a_hard_stop_says_what_has_it_instead(make: Make) -> None:
    guard, deed = make.person(), {"reason": "surrender", "witness": make.witness}
    sold, handed_in = make.firearm(), make.firearm()
    make.do(holds.write_off, kind="dispose", item=sold, to="buyer", **deed)
    make.do(deposits.deposit, items={handed_in: 1}, document="D-1", **deed)
    make.refused("item_left", custody.issue, firearms=[sold], to=guard)
    make.refused("item_at_authority", custody.issue, firearms=[handed_in], to=guard)


@pytest.mark.parametrize(("state", "code"), [
    ("reserved", "item_reserved"), ("blocked", "item_blocked"), ("held:evidence", "item_evidence"),
    ("held:quarantine", "item_quarantine"),
])  # fmt: skip
def test_each_hold_stops_in_its_own_words(make: Make, state: str, code: str) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state=state, reason="other", document="D-1")
    assert make.refused(code, custody.issue, firearms=[gun], to=make.person()).facts["state"] == state
