"""Every string in four languages: nothing missing, fuzzy, stale, left in English, or with other placeholders."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

import catalogues  # noqa: E402

STRINGS = catalogues.gathered()
SAME = Path(__file__).with_name("same_in_both.txt")
"""Strings that are rightly the same in another language: `LANGUAGE<tab>string`, one a line."""


@pytest.fixture(params=catalogues.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def catalogue(language: str) -> Catalog:
    return catalogues.read(language)


def _forms(message: Message) -> list[tuple[str, str]]:
    """Each form of a message beside the English it stands for."""
    if not message.pluralizable:
        return [(str(message.id), str(message.string))]
    one, many = message.id
    return [(one, message.string[0]), *((many, form) for form in message.string[1:])]


def _placeholders(text: str) -> list[str]:
    return sorted(catalogues._PLACEHOLDER.findall(text))


def test_nothing_is_missing_or_fuzzy(catalogue: Catalog) -> None:
    assert {m.id for m in STRINGS if m.id} == {m.id for m in catalogue if m.id}
    assert catalogues.untranslated(catalogue) == []


def test_placeholders_are_the_same(catalogue: Catalog) -> None:
    forms = [pair for message in catalogue if message.id for pair in _forms(message)]
    assert [(a, b) for a, b in forms if not set(_placeholders(b)) <= set(_placeholders(a))] == []
    plain = [pair for message in catalogue if message.id and not message.pluralizable for pair in _forms(message)]
    assert [(a, b) for a, b in plain if _placeholders(a) != _placeholders(b)] == []


def test_nothing_is_left_in_english(language: str, catalogue: Catalog) -> None:
    allowed = {line for line in SAME.read_text("utf-8").splitlines() if line}
    same = [one for message in catalogue if message.id for one, other in _forms(message) if one == other]
    assert [text for text in same if f"{language}\t{text}" not in allowed] == []


def test_french_has_the_apostrophe_of_printers() -> None:
    said = [form for message in catalogues.read("fr") if message.id for _english, form in _forms(message)]
    said += [file.read_text("utf-8") for file in sorted((ROOT / "resources" / "help" / "fr").glob("*.md"))]
    assert [each for each in said if re.search(r"[^\W\d_]'[^\W\d_]", each)] == []


def test_the_list_of_what_may_stay_the_same_has_no_old_lines() -> None:
    known = {form for m in STRINGS if m.id for form in ([m.id] if isinstance(m.id, str) else m.id)}
    assert [line for line in SAME.read_text("utf-8").splitlines() if line and line.split("\t")[1] not in known] == []


def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    fresh = catalogues.mo(catalogues.brought_up_to_date(language, STRINGS))
    assert catalogues.path_of(language, "mo").read_bytes() == fresh


def test_the_pseudo_locale_is_fresh_and_two_fifths_longer() -> None:
    pseudo = catalogues.brought_up_to_date(catalogues.PSEUDO, STRINGS)
    assert catalogues.path_of(catalogues.PSEUDO, "mo").read_bytes() == catalogues.mo(pseudo)
    assert all(len(m.string) >= len(m.id) * 1.3 for m in pseudo if isinstance(m.id, str) and len(m.id) > 3)


def test_no_words_are_glued_together_outside_the_catalogues() -> None:
    """A string that is built before it is translated is never found."""
    built = [str(m.id) for m in STRINGS if m.id and "\n\n" in str(m.id)]
    assert built == []


def test_french_is_set_with_its_own_apostrophe() -> None:
    said = [form for message in catalogues.read("fr") if message.id for _one, form in _forms(message)]
    assert [text for text in said if re.search(r"\w'\w", text)] == []
