"""The notice of a loss tells what is gone and still missing, the clock, and what was entered."""

from registry_app.services import holds, losses, records
from tests import declared
from tests.make import Make


def _case(make: Make) -> int:
    gun, lot = make.firearm("007"), make.lot("L-1", rounds=50)
    make.clock.pass_(hours=3)
    values = {"discovered_at": "2026-01-01T09:00", "spot": "On the way to the post"}
    given = {"values": values, "reason": "theft", "document": "P-77", "witness": make.witness}
    case = int(make.do(losses.report, items={gun: 1, lot: 20}, **given).records[0])
    make.do(holds.find, items={gun: 1}, to=make.place(), case=case, witness=make.witness)
    return case


def test_what_is_gone_and_what_came_back(make: Make) -> None:
    told = declared.content(make, "loss", record=_case(make))
    (gun,) = told["firearms"]
    assert (gun["serial"], gun["lost"], gun["found"], gun["missing"]) == ("007", 1, 1, 0)
    assert [(row["lot_number"], row["missing"]) for row in told["rounds"]] == [("L-1", 20)]
    assert told["figures"] == {"firearms": 0, "rounds": 20, "articles": 0}
    assert [row["kind"] for row in told["steps"]] == ["lose", "find"]


def test_it_is_printed_and_its_serial_stays_a_text(make: Make) -> None:
    case = _case(make)
    printed = declared.page(make, "loss", record=case)
    assert "On the way to the post" in printed
    assert "P-77" in printed
    assert declared.sheets(make, "loss", record=case)["Firearms"][1][0] == "007"


def test_the_authority_told_is_named(make: Make) -> None:
    case, told_to = _case(make), make.outside("authority")
    values = {"authority_id": told_to, "notified_at": "2026-01-01T10:00"}
    make.do(losses.follow_up, case=case, values=values)
    assert declared.content(make, "loss", record=case)["about"]["authority"] == "Authority"
    make.do(records.amend, kind="place", record=told_to, values={"name": "Arms registry"})
    assert declared.content(make, "loss", record=case)["about"]["authority"] == "AUTHORITY · Arms registry"


def test_without_a_case_there_is_none(make: Make) -> None:
    assert declared.refusal(make, "loss", record=999) == "paper_of_which_case"
