"""The form of any record: items come in by it with their place, and what is marked on them is corrected twice."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.errors import refuse
from registry_app.domain.wording import say
from tests.ui.hands import Hands
from ui.parts.picker import Choice
from ui.problems import ProblemDialog

CTRL = Qt.KeyboardModifier.ControlModifier
GUN = {"serial": "NEW-1", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9 mm", "came_by": "purchase"}


def _save(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()


def _new(hands: Hands) -> Any:
    page = hands.page("firearms")
    hands.press(Qt.Key.Key_N, CTRL)
    form = page.sheet.form
    form.form.show_values(GUN)
    return form


def test_a_firearm_is_received_into_its_place(hands: Hands) -> None:
    place = hands.make.place("SAFE-1", "safe", parent=hands.make.place())
    form = _new(hands)
    form.form.rows["to"].editor.show_choice(Choice(place, "Safe-1"))
    _save(hands)
    sheet = hands.shell.page("firearms").sheet
    assert hands.said().startswith("Saved as entry")
    assert sheet.life.happenings()[0].headline == "Received into Safe-1"
    assert sheet.life.happenings()[0].lines == ("Reason: Purchase",)


def test_without_a_place_nothing_comes_in(hands: Hands) -> None:
    form = _new(hands)
    _save(hands)
    assert "missing" in form.form.rows["to"].editor.accessibleDescription()
    assert not form.form.rows["reason"].isVisible()


@pytest.fixture
def edited(hands: Hands) -> Any:
    """The form over a firearm that stands."""
    hands.make.firearm("A8-1")
    page = hands.page("firearms")
    page.table.setFocus()
    hands.press(Qt.Key.Key_E, CTRL)
    hands.settle()
    return page.sheet.form


def _retype(form: Any, name: str, text: str) -> None:
    form.form.rows[name].editor.setText(text)
    form.form.rows[name].editor.changed.emit()


def test_a_serial_is_corrected_by_typing_it_twice(hands: Hands, edited: Any) -> None:
    assert not edited.form.rows["serial_again"].isVisible()
    _retype(edited, "serial", "AB-1")
    _retype(edited, "serial_again", "A8-1")
    _save(hands)
    said = say(refuse("typed_differently", label="Serial number"))
    assert said in edited.form.rows["serial_again"].editor.accessibleDescription()
    _retype(edited, "serial_again", "AB-1")
    _save(hands)
    assert "give the reason" in edited._problem.text()
    edited.form.rows["reason"].show_value("typing_error")
    _save(hands)
    assert hands.shell.page("firearms").sheet.facts.text_of("serial") == "AB-1, first entered as A8-1"


def test_what_a_new_one_needs_is_not_asked_of_one_that_stands(edited: Any) -> None:
    assert not edited.form.rows["to"].isVisible()
    assert edited.form.rows["reason"].isVisible()


def test_leaving_what_was_not_touched_asks_nothing(hands: Hands, edited: Any) -> None:
    hands.press(Qt.Key.Key_Escape)
    assert not edited.isVisible()


def test_nothing_is_left_while_it_is_entered(hands: Hands, edited: Any) -> None:
    _retype(edited, "model", "G2")
    edited.form.rows["reason"].show_value("typing_error")
    edited.confirm()
    edited.leave()
    assert (edited.isVisible(), hands.window.findChildren(ProblemDialog)) == (True, [])
    hands.settle()
    sheet = hands.shell.page("firearms").sheet
    assert (hands.said()[:14], sheet.is_editing()) == ("Saved as entry", False)
    assert hands.shell.page("firearms").is_open()


def test_what_is_entered_late_leads_nobody_back_from_another_record(hands: Hands, edited: Any) -> None:
    other = hands.make.firearm("B9-2")
    _retype(edited, "model", "G2")
    edited.form.rows["reason"].show_value("typing_error")
    edited.confirm()
    sheet = hands.shell.page("firearms").sheet
    sheet.open_record(other)
    hands.settle()
    assert (hands.said()[:14], sheet.record, sheet.whole.values["serial"]) == ("Saved as entry", other, "B9-2")
