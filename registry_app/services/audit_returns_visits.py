"""The checks of an armoury's security as an audit's papers tell them: scored by area, held against the last one."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.checklist import Score
from registry_app.domain.records import Answer, Audit, Place
from registry_app.services import assessments
from registry_app.services.assessments import Visit
from registry_app.services.audit_returns_names import Names, Told
from registry_app.services.return_lists import filled


def security(session: Session, names: Names, audit: Audit) -> list[Told]:
    """The checks made with an audit; where there are none, the last one of each armoury that is counted."""
    found = assessments.visits(session, audit=audit.id)
    if not found:
        last = (assessments.visits(session, place=place)[:1] for place in _armouries(session, audit.place_id))
        found = [visit for visits in last for visit in visits]
    return [_visit(session, names, visit) for visit in found]


def _armouries(session: Session, place: int) -> list[int]:
    """The armouries in a place, or the one that it lies in."""
    rows = {row.id: row for row in session.execute(select(Place.id, Place.parent_id, Place.kind))}

    def lies_in(number: int | None, outer: int) -> bool:
        while number:
            if number == outer:
                return True
            number = rows[number].parent_id
        return False

    armouries = sorted(number for number, row in rows.items() if row.kind == "armoury")
    return [number for number in armouries if lies_in(number, place) or lies_in(place, number)]


def _visit(session: Session, names: Names, visit: Visit) -> Told:
    told: Told = names.place(visit.place) | {"checklist": visit.checklist.code, "began": visit.began_at}
    titles = {area.code: dict(area.title) for area in visit.checklist.areas}
    told |= {
        "whole": _score(visit.whole),
        "areas": [_score(each) | {"title": titles[each.area]} for each in visit.scores],
    }
    told["wanting"] = [_answer(visit, each) for each in visit.answers.values() if each.answer in ("no", "partly")]
    if before := _before(session, visit):
        told["before"] = {"began": before.began_at, "whole": _score(before.whole)}
        changes = assessments.compared(visit, before)
        told["changes"] = [filled(vars(each)) | _text(visit, each.question) for each in changes]
    return told


def _before(session: Session, visit: Visit) -> Visit | None:
    """The check of the same armoury before this one, by the same list."""
    latest_first = assessments.visits(session, place=visit.place)
    at = next((n for n, each in enumerate(latest_first) if each.code == visit.code), len(latest_first))
    return next((each for each in latest_first[at + 1 :] if each.checklist.code == visit.checklist.code), None)


def _score(score: Score) -> Told:
    told: Told = {"answered": score.answered, "asked": score.asked} | ({"area": score.area} if score.area else {})
    return told | ({} if score.percent is None else {"percent": score.percent})


def _answer(visit: Visit, answer: Answer) -> Told:
    """An answer that finds fault, with the question in every language of the list."""
    told = {name: getattr(answer, name) for name in ("question", "answer", "evidence", "action", "due_on", "done_on")}
    return filled(told) | _text(visit, answer.question)


def _text(visit: Visit, code: str) -> Told:
    """A question in every language of the list."""
    question = next((each for each in visit.checklist.questions if each.code == code), None)
    return {"text": dict(question.text)} if question else {}
