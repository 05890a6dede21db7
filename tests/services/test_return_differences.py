"""Differences that nobody explained stay in every return, as of any day, until they are settled."""

import json
from typing import Any

import jsonschema
import pytest

from registry_app.reports import inventory_return
from registry_app.services import audits, cuts, report_table, return_differences, returns
from registry_app.services.sightings import Sight
from tests.make import Make
from tests.reports import papers
from tests.services.test_audits import Team


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def stated(make: Make, **asked: Any) -> dict[str, Any]:
    content = make.register.read(returns.inventory, by=make.register.actor, **asked)
    jsonschema.validate(content, json.loads(inventory_return.SCHEMA_FILE.read_text("utf-8")))
    return dict(content)


def test_a_return_has_no_such_key_where_there_are_none(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    assert "differences" not in stated(make)


def test_open_differences_are_in_every_return_until_they_are_settled(make: Make, team: Team) -> None:
    armoury, lot = make.place(), make.lot("CB-1", rounds=60)
    make.firearm("G1")
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, lot, quantity=53), Sight(armoury, raw="ZX-9"))
    missing, *_rest = team.differs(audit)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    told = {each.get("item", each.get("raw")): (each["kind"], each["audit"]) for each in stated(make)["differences"]}
    number = "2026-001"
    assert told == {"CB-1": ("short", number), "G1": ("missing", number), "ZX-9": ("unknown", number)}
    make.clock.pass_(days=3)
    settled = {"differences": [missing.id], "cause": "QTY-1", "evidence": "PR-7", "witness": team.other}
    make.as_(team.head).do(audits.settle, **settled)
    assert len(stated(make)["differences"]) == 2
    assert len(stated(make, as_of="2026-01-02")["differences"]) == 3


def test_as_of_a_day_before_the_count_there_are_none(make: Make, team: Team) -> None:
    make.firearm()
    make.clock.pass_(days=5)
    team.differs(team.begin(make.place()))
    assert "differences" not in stated(make, as_of="2026-01-03")
    zone = "America/Bogota"
    day, cut = make.register.read(cuts.asked, as_of="2026-01-06")
    assert (day, len(make.register.read(return_differences.open_at, cut, zone))) == ("2026-01-06", 1)


def test_they_are_printed_as_an_annex_and_in_the_workbook(make: Make, team: Team) -> None:
    make.firearm("G1")
    team.differs(team.begin(make.place()))
    given: dict[str, Any] = {"name": "inventory", "by": make.register.actor}
    page = papers.whole(make.register.read(report_table.make, suffix=".pdf", **given))
    assert "Annex D: open differences of counts" in page
    assert "2026-001" in page
    assert make.register.read(report_table.make, suffix=".xlsx", **given)
