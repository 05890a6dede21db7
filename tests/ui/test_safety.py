"""What holds on every page, walked through: nothing is lost by closing, nothing is made twice, nothing ends nowhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QAbstractButton

from registry_app.services import ledger
from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS
from ui.parts.empty import Empty
from ui.parts.picker import Choice
from ui.problems import ProblemDialog

KEYS = [each.key for each in DESTINATIONS]
CTRL = Qt.KeyboardModifier.ControlModifier


def _type_on(hands: Hands, key: str) -> None:
    """Type something that is not saved."""
    page = hands.page(key)
    if key == "handover":
        page.open_record(hands.make.firearm())
    elif key == "company":
        page.record.form.rows["address"].editor.setFocus()
        hands.type("Calle 7")
    elif key == "users":
        hands.press(Qt.Key.Key_N, CTRL)
        hands.type("newcomer")
    elif key == "journal":
        page.open_record(hands.make.issued(hands.make.firearm(), to=hands.make.person()).seq)
        page.begin_edit()
        page.sheet.form.form.rows["note"].editor.setFocus()
        hands.type("Other guard")
    hands.settle()


@pytest.mark.parametrize("key", ["handover", "company", "users", "journal"])
def test_closing_asks_on_every_page_on_which_something_is_typed(hands: Hands, key: str) -> None:
    _type_on(hands, key)
    event = QCloseEvent()
    hands.window.closeEvent(event)
    assert not event.isAccepted()
    assert "not saved" in hands.window.findChildren(ProblemDialog)[0].explanation.text()


def test_a_page_that_was_only_looked_at_is_closed_without_a_word(hands: Hands) -> None:
    hands.make.firearm()
    for key in KEYS:
        hands.page(key)
        assert (key, hands.window._unfinished()) == (key, "")


def test_enter_twice_makes_one_handover(hands: Hands) -> None:
    gun, guard = hands.make.firearm(), hands.make.person()
    page = hands.page("handover")
    page.open_record(gun)
    page.take_person(hands.make.register.read(lambda _session: Choice(guard, "Guard")))
    hands.settle()
    before = hands.make.register.read(ledger.head).size
    for _press in range(2):
        hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.make.register.read(ledger.head).size == before + 1


def test_saving_twice_changes_the_company_once(hands: Hands) -> None:
    _type_on(hands, "company")
    before = hands.make.register.read(ledger.head).size
    for _press in range(2):
        hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.make.register.read(ledger.head).size == before + 1


def test_what_is_empty_says_what_to_do(hands: Hands) -> None:
    found = [each for key in KEYS for each in hands.page(key).findChildren(Empty) if each.isVisible()]
    assert found
    for empty in found:
        assert len(empty.advice.text()) > 20, empty.title.text()
        assert all(button.accessibleName() for button in empty.findChildren(QAbstractButton))
