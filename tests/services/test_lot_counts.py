"""The last count of each lot, as the account of ammunition tells it."""

from typing import Any

from registry_app.services import ammunition, audits
from registry_app.services.frame import Asked
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make


def _lots(make: Make, **asked: Any) -> dict[str, dict[str, Any]]:
    told = make.register.read(ammunition.content, Asked(make.register.actor, from_on="2026-01-01", **asked))
    return {row["lot_number"]: row for row in told["lots"]}


def _counted(row: dict[str, Any]) -> list[Any]:
    return [row.get(name) for name in ("audit", "counted_on", "expected", "counted", "difference")]


def test_what_was_counted_last_stands_beside_the_account(make: Make) -> None:
    team, place = Team(make), make.place()
    full, short = make.lot("FULL", rounds=100), make.lot("SHORT", rounds=50)
    make.lot("MISSED", rounds=10)
    make.issued(make.firearm(), to=make.person(), rounds={full: 30})
    audit = team.begin(place)
    team.sees(audit, Sight(place, full, quantity=70), Sight(place, short, quantity=48))
    assert _counted(_lots(make)["FULL"]) == [None] * 5
    team.differs(audit)
    team.make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    told = _lots(make)
    assert _counted(told["FULL"])[1:] == ["2026-01-01", 70, 70, 0]
    assert _counted(told["SHORT"])[1:] == ["2026-01-01", 50, 48, -2]
    assert _counted(told["MISSED"])[1:] == ["2026-01-01", 10, 0, -10]


def test_a_later_count_takes_the_place_of_an_earlier_one(make: Make) -> None:
    team, place = Team(make), make.place()
    lot = make.lot("L1", rounds=100)
    for kind, quantity in (("full", 90), ("spot", 100)):
        audit = team.begin(place, kind=kind)
        team.sees(audit, Sight(place, lot, quantity=quantity))
        if quantity < 100:
            team.differs(audit)
        team.make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
        make.clock.pass_(days=30)
    assert _counted(_lots(make)["L1"])[1:] == ["2026-01-31", 100, 100, 0]
    assert _counted(_lots(make, until_on="2026-01-15")["L1"])[1:] == ["2026-01-01", 100, 90, -10]
    assert make.register.read(ammunition.content, Asked(make.register.actor))["figures"]["off"] == 0
