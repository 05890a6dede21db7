"""Where an item is, by name; what of it is under way; and acts that name the very position that it leaves from."""

from registry_app.domain.entry import Position
from registry_app.services import custody, deposits, holds, packs, receiving, transfers, withdrawals
from registry_app.services.standing import standing, under_way
from tests.make import Make


def _sealed(make: Make, lot: int, rounds: int, at: int) -> None:
    make.do(receiving.receive, item=lot, quantity=rounds, to=at, state="sealed")


def test_positions_are_named_store_first(make: Make) -> None:
    lot, gun, guard = make.lot(rounds=100), make.firearm(), make.person("G-1")
    make.issued(gun, to=guard, rounds={lot: 10})
    make.do(holds.write_off, kind="expend", item=lot, quantity=5, reason="test", place=make.place())
    found = [(s.zone, s.person, s.quantity) for s in make.register.read(standing, lot)]
    assert found == [("store", "", 85), ("person", "Guard G-1", 10), ("expended", "", 5)]


def test_what_is_under_way_is_told_until_it_has_arrived(make: Make) -> None:
    lot, to = make.lot(rounds=100), make.place("ARM-2")
    sent = make.do(transfers.send, items={lot: 60}, destination=to)
    make.do(transfers.accept, sent=sent.seq, to=to, items={lot: 20})
    (delivery,) = make.register.read(under_way, lot)
    assert (delivery.sent, delivery.quantity, delivery.place) == (sent.seq, 40, "Arm-2")
    make.do(transfers.reject, sent=sent.seq, reason="refused_delivery")
    assert make.register.read(under_way, lot) == []


def test_sealed_packs_are_sent_from_beside_loose_rounds(make: Make) -> None:
    arm, to = make.place(), make.place("ARM-2")
    lot = make.lot(rounds=40)
    _sealed(make, lot, 500, arm)
    make.do(transfers.send, items={lot: 500}, position=Position(arm, 0, "sealed"), destination=to)
    assert make.positions(lot)[Position(arm)] == 40


def test_packs_are_opened_in_the_very_place(make: Make) -> None:
    arm, safe = make.place(), make.place("SAFE-1", "safe", make.place())
    lot = make.lot(rounds=40, pack_size=50)
    for place in (arm, safe):
        _sealed(make, lot, 100, place)
    make.refused("position_unclear", packs.open_packs, lot=lot, packs=1, place=arm)
    make.do(packs.open_packs, lot=lot, packs=1, position=Position(arm, 0, "sealed"))
    assert make.positions(lot)[Position(arm)] == 90


def test_held_rounds_are_destroyed_or_deposited_where_they_are_named(make: Make) -> None:
    lot, arm = make.lot(rounds=100), make.place()
    make.do(holds.hold, item=lot, quantity=60, state="held:quarantine", reason="quarantine")
    held = Position(arm, 0, "held:quarantine")
    facts = {"position": held, "document": "ACTA-1", "witness": make.witness}
    make.do(withdrawals.destroy, items={lot: 20}, **facts)
    make.do(deposits.deposit, items={lot: 10}, reason="seizure", **facts)
    make.do(holds.release, item=lot, quantity=5, reason="inspection", position=held)
    assert (make.positions(lot)[held], make.positions(lot)[Position(arm)]) == (25, 45)


def test_a_position_that_holds_nothing_is_refused(make: Make) -> None:
    lot = make.lot(rounds=100)
    nowhere = Position(make.place("ARM-2"))
    facts = {"kind": "expend", "item": lot, "quantity": 5, "reason": "test"}
    make.refused("item_elsewhere", holds.write_off, **facts, position=nowhere)


def test_rounds_are_handed_out_from_the_armoury_that_is_named(make: Make) -> None:
    there, guard = make.place("ARM-2"), make.person("G-1")
    make.issued(make.firearm(), to=guard)
    lot = make.lot(rounds=500)
    make.do(receiving.receive, item=lot, quantity=50, to=there)
    make.do(custody.issue, to=guard, rounds={lot: 20}, place=there)
    assert make.positions(lot)[Position(there)] == 30
