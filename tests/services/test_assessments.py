"""Checking an armoury's security: answers are entries, scored by area, held against the last visit."""

from pathlib import Path

import pytest

from registry_app.services import assessments, checks
from registry_app.services.assessments import Given
from tests.make import PHOTO, Make

DOOR, LOCKS, WALLS = "doors.door", "doors.locks", "doors.walls"


def answered(make: Make, visit: str, *answers: Given, place: int = 0) -> tuple[int, ...]:
    posted = make.do(assessments.assess, place=place or make.place(), visit=visit, answers=answers)
    return tuple(posted.records)


def test_a_visit_is_scored_by_area_and_held_against_the_last(make: Make) -> None:
    answered(make, "V-1", Given(DOOR, "no", action="New door", due_on="2026-03-01"), Given(LOCKS, "yes"))
    answered(make, "V-2", Given(DOOR, "yes", photo=PHOTO), Given(LOCKS, "yes"))
    now, before = make.register.read(assessments.visits, place=make.place())
    assert [each.scores[0].percent for each in (before, now)] == [50, 100]
    assert assessments.compared(now, before) == [assessments.Change(DOOR, "no", "yes")]
    assert checks.check(make.register).verdict == "intact"


def test_the_last_answer_to_a_question_counts(make: Make) -> None:
    answered(make, "V-1", Given(DOOR, "no", action="New door"))
    answered(make, "V-1", Given(DOOR, "partly", action="New frame"), Given(WALLS, "na"))
    (visit,) = make.register.read(assessments.visits, place=make.place())
    assert {question: each.answer for question, each in visit.answers.items()} == {DOOR: "partly", WALLS: "na"}


def test_what_is_not_done_is_listed_until_it_is(make: Make) -> None:
    late, soon = answered(
        make,
        "V-1",
        Given(DOOR, "no", action="New door"),
        Given(LOCKS, "partly", action="2nd lock", due_on="2026-02-01"),
    )
    assert [each.id for each in make.register.read(assessments.undone)] == [soon, late]
    make.do(assessments.follow_up, record=soon, is_done=True)
    assert [each.id for each in make.register.read(assessments.undone)] == [late]
    answered(make, "V-2", Given(DOOR, "yes"))
    assert make.register.read(assessments.undone) == []


def test_an_answer_that_finds_fault_says_what_is_done(make: Make) -> None:
    given = {"place": make.place(), "visit": "V-1"}
    make.refused("answer_without_action", assessments.assess, **given, answers=(Given(DOOR, "no"),))
    make.refused("question_unknown", assessments.assess, **given, answers=(Given("doors.bell", "yes"),))
    root = {"place": make.root(), "visit": "V-1", "answers": (Given(DOOR, "yes"),)}
    make.refused("answer_not_of_armoury", assessments.assess, **root)


def test_a_list_that_is_not_there_or_broken_is_named(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(make.folder.parent)
    monkeypatch.setattr(assessments, "FOLDER", folder)
    given = {"place": make.place(), "visit": "V-1", "answers": (Given(DOOR, "yes"),)}
    make.refused("checklist_unknown", assessments.assess, **given, checklist="none")
    (folder / "half.toml").write_text("format = ", "utf-8")
    assert (
        make.refused("checklist_malformed", assessments.assess, **given, checklist="half").facts["file"] == "half.toml"
    )
