"""Full counts that are due."""

from sqlalchemy.orm import Session

from registry_app.services import due, policies
from registry_app.services.due_audits import audits
from tests.boards import told
from tests.make import Make


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
