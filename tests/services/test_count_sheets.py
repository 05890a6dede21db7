"""Count sheets: as one walks, blind where they must be, each with a code of its own."""

from typing import Any

import pytest

from registry_app.domain.entry import canonical
from registry_app.services import audits, count_sheets
from registry_app.services.sightings import Sight
from tests.make import Make
from tests.reports import papers
from tests.services.test_audits import Team


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


@pytest.fixture
def racked(make: Make) -> dict[str, int]:
    """An armoury with two racks, one with slots, and a safe with nothing in it."""
    places = {"ARM-1": make.place()}
    for code, kind, parent in (
        ("R-1", "rack", "ARM-1"),
        ("R-2", "rack", "ARM-1"),
        ("S-1", "slot", "R-2"),
        ("CF", "safe", "ARM-1"),
    ):
        places[code] = make.place(code, kind, places[parent])
    make.firearm("Z9", at=places["R-1"])
    make.firearm("A1", at=places["R-1"])
    make.firearm("M5", at=places["S-1"])
    make.lot("CB-1", rounds=777, at=places["R-2"])
    make.issued(make.firearm("OUT"), to=make.person())
    return places


def told(make: Make, audit: int, **more: Any) -> dict[str, Any]:
    content = make.register.read(count_sheets.content, audit=audit, by=make.register.actor, **more)
    canonical(content)
    return dict(content)


def names(sheet: dict[str, Any]) -> list[str]:
    return [each["item"] for each in sheet["items"]]


def test_a_guided_sheet_for_each_rack_names_what_is_expected_and_never_how_many(
    make: Make, team: Team, racked: dict[str, int]
) -> None:
    content = told(make, team.begin(racked["ARM-1"], method="guided"))
    found = {sheet["place"]: names(sheet) for sheet in content["sheets"]}
    assert found == {"CF": [], "R-1": ["A1", "Z9"], "R-2": ["M5", "CB-1"]}
    assert "777" not in str([sheet["items"] for sheet in content["sheets"]])


def test_a_blind_sheet_names_nothing(make: Make, team: Team, racked: dict[str, int]) -> None:
    content = told(make, team.begin(racked["ARM-1"]))
    assert [names(sheet) for sheet in content["sheets"]] == [[], [], []]


def test_more_than_a_sheet_holds_goes_on_and_one_line_is_always_free(make: Make, team: Team) -> None:
    for _ in range(count_sheets.LINES):
        make.firearm()
    sheets = told(make, team.begin(make.place(), method="guided"))["sheets"]
    assert [len(sheet["items"]) for sheet in sheets] == [count_sheets.LINES, 0]


def test_by_serial_it_is_one_run_whose_lines_name_the_place(make: Make, team: Team, racked: dict[str, int]) -> None:
    (sheet,) = told(make, team.begin(racked["ARM-1"], method="guided"), order="serial")["sheets"]
    assert [(each["item"], each["place"]) for each in sheet["items"]] == [
        ("A1", "R-1"), ("M5", "S-1"), ("Z9", "R-1"), ("CB-1", "R-2"),
    ]  # fmt: skip


def test_the_code_of_a_sheet_leads_back_to_it(make: Make, team: Team, racked: dict[str, int]) -> None:
    audit = team.begin(racked["ARM-1"])
    for sheet in told(make, audit)["sheets"]:
        assert make.register.read(count_sheets.read_code, sheet["code"].lower()) == (audit, sheet["sheet"])
    mine = sheet["code"].split()[1]
    make.refused(
        "scan_other_register", count_sheets_read, text=f"A7SHEET {'AAA' if mine != 'AAA' else 'BBB'} 2026-001 1"
    )
    for wrong in ("A7SHEET", f"A7SHEET {mine} 2026-001 0", f"A7SHEET {mine} 2019-001 1", "SN1"):
        make.refused("sheet_unknown", count_sheets_read, text=wrong)


def count_sheets_read(session: Any, *, text: str, by: object) -> object:
    return count_sheets.read_code(session, text)


def test_a_file_of_them(make: Make, team: Team, racked: dict[str, int]) -> None:
    audit = team.begin(racked["ARM-1"], method="guided")
    file = make.register.read(count_sheets.make, audit=audit, by=make.register.actor)
    assert len(papers.opened(file)) == 3
    assert "Z9" in papers.whole(file)
    make.refused("sheet_order", count_sheets.make, audit=audit, order="size")
    make.refused("report_suffix", count_sheets.make, audit=audit, suffix=".xlsx")
    make.refused("report_paper", count_sheets.make, audit=audit, paper="a5")


def test_a_closed_audit_has_no_sheets(make: Make, team: Team) -> None:
    gun = make.firearm()
    audit = team.begin(make.place())
    team.sees(audit, Sight(make.place(), gun))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    make.refused("audit_closed", count_sheets.make, audit=audit)
