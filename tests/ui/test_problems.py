"""Every error becomes what the table in ui/problems.py says; no trace of Python reaches a user."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.faults import report
from tests.ui.hands import Hands
from ui.job import Job
from ui.parts.text import Button
from ui.problems import BugDialog, ProblemDialog

SECRET = "serial 4711 of Ana Ruiz"


@pytest.fixture
def watched(hands: Hands) -> Iterator[Hands]:
    """The window takes all uncaught exceptions, as it does in the program."""
    before = sys.excepthook, threading.excepthook
    hands.window.problems.watch()
    yield hands
    sys.excepthook, threading.excepthook = before


def _dialog(hands: Hands) -> ProblemDialog:
    hands.until(lambda: hands.window.findChildren(ProblemDialog))
    return hands.window.findChildren(ProblemDialog)[0]


def _words(dialog: ProblemDialog) -> str:
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def _press(dialog: ProblemDialog, text: str) -> None:
    next(button for button in dialog.findChildren(Button) if button.text().strip() == text).click()


def test_an_exception_in_a_slot_is_shown_once_and_logged(watched: Hands, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise ValueError(SECRET)

    with caplog.at_level(logging.ERROR, "armarium.window"):
        for _twice in range(2):
            QTimer.singleShot(0, broken)
        dialog = _dialog(watched)
    assert isinstance(dialog, BugDialog)
    assert "ValueError" in dialog.report.toPlainText()
    assert "test_problems.py" in dialog.report.toPlainText()
    watched.bot.wait(20)
    assert len(watched.window.findChildren(ProblemDialog)) == 1
    assert [record.getMessage() for record in caplog.records] == ["bug ValueError"] * 2
    caplog.clear()


def test_an_exception_in_a_thread_is_shown(watched: Hands, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> None:
        raise ZeroDivisionError

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in _dialog(watched).report.toPlainText()  # type: ignore[attr-defined]
    caplog.clear()


def test_a_report_names_types_and_lines_and_nothing_that_was_typed() -> None:
    try:
        try:
            dict[str, str]()[SECRET]
        except KeyError as cause:
            raise RuntimeError(SECRET) from cause
    except RuntimeError as error:
        told = report(error)
    assert "RuntimeError" in told
    assert "KeyError" in told
    assert "tests/ui/test_problems.py" in told
    assert SECRET not in told


def test_a_refusal_stands_in_the_strip(hands: Hands) -> None:
    hands.window.problems.show(Refused(refuse("passphrases_differ"), refuse("field_required", label="Maker")))
    assert hands.said() == "The two passphrases are not the same. Type them again. (and 1 more)"


def test_what_is_unavailable_can_be_tried_again(hands: Hands) -> None:
    tried: list[bool] = []
    hands.window.problems.show(Unavailable("disk_full"), lambda: tried.append(True))
    dialog = _dialog(hands)
    assert "make room" in _words(dialog)
    _press(dialog, "Try again")
    assert tried == [True]


def test_damage_closes_the_register(hands: Hands, caplog: pytest.LogCaptureFixture) -> None:
    hands.window.problems.show(Damaged(refuse("file_malformed")))
    _press(_dialog(hands), "Close the register")
    hands.until(lambda: hands.window.shell is None)
    assert "damaged file_malformed" in caplog.text
    caplog.clear()


def test_a_job_that_nobody_takes_is_shown_with_its_way_to_try_again(hands: Hands) -> None:
    answers: list[str] = []

    def sometimes() -> str:
        if not answers:
            answers.append("no")
            raise Unavailable("register_busy")
        return "yes"

    job: Job[str] = hands.shell.desk.tasks.run(sometimes)
    job.then(answers.append)
    _press(_dialog(hands), "Try again")
    hands.settle()
    assert answers == ["no", "yes"]
