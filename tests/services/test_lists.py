"""What lists show."""

import pytest

from registry_app.services import as_of, holds, listing, lists, transfers
from registry_app.services.listing_firearms import FIREARMS
from tests.make import Make


def _serials(make: Make, **wanted: object) -> list[str]:
    ids = make.register.read(listing.ids, FIREARMS, **wanted)
    rows = {row[0]: str(row[1]) for row in make.register.read(listing.rows, FIREARMS, ids, keys=as_of.ROW)}
    return [rows[number] for number in ids]


def test_each_filter_shows_its_own(make: Make) -> None:
    _stored, out, held, sent, sold = (make.firearm(s) for s in ("STORED", "OUT", "HELD", "SENT", "SOLD"))
    make.issued(out, to=make.person())
    make.do(holds.hold, item=held, state="held:evidence", reason="evidence", document="D-9")
    make.do(transfers.send, items={sent: 1}, destination=make.place("ARM-2"))
    make.do(holds.write_off, kind="dispose", item=sold, reason="sale", witness=make.witness)
    shown = {code: _serials(make, state=code) for code in lists.STATES}
    assert shown == {
        "": ["HELD", "OUT", "SENT", "STORED"], "in_store": ["STORED"], "issued": ["OUT"], "transit": ["SENT"],
        "held": ["HELD"], "gone": ["SOLD"],
    }  # fmt: skip
    assert make.register.read(lists.counts) == {code or "all": len(found) for code, found in shown.items()}


@pytest.mark.parametrize("sought", ["SLX-0815", "slx0815", "815", "SLXO8I5", "taurus 0815", "sl", "G-777"])
def test_a_firearm_is_found_by(make: Make, sought: str) -> None:
    gun = make.firearm("SLX-0815")
    make.firearm("ZZ-4711", maker="Rossi")
    make.issued(gun, to=make.person("G-777"))
    assert _serials(make, text=sought) == ["SLX-0815"]


@pytest.mark.parametrize("sought", ["0815 taurus", "taurus 0815", "g3 0815 taurus"])
def test_every_word_must_be_found(make: Make, sought: str) -> None:
    for serial, maker in (("SLX-0815", "Taurus"), ("SLX-4711", "Taurus"), ("AB-0815", "Rossi")):
        make.firearm(serial, maker=maker)
    assert _serials(make, text=sought) == (["SLX-0815"] if "g3" not in sought else [])


@pytest.mark.parametrize("sought", ['"', "a* OR b", "100%", "_", "NEAR(", "(", "'; DROP", "-"])
def test_hostile_searches_find_nothing_and_break_nothing(make: Make, sought: str) -> None:
    make.firearm("SLX-0815")
    assert _serials(make, text=sought) == []


def test_a_place_shows_what_lies_in_its_parts(make: Make) -> None:
    safe = make.place("SAFE-1", "safe", parent=make.place("ARM-1"))
    make.firearm("IN-SAFE", at=safe)
    make.firearm("ELSEWHERE", at=make.place("ARM-2"))
    assert _serials(make, place=make.place("ARM-1")) == ["IN-SAFE"]


@pytest.mark.parametrize(("sort", "expected"), [("serial", ["A", "B"]), ("maker", ["B", "A"]), ("place", ["B", "A"])])
def test_order(make: Make, sort: str, expected: list[str]) -> None:
    make.firearm("A", maker="Taurus", at=make.place("Z-1"))
    make.firearm("B", maker="Rossi", at=make.place("A-1"))
    assert _serials(make, sort=sort) == expected
    assert _serials(make, sort=sort, descending=True) == expected[::-1]


def test_pickers_put_the_exact_code_first(make: Make) -> None:
    make.person("G-10")
    exact = make.person("G-1")
    assert make.register.read(lists.find, kind="person", text="g-1")[0][0] == exact
    assert [code for _n, _name, code in make.register.read(lists.find, kind="place", text="")] == []


def test_what_a_person_has(make: Make) -> None:
    gun, lot, guard = make.firearm("SN1"), make.lot("L1"), make.person()
    make.issued(gun, to=guard, rounds={lot: 12})
    assert make.register.read(lists.held_by, guard) == [(gun, "firearm", "SN1", 1), (lot, "lot", "L1", 12)]
    assert make.register.read(lists.ready_lots, ["9x19"]) == [(lot, "L1", "9x19", 488)]
    assert make.register.read(lists.ready_lots, ["38spl"]) == []


def test_exact_look_ups(make: Make) -> None:
    gun, guard, lot = make.firearm("SLX-0815", tag="T-9"), make.person("G-1"), make.lot("L1")
    assert make.register.read(lists.by_serial, "slx 0815") == [gun] == make.register.read(lists.by_serial, "t-9")
    assert make.register.read(lists.by_code, "person", "g-1") == [guard]
    assert make.register.read(lists.by_code, "lot", "L1") == [lot]
