"""What lies with the authority, and what it gives back."""

from registry_app.domain.entry import Position
from registry_app.services import corrections, deposits, holds, receiving
from tests.make import DAY, Make


def _deposit(make: Make, items: dict[int, int], **facts: object) -> int:
    given = {"document": "ACTA-1", "reason": "closure", "witness": make.witness, **facts}
    return int(make.do(deposits.deposit, items=items, **given).seq)


def test_handed_in_listed_with_its_deed_and_given_back(make: Make) -> None:
    gun, lot, due = make.firearm("A-1"), make.lot("L1", rounds=80), make.clock.now + 30 * DAY
    _deposit(make, {gun: 1, lot: 50}, due_at=due)
    lying = make.register.read(deposits.lying)
    told = [(a.name, a.kind, a.quantity, a.document, a.reason, a.due_at) for a in lying]
    assert told == [("A-1", "firearm", 1, "ACTA-1", "closure", due), ("L1", "lot", 50, "ACTA-1", "closure", due)]
    make.do(deposits.returned, items={gun: 1, lot: 20}, to=make.place())
    assert [(a.name, a.quantity) for a in make.register.read(deposits.lying)] == [("L1", 30)]
    assert make.positions(lot)[Position(make.place())] == 50


def test_all_of_a_lot_is_handed_in_from_wherever_it_lies(make: Make) -> None:
    one, other = make.place("S1", "safe"), make.place("S2", "safe")
    lot = make.lot(rounds=30, at=one)
    make.do(receiving.receive, item=lot, quantity=20, to=other, state="sealed")
    _deposit(make, {lot: 0})
    authority = make.outside("authority")
    assert make.positions(lot)[Position(authority)] == 30
    assert make.positions(lot)[Position(authority, 0, "sealed")] == 20
    make.do(deposits.returned, items={lot: 0}, to=one)
    assert make.positions(lot)[Position(one, 0, "sealed")] == 20


def test_evidence_stays_evidence(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state="held:evidence", reason="evidence", document="D-1")
    _deposit(make, {gun: 1}, reason="evidence")
    make.do(deposits.returned, items={gun: 1}, to=make.place(), document="D-2")
    assert make.positions(gun)[Position(make.place(), 0, "held:evidence")] == 1


def test_a_deposit_rests_on_a_deed(make: Make) -> None:
    gun = make.firearm()
    make.refused(
        "document_missing", deposits.deposit, items={gun: 1}, document="", reason="closure", witness=make.witness
    )


def test_what_is_out_is_called_back_first(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.refused("item_out", deposits.deposit, items={gun: 1}, document="A", reason="closure", witness=make.witness)


def test_several_authorities_are_told_apart(make: Make) -> None:
    gun, other, police = make.firearm("A-1"), make.firearm("A-2"), make.described("place", **POLICE)
    _deposit(make, {gun: 1}, to=police, reason="seizure")
    _deposit(make, {other: 1})
    assert {a.name: a.place for a in make.register.read(deposits.lying)} == {"A-1": "Police", "A-2": "Authority"}
    make.do(deposits.returned, items={gun: 1, other: 1}, to=make.place())
    assert make.register.read(deposits.lying) == []


POLICE = {"code": "PNC", "name": "Police", "kind": "authority", "parent_id": None}


def test_no_more_comes_back_than_was_handed_in(make: Make) -> None:
    lot = make.lot(rounds=80)
    _deposit(make, {lot: 10})
    make.refused("below_zero", deposits.returned, items={lot: 11}, to=make.place())


def test_what_was_surrendered_for_good_is_no_deposit(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.write_off, kind="dispose", item=gun, to="authority", reason="surrender", witness=make.witness)
    assert make.register.read(deposits.lying) == []


def test_a_corrected_deposit_was_none(make: Make) -> None:
    gun = make.firearm("A-1")
    first = _deposit(make, {gun: 1}, document="WRONG")
    make.do(corrections.correct, seq=first, reason="typing_error", witness=make.witness)
    assert make.register.read(deposits.lying) == []
    _deposit(make, {gun: 1}, document="RIGHT")
    assert [a.document for a in make.register.read(deposits.lying)] == ["RIGHT"]
