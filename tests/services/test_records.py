"""Describing and amending: what a record may hold, whose keys are taken, and a tree of places that stays one."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.services import corrections, receiving, records
from registry_app.services.ledger import new_id
from tests.make import Make, enter

GUN: dict[str, Any] = {"serial": "TX100", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"}


def _amend(make: Make, which: str, record: int, /, **values: Any) -> Any:
    return make.do(records.amend, kind=which, record=record, values=values, reason="typing_error")


def _not_amended(make: Make, code: str, which: str, record: int, /, **values: Any) -> Any:
    return make.refused(code, records.amend, kind=which, record=record, values=values, reason="typing_error")


def _not_described(make: Make, code: str, which: str, /, **values: Any) -> Any:
    return make.refused(code, records.describe, kind=which, values=values)


def test_an_amendment_keeps_old_and_new_values(make: Make) -> None:
    gun = make.firearm(model="82")
    change = make.entry(_amend(make, "firearm", gun, model="82S", year=None).seq).records[0]
    assert (change.old, change.new) == ({"model": "82", "year": ""}, {"model": "82S", "year": ""})


@pytest.mark.parametrize("kind", ["place", "person", "firearm", "lot"])
def test_a_record_without_values_is_none(make: Make, kind: str) -> None:
    assert _not_described(make, "field_required", kind).facts["label"]


@pytest.mark.parametrize(("kind", "missing"), [("firearm", "calibre"), ("firearm", "serial")])
def test_what_is_required_stays(make: Make, kind: str, missing: str) -> None:
    _not_described(make, "field_required", kind, **{**GUN, missing: None})
    _not_amended(make, "field_required", kind, make.firearm(), **{missing: None})


def test_a_field_that_no_record_has(make: Make) -> None:
    _not_described(make, "field_unknown", "firearm", **GUN, colour="black")
    _not_amended(make, "field_unknown", "firearm", make.firearm(), colour="black")


@pytest.mark.parametrize(("name", "value"), [
    ("kind", "cannon"), ("year", 1066), ("year", "1999"), ("year", True), ("permit_expires_on", "31/12/2030"),
    ("permit_expires_on", "2030-02-30"), ("permit_expires_on", "9999"), ("country", "Brazil"), ("tag", "t-1"),
    ("model", "x" * 126), ("model", " G3"), ("model", "G\u00093"), ("model", "e\u0301"), ("model", "a\u202eb"),
])  # fmt: skip
def test_values_that_no_field_would_make_of_a_text(make: Make, name: str, value: object) -> None:
    found = _not_described(make, "value_not_of_field", "firearm", **{**GUN, name: value})
    assert found.facts["field"] == name


@pytest.mark.parametrize("value", [999, 0, "ARM-1"])
def test_a_reference_leads_to_a_record_of_its_kind(make: Make, value: object) -> None:
    code = "value_not_of_field" if isinstance(value, str) else "reference_unknown"
    _not_described(make, code, "place", code="X", name="X", kind="safe", parent_id=value)
    _not_described(make, "reference_unknown", "place", code="X", name="X", kind="safe", parent_id=make.person())


def test_nothing_is_amended_by_the_same_values(make: Make) -> None:
    gun = make.firearm(model="82")
    _not_amended(make, "amend_nothing", "firearm", gun, model="82")
    _not_amended(make, "amend_nothing", "firearm", gun)


def test_a_record_that_is_not_there_or_of_another_kind(make: Make) -> None:
    _not_amended(make, "record_unknown", "firearm", 999, model="82")
    _not_amended(make, "record_unknown", "firearm", make.lot(), model="82")


@pytest.mark.parametrize("kind", ["user", "policy"])
def test_users_and_policies_have_acts_of_their_own(make: Make, kind: str) -> None:
    make.refused("record_not_for_act", records.describe, kind=kind, values={"name": "x"})


def test_there_is_one_company(make: Make) -> None:
    _not_described(make, "record_exists_once", "company", name="Other S.A.", zone="UTC")


def test_a_zone_that_no_clock_knows_would_stop_the_register(make: Make) -> None:
    company = make.entry(0).records[0].record
    assert _not_amended(make, "zone_unknown", "company", company, zone="Mars/Base").facts["zone"] == "Mars/Base"
    _amend(make, "company", company, zone="America/Lima")
    assert make.entry(make.issued(make.firearm(), to=make.person()).seq).zone == "America/Lima"


def test_describing_is_not_a_way_to_amend(make: Make) -> None:
    gun = make.firearm()
    for kind in ("describe", "receive"):
        draft = Draft(kind, wishes=(Wish("firearm", {"model": "82"}, gun),))
        code = "record_not_described" if kind == "describe" else "entry_empty"
        make.refused(code, enter, draft=draft)


@pytest.mark.parametrize(("kind", "values"), [
    ("person", {"code": "G-1", "name": "Other"}), ("lot", {"lot_number": "L1", "maker": "CBC", "calibre": "9x19"}),
    ("place", {"code": "ARM-1", "name": "Other", "kind": "safe"}),
])  # fmt: skip
def test_keys_are_taken(make: Make, kind: str, values: dict[str, object]) -> None:
    make.person("G-1"), make.lot("L1"), make.place("ARM-1")
    parent = {"parent_id": make.root()} if kind == "place" else {}
    assert _not_described(make, "key_taken", kind, **values, **parent).facts["record"]


def test_a_tag_is_on_one_firearm_and_free_again_afterwards(make: Make) -> None:
    first, second = make.firearm(tag="T1"), make.firearm()
    assert _not_amended(make, "key_taken", "firearm", second, tag="T1").facts["record"] == first
    _amend(make, "firearm", first, tag=None)
    _amend(make, "firearm", second, tag="T1")


def test_the_same_lot_number_of_another_maker_is_another_lot(make: Make) -> None:
    assert make.lot("L1", maker="CBC") != make.lot("L1", maker="Fiocchi")


def test_a_serial_is_not_amended_to_that_of_another_living_firearm(make: Make) -> None:
    first, second = make.firearm(**GUN), make.firearm(**{**GUN, "serial": "TX200"})
    found = _not_amended(make, "firearm_exists", "firearm", second, serial="TX-100")
    assert found.facts["item_id"] == first


@pytest.mark.parametrize("name", ["maker", "model"])
def test_nor_made_the_same_by_its_maker_or_model(make: Make, name: str) -> None:
    make.firearm(**GUN)
    other = make.firearm(**{**GUN, name: "Other"}, reason="other_maker")
    _not_amended(make, "firearm_exists", "firearm", other, **{name: GUN[name]})


def test_another_maker_may_have_the_same_serial_for_a_reason(make: Make) -> None:
    make.firearm(**GUN)
    other = make.firearm(**{**GUN, "serial": "TX200", "maker": "Rossi"})
    make.refused("reason_needed", records.amend, kind="firearm", record=other, values={"serial": "TX100"})
    assert "serial_of_another" in [f.code for f in _amend(make, "firearm", other, serial="TX100").findings]


@pytest.mark.parametrize("values", [{"serial": "TX200"}, {"maker": "Rossi"}, {"model": "G2C"}, {"calibre": "380acp"}])
def test_what_tells_a_firearm_from_others_changes_for_a_reason(make: Make, values: dict[str, str]) -> None:
    gun = make.firearm(**GUN)
    make.refused("reason_needed", records.amend, kind="firearm", record=gun, values=values)
    (said,) = _amend(make, "firearm", gun, **values).findings
    assert (said.code, said.severity, len(said.facts["fields"])) == ("identity_changed", "warning", 1)


def test_a_firearm_that_was_never_here_may_still_be_called_otherwise(make: Make) -> None:
    gun = make.described("firearm", **GUN)
    assert make.do(records.amend, kind="firearm", record=gun, values={"serial": "TX200"}).findings == ()


def test_a_place_lies_in_itself_neither_directly_nor_far_up(make: Make) -> None:
    armoury = make.place("ARM-1")
    rack = make.place("R1", "rack", parent=make.place("S1", "safe", parent=armoury))
    _not_amended(make, "place_in_itself", "place", armoury, parent_id=armoury)
    _not_amended(make, "place_in_itself", "place", armoury, parent_id=rack)


def test_two_places_do_not_end_up_in_each_other_by_one_entry(make: Make) -> None:
    one, other = make.place("A1"), make.place("A2")
    wishes = (Wish("place", {"parent_id": other}, one), Wish("place", {"parent_id": one}, other))
    make.refused("place_in_itself", enter, draft=Draft("amend", wishes=wishes))


@pytest.mark.parametrize(("kind", "parent"), [
    ("armoury", ""), ("post", ""), ("safe", "buyer"), ("buyer", "company"), ("supplier", "lost"),
])  # fmt: skip
def test_places_of_the_company_hang_under_it_and_others_do_not(make: Make, kind: str, parent: str) -> None:
    values = {"code": "X", "name": "X", "kind": kind, "parent_id": make.outside(parent) if parent else None}
    _not_described(make, "place_not_there", "place", **values)


@pytest.mark.parametrize("kind", ["company", "transit", "lost", "destroyed", "expended"])
def test_some_places_exist_once(make: Make, kind: str) -> None:
    _not_described(make, "place_exists_once", "place", code="X", name="X", kind=kind)


@pytest.mark.parametrize(("before", "after"), [
    ("lost", "armoury"), ("lost", "buyer"), ("armoury", "buyer"), ("armoury", "post"), ("destroyed", "lost"),
    ("company", "armoury"),
])  # fmt: skip
def test_nothing_changes_hands_by_renaming_a_place(make: Make, before: str, after: str) -> None:
    place = make.place() if before == "armoury" else make.outside(before)
    _not_amended(make, "place_kind_fixed", "place", place, kind=after)


def test_a_rack_that_was_called_a_safe_is_put_right(make: Make) -> None:
    _amend(make, "place", make.place("S1", "safe", parent=make.place()), kind="rack")


def test_a_safe_that_was_used_does_not_wander_to_another_armoury(make: Make) -> None:
    one, other = make.place("ARM-1"), make.place("ARM-2")
    safe, inner = make.place("S1", "safe", parent=one), make.place("S2", "safe", parent=one)
    _amend(make, "place", safe, parent_id=other)
    make.firearm(at=safe)
    _not_amended(make, "place_was_used", "place", safe, parent_id=one)
    _amend(make, "place", safe, parent_id=make.place("R1", "rack", parent=other))
    make.place("R2", "rack", parent=inner)
    _not_amended(make, "place_was_used", "place", inner, parent_id=other)


def test_undoing_the_move_of_a_safe_does_not_move_what_lies_in_it(make: Make) -> None:
    safe = make.place("S1", "safe", parent=make.place("ARM-1"))
    moved = _amend(make, "place", safe, parent_id=make.place("ARM-2"))
    make.firearm(at=safe)
    make.refused("place_was_used", corrections.correct, seq=moved.seq, reason="typing_error", witness=make.witness)


def test_a_post_may_go_to_another_contract_with_its_guards(make: Make) -> None:
    one, other = make.place("C1", "contract"), make.place("C2", "contract")
    post = make.place("P1", "post", parent=one)
    make.issued(make.firearm(), to=make.person(), post=post)
    _amend(make, "place", post, parent_id=other)


def test_a_repeated_id_describes_once(make: Make) -> None:
    values, entry_id = {"code": "G-1", "name": "Luz Mar"}, new_id()
    first = make.do(records.describe, kind="person", values=values, entry_id=entry_id)
    again = make.do(records.describe, kind="person", values=values, entry_id=entry_id)
    assert (again.seq, again.records) == (first.seq, first.records)


def test_the_same_firearm_twice_in_one_entry(make: Make) -> None:
    wishes = (Wish("firearm", GUN), Wish("firearm", {**GUN, "serial": "tx 100"}))
    make.refused("firearm_exists", enter, draft=Draft("describe", wishes=wishes))


def test_two_firearms_without_a_tag_in_one_entry(make: Make) -> None:
    wishes = (Wish("firearm", GUN), Wish("firearm", {**GUN, "serial": "TX200"}))
    posted = make.post(Draft("describe", wishes=wishes))
    assert (len(posted.records), posted.findings) == (2, ())


def test_the_same_code_twice_in_one_entry(make: Make) -> None:
    wishes = (Wish("person", {"code": "G-1", "name": "Luz"}), Wish("person", {"code": "G-1", "name": "Sol"}))
    make.refused("key_taken", enter, draft=Draft("describe", wishes=wishes))


def test_a_firearm_of_a_withdrawn_record_may_be_received_under_the_same_tag(make: Make) -> None:
    wrong = make.do(receiving.receive, kind="firearm", values={**GUN, "tag": "T1"}, to=make.place())
    make.do(corrections.correct, seq=wrong.seq, reason="duplicate", witness=make.witness)
    assert make.firearm(**GUN, tag="T1") > wrong.records[0]
