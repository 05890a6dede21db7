"""Checking an armoury by keys: one answer after the other, each an entry, and the check goes on where it stood."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import assessments
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut

CTRL, ALT_SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def page(empty_window: Hands) -> Any:
    armoury = empty_window.make.place()
    hands = opened(empty_window)
    found = hands.page("security")
    found.hands, found.armoury = hands, armoury
    found.open_record(armoury)
    hands.settle()
    return found


def _answers(page: Any) -> dict[str, str]:
    (visit,) = page.hands.make.register.read(assessments.visits, place=page.armoury)
    return {question: each.answer for question, each in visit.answers.items()}


def test_questions_are_answered_one_after_the_other_by_keys(page: Any) -> None:
    page.hands.press(Qt.Key.Key_N, CTRL)
    page.hands.press(Qt.Key.Key_Return, CTRL)
    page.hands.settle()
    page.hands.press(Qt.Key.Key_X, ALT_SHIFT)
    page.hands.press(Qt.Key.Key_Return, CTRL)
    page.hands.settle()
    assert _answers(page) == {"doors.door": "yes", "doors.locks": "na"}
    assert "100.0%" in page._told.text()


def test_no_says_what_is_done(page: Any) -> None:
    page.hands.press(Qt.Key.Key_N, CTRL)
    page.hands.press(Qt.Key.Key_N, ALT_SHIFT)
    page.hands.press(Qt.Key.Key_Return, CTRL)
    page.hands.settle()
    assert page._problem.isVisibleTo(page)
    page.form.rows["action"].editor.setFocus()
    page.hands.type("New door")
    page.hands.press(Qt.Key.Key_Return, CTRL)
    page.hands.settle()
    assert _answers(page) == {"doors.door": "no"}


def test_the_last_check_is_told_beside_the_new_one(page: Any) -> None:
    given = assessments.Given("doors.door", "partly", action="Frame")
    page.hands.make.do(assessments.assess, place=page.armoury, visit="V-0", answers=(given,))
    page.reload()
    page.hands.settle()
    page.hands.press(Qt.Key.Key_N, CTRL)
    page.hands.press(Qt.Key.Key_Return, CTRL)
    page.hands.settle()
    assert "50.0%" in page._told.text()
    page.ask("doors.door")
    assert "Partly" in page._before.text()


def test_what_is_typed_is_kept(page: Any) -> None:
    page.ask("doors.walls")
    page.form.rows["action"].editor.setFocus()
    page.hands.type("Wall")
    kept = page.draft()
    page.ask("doors.door")
    page.take_up(kept)
    assert (page._question, page.form.texts()["action"]) == ("doors.walls", "Wall")


def _found(page: Any, *given: assessments.Given) -> None:
    page.hands.make.do(assessments.assess, place=page.armoury, visit="V-0", answers=given)
    page.reload()
    page.hands.settle()


def test_what_is_to_be_done_is_ticked_and_told(page: Any) -> None:
    given = assessments.Given("doors.locks", "no", action="Second lock", due_on="2026-02-01")
    _found(page, given)
    page.ask("doors.door")
    assert not page.done.isVisibleTo(page)
    page.ask("doors.locks")
    assert page.done.isVisibleTo(page)
    page.done.click()
    page.hands.settle()
    assert page.hands.make.register.read(assessments.undone) == []
    assert page.hands.said().startswith("It is done")
    assert not page.done.isVisibleTo(page)
    (point,) = (each for each in page.list.points() if each.key == "doors.locks")
    assert point.lines == ("Second lock – done on Jan 1, 2026",)


def test_the_board_leads_to_the_question(page: Any) -> None:
    _found(page, assessments.Given("doors.locks", "no", action="Second lock", due_on="2026-02-01"))
    page.hands.shell.go("due", 0)
    page.hands.settle()
    board = page.hands.shell.page("due")
    at = next(at for at, each in enumerate(board._seen.topic.items) if each.code == "security")
    board.list.opened.emit(str(at))
    page.hands.settle()
    assert page.hands.shell.current_key() == "security"
    assert page._question == "doors.locks"
    assert page.form.texts()["action"] == "Second lock"


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_the_page_has_room_for_its_words(page: Any, language: str) -> None:
    _found(page, assessments.Given("doors.locks", "no", action="Second lock", due_on="2026-02-01"))
    page.hands.window.speak(language)
    page.ask("doors.locks")
    page.hands.settle()
    assert page.done.isVisible()
    assert cut(page.hands.window) == []
    assert page.hands.window.minimumSizeHint().width() <= 1366
