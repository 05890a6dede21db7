"""The calendar of counts: one line for each armoury and rule, the most urgent first."""

from registry_app.services import audits, custodians, policies
from registry_app.services.audit_calendar import Line, calendar
from tests.make import Make
from tests.services.test_audits import Team


def _lines(make: Make) -> list[Line]:
    return list(make.register.read(calendar).lines)


def _closed(make: Make, team: Team, place: int) -> int:
    audit = team.begin(place)
    make.as_(team.one).do(audits.conclude, audit=audit, witness=team.head)
    return audit


def test_each_armoury_has_a_line_of_the_rule_that_asks_for_its_count(make: Make) -> None:
    team, north, south = Team(make), make.place("ARM-1"), make.place("ARM-2")
    make.clock.pass_(days=80)
    _closed(make, team, north)
    make.clock.pass_(days=20)
    found = make.register.read(calendar)
    late, later = found.lines
    assert (late.planned.armoury, late.kind, late.due.severity if late.due else "") == (south, "full", "overdue")
    assert (later.planned.armoury, later.due.due_on if later.due else "") == (north, "2026-06-20")
    assert later.planned.last is not None
    assert (later.planned.last.outcome, found.cycle) == ("clean", 90)


def test_a_change_of_custodian_is_a_line_of_its_own(make: Make) -> None:
    team, armoury = Team(make), make.place()
    for person in team.people:
        make.do(custodians.hand_over, armoury=armoury, to=person, witness=make.witness)
        make.clock.pass_(days=1)
    change, round_ = _lines(make)
    assert (change.kind, round_.kind) == ("hand_over", "full")
    assert change.due is not None
    assert (change.due.due_on, change.planned.custodian) == ("2026-01-02", team.people[1])
    assert len({change.key, round_.key}) == 2


def test_what_is_being_counted_says_in_which_audit(make: Make) -> None:
    team, armoury = Team(make), make.place()
    assert [each.under_way for each in _lines(make)] == [0]
    audit = team.begin(make.root(), second=make.person("FREE"))
    (line,) = _lines(make)
    assert (line.planned.armoury, line.under_way, line.under_way_code) == (armoury, audit, "2026-001")


def test_an_armoury_that_no_rule_asks_for_is_told_too(make: Make) -> None:
    make.place()
    make.do(policies.change, values={"audit_days": None}, witness=make.witness)
    (line,) = _lines(make)
    assert (line.due, make.register.read(calendar).cycle) == (None, 0)
