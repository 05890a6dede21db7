"""The people: listed with their papers and what they hold; searched, filtered, exported."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.hands import Hands
from ui.problems import ProblemDialog

CTRL = Qt.KeyboardModifier.ControlModifier


def _shown(hands: Hands, column: int = 0) -> list[str]:
    page = hands.shell.page("people")
    hands.settle()
    return [str(page.table.rows.index(row, column).data()) for row in range(page.table.rows.rowCount())]


@pytest.fixture
def crew(hands: Hands) -> Hands:
    """Three people: one with accents, one who holds something, one who has left."""
    make = hands.make
    make.person("G-1", name="José Ñáñez", licence_class="B")
    make.issued(make.firearm(), to=make.person("G-2", licence="2030-06-01"))
    make.person("G-3", left_on="2020-01-01")
    hands.page("people")
    return hands


def test_those_who_left_stand_in_a_segment_of_their_own(crew: Hands) -> None:
    assert {"G-1", "G-2"} <= set(_shown(crew))
    crew.shell.page("people").list.segments.choose("left")
    assert _shown(crew) == ["G-3"]


def test_the_search_knows_no_accents(crew: Hands) -> None:
    crew.shell.page("people").seek("jose nanez")
    assert _shown(crew) == ["G-1"]


def test_a_filter_row_finds_who_holds_something(crew: Hands) -> None:
    page = crew.shell.page("people")
    crew.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.filter.line("held"), ">0")
    crew.until(lambda: _shown(crew) == ["G-2"])
    assert page.list.count.text() == "1 of 3 people"


def test_the_export_holds_what_is_listed(crew: Hands, tmp_path: Path) -> None:
    page = crew.shell.page("people")
    page.seek("nanez")
    crew.settle()
    page.exports.write(tmp_path / "people.csv")
    crew.settle()
    lines = (tmp_path / "people.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Person code,Full name,Licence class,Licence valid until")
    assert [line.partition(",")[0] for line in lines[1:]] == ["G-1"]


def _form(hands: Hands) -> Any:
    return hands.shell.page("people").sheet.form


def test_a_new_person_is_entered_by_keys(crew: Hands) -> None:
    crew.press(Qt.Key.Key_N, CTRL)
    crew.type("g-9")
    crew.press(Qt.Key.Key_Return)
    crew.type("Rosa Quispe")
    for _twice in range(2):
        crew.press(Qt.Key.Key_Return, CTRL)
    crew.settle()
    assert crew.said().startswith("Saved as entry")
    sheet = crew.shell.page("people").sheet
    assert (sheet.title.text(), sheet.below.text()) == ("Rosa Quispe", "G-9")


def test_what_is_missing_is_told_beside_the_field(crew: Hands) -> None:
    crew.press(Qt.Key.Key_N, CTRL)
    crew.press(Qt.Key.Key_Return, CTRL)
    assert "missing" in _form(crew).form.rows["code"].editor.accessibleDescription()


def test_a_code_that_is_taken_is_refused_beside_the_field(crew: Hands) -> None:
    crew.press(Qt.Key.Key_N, CTRL)
    _form(crew).form.show_values({"code": "G-1", "name": "Somebody else"})
    crew.press(Qt.Key.Key_Return, CTRL)
    crew.settle()
    assert "taken already" in _form(crew).form.rows["code"].editor.accessibleDescription()


def test_only_what_was_changed_is_amended(crew: Hands) -> None:
    page = crew.shell.page("people")
    page.table.go_to(page.table.rows.id_at(1))
    crew.press(Qt.Key.Key_E, CTRL)
    crew.settle()
    _form(crew).form.rows["licence_class"].editor.setText("C")
    crew.press(Qt.Key.Key_Return, CTRL)
    crew.settle()
    assert page.sheet.life.happenings()[0].lines == ("Licence class: B → C",)
    assert page.sheet.facts.text_of("licence_class") == "C, first entered as B"


def test_saving_what_stands_already_is_told(crew: Hands) -> None:
    crew.press(Qt.Key.Key_E, CTRL)
    crew.settle()
    _form(crew).confirm()
    assert _form(crew)._problem.text() == "Nothing would change: all of it is on record already."


def test_what_was_typed_comes_back_after_a_lock(crew: Hands) -> None:
    crew.press(Qt.Key.Key_N, CTRL)
    crew.type("g-9")
    kept = crew.shell.drafts()["people"]
    crew.press(Qt.Key.Key_Escape)
    crew.window.findChild(ProblemDialog).accept()
    assert "people" not in crew.shell.drafts()
    crew.shell.page("people").take_up(kept)
    assert _form(crew).form.texts()["code"] == "g-9"


def test_what_a_person_has_leads_to_the_firearm(crew: Hands) -> None:
    page = crew.shell.page("people")
    page.open_record(page.table.rows.id_at(2))
    crew.settle()
    page.sheet.tabs.choose("holds")
    (point,) = page.sheet.holds.points()
    page.sheet.holds.opened.emit(point.key)
    assert crew.shell.current_key() == "firearms"


def test_views_are_saved_chosen_and_deleted(crew: Hands) -> None:
    page = crew.shell.page("people")
    page.list.toggle_filter()
    page.filter.show_texts({"held": ">0"})
    page.list.save("Out", "")
    page.show_all()
    page.list.tools.view_chosen.emit("Out")
    assert _shown(crew) == ["G-2"]
    assert page.list.is_filter_shown()
    page.list.tools.usual_asked.emit()
    assert len(_shown(crew)) == 3
    assert [each.text() for each in page.list.tools.view_menu().actions()][:1] == ["Out"]


def test_the_list_comes_back_as_it_was_left_without_names(crew: Hands) -> None:
    page = crew.shell.page("people")
    page.filter.show_texts({"held": ">0", "name": "Guard"})
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    page.leave()
    last = crew.window._settings.lists["first/people"]["last"]
    assert (last["filters"], last["arrangement"]["sort"]) == ({"held": ">0"}, ["name", True])
