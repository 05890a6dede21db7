"""What is typed into a form in a tab is given up only by somebody who says so, and outlives a lock and a crash."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from registry_app.services import documents, drafts, kits, marks
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.kept import packed, unpacked
from ui.problems import ProblemDialog

WHERE = {"marks": "text", "permits": "document", "documents": "number"}
"""A field of the form in each tab of a firearm that takes any text."""


@pytest.fixture
def gun(hands: Hands) -> int:
    return hands.make.firearm("AB1234", permit="2026-06-30")


def _sheet(hands: Hands, gun: int, tab: str) -> Any:
    hands.page("firearms").open_record(gun)
    hands.settle()
    sheet = hands.shell.page("firearms").sheet
    sheet.tabs.choose(tab)
    return sheet


def _file(hands: Hands) -> Path:
    file = hands.make.folder.parent / "slide.jpg"
    image = QImage(60, 40, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.darkGreen)
    image.save(str(file))
    return file


def _typed(hands: Hands, gun: int, tab: str) -> Any:
    """The sheet, with something typed into the form of a tab."""
    sheet = _sheet(hands, gun, tab)
    form = sheet.tab_forms.all[tab]
    form.choose(_file(hands)) if tab == "documents" else form.begin()
    hands.settle()
    form.form.rows[WHERE[tab]].editor.setFocus()
    hands.type("77?")
    return sheet


def _asked(hands: Hands) -> list[ProblemDialog]:
    return [each for each in hands.window.findChildren(ProblemDialog) if each.isVisible()]


@pytest.mark.parametrize("tab", WHERE)
def test_esc_asks_before_what_was_typed_is_gone(hands: Hands, gun: int, tab: str) -> None:
    sheet = _typed(hands, gun, tab)
    hands.press(Qt.Key.Key_Escape)
    assert sheet.tab_forms.all[tab].is_asking
    _asked(hands)[0].accept()
    assert (sheet.tab_forms.all[tab].is_asking, sheet.draft(), hands.shell.page("firearms").is_open()) == (
        False, {}, True,
    )  # fmt: skip


@pytest.mark.parametrize("tab", ["marks", "permits"])
def test_a_form_in_which_nothing_was_typed_is_left_at_once(hands: Hands, gun: int, tab: str) -> None:
    sheet = _sheet(hands, gun, tab)
    sheet.tab_forms.all[tab].begin()
    hands.press(Qt.Key.Key_Escape)
    assert (sheet.tab_forms.all[tab].is_asking, _asked(hands), hands.shell.page("firearms").is_open()) == (
        False, [], True,
    )  # fmt: skip
    hands.press(Qt.Key.Key_Escape)
    assert not hands.shell.page("firearms").is_open()


@pytest.mark.parametrize("tab", ["marks", "documents"])
def test_a_file_that_was_chosen_is_given_up_only_by_saying_so(hands: Hands, gun: int, tab: str) -> None:
    form = _sheet(hands, gun, tab).tab_forms.all[tab]
    if tab == "marks":
        form.begin()
        form.take_photo(_file(hands))
    else:
        form.choose(_file(hands))
    hands.settle()
    hands.press(Qt.Key.Key_Escape)
    assert form.is_asking
    _asked(hands)[0].accept()
    assert (form.is_asking, form.has_file()) == (False, False)


@pytest.mark.parametrize("tab", WHERE)
def test_it_is_there_again_after_a_lock(hands: Hands, gun: int, tab: str) -> None:
    _typed(hands, gun, tab)
    hands.window.lock()
    again = opened(hands)
    sheet = again.page("firearms").sheet
    form = sheet.tab_forms.all[tab]
    assert (sheet.record, sheet.tabs.code(), form.is_asking) == (gun, tab, True)
    assert form.form.texts()[WHERE[tab]] == "77?"


def test_it_is_kept_for_a_crash(hands: Hands, gun: int) -> None:
    _typed(hands, gun, "marks")
    register = hands.make.register
    hands.until(lambda: register.read(drafts.kept, user=register.actor.user_id))
    kept = unpacked(register.read(drafts.kept, user=register.actor.user_id)["firearms"])
    assert kept is not None
    assert (kept["record"], kept["tab"], kept["fields"]["text"]) == (gun, "marks", "77?")


def test_another_firearm_asks_first_and_the_same_one_goes_on(hands: Hands, gun: int) -> None:
    other = hands.make.firearm("CD-5")
    sheet = _typed(hands, gun, "marks")
    sheet.tabs.choose("record")
    page = hands.shell.page("firearms")
    page.open_record(gun)
    assert (sheet.tabs.code(), _asked(hands)) == ("marks", [])
    page.open_record(other)
    _asked(hands)[0].accept()
    hands.settle()
    assert (sheet.record, sheet.draft(), sheet.marks.is_asking) == (other, {}, False)


def test_editing_the_record_goes_on_with_what_was_typed(hands: Hands, gun: int) -> None:
    sheet = _typed(hands, gun, "marks")
    sheet.edit.click()
    assert (sheet.is_editing(), sheet.marks.form.texts()["text"]) == (False, "77?")


def _through_the_register(draft: dict[str, Any]) -> dict[str, Any]:
    found = unpacked(packed(draft))
    assert found
    return found


def test_a_mark_with_its_photo_is_entered_once_though_it_was_on_its_way(hands: Hands, gun: int) -> None:
    sheet = _typed(hands, gun, "marks")
    sheet.marks.form.rows["kind"].take_up("slide")
    sheet.marks.take_photo(_file(hands))
    hands.settle()
    kept = _through_the_register(sheet.draft())
    for _time in range(2):
        sheet.marks.confirm()
        hands.settle()
        sheet.take_up(kept)
        hands.settle()
    assert [(mark.text, bool(mark.photo)) for mark in hands.make.register.read(marks.of, firearm=gun)] == [
        ("77?", True)
    ]


def test_a_paper_taken_up_again_is_attached_with_its_file(hands: Hands, gun: int) -> None:
    sheet = _typed(hands, gun, "documents")
    kept = _through_the_register(sheet.draft())
    sheet.tab_forms.forget()
    sheet.take_up(kept)
    hands.settle()
    sheet.documents.confirm()
    hands.settle()
    attached = hands.make.register.read(documents.of, subject=gun)
    assert [(each.number, each.size) for each in attached] == [("77?", _file(hands).stat().st_size)]


def test_a_line_of_a_kit_is_there_again(hands: Hands) -> None:
    post = hands.make.place("P-1", "post")
    page = hands.page("places")
    page.open_record(post)
    hands.settle()
    page.sheet.tabs.choose("kit")
    page.sheet.kit.ask({"kind": "rounds"})
    page.sheet.kit.form.rows["quantity"].editor.setFocus()
    hands.type("20")
    hands.window.lock()
    sheet = opened(hands).page("places").sheet
    assert (sheet.kit.post, sheet.kit.form.texts()["quantity"]) == (post, "20")
    sheet.kit.confirm()
    hands.settle()
    assert [line.quantity for line in hands.make.register.read(kits.of_post, post)] == [20]
