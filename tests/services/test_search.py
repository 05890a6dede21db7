"""One text finds records of every kind, and entries by their number."""

from registry_app.services import discharges, losses, search
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


def test_a_case_is_found_by_its_number_and_by_those_of_police_and_authority(make: Make) -> None:
    told = {"documents_lost": "Permit P-7", "police_number": "DEN-2026-118", "notice_number": "NOT-44"}
    case = make.do(losses.report_documents, values=told).records[0]
    hit = Hit("loss", case, "DEN-2026-118", "Permit P-7")
    for text in ("den-2026-118", "2026-118", str(case), f"#{case}", f"caso {case}"):
        assert hit in _found(make, text), text
    assert _found(make, "not-44") == [Hit("loss", case, "NOT-44", "Permit P-7")]


def test_a_discharge_is_found_by_the_number_of_the_police(make: Make) -> None:
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L-1")
    make.issued(gun, to=guard, rounds={lot: 30})
    make.clock.pass_(hours=1)
    use = {"kind": "warning_shot", "harm": "none", "damage": "minor", "spot": "Gate 3", "police_number": "D-9001"}
    shot = {"firearm": gun, "person": guard, "rounds": {lot: 2}, "values": use, "reason": "warning_shot"}
    case = make.do(discharges.record, **shot, unsigned="injured", witness=make.witness).records[0]
    assert _found(make, "d-9001") == [Hit("discharge", case, "D-9001", "A-1")]


def test_a_single_letter_finds_no_record(make: Make) -> None:
    make.firearm("AAA")
    assert _found(make, "a") == []
    assert _found(make, "  ") == []
