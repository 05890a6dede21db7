"""Faces, widths and lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.reports import fonts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"), ("two  spaces", "two spaces"), ("a\u00a0b\tc", "a b c"), ("Łő ğ ñ", "Łő ğ ñ"),
        ("🔫", "[U+1F52B]"), ("武器", "[U+6B66][U+5668]"), ("\x00", "[U+0000]"), ("", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_written_by_its_code(text: str, shown: str) -> None:
    assert fonts.printable(text) == shown


def test_missing_characters_are_named_once() -> None:
    assert fonts.missing_glyphs("abc 武 ñ 武 🔫\u00a0".encode()) == ["武", "🔫"]


@pytest.mark.parametrize("text", ["", "short", "a b c d e f g h", "x" * 200, "one-hyphen-after-the-other", "W " * 40])
@pytest.mark.parametrize("face", fonts.FACES)
def test_lines_fit_and_nothing_is_lost(text: str, face: str) -> None:
    lines = fonts.wrap(text, face, 8, 40)
    assert all(fonts.width(line, face, 8) <= 40 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_a_word_is_broken_after_a_sign_where_one_is_near() -> None:
    assert fonts.wrap("PT-12345678-90123", "mono", 8, 64) == ["PT-12345678-", "90123"]


def test_text_is_set_smaller_until_it_fits() -> None:
    size = fonts.fitting("a long number of a document", "mono", 9, 80)
    assert 4.5 <= size < 9
    assert fonts.fitting("x", "mono", 9, 80) == 9


@pytest.mark.parametrize("face", fonts.FACES)
@given(one=st.text(st.characters(max_codepoint=126, min_codepoint=32)), other=st.text("0123456789"))
def test_the_tables_of_ascii_tell_widths(face: str, one: str, other: str) -> None:
    tables = fonts.ascii_widths(face)
    assert sum(one.encode().translate(tables.bounds)) * tables.unit >= fonts.width(one, face, 1000) - 0.001
    for text in (one, other):
        same = text.encode().translate(tables.alike).decode()
        assert fonts.width(same, face, 7) == fonts.width(text, face, 7)


@pytest.mark.parametrize("face", fonts.FACES)
def test_no_character_is_wider_than_the_bound(face: str) -> None:
    bound = fonts.widest(face, 10)
    assert all(fonts.width(c, face, 10) <= bound for c in "WMm@%—…ŒÆ½×0" if not fonts.missing_glyphs(c.encode()))
