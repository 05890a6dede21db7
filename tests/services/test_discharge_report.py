"""The report of a discharge tells the firearm, who fired, and the rounds by lot."""

from registry_app.services import discharges
from tests import declared
from tests.make import Make


def _shot(make: Make) -> int:
    gun, guard, lot = make.firearm("A-1"), make.person("G-1", name="Rosa Vera"), make.lot("L-1", rounds=100)
    make.issued(gun, to=guard, rounds={lot: 30})
    values = {"kind": "warning_shot", "harm": "none", "damage": "minor"}
    given = {"values": values, "reason": "warning_shot", "rounds": {lot: 3}, "witness": make.witness}
    return int(make.do(discharges.record, firearm=gun, person=guard, **given).records[0])


def test_it_tells_who_fired_what(make: Make) -> None:
    told = declared.content(make, "discharge", record=_shot(make))
    assert told["about"]["person"] == "Rosa Vera (G-1)"
    assert told["about"]["licence_expires_on"] == "2030-01-01"
    assert [row["serial"] for row in told["firearms"]] == ["A-1"]
    assert [(row["lot_number"], row["quantity"]) for row in told["rounds"]] == [("L-1", 3)]


def test_three_sign_it(make: Make) -> None:
    printed = declared.page(make, "discharge", record=_shot(make))
    assert all(who in printed for who in ("Who fired", "Armorer", "Director"))


def test_without_a_discharge_there_is_none(make: Make) -> None:
    assert declared.refusal(make, "discharge", record=999) == "paper_of_which_discharge"
