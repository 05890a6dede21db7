"""One scan of a known code teaches everything that has to be known of a scanner."""

import pytest

from tests.domain.test_scan import typed
from ui.pages.scanner_lesson import CODE, LEAST_MS, MOST_MS, learn
from ui.scanner import Burst, Habits


@pytest.mark.parametrize("keyboard", ["us", "fr", "de"])
@pytest.mark.parametrize("caps", ["", "letters"])
def test_the_keyboard_is_learnt_whatever_capslock_does(keyboard: str, caps: str) -> None:
    lesson = learn(Burst(typed(CODE, keyboard, caps), "enter", 5), Habits())
    assert lesson is not None
    assert (lesson.habits.keyboard, lesson.has_caps) == (keyboard, bool(caps))


@pytest.mark.parametrize("end", ["enter", "tab", ""])
def test_the_last_key_is_learnt(end: str) -> None:
    lesson = learn(Burst(CODE, end, 5), Habits())
    assert lesson is not None
    assert lesson.habits.suffix == end


@pytest.mark.parametrize(("gap", "allowed"), [(0, LEAST_MS), (20, 50), (60, 130), (110, MOST_MS)])
def test_a_slow_scanner_is_given_time(gap: int, allowed: int) -> None:
    lesson = learn(Burst(CODE, "enter", gap), Habits())
    assert lesson is not None
    assert (lesson.habits.gap_ms, lesson.gap_ms) == (allowed, gap)


def test_a_character_before_the_code_is_the_first_key() -> None:
    lesson = learn(Burst("~" + CODE, "enter", 5), Habits())
    assert lesson is not None
    assert lesson.habits.prefix == "~"


@pytest.mark.parametrize("text", ["", "FA-04122", CODE[:-1], CODE + "0", CODE[:-1] + "~"])
def test_anything_else_teaches_nothing(text: str) -> None:
    assert learn(Burst(text, "enter", 5), Habits()) is None
