"""Forms over every kind of field: minutes, references, what only some kinds have, what another act changes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import Field
from registry_app.domain.records import Discharge, Loss, Place
from ui.job import Job
from ui.parts.form import Form
from ui.parts.picker import Choice

FOUND = [Choice(7, "Control de Armas", "DCCA")]


def _search(_text: str) -> Job[list[Choice]]:
    return Job(lambda _job: None, None, is_write=False)


def _form(qtbot: QtBot, fields: list[Field], fixed: tuple[str, ...] = ()) -> Form:
    searches = {field.name: _search for field in fields if field.kind == "reference"}
    made = Form(fields, searches, columns=2, fixed=fixed)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def place(qtbot: QtBot) -> Form:
    return _form(qtbot, list(entered_fields(Place).values()), ("custodian_id",))


def _shown(form: Form) -> set[str]:
    return {name for name, row in form.rows.items() if row.isVisible()}


@pytest.mark.parametrize("record", [Place, Loss, Discharge])
def test_every_kind_of_field_has_an_editor(qtbot: QtBot, record: type) -> None:
    form = _form(qtbot, list(entered_fields(record).values()))
    assert form.rows.keys() == entered_fields(record).keys()


def test_a_minute_is_written_with_a_space_and_told_back_in_words(qtbot: QtBot) -> None:
    form = _form(qtbot, [Field("at", "Found missing", "moment")])
    form.show_values({"at": "2026-12-31T14:30"})
    assert form.rows["at"].text() == "2026-12-31 14:30"
    assert "Thursday, December 31, 2026, 2:30" in form.rows["at"].editor.accessibleDescription()
    assert form.values() == {"at": "2026-12-31T14:30"}


def test_fields_come_and_go_with_the_kind_of_the_record(place: Form) -> None:
    place.show_values({"kind": "armoury"})
    assert {"grade", "custodian_id"} <= _shown(place)
    place.show_values({"kind": "client"})
    assert "grade" not in _shown(place)
    assert {"contract_number", "starts_on", "ends_on"} <= _shown(place)


def test_a_kind_typed_by_its_first_letter_counts(place: Form) -> None:
    place.show_values({"kind": "armoury"})
    place.rows["kind"].editor.setFocus()
    QTest.keyClick(place.rows["kind"].editor, Qt.Key.Key_P)
    assert (place.rows["kind"].text(), place.is_dirty) == ("post", True)
    assert "grade" not in _shown(place)


def test_what_a_kind_has_not_is_emptied_and_what_is_fixed_left_out(place: Form) -> None:
    place.show_values({"code": "P1", "name": "Gate", "kind": "post", "grade": "2", "custodian_id": 4})
    values = place.values()
    assert values is not None
    assert values["grade"] is None
    assert "custodian_id" not in values


def test_a_reference_shows_the_name_of_its_record(place: Form) -> None:
    place.show_values({"parent_id": 7}, {7: ("Control de Armas", "DCCA")})
    assert place.rows["parent_id"].editor.text() == "Control de Armas"  # type: ignore[attr-defined]
    assert place.rows["parent_id"].parse() == 7


def test_a_name_that_no_record_has_is_no_reference(place: Form) -> None:
    place.show_values({"code": "P1", "name": "Gate", "kind": "safe"})
    place.rows["parent_id"].editor.setText("Nowhere")  # type: ignore[attr-defined]
    assert place.values() is None
    assert "“Nowhere”" in place.rows["parent_id"].editor.accessibleDescription()


def test_a_draft_keeps_what_was_typed_and_whom_it_meant(place: Form) -> None:
    place.show_values({"code": "P1", "parent_id": 7}, {7: ("Control de Armas", "DCCA")})
    draft = place.draft()
    place.show_values({})
    place.take_up(draft)
    assert (place.rows["code"].text(), place.rows["parent_id"].chosen()) == ("P1", FOUND[0])
    assert place.is_dirty


def test_rows_close_up_where_a_field_is_not_asked_for(qtbot: QtBot) -> None:
    form = _form(qtbot, [Field("a", "A"), Field("b", "B"), Field("c", "C")])
    before = form.rows["b"].y(), form.rows["b"].x()
    form.show_row("b", is_shown=False)
    assert _shown(form) == {"a", "c"}
    qtbot.waitUntil(lambda: (form.rows["c"].y(), form.rows["c"].x()) == before)
    form.show_row("b", is_shown=True)
    qtbot.waitUntil(lambda: (form.rows["b"].y(), form.rows["b"].x()) == before)
