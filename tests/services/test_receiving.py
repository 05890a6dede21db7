"""Taking items in: new ones, old ones that come back, and what was there when the register began."""

from typing import Any

import pytest

from registry_app.domain.entry import Position
from registry_app.services import holds, receiving
from tests.make import DAY, START, Make

GUN: dict[str, Any] = {"serial": "TX100", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"}


def _receive(make: Make, **changed: object) -> list[str]:
    posted = make.do(
        receiving.receive, kind="firearm", values={**GUN, **changed}, to=make.place(), reason="other_maker"
    )
    return [f.code for f in posted.findings]


def test_a_firearm_is_received_once(make: Make) -> None:
    gun = make.firearm()
    make.refused("item_not_there", receiving.receive, item=gun, to=make.place())


@pytest.mark.parametrize("changed", [
    {}, {"serial": "tx-100"}, {"maker": "TAURUS"}, {"model": "G-3"}, {"calibre": "380acp"}, {"importer": "Armas Sur"},
])  # fmt: skip
def test_the_same_firearm_is_not_there_twice(make: Make, changed: dict[str, object]) -> None:
    first = make.firearm(**GUN)
    found = make.refused(
        "firearm_exists", receiving.receive, kind="firearm", values={**GUN, **changed}, to=make.place(), reason="other"
    )
    assert found.facts["item_id"] == first


@pytest.mark.parametrize("changed", [{"maker": "Rossi"}, {"model": "G2C"}])
def test_the_same_serial_on_another_firearm_asks_for_a_reason(make: Make, changed: dict[str, object]) -> None:
    make.firearm(**GUN)
    make.refused(
        "reason_needed", receiving.receive, kind="firearm", values={**GUN, **changed}, to=make.place(), reason=""
    )
    assert _receive(make, **changed) == ["serial_of_another"]


def test_the_serial_of_a_destroyed_firearm_asks_for_a_reason(make: Make) -> None:
    gun = make.firearm(**GUN)
    make.do(holds.write_off, kind="destroy", item=gun, reason="worn_out", document="D-9", witness=make.witness)
    assert _receive(make) == ["serial_of_destroyed"]


@pytest.mark.parametrize("to", ["buyer", "authority", "supplier"])
def test_a_firearm_acquired_again_reopens_its_record(make: Make, to: str) -> None:
    gun = make.firearm(**GUN)
    make.do(holds.write_off, kind="dispose", item=gun, to=to, reason="sale", witness=make.witness)
    make.refused("firearm_reopens", receiving.receive, kind="firearm", values=GUN, to=make.place())
    make.do(receiving.receive, item=gun, source=to, to=make.place(), state="held:quarantine")
    assert make.positions(gun)[Position(make.place(), 0, "held:quarantine")] == 1


def test_it_comes_back_from_whoever_has_it(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.write_off, kind="dispose", item=gun, to="buyer", reason="sale", witness=make.witness)
    found = make.refused("item_not_there", receiving.receive, item=gun, source="authority", to=make.place())
    assert found.facts["found"] == "Buyer"


def test_a_firearm_that_was_only_described_is_received_on_its_record(make: Make) -> None:
    gun = make.described("firearm", **GUN)
    make.refused("firearm_reopens", receiving.receive, kind="firearm", values=GUN, to=make.place())
    make.do(receiving.receive, item=gun, to=make.place())
    make.issued(gun, to=make.person())


def test_a_lost_firearm_is_found_not_bought(make: Make) -> None:
    gun = make.firearm(**GUN)
    make.do(holds.write_off, kind="lose", item=gun, reason="theft", witness=make.witness)
    make.refused("firearm_exists", receiving.receive, kind="firearm", values=GUN, to=make.place())
    make.refused("item_not_there", receiving.receive, item=gun, to=make.place())


def test_more_of_a_lot_is_the_same_lot(make: Make) -> None:
    lot = make.lot("AB12", rounds=100)
    values = {"lot_number": "AB12", "calibre": "9x19", "maker": "CBC"}
    make.refused("key_taken", receiving.receive, kind="lot", values=values, quantity=50, to=make.place())
    make.do(receiving.receive, item=lot, quantity=50, to=make.place())
    assert make.positions(lot)[Position(make.place())] == 150


def test_one_firearm_at_a_time(make: Make) -> None:
    make.refused("firearm_is_one", receiving.receive, kind="firearm", values=GUN, quantity=2, to=make.place())


@pytest.mark.parametrize("reason", ["purchase", ""])
def test_only_the_opening_balance_finds_a_firearm_with_somebody(make: Make, reason: str) -> None:
    guard, place = make.person(), make.place()
    make.refused(
        "act_not_between", receiving.receive, kind="firearm", values=GUN, to=place, person=guard, reason=reason
    )
    make.firearm(**GUN, person=guard)


@pytest.mark.parametrize("source", ["lost", "destroyed", "transit", "company"])
def test_things_come_from_a_supplier_a_buyer_or_the_authority(make: Make, source: str) -> None:
    make.refused("act_not_between", receiving.receive, kind="firearm", values=GUN, source=source, to=make.place())


@pytest.mark.parametrize("kind", ["transit", "post", "buyer"])
def test_what_is_bought_goes_into_store(make: Make, kind: str) -> None:
    to = make.place("POST", "post") if kind == "post" else make.outside(kind)
    make.refused("act_not_between", receiving.receive, kind="firearm", values=GUN, to=to)


def test_an_opening_balance_is_not_late(make: Make) -> None:
    make.clock.pass_(days=10)
    make.firearm(**GUN)
    lot = {"lot_number": "L", "calibre": "9x19", "maker": "CBC"}
    facts = {"kind": "lot", "to": make.place(), "quantity": 10, "occurred_at": START + DAY}
    assert make.do(receiving.receive, **facts, values=lot, reason="opening").findings == ()
    late = make.do(receiving.receive, **facts, values={**lot, "lot_number": "M"})
    assert [f.code for f in late.findings] == ["late_entry"]


def test_what_was_there_in_the_beginning_is_told_within_a_month(make: Make) -> None:
    make.clock.pass_(days=29)
    facts = {"kind": "firearm", "to": make.place(), "reason": "opening"}
    assert make.do(receiving.receive, **facts, values=GUN).findings == ()
    make.clock.pass_(days=171)
    late = make.do(receiving.receive, **facts, values={**GUN, "serial": "TX200"}, occurred_at=START)
    assert [(f.code, f.facts["days"]) for f in late.findings] == [("opening_late", 200)]


@pytest.mark.parametrize("serial", ["unknown", "S/N", "n/a", "Ilegível", "sin número", "---", "?"])
def test_no_serial_is_no_serial(make: Make, serial: str) -> None:
    values = {**GUN, "serial": serial}
    make.refused("serial_is_junk", receiving.receive, kind="firearm", values=values, to=make.place())


@pytest.mark.parametrize("serial", ["000", "OOO"])
def test_nothing_but_zeros_is_noted(make: Make, serial: str) -> None:
    assert _receive(make, serial=serial) == ["serial_only_zeros"]


@pytest.mark.parametrize("serial", ["007", "6.37702E+15", "1-2", "0012", "1e5", "12/05/2024", "TRUE"])
def test_a_serial_is_kept_as_it_is_marked(make: Make, serial: str) -> None:
    posted = make.do(receiving.receive, kind="firearm", values={**GUN, "serial": serial}, to=make.place())
    assert make.entry(posted.seq).records[0].new["serial"] == serial
