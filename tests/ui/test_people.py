"""The people: listed with their papers and what they hold; searched, filtered, exported."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from registry_app.services import documents, pins
from tests.ui.hands import Hands
from ui.problems import ProblemDialog
from ui.when import today

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


def _opened(hands: Hands, code: str) -> Any:
    page = hands.shell.page("people")
    page.seek(code)
    hands.settle()
    page.open_record(page.table.rows.id_at(0))
    hands.settle()
    return page.sheet


@pytest.mark.parametrize(
    ("days", "word"), [(-1, "expired"), (0, "0 days left"), (1, "1 day left"), (30, "30 days left"), (31, "valid")]
)
def test_a_paper_says_in_a_word_how_it_stands(crew: Hands, days: int, word: str) -> None:
    day = dt.date.fromisoformat(today()) + dt.timedelta(days=days)
    crew.make.person("G-7", fitness_expires_on=day.isoformat())
    assert _opened(crew, "G-7").facts.text_of("fitness_expires_on").endswith(f", {word}")


def _type_pin(hands: Hands, code: str, pin: str, again: str) -> Any:
    sheet = _opened(hands, code)
    sheet.tabs.choose("pin")
    sheet.pin.pin.setFocus()
    for typed in (pin, again):
        hands.type(typed)
        hands.press(Qt.Key.Key_Return)
    hands.settle()
    return sheet


def test_a_pin_is_set_by_keys_and_nothing_of_it_stays(crew: Hands) -> None:
    sheet = _type_pin(crew, "G-1", "7391", "7391")
    assert (crew.said(), sheet.pin.pin.text()) == ("The PIN is set.", "")
    assert crew.make.register.read(pins.has_pin, sheet.record)
    assert sheet.pin.chip.accessibleName() == "PIN set"


def test_a_pin_that_is_typed_differently_is_not_set(crew: Hands) -> None:
    sheet = _type_pin(crew, "G-1", "7391", "7319")
    assert sheet.pin.again.accessibleDescription()
    assert not crew.make.register.read(pins.has_pin, sheet.record)


def test_a_pin_that_anybody_would_try_is_refused_in_words(crew: Hands) -> None:
    sheet = _type_pin(crew, "G-1", "1234", "1234")
    assert sheet.pin._problem.text()
    assert sheet.pin._problem.isVisible()
    assert not crew.make.register.read(pins.has_pin, sheet.record)


def test_the_latest_photo_stands_at_the_head(crew: Hands) -> None:
    sheet = _opened(crew, "G-1")
    before = sheet.tile.width()
    crew.make.do(documents.attach, subject=sheet.record, kind="photo", content=_photo())
    sheet.reload()
    crew.settle()
    assert sheet.tile.width() > before


def _photo() -> bytes:
    image, kept = QImage(40, 60, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0x884422)
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")
    return kept.data().data()
