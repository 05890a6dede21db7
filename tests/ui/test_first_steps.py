"""The guide of a new register: says what to do, leads there, ticks itself off, and can be put away."""

from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.pages.first_steps import STEPS, FirstSteps
from ui.scanner import Habits


def _steps(hands: Hands) -> FirstSteps:
    steps = hands.page("overview").steps
    assert isinstance(steps, FirstSteps)
    return steps


def test_a_new_register_shows_what_to_do_first(hands: Hands) -> None:
    steps = _steps(hands)
    assert steps.isVisible()
    assert steps.advice.text() == STEPS["users"].advice
    assert steps.buttons["places"].accessibleName() == "Enter armouries and posts, to do"


def test_a_step_ticks_itself_off(hands: Hands) -> None:
    hands.make.place()
    hands.page("overview").reload()
    hands.settle()
    assert _steps(hands).buttons["places"].accessibleName().endswith(", done")


def test_a_scanner_that_was_learnt_ticks_its_step_off(hands: Hands) -> None:
    steps = _steps(hands)
    assert steps.buttons["scanner"].accessibleName() == "Learn the scanner, to do"
    hands.shell.reception.keep(Habits(suffix="tab"))
    hands.settle()
    assert steps.buttons["scanner"].accessibleName() == "Learn the scanner, done"


def test_every_step_leads_somewhere(hands: Hands) -> None:
    steps = _steps(hands)
    for code, step in STEPS.items():
        if step.pages:
            steps.buttons[code].click()
            hands.settle()
            assert hands.shell.current_key() in step.pages


def test_the_steps_can_be_put_away(hands: Hands) -> None:
    _steps(hands)._away.click()
    hands.page("overview").reload()
    hands.settle()
    assert not _steps(hands).isVisible()


def test_who_only_looks_is_told_no_steps(empty_window: Hands) -> None:
    empty_window.make.user("looker", "reader")
    assert not _steps(opened(empty_window, "looker")).isVisible()
