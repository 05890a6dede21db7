"""A lot withdrawn wherever it lies, and destroyed by an act."""

import pytest

from registry_app.domain.entry import Position, Ref
from registry_app.services import custody, deposits, holds, receiving, transfers, withdrawals
from tests.make import Make

QUARANTINE = "held:quarantine"


def _spread(make: Make) -> tuple[int, int]:
    """A lot of 100 rounds in two safes, one of them sealed, with a guard, and under way; and the guard."""
    one, other, guard = make.place("S1", "safe"), make.place("S2", "safe"), make.person()
    lot = make.lot(rounds=60, at=one)
    make.do(receiving.receive, item=lot, quantity=40, to=other, state="sealed")
    make.issued(make.firearm(at=one), to=guard, rounds={lot: 10})
    make.do(transfers.send, items={lot: 20}, source=one, destination=other)
    return lot, guard


def test_a_recalled_lot_is_held_wherever_it_is(make: Make) -> None:
    lot, guard = _spread(make)
    posted = make.do(withdrawals.withdraw, lots=[lot], reason="recall", document="RETIRO-3")
    there = {(p.place, p.person): (p.state, n) for p, n in make.positions(lot).items() if n > 0}
    assert there == {
        (make.place("S1"), 0): (QUARANTINE, 30), (make.place("S2"), 0): (QUARANTINE, 40),
        (make.place("S1"), guard): (QUARANTINE, 10), (make.outside("transit"), 0): (QUARANTINE, 20),
    }  # fmt: skip
    assert Ref("document", "RETIRO-3") in make.entry(posted.seq).refs


def test_what_is_held_already_stays_as_it_is(make: Make) -> None:
    lot = make.lot(rounds=50)
    make.do(holds.hold, item=lot, quantity=5, state="held:evidence", reason="evidence", document="D")
    make.do(withdrawals.withdraw, lots=[lot], reason="expired")
    assert make.positions(lot)[Position(make.place(), 0, "held:evidence")] == 5
    make.refused("nothing_to_withdraw", withdrawals.withdraw, lots=[lot], reason="expired")


def test_several_lots_go_in_one_entry(make: Make) -> None:
    lots = [make.lot(rounds=10), make.lot(rounds=20)]
    posted = make.do(withdrawals.withdraw, lots=lots, reason="recall")
    assert [line.quantity for line in make.entry(posted.seq).lines] == [10, 20]


def test_withdrawn_rounds_come_back_and_arrive_and_are_destroyed_together(make: Make) -> None:
    lot, guard = _spread(make)
    make.do(withdrawals.withdraw, lots=[lot], reason="recall")
    make.do(custody.take_back, person=guard, rounds={lot: 10}, to=make.place("S1"))
    sent = next(e.seq for e in map(make.entry, range(30)) if e.kind == "send")
    make.do(transfers.accept, sent=sent, to=make.place("S2"))
    posted = make.do(
        withdrawals.destroy, items={lot: 0}, document="ACTA-8", attended=[make.person("T-1")], witness=make.witness
    )
    assert make.positions(lot)[Position(make.outside("destroyed"))] == 100
    assert {ref.kind for ref in make.entry(posted.seq).refs} == {"document", "attended"}


def test_what_the_authority_holds_is_destroyed_with_the_rest(make: Make) -> None:
    lot = make.lot(rounds=50)
    make.do(deposits.deposit, items={lot: 20}, document="A-1", reason="seizure", witness=make.witness)
    make.do(withdrawals.destroy, items={lot: 50}, document="ACTA-9", witness=make.witness)
    assert make.positions(lot)[Position(make.outside("destroyed"))] == 50


def test_a_part_is_destroyed_where_it_is_said_to_be(make: Make) -> None:
    lot, _guard = _spread(make)
    given = {"items": {lot: 5}, "document": "ACTA-8", "witness": make.witness}
    make.refused("position_unclear", withdrawals.destroy, **given)
    make.do(withdrawals.destroy, **given, place=make.place("S2"))
    assert make.positions(lot)[Position(make.place("S2"), 0, "sealed")] == 35


@pytest.mark.parametrize(("facts", "code"), [
    ({"document": ""}, "document_missing"), ({"attended": [1]}, "person_unknown"),
])  # fmt: skip
def test_a_destruction_rests_on_an_act_and_people(make: Make, facts: dict[str, object], code: str) -> None:
    given = {"items": {make.lot(): 0}, "document": "ACTA-8", "witness": make.witness, **facts}
    make.refused(code, withdrawals.destroy, **given)
