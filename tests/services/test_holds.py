"""What may not be used, and what is no longer there."""

from typing import Any

import pytest

from registry_app.domain.choices import HELD_STATES
from registry_app.domain.entry import Position
from registry_app.services import custody, holds, receiving, transfers
from tests.make import Make


def _gone(make: Make, kind: str, item: int, reason: str = "other", **facts: object) -> None:
    make.do(holds.write_off, kind=kind, item=item, reason=reason, witness=make.witness, **{"document": "D-9", **facts})


@pytest.mark.parametrize("state", HELD_STATES)
def test_held_and_released(make: Make, state: str) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state=state, reason="inspection", document="ACTA-7")
    assert make.positions(gun)[Position(make.place(), 0, state)] == 1
    make.do(holds.release, item=gun, reason="inspection")
    make.issued(gun, to=make.person())


@pytest.mark.parametrize("state", ["ready", "loaded", "sealed"])
def test_a_hold_holds(make: Make, state: str) -> None:
    make.refused("state_not_so", holds.hold, item=make.firearm(), state=state, reason="inspection")


def test_a_state_that_is_none(make: Make) -> None:
    make.refused("state_unknown", holds.hold, item=make.firearm(), state="gone", reason="inspection")


def test_what_is_held_is_not_held_otherwise_and_what_is_ready_not_released(make: Make) -> None:
    gun = make.firearm()
    make.refused("state_not_so", holds.release, item=gun, reason="inspection")
    make.do(holds.hold, item=gun, state="blocked", reason="inspection")
    make.refused("state_not_so", holds.hold, item=gun, state="held:evidence", reason="evidence", document="D-9")


def test_a_firearm_is_held_where_its_guard_has_it_and_comes_back_held(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    make.do(holds.hold, item=gun, state="held:evidence", reason="evidence", document="D-9")
    make.do(custody.take_back, firearms=[gun])
    assert make.positions(gun)[Position(make.place(), 0, "held:evidence")] == 1


def test_some_rounds_of_a_lot_are_held_and_those_are_released(make: Make) -> None:
    lot = make.lot(rounds=100)
    make.do(holds.hold, item=lot, quantity=30, state="held:quarantine", reason="quarantine")
    make.refused("below_zero", holds.release, item=lot, quantity=31, reason="quarantine")
    make.do(holds.release, item=lot, quantity=30, reason="quarantine")
    assert make.positions(lot)[Position(make.place())] == 100


def test_lost_while_issued_and_found(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    _gone(make, "lose", gun, "robbery")
    make.refused("item_lost", custody.issue, firearms=[gun], to=make.person())
    make.do(holds.find, item=gun, to=make.place(), witness=make.witness)
    assert make.positions(gun)[Position(make.place(), 0, "held:quarantine")] == 1


def test_what_was_not_lost_is_not_found(make: Make) -> None:
    gun, lot = make.firearm(), make.lot()
    make.refused("item_not_there", holds.find, item=gun, to=make.place(), witness=make.witness)
    _gone(make, "lose", lot, quantity=5)
    make.refused("below_zero", holds.find, item=lot, quantity=6, to=make.place(), witness=make.witness)


def test_rounds_are_lost_by_the_guard_who_had_them(make: Make) -> None:
    lot, one, other, post = make.lot(rounds=100), make.person(), make.person(), make.place("POST", "post")
    make.issued(make.firearm(), to=one, rounds={lot: 10}, post=post)
    make.issued(make.firearm(), to=other, rounds={lot: 40}, post=post)
    make.refused(
        "position_unclear", holds.write_off, kind="lose", item=lot, quantity=5, place=post, reason="loss",
        witness=make.witness,
    )  # fmt: skip
    _gone(make, "lose", lot, quantity=5, person=one)
    assert make.positions(lot)[Position(post, one)] == 5


def test_a_guards_rounds_are_not_taken_when_the_stores_run_out(make: Make) -> None:
    lot, guard = make.lot(rounds=50), make.person()
    make.issued(make.firearm(), to=guard, rounds={lot: 40})
    make.refused("below_zero", holds.write_off, kind="expend", item=lot, quantity=20, reason="training")


def test_rounds_in_two_safes_ask_for_the_place(make: Make) -> None:
    one, other = make.place("S1", "safe"), make.place("S2", "safe")
    lot = make.lot(rounds=100, at=one)
    make.do(receiving.receive, item=lot, quantity=100, to=other)
    found = make.refused("position_unclear", holds.write_off, kind="expend", item=lot, quantity=5, reason="training")
    assert found.facts["places"] == ("S1", "S2")
    _gone(make, "expend", lot, "training", quantity=5, place=other)
    assert make.positions(lot)[Position(other)] == 95


def test_a_firearm_is_not_used_up(make: Make) -> None:
    make.refused("act_not_for_item", holds.write_off, kind="expend", item=make.firearm(), reason="training")


@pytest.mark.parametrize("kind", ["dispose", "destroy"])
def test_what_is_out_is_taken_back_before_it_leaves_for_good(make: Make, kind: str) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.refused("item_out", holds.write_off, kind=kind, item=gun, reason="other", witness=make.witness)


@pytest.mark.parametrize("service", [custody.issue, holds.hold, holds.write_off, transfers.send])
def test_nothing_is_done_with_a_destroyed_firearm(make: Make, service: Any) -> None:
    gun, place, guard = make.firearm(), make.place(), make.person()
    _gone(make, "destroy", gun, "worn_out")
    facts: dict[Any, dict[str, Any]] = {
        custody.issue: {"firearms": [gun], "to": guard},
        holds.hold: {"item": gun, "state": "blocked", "reason": "other"},
        holds.write_off: {"kind": "lose", "item": gun, "reason": "loss"},
        transfers.send: {"items": {gun: 1}, "destination": place},
    }
    make.refused("item_destroyed", service, **facts[service])


def test_a_destroyed_firearm_does_not_come_back(make: Make) -> None:
    gun = make.firearm()
    _gone(make, "destroy", gun, "worn_out")
    make.refused("item_destroyed", receiving.receive, item=gun, to=make.place())
    make.refused("item_destroyed", holds.find, item=gun, to=make.place(), witness=make.witness)
    make.refused("item_destroyed", custody.take_back, firearms=[gun])


def test_what_the_authority_holds_may_be_destroyed_there(make: Make) -> None:
    gun = make.firearm()
    _gone(make, "dispose", gun, "surrender", to="authority")
    _gone(make, "destroy", gun, "worn_out")
    assert make.positions(gun)[Position(make.outside("destroyed"))] == 1


@pytest.mark.parametrize("to", ["lost", "destroyed", "transit", "armoury", "nowhere"])
def test_a_disposal_ends_with_somebody_outside(make: Make, to: str) -> None:
    gun = make.firearm()
    code = "place_unknown" if to == "nowhere" else "act_not_between"
    make.refused(code, holds.write_off, kind="dispose", item=gun, to=to, reason="sale", witness=make.witness)


@pytest.mark.parametrize("kind", ["issue", "receive", "vanish"])
def test_a_write_off_is_one_of_four(make: Make, kind: str) -> None:
    make.refused("kind_unknown", holds.write_off, kind=kind, item=make.firearm(), reason="other")


def test_papers_are_named_by_printable_numbers(make: Make) -> None:
    gun = make.firearm()
    make.refused("text_unprintable", holds.hold, item=gun, state="blocked", reason="other", document="A\u202e1")
    posted = make.do(holds.hold, item=gun, state="blocked", reason="other", document="  ACTA   12 ")
    assert [r.value for r in make.entry(posted.seq).refs] == ["ACTA 12"]
