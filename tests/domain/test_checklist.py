"""Checklists: a file anyone may edit, read strictly, and scores that are weighted shares."""

import copy
import tomllib
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.checklist import LANGUAGES, parse, scores, text, whole
from registry_app.domain.errors import Refused
from registry_app.services.assessments import FOLDER, load

READ: dict[str, Any] = {
    "format": "armarium-checklist/1", "code": "t", "title": {"en": "Test"},
    "area": [
        {"code": "a", "title": {"en": "A"}, "question": [
            {"code": "a.1", "weight": 3, "en": "One?"}, {"code": "a.2", "weight": 1, "en": "Two?", "es": "¿Dos?"},
        ]},
        {"code": "b", "title": {"en": "B"}, "question": [{"code": "b.1", "en": "Three?"}]},
    ],
}  # fmt: skip


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_each_list_of_ours_is_whole_in_every_language(file: Any) -> None:
    found = load(file.stem)
    for texts in (found.title, *(a.title for a in found.areas), *(q.text for q in found.questions)):
        assert all(texts[language] for language in LANGUAGES)
    assert len(found.areas) >= 8
    assert tomllib.loads(file.read_text("utf-8"))["code"] == file.stem


def test_scores_are_weighted_and_leave_out_what_does_not_apply() -> None:
    found = parse(READ, "t.toml")
    first, second = scores(found, {"a.1": "yes", "a.2": "no", "b.1": "na"})
    assert (first.share, first.percent, first.answered, first.asked) == (Fraction(3, 4), 75, 2, 2)
    assert (second.share, second.percent, second.answered) == (None, None, 1)
    assert whole(found, {"a.1": "partly", "b.1": "yes"}).share == Fraction(5, 8)


@given(st.dictionaries(st.sampled_from(["a.1", "a.2", "b.1"]), st.sampled_from(["yes", "no", "partly", "na"])))
def test_a_better_answer_never_scores_less(answers: dict[str, str]) -> None:
    found = parse(READ, "t.toml")
    before = whole(found, answers).share
    better = whole(
        found, {q: "partly" if a == "no" else "yes" if a == "partly" else a for q, a in answers.items()}
    ).share
    assert (before is None) == (better is None)
    assert before is None or better is None or 0 <= before <= better <= 1


@pytest.mark.parametrize(
    ("path", "value"),
    [(("format",), "x"), (("code",), ""), (("title",), {}), (("area", 0, "question", 0, "weight"), 9),
     (("area", 0, "question", 0, "en"), ""), (("area", 1, "question", 0, "code"), "a.1"), (("area",), [])],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_named(path: tuple[Any, ...], value: Any) -> None:
    read = copy.deepcopy(READ)
    at: Any = read
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value
    with pytest.raises(Refused, match="checklist_malformed") as caught:
        parse(read, "t.toml")
    assert caught.value.findings[0].facts["file"] == "t.toml"


def test_a_language_that_is_missing_is_told_in_english() -> None:
    one, two, _three = parse(READ, "t.toml").questions
    assert (text(one.text, "es"), text(two.text, "es")) == ("One?", "¿Dos?")
