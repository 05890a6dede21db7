"""Sealed packs, and the rounds that people carry."""

from typing import Any

import pytest

from registry_app.domain.entry import Position
from registry_app.services import corrections, custody, holds, packs, policies, receiving, records
from registry_app.services.ledger import new_id
from tests.make import DAY, Make


def _sealed(make: Make, rounds: int = 500, at: int = 0, **values: Any) -> int:
    lot = {"lot_number": f"S-{rounds}", "calibre": "9x19", "maker": "CBC", "pack_size": 50, **values}
    posted = make.do(receiving.receive, kind="lot", values=lot, quantity=rounds, to=at or make.place(), state="sealed")
    return int(posted.records[0])


def test_whole_packs_are_opened_and_the_lot_stays_one(make: Make) -> None:
    lot = _sealed(make)
    make.refused("item_not_usable", custody.issue, firearms=[make.firearm()], to=make.person(), rounds={lot: 30})
    make.do(packs.open_packs, lot=lot, packs=2)
    assert make.positions(lot)[Position(make.place())] == 100
    assert make.positions(lot)[Position(make.place(), 0, "sealed")] == 400
    make.do(custody.issue, firearms=[make.firearm()], to=make.person(), rounds={lot: 30})


def test_packs_without_a_size_are_opened_by_their_rounds(make: Make) -> None:
    lot = _sealed(make, pack_size=None)
    make.refused("pack_size_unknown", packs.open_packs, lot=lot, packs=1)
    make.do(packs.open_packs, lot=lot, rounds=33)
    assert make.positions(lot)[Position(make.place())] == 33


def test_packs_opened_by_their_rounds_are_opened_once(make: Make) -> None:
    lot, entry_id = _sealed(make, pack_size=None), new_id()
    first = make.do(packs.open_packs, lot=lot, rounds=33, entry_id=entry_id)
    assert make.do(packs.open_packs, lot=lot, rounds=33, entry_id=entry_id).seq == first.seq
    make.refused("id_used", packs.open_packs, lot=make.lot(), rounds=33, entry_id=entry_id)


def test_part_of_a_pack_is_not_opened(make: Make) -> None:
    make.refused("pack_not_whole", packs.open_packs, lot=_sealed(make), rounds=60)


def test_no_more_is_opened_than_is_sealed(make: Make) -> None:
    make.refused("below_zero", packs.open_packs, lot=_sealed(make), packs=11)
    make.refused("nothing_sealed", packs.open_packs, lot=make.lot(pack_size=50), packs=1)


def test_packs_in_two_places_ask_for_the_place(make: Make) -> None:
    one, other = make.place("S1", "safe"), make.place("S2", "safe")
    lot = _sealed(make, at=one)
    make.do(receiving.receive, item=lot, quantity=50, to=other, state="sealed")
    make.refused("position_unclear", packs.open_packs, lot=lot, packs=1)
    make.do(packs.open_packs, lot=lot, packs=1, place=other)
    assert make.positions(lot)[Position(other)] == 50


@pytest.fixture
def carrying(make: Make) -> tuple[int, int, int]:
    """A guard at a post who carries 30 rounds of an old lot; that lot, and a new one."""
    guard, old, new = make.person("G-1"), make.lot("OLD", rounds=100), make.lot("NEW", rounds=100)
    make.issued(make.firearm(), to=guard, rounds={old: 30}, post=make.place("POST", "post"))
    return guard, old, new


