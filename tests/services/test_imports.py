"""Lists taken in: verdicts row by row, dry run and run alike, what is on the register already, what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest

from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.domain.wording import say
from registry_app.i18n import _, speaking
from registry_app.persistence import sheets
from registry_app.services import imports, ledger, lists, past
from registry_app.services.import_tables import REASONS_HEADING
from tests.lists import codes, imported, listed, planned, verdicts, xlsx_file
from tests.make import Make

BAD_PLACE = {"Serial number": "B-2", "Place": "X"}


@pytest.fixture
def armoury(make: Make) -> int:
    return make.place("ARM-1")


def firearm(make: Make, serial: str) -> int:
    (found,) = make.register.read(lists.by_serial, serial)
    return found


@pytest.mark.usefixtures("armoury")
def test_a_dry_run_says_what_the_run_does_and_writes_nothing(make: Make) -> None:
    path = xlsx_file(make.folder.parent / "l.xlsx", listed("firearms", {}, {"Serial number": "none"}, BAD_PLACE))
    before = make.register.read(ledger.head)
    plan = planned(make, "firearms", path)
    assert make.register.read(ledger.head) == before
    done = imports.run(make.register, plan)
    assert verdicts(plan) == verdicts(done) == ["created", "refused", "refused"]
    assert codes(done) == ["serial_is_junk", "place_not_found"]


def test_serials_stay_as_they_were_written(make: Make, armoury: int) -> None:
    serials = ["007", "6.37702E+15", "1-2", "3½", "=A1", "1E5"]
    done = imported(make, "firearms", *({"Serial number": serial} for serial in serials))
    assert verdicts(done) == ["created"] * len(serials)
    for serial in serials:
        assert make.positions(firearm(make, serial)).get(Position(armoury)) == 1


@pytest.mark.usefixtures("armoury")
def test_what_a_spreadsheet_spoiled_is_refused(make: Make) -> None:
    done = imported(
        make, "firearms", {"Serial number": 6.37702e15}, {"Serial number": (5e10, "0.00E+00")},
        {"Serial number": (46419, "d-mmm")}, {"Calibre": 0.38}, {"Serial number": 123456789012},
    )  # fmt: skip
    assert verdicts(done) == ["refused"] * 4 + ["created"]
    assert codes(done) == [
        "number_lost_digits", "number_scientific", "became_date", "calibre_as_number", "number_shortened"
    ]  # fmt: skip


def test_a_firearm_may_be_with_a_person_from_the_start(make: Make, armoury: int) -> None:
    guard = make.person("G-7")
    done = imported(make, "firearms", {"Person": "g-7"}, {"Serial number": "B", "Person": "G-8"})
    assert verdicts(done) == ["created", "refused"]
    assert make.positions(firearm(make, "A-1")).get(Position(armoury, guard)) == 1
    assert codes(done) == ["person_not_found"]


def test_a_place_goes_by_code_or_by_its_only_name(make: Make, armoury: int) -> None:
    for code in ("N-1", "N-2"):
        make.described("place", code=code, name="North", kind="safe", parent_id=armoury)
    done = imported(make, "firearms", {"Place": "arm-1"}, {"Serial number": "B", "Place": "north"})
    assert verdicts(done) == ["created", "refused"]
    assert codes(done) == ["place_ambiguous"]


def test_a_list_without_places_asks_for_one(make: Make, armoury: int) -> None:
    rows = [row[:-1] for row in listed("firearms", {})]
    path = xlsx_file(make.folder.parent / "l.xlsx", rows)
    with pytest.raises(Refused, match="place_needed"):
        planned(make, "firearms", path)
    imports.run(make.register, planned(make, "firearms", path, place=armoury))
    assert make.positions(firearm(make, "A-1")).get(Position(armoury)) == 1
    assert verdicts(planned(make, "firearms", path)) == ["unchanged"]


def test_an_empty_place_goes_where_the_import_says_or_is_refused(make: Make, armoury: int) -> None:
    path = xlsx_file(make.folder.parent / "l.xlsx", listed("firearms", {"Place": ""}))
    assert codes(planned(make, "firearms", path)) == ["place_missing"]
    assert verdicts(planned(make, "firearms", path, place=armoury)) == ["created"]


@pytest.mark.usefixtures("armoury")
def test_the_same_list_again_changes_nothing(make: Make) -> None:
    rows = [{}, {"Serial number": "B-2", "Permit valid until": "31.12.2027"}]
    imported(make, "firearms", *rows)
    head = make.register.read(ledger.head)
    again = imported(make, "firearms", *rows)
    assert (verdicts(again), again.batch, codes(again)) == (["unchanged", "unchanged"], "", [])
    assert make.register.read(ledger.head) == head


@pytest.mark.usefixtures("armoury")
def test_what_differs_is_amended_and_an_empty_cell_takes_nothing_away(make: Make) -> None:
    imported(make, "firearms", {"Permit number": "P-1", "Year of manufacture": "2019"})
    done = imported(make, "firearms", {"Permit number": "P-2", "Year of manufacture": ""})
    (record,) = make.register.read(past.records, "firearm").values()
    assert verdicts(done) == ["updated"]
    assert (record["permit_number"], record["year"]) == ("P-2", 2019)


def test_an_import_moves_nothing_that_is_on_the_register(make: Make, armoury: int) -> None:
    gun = make.firearm("A-1")
    make.issued(gun, to=make.person("G-7"))
    done = imported(make, "firearms", {"Place": "ARM-1"})
    assert verdicts(done) == ["unchanged"]
    assert codes(done) == ["position_differs"]
    assert "G-7" in say(done.findings[0].finding)
    assert Position(armoury) not in make.positions(gun)


@pytest.mark.usefixtures("armoury")
def test_the_same_firearm_spelled_differently_is_the_same(make: Make) -> None:
    imported(make, "firearms", {"Serial number": "SL 12-3"})
    done = imported(make, "firearms", {"Serial number": "sl123", "Maker": "TAURUS"})
    assert (verdicts(done), codes(done)) == (["unchanged"], ["spelled_differently"])


@pytest.mark.usefixtures("armoury")
def test_a_serial_twice_in_the_file_marks_both_rows(make: Make) -> None:
    done = imported(make, "firearms", {}, {"Serial number": "B"}, {"Serial number": "a1"}, {"Maker": "Rossi"})
    assert verdicts(done) == ["created", "created", "refused", "created"]
    marked = [(f.row, f.finding.facts["row"]) for f in done.findings if f.finding.code == "twice_in_file"]
    assert marked == [(2, 4), (4, 2)]


@pytest.mark.usefixtures("armoury")
def test_look_alike_serials_are_noted_in_the_file_and_against_the_register(make: Make) -> None:
    make.firearm("BKZ-0O15")
    done = imported(make, "firearms", {"Serial number": "8KZ00I5"}, {"Serial number": "BKZ0015", "Model": "838"})
    assert verdicts(done) == ["created", "created"]
    assert codes(done) == ["serial_looks_alike"]


@pytest.mark.usefixtures("armoury")
def test_a_wrong_cell_is_told_by_row_field_and_text(make: Make) -> None:
    done = imported(make, "firearms", {}, {"Serial number": "B", "Kind": "Cannon", "Permit valid until": "soon"})
    told = [(f.row, f.field, f.value, f.finding.code) for f in done.findings]
    assert told == [
        (3, "kind", "Cannon", "field_not_choice"), (3, "permit_expires_on", "soon", "field_not_date")
    ]  # fmt: skip


@pytest.mark.usefixtures("armoury")
def test_a_strange_calibre_is_kept_and_noted_once(make: Make) -> None:
    done = imported(make, "firearms", {"Calibre": ".44 Bulldog"}, {"Serial number": "B", "Calibre": ".44 Bulldog"})
    assert (verdicts(done), codes(done)) == (["created", "created"], ["calibre_unlisted"])


@pytest.mark.usefixtures("armoury")
def test_choices_are_told_as_people_write_them(make: Make) -> None:
    kinds = ["REVOLVER", "revólver", "Escopeta de repeticion", "pistol", "TRAUMÁTICA", "Self-loading pistol"]
    imported(make, "firearms", *({"Serial number": f"K{n}", "Kind": kind} for n, kind in enumerate(kinds)))
    found = [record["kind"] for record in make.register.read(past.records, "firearm").values()]
    assert found == ["revolver", "revolver", "shotgun", "pistol", "less_lethal", "pistol"]


def test_places_may_come_before_those_they_lie_in(make: Make) -> None:
    done = imported(
        make, "places", {"Place code": "R-1", "Part of": "S-1"}, {"Place code": "S-1", "Part of": "A-1"},
        {"Place code": "A-1", "Kind of place": "Armoury", "Part of": ""}, {"Place code": "Q", "Part of": "NONE"},
    )  # fmt: skip
    assert verdicts(done) == ["created", "created", "created", "refused"]
    assert [row.row.number for row in done.rows] == [2, 3, 4, 5]
    rack = make.register.read(lists.by_code, "place", "R-1")[0]
    assert rack in make.register.read(lambda s: s.execute(lists.inside(make.root())).scalars().all())


def test_of_places_without_a_word_where_only_those_of_the_company_lie_in_it(make: Make) -> None:
    outside = {"Place code": "MIN", "Kind of place": "Authority", "Part of": ""}
    done = imported(make, "places", {"Place code": "A-1", "Kind of place": "Armoury", "Part of": ""}, outside)
    assert verdicts(done) == ["created", "created"]
    found = {row["code"]: row["parent_id"] for row in make.register.read(past.records, "place").values()}
    assert (found["A-1"], found["MIN"]) == (make.root(), None)


def test_places_that_lie_in_each_other_are_refused(make: Make) -> None:
    done = imported(make, "places", {"Place code": "A", "Part of": "B"}, {"Place code": "B", "Part of": "A"})
    assert verdicts(done) == ["refused", "refused"]


def test_people_are_told_by_their_code_and_compared_with_what_can_be_erased(make: Make) -> None:
    assert verdicts(imported(make, "people", {}, {"Person code": "G-2", "Full name": ""})) == ["created", "refused"]
    again = imported(make, "people", {"Identity document": "44100201"}, {"Person code": "G-2"})
    assert verdicts(again) == ["updated", "created"]
    assert verdicts(imported(make, "people", {"Identity document": "44100201"})) == ["unchanged"]


def test_a_lot_in_two_places_stands_in_two_rows(make: Make, armoury: int) -> None:
    other = make.place("ARM-2")
    done = imported(make, "ammunition", {}, {"Place": "ARM-2", "Rounds": "20"}, {"Place": "ARM-2"})
    assert verdicts(done) == ["created", "created", "refused"]
    lot = make.register.read(lists.by_code, "lot", "L1")[0]
    there = make.positions(lot)
    assert (there[Position(armoury)], there[Position(other)]) == (500, 20)


@pytest.mark.usefixtures("armoury")
def test_rows_of_one_lot_must_agree(make: Make) -> None:
    make.place("ARM-2")
    done = imported(make, "ammunition", {"Load": "Service"}, {"Place": "ARM-2", "Load": "Training"})
    assert (verdicts(done), codes(done)) == (["created", "refused"], ["lot_rows_differ"])


@pytest.mark.usefixtures("armoury")
def test_a_lot_on_the_register_gets_no_more_rounds(make: Make) -> None:
    imported(make, "ammunition", {})
    again = imported(make, "ammunition", {"Rounds": "700", "Maker": "cbc"})
    assert (verdicts(again), codes(again)) == (["unchanged"], ["quantity_differs"])


@pytest.mark.usefixtures("armoury")
def test_rounds_below_one_are_refused(make: Make) -> None:
    done = imported(make, "ammunition", {"Rounds": "0"}, {"Rounds": "-5"}, {"Rounds": "1.5"}, {"Rounds": ""})
    assert verdicts(done) == ["refused"] * 4
    assert codes(done) == ["quantity_below_one", "field_too_small", "field_not_integer", "field_required"]


def test_who_may_not_import_is_told_once(make: Make, armoury: int) -> None:
    reader = replace(make.register.actor, roles="reader counter")
    table = imports.read(xlsx_file(make.folder.parent / "l.xlsx", listed("firearms", {})), "firearms")
    with pytest.raises(Refused, match="role_may_not"):
        make.register.read(imports.plan, table, by=reader, place=armoury)


@pytest.mark.usefixtures("armoury")
def test_refused_rows_come_back_as_they_were_with_reasons(make: Make, tmp_path: Path) -> None:
    done = imported(make, "firearms", {}, {"Serial number": "=none", "Kind": "007"}, {"Serial number": "none"})
    assert imports.write_rejects(done, tmp_path / "r.xlsx") == 2
    rows = sheets.read(tmp_path / "r.xlsx").sheets[0].rows
    assert rows[0][1] == [*listed("firearms", {})[0], "Why refused"]
    assert rows[1][1][:-1] == ["=none", "Taurus", "G3", "007", "9 mm", "ARM-1"]
    assert "“007” is not in the list" in rows[1][1][-1]
    mended = imports.read(tmp_path / "r.xlsx", "firearms")
    assert (len(mended.rows), mended.findings) == (2, ())


@pytest.mark.usefixtures("armoury")
def test_reasons_are_in_the_readers_language(make: Make, tmp_path: Path) -> None:
    done = imported(make, "firearms", {"Serial number": "none"})
    with speaking("es"):
        imports.write_rejects(done, tmp_path / "r.xlsx")
        told = [_(REASONS_HEADING), say(done.findings[0].finding)]
    assert [cells[-1] for _number, cells in sheets.read(tmp_path / "r.xlsx").sheets[0].rows] == told
    assert imports.read(tmp_path / "r.xlsx", "firearms").findings == ()


@pytest.mark.usefixtures("armoury")
def test_without_refused_rows_no_file_is_written(make: Make, tmp_path: Path) -> None:
    assert imports.write_rejects(imported(make, "firearms", {}), tmp_path / "r.xlsx") == 0
    assert not (tmp_path / "r.xlsx").exists()


@pytest.mark.usefixtures("armoury")
def test_the_outcome_is_told_as_the_command_line_promises(make: Make) -> None:
    done = imported(make, "firearms", {"Obs": "x"}, {"Serial number": "none"})
    assert imports.as_json(done) == {
        "batch": done.batch, "rows": 2, "created": 1, "updated": 0, "unchanged": 0, "refused": 1,
        "findings": [
            {"row": 1, "field": "", "value": "Obs", "code": "column_ignored"},
            {"row": 3, "field": "serial", "value": "none", "code": "serial_is_junk"},
        ],
    }  # fmt: skip


@pytest.mark.usefixtures("armoury")
def test_every_row_is_an_entry_of_its_own_with_the_batch(make: Make) -> None:
    before = make.register.read(ledger.head).size
    done = imported(make, "firearms", *({"Serial number": f"S{n}"} for n in range(5)))
    entries = [make.entry(seq) for seq in range(before, make.register.read(ledger.head).size)]
    assert [(e.kind, e.batch, e.reason_code, len(e.records)) for e in entries] == [
        ("receive", done.batch, "opening", 1)
    ] * 5
