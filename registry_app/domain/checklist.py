"""Checklists of an armoury's physical security: areas, questions with weights, and scores by area.

A list is a file that anyone may edit; answers name it and its questions by codes. Scores are weighted shares: yes
counts whole, partly half, no nothing; what does not apply is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from registry_app.domain.errors import Refused, refuse

FORMAT = "armarium-checklist/1"
LANGUAGES = ("en", "es", "pt", "fr")
HEAVIEST = 3
WORTH = {"yes": Fraction(1), "partly": Fraction(1, 2), "no": Fraction(0)}
"""What an answer counts; `na` is left out."""
Texts = Mapping[str, str]
"""A text by the code of its language."""


@dataclass(frozen=True)
class Question:
    """One question: its code within the list, its weight in the score of its area, its text by language."""

    code: str
    weight: int
    text: Texts


@dataclass(frozen=True)
class Area:
    """Questions that belong together."""

    code: str
    title: Texts
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Checklist:
    """A whole list."""

    code: str
    title: Texts
    areas: tuple[Area, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """All questions in order."""
        return tuple(question for area in self.areas for question in area.questions)


@dataclass(frozen=True)
class Score:
    """What the answers in an area come to: `share` of the weight that applies (`None`: nothing was answered)."""

    area: str
    share: Fraction | None
    answered: int
    asked: int

    @property
    def percent(self) -> int | None:
        """The share in whole per cent."""
        return None if self.share is None else round(self.share * 100)


def text(texts: Texts, language: str) -> str:
    """A text in a language; in English where the list has no other."""
    return texts.get(language) or texts["en"]


def parse(read: Mapping[str, Any], file: str) -> Checklist:
    """The list that a file holds. Raises `Refused`, naming file, key and remedy."""
    if read.get("format") != FORMAT:
        raise Refused(refuse("checklist_malformed", file=file, key="format", value=str(read.get("format", ""))[:80]))
    found = Checklist(
        _code(read, file), _texts(read.get("title"), file, "title"), tuple(_area(a, file) for a in read.get("area", ()))
    )
    codes = [question.code for question in found.questions]
    for twice in sorted({code for code in codes if codes.count(code) > 1}):
        raise Refused(refuse("checklist_malformed", file=file, key="code", value=twice))
    if not codes:
        raise Refused(refuse("checklist_malformed", file=file, key="question", value=""))
    return found


def _area(read: Mapping[str, Any], file: str) -> Area:
    questions = tuple(_question(each, file) for each in read.get("question", ()))
    return Area(_code(read, file), _texts(read.get("title"), file, "title"), questions)


def _question(read: Mapping[str, Any], file: str) -> Question:
    code, weight = _code(read, file), read.get("weight", 1)
    if type(weight) is not int or not 1 <= weight <= HEAVIEST:
        raise Refused(refuse("checklist_malformed", file=file, key=f"{code}.weight", value=str(weight)[:80]))
    return Question(code, weight, _texts(read, file, code))


def _code(read: Mapping[str, Any], file: str) -> str:
    code = read.get("code", "")
    if not isinstance(code, str) or not code or len(code) > 40:  # noqa: PLR2004 - what the record holds
        raise Refused(refuse("checklist_malformed", file=file, key="code", value=str(code)[:80]))
    return code


def _texts(read: Any, file: str, key: str) -> Texts:
    texts = {language: read.get(language, "") for language in LANGUAGES} if isinstance(read, Mapping) else {}
    if not texts.get("en") or not all(isinstance(each, str) for each in texts.values()):
        raise Refused(refuse("checklist_malformed", file=file, key=f"{key}.en", value=""))
    return texts


def scores(checklist: Checklist, answers: Mapping[str, str]) -> list[Score]:
    """The score of each area; `answers` are codes by the code of the question."""
    return [_score(area.code, area.questions, answers) for area in checklist.areas]


def whole(checklist: Checklist, answers: Mapping[str, str]) -> Score:
    """The score over all questions."""
    return _score("", checklist.questions, answers)


def _score(area: str, questions: Iterable[Question], answers: Mapping[str, str]) -> Score:
    questions = list(questions)
    answered = [question for question in questions if question.code in answers]
    counting = [question for question in answered if answers[question.code] in WORTH]
    weight = sum(question.weight for question in counting)
    got = sum((WORTH[answers[question.code]] * question.weight for question in counting), Fraction(0))
    return Score(area, got / weight if weight else None, len(answered), len(questions))
