"""Codes of our own: stable, told apart by register, and never read wrongly without a word."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.codes import ALPHABET, LETTERS, Code, check, is_misread, mark_of, parse

FORMAT = Path(__file__).parents[2] / "docs/formats/code-v1.md"
CODES = st.builds(
    Code, st.sampled_from(sorted(LETTERS)), st.text(ALPHABET, min_size=3, max_size=3), st.integers(0, 10**9 - 1)
)


@given(CODES)
def test_a_code_reads_back_as_what_it_was_made_of(code: Code) -> None:
    assert parse(code.text) == code
    assert set(code.text) <= set(ALPHABET)
    assert not is_misread(code.text)


def test_the_form_is_the_one_that_is_laid_down() -> None:
    """The examples of docs/formats/code-v1.md."""
    laid_down = re.findall(r"\| (\w+) 123 \| `(\w+)` \|", FORMAT.read_text("utf-8"))
    assert mark_of("armarium/0190a8f0-0000-7000-8000-000000000001") == "KBB"
    assert laid_down == [(kind, Code(kind, "KBB", 123).text) for kind in LETTERS]
    assert {int(text, 36) % 1271 for _kind, text in laid_down} == {1}


@given(CODES, st.data())
def test_every_single_wrong_character_is_found(code: Code, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(code.text) - 1))
    other = data.draw(st.sampled_from(ALPHABET.replace(code.text[i], "")))
    wrong = code.text[:i] + other + code.text[i + 1 :]
    assert parse(wrong) is None
    assert is_misread(wrong)


@given(CODES, st.data())
def test_neighbours_that_changed_places_are_found(code: Code, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(code.text) - 2))
    swapped = code.text[:i] + code.text[i + 1] + code.text[i] + code.text[i + 2 :]
    assert swapped == code.text or (parse(swapped) is None and is_misread(swapped))


def test_all_neighbours_in_all_places_are_found() -> None:
    """The check itself, not a sample: every pair of characters at either place of a body."""
    for a in ALPHABET:
        for b in ALPHABET.replace(a, ""):
            assert check(f"0{a}{b}") != check(f"0{b}{a}")
            assert check(f"{a}{b}0") != check(f"{b}{a}0")


@given(CODES, st.data())
def test_a_lost_or_doubled_character_is_found(code: Code, data: st.DataObject) -> None:
    i = data.draw(st.integers(0, len(code.text) - 1))
    lost, doubled = code.text[:i] + code.text[i + 1 :], code.text[:i] + code.text[i] + code.text[i:]
    assert parse(lost) != code
    assert parse(doubled) != code
    assert parse(lost) or is_misread(lost)


@pytest.mark.parametrize("text", ["", "FA-04122", "LBA576089", "A7", "A7F1", "4006381333931", "A700012345678", "Ä7F"])
def test_what_others_print_is_neither_ours_nor_misread(text: str) -> None:
    assert parse(text) is None
    assert not is_misread(text)


def test_a_kind_without_labels_has_no_code() -> None:
    with pytest.raises(KeyError):
        _ = Code("policy", "K3X", 1).text
