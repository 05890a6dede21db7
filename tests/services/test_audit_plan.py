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
    assert (one.armoury, one.last) == (north, audit_plan.LastCount(audit, "2026-001", "2026-01-01", "clean"))
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


def test_who_may_not_count_is_told_with_the_reason(make: Make) -> None:
    team, armoury = Team(make), make.place()
    make.do(custodians.hand_over, armoury=armoury, to=team.people[0], witness=make.witness)
    audit = team.begin(armoury)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    (planned,) = make.register.read(audit_plan.plan)
    found = [(each.name, each.why) for each in planned.bound]
    assert found == [("Guard C-1", "custodian"), ("Guard C-2", "counted")]
    assert not {name for name, _why in found} & set(planned.independent)
    assert (planned.custodian, planned.custodian_name) == (team.people[0], "Guard C-1")


def test_whoever_the_plan_names_is_not_refused(make: Make) -> None:
    team, armoury = Team(make), make.place()
    spot = team.begin(armoury, kind="spot")
    make.as_(team.one).do(audits.conclude, audit=spot, witness=team.head)
    (planned,) = make.register.read(audit_plan.plan)
    assert planned.last is None
    assert {each.name for each in planned.bound} == {"Guard C-1", "Guard C-2"}
