"""Every code that the program can raise has a sentence, and the sentence asks only for facts that are given."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry_app.domain.errors import note, refuse
from registry_app.domain.wording import SENTENCES, say
from registry_app.i18n import LANGUAGES, speaking

ROOT = Path(__file__).resolve().parents[2]
MAKERS = {"refuse", "warn", "note", "Unavailable", "_refused", "finding"}
AS_DAYS = {"until": "2026-03-05", "day": "2026-03-05", "minute": "2026-03-05T14:30", "known": "2026-03-05T14:30"}
"""Facts that are told as days."""
ALWAYS = {"_refused": {"field", "label", "value"}}


def _calls() -> Iterator[tuple[str, ast.Call, str]]:
    for file in (*(ROOT / "registry_app").rglob("*.py"), *(ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name in MAKERS and isinstance(node.args[0].value, str):
                    yield node.args[0].value, node, name


CALLS = list(_calls())


def _placeholders(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("code", sorted({code for code, _call, _name in CALLS}))
def test_every_code_has_a_sentence(code: str) -> None:
    assert code in SENTENCES


@pytest.mark.parametrize(
    ("code", "call", "maker"), CALLS, ids=[f"{code}-{n}" for n, (code, _c, _m) in enumerate(CALLS)]
)
def test_the_facts_that_the_sentence_names_are_given(code: str, call: ast.Call, maker: str) -> None:
    given = {k.arg for k in call.keywords}
    if None not in given:
        assert _placeholders(SENTENCES.get(code, "")) <= {*given, *ALWAYS.get(maker, ())}


def test_no_sentence_is_left_over() -> None:
    files = (*(ROOT / "registry_app").rglob("*.py"), *(ROOT / "ui").rglob("*.py"))
    source = "".join(file.read_text("utf-8") for file in files if "wording" not in file.name)
    built = {f"{paper}_{state}" for paper in ("licence", "course") for state in ("unknown", "expired")}
    assert [code for code in SENTENCES if f'"{code}"' not in source and code not in built] == []


def test_facts_are_told_as_the_reader_writes_them() -> None:
    told = say(refuse("calibre_does_not_fit", item="L1", calibre="9x19", person="G-1", calibres=("38spl", "12ga")))
    assert told == (
        "Lot L1 is 9 × 19 mm, and G-1 has no firearm of that calibre (.38 Special, 12 GA). Choose another lot."
    )
    assert say(note("late_entry", hours=1234)) == "Entered 1,234 hours after it happened."
    assert "Jan 1, 2026" in say(refuse("future_date", at=1_767_272_400_000, zone="America/Bogota"))


def test_a_code_of_a_newer_release_is_told_as_it_is() -> None:
    assert say(refuse("brand_new", item="x")) == "Finding brand_new."


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_finding_is_told_whole_in_every_language(code: str, language: str) -> None:
    """With every fact that the sentence names, none of them left blank, and not in English where that is not read."""
    facts = {name: f"«{name}»" for name in _placeholders(SENTENCES[code]) if name not in AS_DAYS}
    days = {name: AS_DAYS[name] for name in AS_DAYS if name in _placeholders(SENTENCES[code])}
    with speaking(language):
        told = say(refuse(code, **facts, **days))
    assert "…" not in told
    assert all(fact in told for fact in facts.values())
    assert (told == say(refuse(code, **facts, **days))) == (language == "en")


def test_what_the_judge_refuses_is_refused_in_a_test() -> None:
    """Each code of a rule stands in some test beside this one: a rule that no test trips over may be broken unseen."""
    rules = "".join(file.read_text("utf-8") for file in (ROOT / "registry_app/domain").glob("rules_*.py"))
    tests = "".join(f.read_text("utf-8") for f in (ROOT / "tests").rglob("test_*.py") if f.name != "test_wording.py")
    codes = {code for code, _call, _name in CALLS if f'"{code}"' in rules}
    assert sorted(code for code in codes if f'"{code}"' not in tests) == []
