"""Counts that are due, and differences that wait for their explanation."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import wording_due
from registry_app.domain.records import Person
from registry_app.services import custodians, due, policies
from registry_app.services.audits import conclude, follow_up, left_to_enter, settle
from registry_app.services.due_audits import audits
from tests.boards import dues, told
from tests.make import Make
from tests.services.test_audits import Team


def test_an_armoury_is_counted_from_its_entry_and_told_of_in_time(make: Make) -> None:
    make.place("ARM-1")
    make.clock.pass_(days=10)
    make.place("ARM-2")
    assert told(make, "audit") == [("ARM-1", "later", "2026-04-01"), ("ARM-2", "later", "2026-04-11")]
    make.clock.pass_(days=85)
    assert [severity for _key, severity, _day in told(make, "audit")] == ["overdue", "soon"]


def test_the_last_count_begins_the_clock_anew(make: Make) -> None:
    north, south = make.place("ARM-1"), make.place("ARM-2")
    make.clock.pass_(days=60)

    def found(session: Session) -> list[tuple[int, str]]:
        asked, _problems = due.outlook(session)
        return [(each.record, each.due_on) for each in audits(asked, {north: "2026-02-20"}).first(9)]

    assert make.register.read(found) == [(south, "2026-04-01"), (north, "2026-05-21")]


def test_no_policy_asks_for_no_count(make: Make) -> None:
    make.place()
    make.do(policies.change, values={"audit_days": None}, witness=make.witness)
    assert told(make, "audit") == []


def count_closed(make: Make, team: Team, place: int, **more: Any) -> None:
    audit = team.begin(place, **more)
    if make.register.read(left_to_enter, audit):
        team.differs(audit)
    make.as_(team.one).do(conclude, audit=audit, witness=team.head)


def test_a_closed_count_begins_the_clock_anew_and_one_of_the_company_counts_all(make: Make) -> None:
    north, _south, team = make.place("ARM-1"), make.place("ARM-2"), Team(make)
    make.clock.pass_(days=60)
    count_closed(make, team, north)
    assert told(make, "audit") == [("ARM-2", "later", "2026-04-01"), ("ARM-1", "later", "2026-05-31")]
    make.clock.pass_(days=10)
    count_closed(make, team, make.root(), second=make.register.read(custodian))
    assert told(make, "audit") == [("ARM-1", "later", "2026-06-10"), ("ARM-2", "later", "2026-06-10")]
    make.clock.pass_(days=100)
    assert [severity for _key, severity, _day in told(make, "audit")] == ["overdue", "overdue"]


def custodian(session: Session) -> int:
    """Somebody who neither counted nor answers for anything."""
    return int(session.execute(select(Person.id).where(Person.code == "S-1")).scalar_one())


def test_a_spot_check_is_no_full_count(make: Make) -> None:
    north, team = make.place("ARM-1"), Team(make)
    make.clock.pass_(days=60)
    count_closed(make, team, north, kind="spot")
    assert told(make, "audit") == [("ARM-1", "later", "2026-04-01")]


def test_a_change_of_custodian_asks_for_a_count_until_it_is_made(make: Make) -> None:
    armoury, team = make.place("ARM-1"), Team(make)
    make.do(custodians.hand_over, armoury=armoury, to=team.people[0], witness=make.witness)
    assert told(make, "hand_over_count") == []
    make.clock.pass_(days=20)
    successor = make.person("NEW")
    make.do(custodians.hand_over, armoury=armoury, to=successor, witness=make.witness)
    assert told(make, "hand_over_count") == [("ARM-1", "soon", "2026-01-21")]
    make.clock.pass_(days=2)
    assert told(make, "hand_over_count") == [("ARM-1", "overdue", "2026-01-21")]
    count_closed(make, team, armoury, kind="hand_over", incoming=successor)
    assert told(make, "hand_over_count") == []


def test_a_count_just_before_the_change_is_one_at_the_change(make: Make) -> None:
    armoury, team, successor = make.place("ARM-1"), Team(make), make.person("NEW")
    make.do(custodians.hand_over, armoury=armoury, to=team.people[0], witness=make.witness)
    count_closed(make, team, armoury, kind="hand_over", incoming=successor)
    make.clock.pass_(days=5)
    make.do(custodians.hand_over, armoury=armoury, to=successor, witness=make.witness)
    assert told(make, "hand_over_count") == []


def test_differences_are_due_by_their_day_or_in_thirty(make: Make) -> None:
    make.firearm("G1")
    team = Team(make)
    audit = team.begin(make.place())
    (one,) = team.differs(audit)
    assert told(make, "difference") == [("G1", "soon", "2026-01-31")]
    make.as_(team.head).do(follow_up, differences=[one.id], values={"due_on": "2026-01-10", "owner_id": team.people[0]})
    (due_,) = dues(make, "difference")
    assert (due_.due_on, due_.owner_code, due_.source) == ("2026-01-10", "C-1", "")
    assert wording_due.title(due_) == "Explain for audit 2026-001: Taurus G3 G1, Missing"
    settled = {"differences": [one.id], "cause": "LOS-4", "evidence": "PR-7", "witness": team.other}
    make.as_(team.head).do(settle, **settled)
    assert told(make, "difference") == []
