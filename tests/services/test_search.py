"""One text finds records of every kind, and entries by their number."""

from registry_app.services import search
from registry_app.services.search import Hit
from tests.make import Make


def _found(make: Make, text: str) -> list[Hit]:
    return make.register.read(search.anything, text=text)


def test_one_text_finds_records_of_every_kind(make: Make) -> None:
    gun, guard, lot = make.firearm("CEIBA-77"), make.person("CEIBA-G"), make.lot("CEIBA-L")
    found = {(hit.kind, hit.id) for hit in _found(make, "ceiba")}
    assert found >= {("firearm", gun), ("person", guard), ("lot", lot)}


def test_a_firearm_is_found_by_tag_and_by_model(make: Make) -> None:
    gun = make.firearm("X-1", tag="T0106", model="Ranger")
    assert [hit.id for hit in _found(make, "t0106")] == [gun]
    assert [hit.id for hit in _found(make, "rang")] == [gun]


def test_what_is_called_exactly_so_comes_first(make: Make) -> None:
    make.firearm("G-70")
    guard = make.person("G-7")
    assert _found(make, "g-7")[0].id == guard


def test_an_entry_is_found_by_its_number(make: Make) -> None:
    assert _found(make, "#0") == [Hit("entry", 0, "0", "set_up")]
    assert _found(make, "999999") == []


def test_a_single_letter_finds_no_record(make: Make) -> None:
    make.firearm("AAA")
    assert _found(make, "a") == []
    assert _found(make, "  ") == []
