"""What a security check found stands on the board until it is done."""

from registry_app.domain import wording_due
from registry_app.services import assessments, calendars, custodians
from registry_app.services.assessments import Given
from tests.boards import counts, dues, told
from tests.make import Make

DOOR, LOCKS = "doors.door", "doors.locks"


def _assess(make: Make, visit: str, *answers: Given) -> tuple[int, ...]:
    return tuple(make.do(assessments.assess, place=make.place(), visit=visit, answers=answers).records)


def test_an_action_is_due_by_its_day_or_in_thirty_until_it_is_done(make: Make) -> None:
    given = Given(DOOR, "no", action="New door", due_on="2026-01-10"), Given(LOCKS, "partly", action="Second lock")
    door, _locks = _assess(make, "V-1", *given)
    assert told(make, "security") == [("ARM-1", "soon", "2026-01-10"), ("ARM-1", "soon", "2026-01-31")]
    make.clock.pass_(days=12)
    assert [each.severity for each in dues(make, "security")] == ["overdue", "soon"]
    make.do(assessments.follow_up, record=door, is_done=True)
    assert told(make, "security") == [("ARM-1", "soon", "2026-01-31")]
    _assess(make, "V-2", Given(LOCKS, "yes"))
    assert told(make, "security") == []


def test_a_later_answer_takes_the_place_of_the_earlier_one(make: Make) -> None:
    _assess(make, "V-1", Given(DOOR, "no", action="New door", due_on="2026-01-10"))
    _assess(make, "V-2", Given(DOOR, "partly", action="New frame", due_on="2026-02-10"))
    assert counts(make, "security").total == 1
    assert told(make, "security") == [("ARM-1", "soon", "2026-02-10")]


def test_it_says_what_is_to_be_done_and_who_answers_and_leaves_without_words_of_people(make: Make) -> None:
    person = make.person("C-1", name="Ana Ruiz")
    make.do(custodians.hand_over, armoury=make.place(), to=person, witness=make.witness)
    _assess(make, "V-1", Given(DOOR, "no", action="Ask Ana for a door", due_on="2026-01-10"))
    (due_,) = dues(make, "security")
    assert wording_due.title(due_) == "Security of Arm-1: Ask Ana for a door"
    assert wording_due.settled_by(due_) == "Check the security"
    assert wording_due.who(due_) == "Supervisor, C-1"
    assert wording_due.bare_title(due_) == "Security of ARM-1: doors.door"
    written = make.register.read(calendars.ics, only=["security"]).decode()
    assert "doors.door" in written
    assert "Ana" not in written
