"""A scan reaches the page that is seen, and eye and ear learn what came of it."""

from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit

from registry_app.services import scans
from tests.domain.test_scan import typed
from tests.ui.hands import Hands
from ui.sounds import NO, OK, TWICE


@pytest.fixture
def heard(hands: Hands) -> list[str]:
    """The sounds that are played."""
    played: list[str] = []
    hands.shell.reception.sound._start = played.append
    return played


def code_of(hands: Hands, kind: str, record: int) -> str:
    text: str = hands.make.register.read(scans.code, kind, record)
    return text


def chip(hands: Hands) -> str:
    state: str = hands.shell.header.scanner.state()
    return state


def test_from_any_page_a_scan_leads_to_the_record(hands: Hands, heard: list[str]) -> None:
    gun = hands.make.firearm("SLX-1")
    hands.page("overview")
    hands.scan(code_of(hands, "firearm", gun))
    assert hands.shell.current_key() == "firearms"
    assert hands.shell.page("firearms").sheet.record == gun
    assert (heard, chip(hands)) == ([OK], "ready")


@pytest.mark.parametrize("sign", ["/", "-", " "])
def test_signs_in_a_scan_press_nothing(hands: Hands, sign: str) -> None:
    """The stroke alone leads to the search field, a space presses the button that has the cursor."""
    gun = hands.make.firearm(tag=f"FA{sign}04122")
    hands.page("overview")
    hands.scan(f"FA{sign}04122")
    assert hands.shell.page("firearms").sheet.record == gun
    assert hands.shell.header.search.text() == ""


def test_several_are_searched_for_and_none_is_picked(hands: Hands) -> None:
    for serial in ("SLX-1", "SLX-2"):
        hands.make.firearm(serial, barcode="4006381333931", maker="4006381333931")
    hands.page("overview")
    hands.scan("4006381333931")
    assert hands.shell.header.search.text() == "4006381333931"
    assert hands.shell.page("firearms").sheet.record == 0


@pytest.mark.parametrize(
    ("raw", "said", "state"),
    [
        ("NOTHING-1", "Nothing on the register answers", "ready"),
        ('\'àà-"_&"""ç"&', "The scanner is set to another", "layout"),
    ],
)
def test_what_leads_nowhere_says_why(hands: Hands, heard: list[str], raw: str, said: str, state: str) -> None:
    hands.page("overview")
    hands.scan(raw)
    assert hands.said().startswith(said)
    assert (heard, chip(hands)) == ([NO], state)


def test_a_misread_is_never_looked_up(hands: Hands, heard: list[str]) -> None:
    code = code_of(hands, "firearm", hands.make.firearm())
    hands.page("overview")
    hands.scan(code[:-1] + ("0" if code[-1] != "0" else "1"))
    assert (hands.said()[:8], heard, chip(hands)) == ("Misread:", [NO], "misread")
    assert hands.shell.current_key() == "overview"


def test_a_code_typed_by_hand_into_the_search_leads_there_too(hands: Hands) -> None:
    gun = hands.make.firearm("SLX-1")
    hands.search(code_of(hands, "firearm", gun).lower())
    assert hands.shell.page("firearms").sheet.record == gun


def test_at_the_hatch_a_scan_counts_wherever_the_cursor_is(hands: Hands, heard: list[str]) -> None:
    guard, gun = hands.make.person("G-7"), hands.make.firearm("SLX-1")
    page = hands.page("handover")
    page.form.note.setFocus()
    hands.scan(code_of(hands, "person", guard))
    page.form.note.setFocus()
    hands.scan(code_of(hands, "firearm", gun))
    assert (page.inhand.person, list(page.inhand.firearms), page.form.note.text()) == (guard, [gun], "")
    hands.scan("SLX-1")
    assert heard == [OK, OK, TWICE]


def test_at_the_hatch_what_cannot_go_out_is_heard(hands: Hands, heard: list[str]) -> None:
    gun = hands.make.firearm("SLX-1")
    hands.make.issued(gun, to=hands.make.person("G-8"))
    page = hands.page("handover")
    page.take_person(page.form.person.choice() or _someone(hands))
    hands.scan("SLX-1")
    assert heard[-1] == NO


def _someone(hands: Hands) -> Any:
    from ui.parts.picker import Choice

    return Choice(hands.make.person("G-9"), "Guard G-9")


def test_in_a_dialog_a_scan_fills_the_line(hands: Hands) -> None:
    dialog = QDialog(hands.window)
    line = QLineEdit(dialog)
    dialog.open()
    dialog.activateWindow()
    hands.until(dialog.isActiveWindow)
    line.setFocus()
    hands.shell.take_scan(_burst("FA-04122"))
    assert line.text() == "FA-04122"
    dialog.close()


def _burst(text: str) -> Any:
    from ui.scanner import Burst

    return Burst(text, "enter", 3)


def test_behind_the_lock_nothing_is_scanned(hands: Hands) -> None:
    assert hands.window.wedge.is_on
    hands.window.lock()
    assert not hands.window.wedge.is_on


def test_french_with_capslock_is_named(hands: Hands) -> None:
    code = code_of(hands, "firearm", hands.make.firearm())
    hands.page("overview")
    hands.scan(typed(code, "fr", "letters"))
    assert chip(hands) == "layout"
