"""One field of the selected rows is changed at once, by keys, after each record was shown."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import history
from tests.ui.hands import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def form(hands: Hands) -> Any:
    """The form over three firearms, of which one is worn already."""
    for serial, condition in (("A-1", "good"), ("A-2", "worn"), ("A-3", None)):
        hands.make.firearm(serial, condition=condition)
    page = hands.page("firearms")
    page.enter_list()
    hands.press(Qt.Key.Key_A, CTRL)
    hands.press(Qt.Key.Key_E, CTRL | SHIFT)
    hands.until(page.bulk.form.isVisible)
    return page.bulk.form


def _choose(hands: Hands, form: Any, field: str, value: str) -> None:
    form.which.rows["field"].editor.setCurrentIndex(form.which.rows["field"].editor.findData(field))
    editor = form.forms[field].rows[field].editor
    editor.setCurrentIndex(editor.findData(value)) if hasattr(editor, "findData") else QTest.keyClicks(editor, value)
    hands.until(lambda: len(form.preview.points()) == 3)


def test_each_record_is_shown_before_anything_is_entered(hands: Hands, form: Any) -> None:
    assert form.title.text() == "Change 3 records"
    assert not form.button.isEnabled()
    _choose(hands, form, "condition", "worn")
    assert [(each.title, each.value) for each in form.preview.points()] == [
        ("A-1", "Good → Worn"), ("A-2", "stays Worn"), ("A-3", "— → Worn"),
    ]  # fmt: skip
    assert form.button.text().strip() == "Change 2 of them"


def test_ctrl_enter_changes_all_by_one_entry(hands: Hands, form: Any) -> None:
    _choose(hands, form, "condition", "worn")
    form.which.rows["field"].editor.setFocus()
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.said().endswith("records: 2.")
    page = hands.shell.page("firearms")
    assert page.table.isVisible()
    details = [hands.make.register.read(history.detail, kind="firearm", record=n) for n in page.table.rows.ids()]
    assert {detail["condition"] for detail in details} == {"worn"}


def test_a_value_that_cannot_be_read_shows_nothing(hands: Hands, form: Any) -> None:
    _choose(hands, form, "condition", "worn")
    form.which.rows["field"].editor.setCurrentIndex(form.which.rows["field"].editor.findData("cleaned_on"))
    QTest.keyClicks(form.forms["cleaned_on"].rows["cleaned_on"].editor, "soon")
    hands.settle()
    hands.until(lambda: len(form.preview.points()) == 1)
    assert not form.button.isEnabled()


def test_a_field_is_emptied_by_many(hands: Hands, form: Any) -> None:
    _choose(hands, form, "condition", "worn")
    form.empty.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.until(form.empty.isChecked)
    hands.until(lambda: len(form.preview.points()) == 3)
    assert [each.value for each in form.preview.points()] == ["Good → —", "Worn → —", "stays —"]
    hands.press(Qt.Key.Key_Return, CTRL)
    form.confirm()
    hands.settle()
    page = hands.shell.page("firearms")
    details = [hands.make.register.read(history.detail, kind="firearm", record=n) for n in page.table.rows.ids()]
    assert {detail["condition"] for detail in details} == {None}


def test_escape_leads_back_and_changes_nothing(hands: Hands, form: Any) -> None:
    hands.press(Qt.Key.Key_Escape)
    page = hands.shell.page("firearms")
    assert page.table.isVisible()
    assert len(page.table.selected_ids()) == 3
