"""Characters that nobody sees: found in data, and told by their numbers where they would deceive."""

import pytest

from registry_app.domain.entry import canonical
from registry_app.domain.errors import warn
from registry_app.domain.unseen import in_json, visible
from registry_app.domain.wording import say

UNSEEN = ("\x00", "\x08", "\x0c", "\x1b", "\x7f", "\x85", "\u200b", "\u200f", "\u2028", "\u202e", "\u2066", "\ufeff")


@pytest.mark.parametrize("mark", UNSEEN, ids=ascii)
def test_each_is_found_in_data_and_shown_by_its_number(mark: str) -> None:
    text = f"SN{mark}1"
    assert in_json(canonical({"serial": text}).decode())
    assert visible(text) == f"SN\\u{ord(mark):04x}1"


@pytest.mark.parametrize("text", ["SN-1", "Ñandú", "two\nlines\tand", "a\\u0001", "C:\\books", "東京", "a\u00a0b"])
def test_what_people_write_is_not(text: str) -> None:
    assert not in_json(canonical({"text": text}).decode())


def test_no_fact_begins_a_line_of_its_own_or_turns_it_round() -> None:
    said = say(warn("format_unknown", value="x\nreturn.pdf: intact\x1b[2J\u202e"))
    assert "\n" not in said
    assert said.isprintable()


def test_a_day_that_is_none_is_told_as_it_is() -> None:
    assert "2026-99-99" in say(warn("period_strange", day="2026-99-99"))
