"""Audits as screens show them, by names; and who may see what a blind count expects."""

import pytest

from registry_app.services import audit_views, audits, counts
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def test_an_audit_is_told_whole(make: Make, team: Team) -> None:
    audit = team.begin(make.place(), basis="Order 7")
    whole = make.register.read(audit_views.whole, audit)
    assert (whole.row.code, whole.basis, whole.place_kind, whole.counters) == (
        "2026-001", "Order 7", "armoury", tuple(team.people),
    )  # fmt: skip
    assert whole.names == ("Guard C-1", "Guard C-2")
    assert not whole.is_closed


def test_the_counters_of_a_blind_count_see_no_results_until_it_has_ended(make: Make, team: Team) -> None:
    make.firearm()
    audit = team.begin(make.place())
    whole = make.register.read(audit_views.whole, audit)
    assert [whole.may_see_results(person) for person in (team.people[0], 0)] == [False, True]
    team.differs(audit)
    assert make.register.read(audit_views.whole, audit).may_see_results(team.people[0])


def test_the_open_audits_of_a_counter_begin_with_the_one_at_work(make: Make, team: Team) -> None:
    armoury, gun = make.place(), make.firearm()
    first, second = team.begin(armoury), team.begin(armoury, kind="spot")
    assert make.register.read(audit_views.open_for, team.people[0]) == [second, first]
    team.sees(first, Sight(armoury, gun))
    assert make.register.read(audit_views.open_for, team.people[1]) == [first, second]
    make.as_(team.one).do(audits.conclude, audit=first, witness=team.head)
    assert make.register.read(audit_views.open_for, team.people[0]) == [second]


def test_results_and_differences_are_told_by_names(make: Make, team: Team) -> None:
    armoury, guard = make.place(), make.person("G-1")
    make.firearm("A-1")
    make.issued(make.firearm("A-2"), to=guard)
    audit = team.begin(armoury)
    told = make.register.read(audit_views.told, make.register.read(counts.standing, audit).results)
    assert {(each.title, each.result.kind, each.zone, each.person) for each in told} == {
        ("A-1", "missing", "store", ""), ("A-2", "not_seen", "person", "Guard G-1"),
    }  # fmt: skip
    team.differs(audit)
    (row,) = make.register.read(audit_views.differences, audit)
    assert (row.title, row.kind, row.place, row.expected, row.counted) == ("A-1", "missing", "Arm-1", 1, 0)
