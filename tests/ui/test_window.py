"""The window from choosing a register to locking and closing it."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLineEdit

from registry_app import i18n
from tests.make import PASSPHRASE
from tests.ui.fixtures import opened, shown
from tests.ui.hands import Hands
from ui import settings as remembered
from ui.destinations import DESTINATIONS
from ui.opening import SUFFIX
from ui.pages.founding import Founding, RecoveryCode
from ui.pages.registers import Registers
from ui.pages.unlock import Unlock
from ui.parts.shortcuts import ShortcutSheet
from ui.problems import ProblemDialog

SHIFT, CTRL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


def _at_the_door(hands: Hands, folder: Path | None = None) -> Unlock:
    hands.window.begin(folder or hands.make.folder)
    shown(hands)
    gate = hands.gate()
    assert isinstance(gate, Unlock)
    hands.until(gate.user.count)
    return gate


def _problem(gate: Unlock | Founding | RecoveryCode) -> str:
    return str(gate._problem.text())


def test_unlocking_with_the_keyboard_alone(empty_window: Hands) -> None:
    gate = _at_the_door(empty_window)
    assert [gate.user.itemText(row) for row in range(gate.user.count())] == ["first"]
    empty_window.key(gate.passphrase, Qt.Key.Key_X)
    gate.passphrase.setText(PASSPHRASE)
    empty_window.key(gate.passphrase, Qt.Key.Key_Return)
    empty_window.until(lambda: empty_window.window.shell)
    assert "Vigilancia Andina S.A." in empty_window.window.windowTitle()


def test_one_can_unlock_before_the_users_are_known(empty_window: Hands) -> None:
    empty_window.window.show()
    empty_window.window.begin(empty_window.make.folder)
    gate = empty_window.gate()
    gate.passphrase.setText(PASSPHRASE)
    gate.unlock()
    empty_window.until(lambda: empty_window.window.shell)


def test_a_wrong_passphrase_is_told_beside_the_field(empty_window: Hands) -> None:
    gate = _at_the_door(empty_window)
    gate.passphrase.setText("wrong")
    gate.unlock()
    empty_window.until(lambda: _problem(gate))
    assert _problem(gate).startswith("The passphrase is not right.")
    assert gate.passphrase.selectedText() == "wrong"


def test_a_folder_that_is_no_register_is_told_in_words(empty_window: Hands, tmp_path: Path) -> None:
    empty_window.window.begin(tmp_path)
    shown(empty_window)
    assert "no register" in _problem(empty_window.gate())
    empty_window.gate().left.emit()
    assert isinstance(empty_window.gate(), Registers)


def test_the_demo_fills_its_passphrases_in(empty_window: Hands) -> None:
    folder = empty_window.make.folder
    told = {"register": str(folder), "passphrase": PASSPHRASE,
            "users": [{"name": "other", "role": "reader", "passphrase": "x"},
                      {"name": "first", "role": "director", "passphrase": PASSPHRASE}]}  # fmt: skip
    (folder.parent / "demo.json").write_text(json.dumps(told))
    gate = _at_the_door(empty_window)
    assert (gate.user.currentText(), gate.passphrase.text()) == ("first · Director", PASSPHRASE)


@pytest.mark.parametrize(
    "paper", ["", "[]", '{"users": [1]}', '{"register": "other.armarium", "passphrase": "x", "users": []}']
)
def test_a_paper_that_is_not_the_demos_is_passed_over(empty_window: Hands, paper: str) -> None:
    (empty_window.make.folder.parent / "demo.json").write_text(paper)
    assert _at_the_door(empty_window).passphrase.text() == ""


def _founding(hands: Hands, tmp_path: Path, again: str = PASSPHRASE) -> Founding:
    hands.window.begin()
    hands.gate().founding.emit()
    shown(hands)
    gate = hands.gate()
    gate.lay_into(str(tmp_path))
    texts = ("Guardia Norte & Cía", "Ana Ruiz", "ana", PASSPHRASE, again)
    for (_label, editor, _hint), text in zip(gate._named, texts, strict=True):
        editor.setText(text)
    gate.found()
    return gate  # type: ignore[no-any-return]


def test_founding_a_register_shows_the_code_until_it_is_on_paper(empty_window: Hands, tmp_path: Path) -> None:
    _founding(empty_window, tmp_path)
    empty_window.until(lambda: isinstance(empty_window.gate(), RecoveryCode))
    gate = empty_window.gate()
    assert (tmp_path / f"guardia-norte-cía{SUFFIX}").is_dir()
    assert empty_window.window._unfinished()
    gate.typed.setText("nope")
    gate.confirm()
    assert "misread" in _problem(gate)
    gate.typed.setText(gate._groups[gate.asked].lower())
    gate.confirm()
    empty_window.settle()
    assert empty_window.shell.desk.worker.company == "Guardia Norte & Cía"


def test_founding_says_what_is_missing(empty_window: Hands, tmp_path: Path) -> None:
    gate = _founding(empty_window, tmp_path, again="another")
    assert _problem(gate).startswith("The two passphrases are not the same.")
    gate.company.clear()
    gate.found()
    assert _problem(gate) == "Company name is missing."
    gate.company.setText("X")
    for editor in (gate.passphrase, gate.again):
        editor.setText("short")
    gate.found()
    empty_window.settle()
    assert "too short" in _problem(gate)


def test_recent_registers_are_offered(empty_window: Hands, tmp_path: Path) -> None:
    empty_window.window._settings.recent = [str(empty_window.make.folder), str(tmp_path / "gone.armarium")]
    empty_window.window.show_registers()
    shown(empty_window)
    assert [button.title.text() for button in empty_window.gate().recent] == ["test"]
    empty_window.gate().recent[0].click()
    assert isinstance(empty_window.gate(), Unlock)


def test_locking_keeps_what_was_typed_and_shows_nothing(hands: Hands) -> None:
    gun = hands.make.firearm("KEEP-1")
    hands.page("handover").open_record(gun)
    hands.settle()
    hands.press(Qt.Key.Key_L, CTRL)
    hands.until(lambda: hands.window.shell is None)
    gate = hands.gate()
    assert isinstance(gate, Unlock)
    hands.until(lambda: gate._names)
    gate.passphrase.setText(PASSPHRASE)
    gate.unlock()
    hands.until(lambda: hands.window.shell)
    hands.settle()
    assert hands.shell.current_key() == "handover"
    assert hands.shell.page("handover").list.firearms() == ["Taurus G3, KEEP-1"]


def test_closing_asks_while_something_would_be_lost(hands: Hands) -> None:
    hands.page("handover").open_record(hands.make.firearm())
    hands.settle()
    event = QCloseEvent()
    hands.window.closeEvent(event)
    assert not event.isAccepted()
    dialog = hands.window.findChildren(ProblemDialog)[0]
    assert "not saved" in dialog.explanation.text()
    dialog.accept()
    assert hands.window._may_close


def test_letters_grow_and_shrink_by_keys(hands: Hands) -> None:
    before = hands.window._theme.points
    hands.press(Qt.Key.Key_Plus, CTRL)
    assert hands.window._theme.points == before + 1
    hands.press(Qt.Key.Key_Minus, CTRL)
    assert hands.window._theme.points == before


def test_the_window_remembers(empty_window: Hands) -> None:
    hands = opened(empty_window)
    hands.window.look("dark")
    hands.window.speak("fr")
    hands.page("firearms").table.horizontalHeader().showSection(8)
    hands.window.close()
    kept = remembered.load(hands.window._file)
    assert (kept.theme, kept.language, kept.last_user) == ("dark", "fr", {str(hands.make.folder): "first"})
    assert "permit_number" not in kept.lists["first/firearms"]["last"]["arrangement"]["hidden"]


def test_another_language_reaches_every_page(hands: Hands) -> None:
    for each in DESTINATIONS:
        hands.page(each.key)
    hands.window.speak("es")
    hands.settle()
    words = {button.text().strip() for button in hands.shell.sidebar._buttons.values()}
    assert "Armas" in words
    assert hands.shell.page("firearms").table.rows.headerData(2, Qt.Orientation.Horizontal) == "Número de serie"
    assert hands.shell.page("handover").acts._buttons["issue"].text() == i18n._("Issue") != "Issue"


def test_every_page_is_reached_by_its_key(hands: Hands) -> None:
    for number, each in enumerate(DESTINATIONS[:10], 1):
        hands.press(Qt.Key(Qt.Key.Key_0 + number % 10), ALT)
        hands.settle()
        assert hands.shell.current_key() == each.key


def test_the_search_field_is_reached_and_left_by_keys(hands: Hands) -> None:
    hands.make.firearm("AAA-1")
    page = hands.page("firearms")
    page.reload()
    hands.settle()
    hands.press(Qt.Key.Key_F, CTRL)
    assert hands.window.focusWidget() is hands.shell.header.search
    hands.press(Qt.Key.Key_Down)
    assert hands.window.focusWidget() is page.table
    hands.press(Qt.Key.Key_Up)
    assert hands.window.focusWidget() is hands.shell.header.search
    hands.press(Qt.Key.Key_F6)
    assert not isinstance(hands.window.focusWidget(), QLineEdit)


def test_all_shortcuts_are_shown(hands: Hands) -> None:
    hands.page("firearms")
    hands.press(Qt.Key.Key_Slash, CTRL)
    (sheet,) = hands.window.findChildren(ShortcutSheet)
    hands.until(lambda: "Next page of the preview" in sheet.shown())
    assert sheet.shown()[0] == hands.shell.current().SHORTCUTS[0][1]
    sheet.line.setText("calendar")
    assert sheet.shown() == ["Save as a calendar"]


def test_the_foot_shows_the_head_and_follows_it(hands: Hands) -> None:
    before = hands.shell.foot._head.text()
    gun, guard = hands.make.firearm(), hands.make.person()
    page = hands.page("handover")
    page.open_record(gun)
    page.take_person(hands.make.register.read(_choice_of, guard))
    hands.settle()
    page.confirm()
    hands.settle()
    assert hands.shell.foot._head.text() != before


def _choice_of(session: object, person: int) -> object:
    from ui.parts.picker import Choice

    return Choice(person, "Guard")


@pytest.mark.parametrize("role", ["reader", "inspector"])
def test_who_only_reads_sees_why_nothing_can_be_done(empty_window: Hands, role: str) -> None:
    empty_window.make.user("looker", role)
    gun = empty_window.make.firearm()
    hands = opened(empty_window, "looker")
    handover = hands.page("handover")
    handover.open_record(gun)
    hands.settle()
    assert not handover._body.isEnabled()
    assert handover.inhand.is_empty
    assert not hands.page("imports")._pages.isEnabled()
    assert not hands.page("firearms").card.act.isEnabled()
    assert "Read only" in hands.shell.foot._note.text()
