"""A paper sheet typed back: twice the same or not at all, one entry, each thing found by what is engraved on it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from registry_app.services import checks, corrections, counts, ledger, scans, typed_sheets
from registry_app.services.typed_sheets import Line
from tests.make import Make
from tests.services.test_audits import Team


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def typed(audit: int, place: int, *lines: Line, **more: Any) -> dict[str, Any]:
    return {"audit": audit, "sheet": 1, "place": place, "first": lines, "second": lines, **more}


def test_a_sheet_is_one_entry_of_sightings_from_paper(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("IM-100")
    make.lot("CB-1", rounds=60, pack_size=50)
    audit = team.begin(armoury)
    label = make.register.read(scans.code, "firearm", make.firearm("IM-200"))
    lines = (Line(" im-100 "), Line(""), Line("CB-1", packs=0, quantity=60), Line(label), Line("ZX-99"))
    size = make.register.read(ledger.head).size
    posted = make.as_(team.one).do(typed_sheets.enter, **typed(audit, armoury, *lines))
    assert make.register.read(ledger.head).size == size + 1
    assert len(posted.records) == 4
    found = make.register.read(counts.standing, audit)
    assert {kind: n for kind, n in found.tally.items() if n} == {"found": 3, "unknown": 1}
    assert make.entry(posted.seq).records[0].new["way"] == "paper"
    assert checks.check(make.register).verdict == "intact"


def test_two_typings_that_differ_are_refused_naming_the_line(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("IM-100")
    audit = team.begin(armoury)
    first = (Line("IM-100"), Line("CB-1", quantity=60))
    given = typed(audit, armoury, *first) | {"second": (Line("IM-1O0"), replace(first[1], quantity=61), Line("X"))}
    found = make.as_(team.one).refused("sheet_line_differs", typed_sheets.enter, **given)
    assert (found.facts["line"], found.facts["field"]) == (2, "quantity")
    all_ = typed_sheets.differing(given["first"], given["second"])
    assert [(each.code, each.facts["line"]) for each in all_] == [
        ("sheet_line_differs", 1), ("sheet_line_differs", 2), ("sheet_line_missing", 3),
    ]  # fmt: skip


def test_capitals_and_spaces_make_no_difference() -> None:
    assert typed_sheets.differing((Line("im-100 "),), (Line(" IM-100"),)) == []


def test_a_sheet_is_entered_once_and_anew_after_a_correction(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("IM-100")
    audit = team.begin(armoury)
    given = typed(audit, armoury, Line("IM-100"))
    posted = make.as_(team.one).do(typed_sheets.enter, **given)
    assert make.register.read(typed_sheets.back, audit) == {1: posted.seq}
    assert make.as_(team.one).refused("sheet_entered", typed_sheets.enter, **given).facts["entry"] == posted.seq
    make.as_(team.head).do(corrections.correct, seq=posted.seq, reason="typing_error", witness=team.one)
    assert make.register.read(typed_sheets.back, audit) == {}
    make.as_(team.one).do(typed_sheets.enter, **given)


def test_the_same_id_again_enters_nothing_twice(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("IM-100")
    audit = team.begin(armoury)
    given = typed(audit, armoury, Line("IM-100"), entry_id=ledger.new_id())
    one, other = (make.as_(team.one).do(typed_sheets.enter, **given) for _time in range(2))
    assert one.seq == other.seq


def test_a_line_that_fits_several_things_names_itself(make: Make, team: Team) -> None:
    armoury = make.place()
    make.firearm("77", maker="Taurus")
    make.firearm("77", maker="Llama")
    audit = team.begin(armoury)
    given = typed(audit, armoury, Line("77"), Line("A7FKBB0001238R"))
    found = make.as_(team.one).refused("sheet_line_ambiguous", typed_sheets.enter, **given)
    assert found.facts["line"] == 1
    assert make.as_(team.one).refused("sheet_line_misread", typed_sheets.enter, **given).facts["line"] == 2


def test_nothing_written_is_nothing_entered(make: Make, team: Team) -> None:
    audit = team.begin(make.place())
    make.as_(team.one).refused("sheet_empty", typed_sheets.enter, **typed(audit, make.place(), Line(" ")))


def test_lines_are_read_from_a_spreadsheet(make: Make, tmp_path: Path) -> None:
    rack, file = make.place("R-1", "rack", make.place()), tmp_path / "one.csv"
    file.write_text("text,packs,quantity,place\nIM-100,,,R-1\nCB-1,2,17,\n", "utf-8")
    assert make.register.read(typed_sheets.read, file) == [Line("IM-100", place=rack), Line("CB-1", 2, 17)]


@pytest.mark.parametrize(
    ("text", "code"),
    [("serial\nX\n", "sheet_heading"), ("packs\n1\n", "sheet_heading"), ("text,packs\nX,two\n", "sheet_number")],
)
def test_a_spreadsheet_that_is_none_is_refused(make: Make, tmp_path: Path, text: str, code: str) -> None:
    file = tmp_path / "one.csv"
    file.write_text(text, "utf-8")
    make.refused(code, lambda session, *, by: typed_sheets.read(session, file))
