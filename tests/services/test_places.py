"""The tree of places and what lies in one: counted through the tree, in the order of slots, with custodian and keys."""

import pytest

from registry_app.services import custodians, places
from registry_app.services.places import FREE, OCCUPIED, OUT, Contents, Much
from tests.make import Make


def _contents(make: Make, place: int) -> Contents:
    found: Contents = make.register.read(places.contents, place)
    return found


@pytest.fixture
def rack(make: Make) -> int:
    """A rack of three slots."""
    rack = make.place("R-1", "rack", make.place("ARM-1"))
    for number in (10, 9, 1):
        make.place(f"R1-{number}", "slot", rack)
    return rack


def test_a_place_counts_all_that_lies_in_it(make: Make, rack: int) -> None:
    make.firearm(at=make.place("R1-9"))
    make.firearm(at=make.place("ARM-1"))
    make.lot(rounds=50, at=rack)
    nodes = {node.code: node for node in make.register.read(places.tree)}
    assert (nodes["ARM-1"].firearms, nodes["ARM-1"].rounds, nodes["R-1"].firearms) == (2, 50, 1)
    assert nodes["R1-1"].firearms == 0


def test_numbers_in_codes_are_ordered_by_their_size(make: Make, rack: int) -> None:
    codes = [node.code for node in make.register.read(places.tree)]
    assert codes[codes.index("R-1") :][:4] == ["R-1", "R1-1", "R1-9", "R1-10"]


def test_places_outside_the_company_are_no_part_of_the_tree(make: Make) -> None:
    kinds = {node.kind for node in make.register.read(places.tree)}
    assert "company" in kinds
    assert not kinds & {"supplier", "lost", "destroyed"}


def test_what_somebody_has_is_told_apart(make: Make, rack: int) -> None:
    make.firearm(at=rack)
    make.issued(make.firearm(at=rack), to=make.person())
    make.lot(rounds=50, at=rack)
    assert _contents(make, rack).amounts == (Much("lot", "9x19", 50, 0), Much("firearm", "pistol", 1, 1))


def test_firearms_come_in_the_order_of_their_slots(make: Make, rack: int) -> None:
    for slot in (10, 1, 9):
        make.firearm(f"S-{slot}", at=make.place(f"R1-{slot}"))
    assert [each.serial for each in _contents(make, rack).firearms] == ["S-1", "S-9", "S-10"]


def test_a_slot_is_free_occupied_or_waits_for_its_firearm(make: Make, rack: int) -> None:
    one, nine = make.place("R1-1"), make.place("R1-9")
    make.firearm("A1", at=one, home_id=one)
    make.issued(make.firearm("B2", at=nine, home_id=nine), to=make.person(name="Rosa Quispe"))
    slots = _contents(make, rack).slots
    assert [(each.code, each.state, each.serial) for each in slots] == [
        ("R1-1", OCCUPIED, "A1"), ("R1-9", OUT, "B2"), ("R1-10", FREE, "")
    ]  # fmt: skip
    assert slots[1].where == "Rosa Quispe"


def test_a_firearm_that_lies_elsewhere_leaves_its_slot_waiting(make: Make, rack: int) -> None:
    make.firearm("C3", at=make.place("ARM-2"), home_id=make.place("R1-1"))
    (first, *_others) = _contents(make, rack).slots
    assert (first.state, first.serial, first.where) == (OUT, "C3", "ARM-2")


def test_what_stands_in_the_rack_itself_comes_last(make: Make, rack: int) -> None:
    make.firearm("D4", at=rack)
    last = _contents(make, rack).slots[-1]
    assert (last.code, last.state, last.serial) == ("", OCCUPIED, "D4")


def test_an_armoury_without_slots_has_none(make: Make) -> None:
    make.firearm(at=make.place("ARM-2"))
    assert _contents(make, make.place("ARM-2")).slots == ()


def test_custodian_and_keys_are_told(make: Make, rack: int) -> None:
    guard, armoury = make.person(name="Rosa Quispe"), make.place("ARM-1")
    make.article("K-1", "key", opens_id=armoury)
    make.article("K-2", "key", opens_id=make.place("ARM-2"))
    make.do(custodians.hand_over, armoury=armoury, to=guard, witness=make.witness)
    found = _contents(make, armoury)
    assert found.custodian
    assert found.custodian.person_name == "Rosa Quispe"
    assert [key.code for key in found.keys] == ["K-1"]


def test_the_file_holds_every_place_with_how_much_is_in_it(make: Make, rack: int) -> None:
    make.firearm(at=rack)
    lines = make.register.read(places.file, ".csv").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Place code,Place name,Kind of place,Part of,Firearms")
    assert "R-1,R-1,Rack,ARM-1,1,0,0" in lines
