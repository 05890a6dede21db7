"""The questions of a security check as points of a list, by area with its score."""

from collections.abc import Iterator, Mapping

from registry_app.domain import checklist as checklists
from registry_app.domain.checklist import Area, Checklist, Question, Score
from registry_app.domain.records import Answer
from registry_app.i18n import N_, _, date, percent
from registry_app.services.assessments import Visit
from ui.parts.points import Point, heading

ANSWERS: Mapping[str, str] = {"yes": N_("Yes"), "no": N_("No"), "partly": N_("Partly"), "na": N_("Does not apply")}
ANSWER_KEYS = {"Y": "yes", "N": "no", "P": "partly", "X": "na"}
TONES = {"yes": "green", "no": "red", "partly": "amber", "na": "gray"}


def areas(checklist: Checklist, visit: Visit | None, spoken: str) -> list[Point]:
    """All questions in order, each with its answer, under its area with the score so far."""
    scores = {score.area: score for score in visit.scores} if visit else {}
    return [point for area in checklist.areas for point in _area(area, visit, scores.get(area.code), spoken)]


def _area(area: Area, visit: Visit | None, score: Score | None, spoken: str) -> Iterator[Point]:
    said = percent(10 * score.percent) if score and score.percent is not None else ""
    yield heading(checklists.text(area.title, spoken), said)
    for question in area.questions:
        yield point_of(question, visit, spoken)


def point_of(question: Question, visit: Visit | None, spoken: str) -> Point:
    """One question with its answer and what is done about it."""
    given = visit.answers.get(question.code) if visit else None
    lines = tuple(text for text in (given.evidence, _action(given)) if text) if given else ()
    chip = _(ANSWERS[given.answer]) if given else _("open")
    tone = TONES[given.answer] if given else "gray"
    return Point(checklists.text(question.text, spoken), lines, chip=chip, chip_tone=tone, key=question.code)


def _action(given: Answer) -> str:
    """What is done about it, and until when, or since when it is done."""
    said = given.action or ""
    if said and given.done_on:
        return _("{action} – done on {day}").format(action=said, day=date(given.done_on))
    return _("{action} – until {day}").format(action=said, day=date(given.due_on)) if said and given.due_on else said