def test_rounds_at_a_post_are_exchanged_in_one_entry(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    posted = make.do(packs.rotate, person=guard, new={new: 30})
    assert make.entry(posted.seq).reason_code == "rotation"
    at_post = Position(make.place("POST"), guard)
    assert (make.positions(new)[at_post], make.positions(old)[Position(make.place())]) == (30, 100)
    assert at_post not in make.positions(old)


def test_some_rounds_are_exchanged_for_as_many(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    make.refused("rotation_uneven", packs.rotate, person=guard, old={old: 10}, new={new: 12})
    make.do(packs.rotate, person=guard, old={old: 10}, new={new: 10}, to=make.place("S1", "safe", parent=make.place()))
    assert make.positions(old)[Position(make.place("S1"))] == 10
    assert make.positions(old)[Position(make.place("POST"), guard)] == 20


def test_nobody_hands_in_what_he_does_not_have(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    make.refused("more_than_issued", packs.rotate, person=guard, old={old: 31}, new={new: 31})
    make.refused("rotation_uneven", packs.rotate, person=make.person(), new={new: 5})


@pytest.mark.parametrize("paper", ["licence", "course"])
def test_fresh_rounds_are_not_handed_to_expired_papers(
    make: Make, carrying: tuple[int, int, int], paper: str
) -> None:  # fmt: skip
    guard, old, new = carrying
    make.do(records.amend, kind="person", record=guard, values={f"{paper}_expires_on": "2025-12-31"})
    make.refused(f"{paper}_expired", packs.rotate, person=guard, old={old: 10}, new={new: 10})
    make.do(custody.take_back, person=guard, rounds={old: 30})


def test_held_rounds_are_not_handed_out(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    make.do(holds.hold, item=new, quantity=100, state="held:quarantine", reason="recall")
    make.refused("item_quarantine", packs.rotate, person=guard, old={old: 5}, new={new: 5})


def test_recalled_rounds_are_taken_in_by_a_rotation(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    make.do(holds.hold, item=old, quantity=30, person=guard, state="held:quarantine", reason="recall")
    make.do(packs.rotate, person=guard, new={new: 30})
    assert make.positions(old)[Position(make.place(), 0, "held:quarantine")] == 30


def test_rounds_are_due_for_exchange_after_the_days_of_the_policy(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, new = carrying
    make.do(policies.change, values={"rotate_days": 180}, witness=make.witness)
    make.clock.pass_(days=179)
    assert [(c.person, c.lot, c.rounds, c.is_due) for c in make.register.read(packs.carried)] == [
        ("G-1", old, 30, False)
    ]
    make.clock.pass_(days=2)
    assert [c.is_due for c in make.register.read(packs.carried)] == [True]
    make.do(packs.rotate, person=guard, new={new: 30})
    assert [(c.lot, c.is_due) for c in make.register.read(packs.carried)] == [(new, False)]


def test_a_break_begins_the_time_anew_and_a_mistake_does_not(make: Make, carrying: tuple[int, int, int]) -> None:
    guard, old, _new = carrying
    (first,) = make.register.read(packs.carried)
    make.clock.pass_(days=3)
    wrong = make.do(custody.take_back, person=guard, rounds={old: 30})
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    assert make.register.read(packs.carried) == [first]
    make.do(custody.take_back, person=guard, rounds={old: 30})
    make.do(custody.issue, to=guard, rounds={old: 20})
    (again,) = make.register.read(packs.carried)
    assert (again.rounds, again.since - first.since > 3 * DAY) == (20, True)


def test_without_days_in_the_policy_nothing_is_due(make: Make, carrying: tuple[int, int, int]) -> None:
    make.do(policies.change, values={"rotate_days": None}, witness=make.witness)
    make.clock.pass_(days=4_000)
    assert [c.is_due for c in make.register.read(packs.carried)] == [False]


def test_lots_past_their_date_are_told_while_there_is_any_of_them(make: Make) -> None:
    lot = make.lot("PAST", rounds=30, best_before="2025-12-31")
    make.lot("GOOD", best_before="2026-01-01")
    make.do(holds.hold, item=lot, quantity=10, state="held:quarantine", reason="expired")
    assert [(e.lot_number, e.rounds) for e in make.register.read(packs.expired)] == [("PAST", 30)]
    assert len(make.register.read(packs.expired, day="2026-01-02")) == 2
    gone = {"kind": "expend", "item": lot, "reason": "training"}
    make.do(holds.write_off, **gone, quantity=20)
    assert [e.rounds for e in make.register.read(packs.expired)] == [10]
