"""What the page of security checks reads off the window's thread."""

from typing import Any

from registry_app.domain.checklist import Checklist
from registry_app.domain.records import Answer
from registry_app.services.assessments import Visit
from ui.parts.picker import Choice


def armouries(session: Any, text: str) -> list[Choice]:
    """The armouries whose code or name holds a text."""
    from registry_app.services import custodians

    sought = text.casefold()
    found = custodians.custodians(session)
    return [
        Choice(each.armoury, each.armoury_name, each.person_name)
        for each in found
        if sought in each.armoury_name.casefold()
    ]


def state(session: Any, place: int) -> tuple[Checklist, list[Visit]]:
    """The list of questions, and the checks of an armoury, the latest first."""
    from registry_app.services import assessments

    return assessments.load(), assessments.visits(session, place=place) if place else []


def wanted(session: Any, record: int) -> tuple[Choice | None, str]:
    """The armoury that a record is, or that an answer is about, and the question that it answers."""
    from registry_app.services import references

    answer = session.get(Answer, record)
    place, question = (answer.place_id, answer.question) if answer else (record, "")
    found = references.named(session, [place]).get(place)
    return (Choice(place, *found) if found else None), question


def latest(visits: list[Visit], question: str) -> Answer | None:
    """The last answer to a question at any check of an armoury."""
    return next((each.answers[question] for each in visits if question in each.answers), None)
