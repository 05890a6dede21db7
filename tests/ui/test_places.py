"""The places by keys: the tree walked and searched, a rack slot by slot, a new place below, the kit of a post."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import kits
from tests.ui.hands import Hands
from ui.problems import ProblemDialog

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


def _named(hands: Hands) -> list[str]:
    page = hands.shell.page("places")
    return [page.tree.branch(key).title for key in page.tree.listed()]


@pytest.fixture
def room(hands: Hands) -> Hands:
    """An armoury with a rack of three slots, one firearm in its slot and one out; a post of a client."""
    make = hands.make
    rack = make.place("R-1", "rack", make.place("ARM-1"))
    one, two = make.place("R1-1", "slot", rack), make.place("R1-2", "slot", rack)
    make.place("R1-3", "slot", rack)
    make.firearm("A1", at=one, home_id=one)
    make.issued(make.firearm("B2", at=two, home_id=two), to=make.person("G-1", name="Rosa Quispe"))
    make.place("P-1", "post", make.place("K-1", "contract", make.place("C-1", "client")))
    hands.page("places")
    return hands


def _stand_on(hands: Hands, code: str) -> Any:
    page = hands.shell.page("places")
    page.tree.go_to(hands.make.place(code))
    hands.settle()
    return page


def test_the_tree_tells_how_many_firearms_are_where(room: Hands) -> None:
    page = room.shell.page("places")
    assert _named(room)[:3] == ["Vigilancia Andina S.A.", "Arm-1", "R-1"]
    assert page.tree.branch(room.make.place("R-1")).note == "2"
    assert page.count.text().endswith("places")


def test_arrows_walk_the_tree_and_enter_opens_a_place(room: Hands) -> None:
    page = _stand_on(room, "ARM-1")
    page.tree.setFocus()
    room.press(Qt.Key.Key_Down)
    room.press(Qt.Key.Key_Return)
    room.settle()
    assert (page.sheet.title.text(), page.sheet.below.text()) == ("R-1", "Rack · R-1")
    room.press(Qt.Key.Key_Escape)
    assert (page.is_open(), page.tree.key()) == (False, room.make.place("R-1"))


def test_a_rack_is_drawn_slot_by_slot(room: Hands) -> None:
    page = _stand_on(room, "R-1")
    assert page.card.views.code() == "rack"
    assert [(cell.slot, cell.serial, cell.state) for cell in page.card.rack.cells()] == [
        ("R1-1", "A1", "occupied"), ("R1-2", "B2", "out: Rosa Quispe"), ("R1-3", "", "free")
    ]  # fmt: skip
    assert page.card.told.text() == "1 occupied · 1 free · 1 out"


def test_arrows_walk_the_cells_and_enter_opens_the_firearm(room: Hands) -> None:
    page = _stand_on(room, "R-1")
    page.card.rack.setFocus()
    room.press(Qt.Key.Key_Right)
    assert page.card.rack.current().serial == "B2"
    room.press(Qt.Key.Key_Return)
    room.settle()
    assert room.shell.current_key() == "firearms"
    assert "B2" in room.shell.page("firearms").sheet.below.text()


def test_a_place_without_slots_lists_what_lies_there(room: Hands) -> None:
    page = _stand_on(room, "ARM-1")
    assert page.card.views.code() == "lying"
    told = [(point.title, point.value) for point in page.card.lying.points()]
    assert told[:2] == [("Firearms", "2"), ("Pistol", "2")]
    assert ("A1", "R1-1") in told


def test_the_search_leaves_what_is_called_so_with_what_it_lies_in(room: Hands) -> None:
    page = room.shell.page("places")
    page.seek("r1-2")
    assert _named(room) == ["Vigilancia Andina S.A.", "Arm-1", "R-1", "R1-2"]
    assert page.tree.key() == room.make.place("R1-2")
    page.seek("")
    assert "P-1" in _named(room)


def test_a_new_place_is_put_below_the_one_under_the_cursor(room: Hands) -> None:
    page = _stand_on(room, "R-1")
    room.press(Qt.Key.Key_N, CTRL)
    room.type("r1-4")
    room.press(Qt.Key.Key_Return)
    room.type("Fourth")
    room.press(Qt.Key.Key_Return, CTRL)
    room.settle()
    assert page.sheet.below.text() == "Slot · R1-4"
    assert page.sheet.facts.text_of("parent_id") == "R-1"
    room.press(Qt.Key.Key_Left, ALT)
    room.settle()
    page.tree.go_to(room.make.place("R-1"))
    room.settle()
    assert len(page.card.rack.cells()) == 4


def test_a_place_is_renamed(room: Hands) -> None:
    page = _stand_on(room, "R-1")
    room.press(Qt.Key.Key_E, CTRL)
    room.settle()
    page.sheet.form.form.rows["name"].editor.setText("Long guns")
    room.press(Qt.Key.Key_Return, CTRL)
    room.settle()
    assert "Long guns" in _named(room)


def test_the_kit_of_a_post_is_said_and_what_comes_from_its_client_is_told(room: Hands) -> None:
    room.make.do(kits.describe, post=room.make.place("C-1"), kind="vest", quantity=1)
    page = _stand_on(room, "P-1")
    page.open_record(room.make.place("P-1"))
    room.settle()
    page.sheet.tabs.choose("kit")
    page.sheet.kit.begin()
    page.sheet.kit.form.show_values({"kind": "rounds", "quantity": 20})
    room.press(Qt.Key.Key_Return, CTRL)
    room.settle()
    told = {point.title: (point.value, point.lines) for point in page.sheet.kit.list.points()}
    assert told == {"Rounds": ("20 for each firearm", ()), "Protective vest": ("1 for each firearm", ("as for C-1",))}


def test_esc_leaves_the_form_of_the_kit_before_the_place(room: Hands) -> None:
    page = _stand_on(room, "P-1")
    page.open_record(room.make.place("P-1"))
    room.settle()
    page.sheet.tabs.choose("kit")
    page.sheet.kit.begin()
    room.press(Qt.Key.Key_Escape)
    assert (page.sheet.kit.is_asking, page.is_open()) == (False, True)


def test_only_places_of_work_have_a_kit(room: Hands) -> None:
    page = _stand_on(room, "ARM-1")
    page.open_record(room.make.place("ARM-1"))
    room.settle()
    assert page.sheet.tabs._buttons["kit"].isHidden()


def test_the_places_are_exported(room: Hands, tmp_path: Path) -> None:
    room.shell.page("places").export(tmp_path / "places.csv")
    room.settle()
    lines = (tmp_path / "places.csv").read_text("utf-8-sig").splitlines()
    assert "R-1,R-1,Rack,ARM-1,2,0,0" in lines


def test_what_was_typed_comes_back_after_a_lock(room: Hands) -> None:
    page = _stand_on(room, "R-1")
    room.press(Qt.Key.Key_N, CTRL)
    room.type("r1-9")
    kept = room.shell.drafts()["places"]
    page.sheet.form.form.is_dirty = False
    page.sheet.leave()
    page.take_up(kept)
    assert page.sheet.form.form.texts()["code"] == "r1-9"


def _rename(hands: Hands, code: str, name: str) -> Any:
    page = _stand_on(hands, code)
    hands.press(Qt.Key.Key_E, CTRL)
    hands.settle()
    page.sheet.form.form.rows["name"].editor.setFocus()
    page.sheet.form.form.rows["name"].editor.selectAll()
    hands.type(name)
    return page


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_N])
def test_no_key_throws_away_what_was_typed(room: Hands, key: Qt.Key) -> None:
    page = _rename(room, "R-1", "Long guns")
    room.press(key, CTRL)
    room.settle()
    assert (page.sheet.record, page.sheet.form.form.texts()["name"]) == (room.make.place("R-1"), "Long guns")


def test_another_place_takes_the_place_of_what_was_typed_only_by_saying_so(room: Hands) -> None:
    page, other = _rename(room, "R-1", "Long guns"), room.make.place("P-1")
    room.shell.go("places", other)
    room.settle()
    assert page.sheet.form.form.texts()["name"] == "Long guns"
    (dialog,) = room.window.findChildren(ProblemDialog)
    dialog.accept()
    room.settle()
    assert (page.sheet.below.text(), page.sheet.is_editing()) == ("Post · P-1", False)


def test_who_comes_back_to_the_place_finds_what_was_typed(room: Hands) -> None:
    page = _rename(room, "R-1", "Long guns")
    room.page("overview")
    room.shell.go("places", room.make.place("R-1"))
    room.settle()
    assert (page.sheet.is_editing(), page.sheet.form.form.texts()["name"]) == (True, "Long guns")


def test_a_line_of_a_kit_is_given_up_for_another_place_only_by_saying_so(room: Hands) -> None:
    page = _stand_on(room, "P-1")
    page.open_record(room.make.place("P-1"))
    room.settle()
    page.sheet.tabs.choose("kit")
    page.sheet.kit.begin()
    page.sheet.kit.form.rows["quantity"].editor.setFocus()
    room.type("20")
    room.shell.go("places", room.make.place("C-1"))
    room.settle()
    assert (page.sheet.record, page.sheet.kit.form.texts()["quantity"]) == (room.make.place("P-1"), "20")
    assert room.window.findChildren(ProblemDialog)


def test_a_company_without_places_shows_itself(hands: Hands) -> None:
    page = hands.page("places")
    assert page.card.title.text() == "Vigilancia Andina S.A."
    assert [point.title for point in page.card.lying.points()] == ["Nothing lies here."]


def test_on_a_narrow_window_what_lies_there_stands_below_the_tree(room: Hands) -> None:
    page = room.shell.page("places")
    beside = page.card.geometry().left() > page.tree.width()
    room.window.resize(760, 600)
    room.until(lambda: page.card.geometry().top() > page.tree.height())
    assert beside
