"""The plan of counts: what was counted when, who waits, and who may count it next."""

from registry_app.services import audit_plan, audits, custodians
from registry_app.services.sightings import Sight
from tests.make import Make
from tests.services.test_audits import Team


def test_an_armoury_tells_its_last_count_and_who_may_make_the_next(make: Make) -> None:
    team, north, south = Team(make), make.place("ARM-1"), make.place("ARM-2")
    audit = team.begin(north)
    team.sees(audit, Sight(north, make.firearm()))
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    one, two = make.register.read(audit_plan.plan)
    assert (one.armoury, one.last) == (north, audit_plan.LastCount(audit, "2026-001", "2026-01-01"))
    assert one.independent == ("Ana Ruiz", "Guard S-1", "Guard S-2", "Second")
    assert (two.armoury, two.last) == (south, None)
    assert {"Guard C-1", "Guard C-2"} <= set(two.independent)


def test_the_custodian_is_not_independent_and_a_change_waits_for_a_count(make: Make) -> None:
    team, armoury = Team(make), make.place()
    for person in team.people:
        make.do(custodians.hand_over, armoury=armoury, to=person, witness=make.witness)
        make.clock.pass_(days=1)
    (planned,) = make.register.read(audit_plan.plan)
    assert planned.changed_on == "2026-01-02"
    assert "Guard C-2" not in planned.independent
    assert "Guard C-1" in planned.independent
