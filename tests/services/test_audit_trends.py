"""How counts went over time."""

from registry_app.services import audit_trends, audits
from registry_app.services.sightings import Sight
from tests.make import Make
from tests.services.test_audits import Team


def test_each_closed_audit_tells_what_agreed_what_was_seen_and_how_long_settling_took(make: Make) -> None:
    team, armoury, here = Team(make), make.place(), make.firearm()
    make.firearm("GONE")
    make.issued(make.firearm(), to=make.person())
    audit = team.begin(armoury, kind="spot")
    team.sees(audit, Sight(armoury, here))
    (gone,) = team.differs(audit)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    (before,) = make.register.read(audit_trends.trend)
    assert (before.outcome, before.left, before.days) == ("with_differences", 1, -1)
    assert (before.measures.accuracy, before.measures.coverage) == (500, 333)
    assert (before.missing, before.not_seen, before.settled) == (1, 1, 0)
    make.clock.pass_(days=9)
    settled = {"differences": [gone.id], "cause": "LOS-4", "evidence": "PR-7", "witness": team.other}
    make.as_(team.head).do(audits.settle, **settled)
    (after,) = make.register.read(audit_trends.trend, place=armoury)
    assert (after.settled, after.left, after.days, after.as_json()["days"]) == (1, 0, 9, 9)
    assert after.place_name == "Arm-1"


def test_the_last_ones_are_told_the_oldest_first(make: Make) -> None:
    team, armoury = Team(make), make.place()
    for _time in range(3):
        make.as_(team.one).do(audits.conclude, audit=team.begin(armoury, kind="spot"), witness=team.head)
        make.clock.pass_(days=1)
    team.begin(armoury, kind="spot")
    assert [each.code for each in make.register.read(audit_trends.trend, most=2)] == ["2026-002", "2026-003"]
    assert make.register.read(audit_trends.trend, place=make.place("ARM-9")) == []
    assert "accuracy" not in make.register.read(audit_trends.trend)[0].as_json()
