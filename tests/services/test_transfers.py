"""Deliveries between armouries: sent, under way, accepted or rejected, in whole or in part, once."""

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.services import custody, holds, transfers
from registry_app.services.ledger import Posted, new_id
from tests.make import Make, enter


def _sent(make: Make, *guns: int, **rounds: int) -> Posted:
    items = dict.fromkeys(guns, 1) | {int(lot[1:]): quantity for lot, quantity in rounds.items()}
    posted: Posted = make.do(transfers.send, items=items, destination=make.place("ARM-2"))
    return posted


def test_what_is_under_way_is_nowhere_else(make: Make) -> None:
    gun = make.firearm()
    _sent(make, gun)
    assert make.positions(gun) == {Position(make.outside("supplier")): -1, Position(make.outside("transit")): 1}
    make.refused("item_in_transit", custody.issue, firearms=[gun], to=make.person())


def test_accepted_at_the_destination_or_in_a_safe_of_it(make: Make) -> None:
    one, other = make.firearm(), make.firearm()
    sent, safe = _sent(make, one, other), make.place("SAFE-2", "safe", parent=make.place("ARM-2"))
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"), items=[one])
    make.do(transfers.accept, sent=sent.seq, to=safe, items=[other])
    assert make.positions(other)[Position(safe)] == 1


def test_not_accepted_anywhere_else(make: Make) -> None:
    sent = _sent(make, make.firearm())
    found = make.refused("delivered_elsewhere", transfers.accept, sent=sent.seq, to=make.place("ARM-3"))
    assert (found.facts["destination"], found.facts["target"]) == ("Arm-2", "Arm-3")


def test_accepted_once_for_what_is_left(make: Make) -> None:
    one, other = make.firearm(), make.firearm()
    sent, there = _sent(make, one, other), make.place("ARM-2")
    make.do(transfers.accept, sent=sent.seq, to=there, items=[one])
    make.refused("delivery_settled", transfers.accept, sent=sent.seq, to=there, items=[one])
    make.do(transfers.accept, sent=sent.seq, to=there)
    make.refused("delivery_settled", transfers.accept, sent=sent.seq, to=there)
    make.refused("delivery_settled", transfers.reject, sent=sent.seq, reason="refused_delivery")


def test_some_accepted_and_some_sent_back(make: Make) -> None:
    one, other, lot = make.firearm(), make.firearm(), make.lot(rounds=100)
    sent = _sent(make, one, other, **{f"L{lot}": 60})
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"), items={one: 1, lot: 50})
    make.do(transfers.reject, sent=sent.seq, reason="refused_delivery")
    assert make.positions(other)[Position(make.place("ARM-1"))] == 1
    assert {p.place: n for p, n in make.positions(lot).items() if n > 0} == {
        make.place("ARM-1"): 50, make.place("ARM-2"): 50
    }  # fmt: skip


def test_no_more_arrives_than_was_sent(make: Make) -> None:
    lot = make.lot(rounds=100)
    sent = _sent(make, **{f"L{lot}": 30})
    _sent(make, **{f"L{lot}": 30})
    found = make.refused("delivery_settled", transfers.accept, sent=sent.seq, to=make.place("ARM-2"), items={lot: 31})
    assert found.facts["there"] == 30


def test_what_was_not_sent_does_not_arrive(make: Make) -> None:
    sent, other = _sent(make, make.firearm()), make.firearm()
    make.refused("item_not_sent", transfers.accept, sent=sent.seq, to=make.place("ARM-2"), items=[other])


@pytest.mark.parametrize("seq", [0, 999])
def test_an_entry_that_sent_nothing(make: Make, seq: int) -> None:
    make.refused("delivery_unknown", transfers.accept, sent=seq, to=make.place())
    make.refused("delivery_unknown", transfers.reject, sent=seq, reason="refused_delivery")


def test_a_rejection_needs_a_reason_and_goes_back_to_where_it_came_from(make: Make) -> None:
    gun, origin = make.firearm(), make.place("ARM-1")
    sent = _sent(make, gun)
    make.refused("reason_missing", transfers.reject, sent=sent.seq, reason="")
    line = Line(gun, 1, Position(make.outside("transit")), Position(make.place("ARM-2")))
    stray = Draft("reject", (line,), reason_code="refused_delivery", refs=(Ref("entry", str(sent.seq)),))
    make.refused("rejected_elsewhere", enter, draft=stray)
    make.do(transfers.reject, sent=sent.seq, reason="refused_delivery")
    assert make.positions(gun)[Position(origin)] == 1


@pytest.mark.parametrize("number", ["", "x", "-3", "99999999999999999999", "٣"])
def test_a_delivery_that_names_nothing_sensible(make: Make, number: str) -> None:
    line = Line(make.firearm(), 1, Position(make.outside("transit")), Position(make.place()))
    refs = (Ref("entry", number),) if number else ()
    make.refused("delivery_unknown", enter, draft=Draft("accept", (line,), refs=refs))


@pytest.mark.parametrize("kind", ["post", "buyer"])
def test_deliveries_go_to_stores(make: Make, kind: str) -> None:
    gun = make.firearm()
    destination = make.outside("buyer") if kind == "buyer" else make.place("POST", "post")
    make.refused("destination_unknown", transfers.send, items={gun: 1}, destination=destination)


def test_only_what_lies_in_store_is_sent(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.refused("item_out", transfers.send, items={gun: 1}, destination=make.place("ARM-2"))


def test_sealed_rounds_may_be_sent_and_held_ones_not(make: Make) -> None:
    lot = make.lot(rounds=100)
    make.do(holds.hold, item=lot, quantity=100, state="held:quarantine", reason="quarantine")
    make.refused("item_quarantine", transfers.send, items={lot: 50}, destination=make.place("ARM-2"))


def test_the_named_source_is_meant(make: Make) -> None:
    gun = make.firearm(at=make.place("ARM-1"))
    far = make.place("ARM-3")
    make.refused("item_elsewhere", transfers.send, items={gun: 1}, source=far, destination=make.place("ARM-2"))


def test_a_lost_delivery_is_not_accepted(make: Make) -> None:
    gun = make.firearm()
    sent = _sent(make, gun)
    make.do(holds.write_off, kind="lose", item=gun, reason="robbery", witness=make.witness)
    make.refused("item_not_there", transfers.accept, sent=sent.seq, to=make.place("ARM-2"))


def test_a_repeated_acceptance_answers_as_the_first_time(make: Make) -> None:
    sent, entry_id, there = _sent(make, make.firearm()), new_id(), make.place("ARM-2")
    first = make.do(transfers.accept, sent=sent.seq, to=there, entry_id=entry_id)
    assert make.do(transfers.accept, sent=sent.seq, to=there, entry_id=entry_id).seq == first.seq
