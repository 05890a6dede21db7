"""The page of the scanner learns from one scan, tries the next ones, and keeps what it learnt."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import ledger, scans
from tests.domain.test_scan import typed
from tests.ui.hands import Hands
from ui.pages.scanner_lesson import CODE, SLOWEST_MS
from ui.scanner import Habits


@pytest.fixture
def page(hands: Hands) -> Any:
    return hands.page("scanner")


def test_one_scan_teaches_and_is_kept(hands: Hands, page: Any) -> None:
    hands.scan(typed(CODE, "fr"))
    assert hands.window._settings.scanner["keyboard"] == "fr"
    assert page.learnt.text_of("keyboard") == "French"
    assert page.learnt.text_of("end") == "Enter"
    assert page.desk.reception.understand(page.desk.reception.burst).text == CODE


def test_a_trial_shows_what_was_typed_and_what_it_means(hands: Hands, page: Any) -> None:
    gun = hands.make.firearm("SLX-1")
    code = hands.make.register.read(scans.code, "firearm", gun)
    before = hands.make.register.read(ledger.head)
    hands.scan(f"]C0{code.lower()}")
    assert page.tried.text_of("raw") == f"]C0{code.lower()}"
    assert (page.tried.text_of("text"), page.tried.text_of("meant")) == (code, "Firearm SLX-1 Taurus G3")
    assert hands.shell.current_key() == "scanner"
    assert hands.make.register.read(ledger.head) == before


def test_a_misread_is_called_so(hands: Hands, page: Any) -> None:
    hands.scan(CODE[:-1] + "*")
    hands.scan("A7F" + CODE[3:])
    assert page.verdict.text().startswith("Misread")
    assert hands.shell.header.scanner.state() == "misread"


def test_sound_can_be_off_and_the_first_key_chosen(hands: Hands, page: Any) -> None:
    page.sound.setChecked(False)
    page.first_key.choose("F13")
    assert hands.window._settings.sound is False
    assert hands.window.wedge.habits.prefix == "F13"
    page.forget.click()
    assert page.desk.reception.habits == Habits()


def test_slow_scanners_are_waited_for_only_here(hands: Hands, page: Any) -> None:
    assert hands.window.wedge.habits.gap_ms == SLOWEST_MS
    hands.page("overview")
    assert hands.window.wedge.habits.gap_ms == Habits().gap_ms


def test_a_scan_never_presses_what_has_the_cursor(hands: Hands, page: Any) -> None:
    page.forget.setFocus(Qt.FocusReason.OtherFocusReason)
    hands.scan(CODE)
    assert hands.window._settings.scanner["suffix"] == "enter"
