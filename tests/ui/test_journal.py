"""The journal by keys: listed, filtered, opened, corrected; nothing typed is lost."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics

from registry_app.services import custody, ledger, policies, records
from tests.make import PASSPHRASE
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.pages.handover_slip import SlipSheet
from ui.parts.cells import PAD
from ui.problems import ProblemDialog
from ui.theme import serial_font

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _column(hands: Hands, key: str) -> list[str]:
    rows = hands.shell.page("journal").table.rows
    at = [column.key for column in rows.columns].index(key)
    hands.until(lambda: not rows.rowCount() or rows.row(0) is not None)
    return [str(rows.index(row, at).data()) for row in range(rows.rowCount())]


@pytest.fixture
def page(hands: Hands) -> Any:
    """A firearm issued to the wrong guard with rounds, an hour ago."""
    make = hands.make
    assert make.witness
    guard = make.person("G-7", name="Rosa Quispe")
    make.issued(make.firearm("SLX-1"), to=guard, rounds={make.lot("LOT-1"): 20}, note="Night shift")
    make.clock.pass_(hours=1)
    return hands.page("journal")


def _last(hands: Hands) -> int:
    return int(hands.make.register.read(ledger.head).size) - 1


def _open_first(hands: Hands, page: Any) -> Any:
    page.table.selectRow(0)
    page.enter_list()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return page.sheet


def test_the_newest_entry_stands_on_top_and_tells_what_it_did(hands: Hands, page: Any) -> None:
    row = {key: _column(hands, key)[0] for key in ("kind", "what", "rounds", "source_place", "person")}
    assert row == {
        "kind": "Issue", "what": "SLX-1 +1", "rounds": "20", "source_place": "Arm-1", "person": "Rosa Quispe"
    }  # fmt: skip
    assert page.list.count.text() == f"{_last(hands) + 1} entries"


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_at_1366_pixels_a_serial_and_what_is_with_it_are_whole(hands: Hands, language: str) -> None:
    hands.window.speak(language)
    table = hands.page("journal").table
    at = [column.key for column in table.rows.columns].index("what")
    needed = QFontMetrics(serial_font(table.font())).horizontalAdvance("ADG512345 +1")
    assert table.columnWidth(at) >= needed + 2 * PAD
    assert table.horizontalScrollBar().maximum() == 0


def test_the_filter_row_narrows_by_reason_and_what(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    page.filter.line("what").setFocus()
    hands.type("lot-1")
    hands.until(lambda: _column(hands, "kind") == ["Issue", "Receive"])
    page.filter.line("reason").setFocus()
    hands.type("opening")
    hands.until(lambda: _column(hands, "kind") == ["Receive"])


def test_a_heading_of_several_values_sorts_nothing(hands: Hands, page: Any) -> None:
    keys = [column.key for column in page.table.rows.columns]
    before = _column(hands, "seq")
    page.table.sortByColumn(keys.index("what"), Qt.SortOrder.AscendingOrder)
    hands.settle()
    assert (_column(hands, "seq"), page.table.arrangement()["sort"]) == (before, ["seq", True])


def test_enter_opens_the_entry_whole(hands: Hands, page: Any) -> None:
    sheet = _open_first(hands, page)
    assert sheet.title.text() == f"Entry {_last(hands)}: Issue"
    titles = [point.title for point in sheet.points.points()]
    assert titles[:3] == ["What was moved", "SLX-1 · Taurus G3", "LOT-1 · CBC 9 × 19 mm"]
    assert sheet.facts.text_of("note") == "Night shift"
    assert sheet.facts.text_of("actor") == "Ana Ruiz (first), as Director"
    hands.press(Qt.Key.Key_Escape)
    assert page.table.hasFocus()


def test_the_very_first_entry_opens_too_and_the_cursor_comes_back_to_it(hands: Hands, page: Any) -> None:
    page.table.selectRow(page.table.rows.rowCount() - 1)
    page.enter_list()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.sheet.title.text() == "Entry 0: Set up"
    assert not page.sheet.correct.isVisible()
    hands.press(Qt.Key.Key_Escape)
    assert page.table.currentIndex().row() == page.table.rows.rowCount() - 1


def test_what_an_entry_names_is_one_enter_away(hands: Hands, page: Any) -> None:
    _open_first(hands, page)
    hands.press(Qt.Key.Key_Return)
    assert hands.shell.current_key() == "firearms"


def _begin_correction(hands: Hands, page: Any) -> Any:
    _open_first(hands, page)
    hands.press(Qt.Key.Key_E, CTRL)
    hands.settle()
    return page.sheet.form


def _vouch(hands: Hands, form: Any, passphrase: str) -> None:
    form.form.rows["reason"].editor.setFocus()
    for _step in range(3):
        hands.press(Qt.Key.Key_Down)
    form.witness.passphrase.setFocus()
    hands.type(passphrase)
    for _twice in range(2):
        hands.press(Qt.Key.Key_Return)
    hands.settle()


def test_an_entry_is_corrected_by_keys_after_a_look_at_what_moves_back(hands: Hands, page: Any) -> None:
    wrong = _last(hands)
    form = _begin_correction(hands, page)
    shown = [(point.title, point.lines) for point in form.preview.points()]
    assert shown[1:] == [
        ("LOT-1 · CBC 9 × 19 mm", ("Arm-1, Rosa Quispe → Arm-1",)),
        ("SLX-1 · Taurus G3", ("Arm-1, Rosa Quispe → Arm-1",)),
    ]
    _vouch(hands, form, PASSPHRASE)
    assert (hands.said().startswith(f"Undone by entry {wrong + 1}."), _last(hands)) == (True, wrong + 1)
    assert page.sheet.chip.accessibleName() == f"Corrected by entry {wrong + 1}"
    assert hands.make.entry(wrong + 1).reason_code == "wrong_person"


def test_a_wrong_passphrase_of_the_witness_is_told_beside_its_line(hands: Hands, page: Any) -> None:
    before = _last(hands)
    form = _begin_correction(hands, page)
    _vouch(hands, form, "not it at all")
    assert form.witness.passphrase.accessibleDescription()
    assert (_last(hands), form.button.isEnabled()) == (before, True)


def test_whoever_asks_for_another_entry_while_the_witness_vouches_undoes_neither(hands: Hands, page: Any) -> None:
    seen, other = _last(hands), hands.make.issued(hands.make.firearm("SLX-2"), to=hands.make.person("G-8")).seq
    hands.make.clock.pass_(hours=1)
    page.open_record(seen)
    page.begin_edit()
    hands.settle()
    form = page.sheet.form
    form.form.rows["reason"].take_up("wrong_person")
    form.witness.passphrase.setText(PASSPHRASE)
    form.confirm()
    form._give_up()
    page.open_record(other)
    page.begin_edit()
    hands.settle()
    assert (form.seq, form.isVisible(), _last(hands)) == (other, True, other)


def test_nobody_leaves_a_correction_while_it_is_entered(hands: Hands, page: Any) -> None:
    form = _begin_correction(hands, page)
    form.form.rows["reason"].take_up("wrong_person")
    form.witness.passphrase.setText(PASSPHRASE)
    form.confirm()
    hands.press(Qt.Key.Key_Escape)
    form.retranslate()
    assert (form.isVisible(), form.button.isEnabled(), hands.window.findChildren(ProblemDialog)) == (True, False, [])
    hands.settle()
    assert hands.make.entry(_last(hands)).kind == "correct"


def test_without_a_reason_nothing_is_entered(hands: Hands, page: Any) -> None:
    before = _last(hands)
    form = _begin_correction(hands, page)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert form.form.rows["reason"].editor.accessibleDescription()
    assert _last(hands) == before


def test_what_rests_on_an_entry_forbids_to_correct_it_and_is_named(hands: Hands, page: Any) -> None:
    gun = hands.make.firearm("SLX-2")
    wrong = hands.make.issued(gun, to=hands.make.person()).seq
    later = hands.make.do(custody.take_back, firearms=[gun]).seq
    page.open_record(wrong)
    page.begin_edit()
    hands.settle()
    form = page.sheet.form
    assert not form.button.isEnabled()
    assert str(later) in form.findings.model().index(0, 0).data()


def test_a_fresh_handover_is_undone_alone_and_at_once(hands: Hands, page: Any) -> None:
    seq = hands.make.issued(hands.make.firearm("SLX-3"), to=hands.make.person()).seq
    page.open_record(seq)
    page.begin_edit()
    hands.settle()
    form = page.sheet.form
    assert (form.button.text().strip(), form.witness.isVisible()) == ("Undo at once", False)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.make.entry(seq + 1).kind == "void"


def test_when_the_minute_is_over_a_witness_is_asked_after_all(hands: Hands, page: Any) -> None:
    seq = hands.make.issued(hands.make.firearm("SLX-3"), to=hands.make.person()).seq
    page.open_record(seq)
    page.begin_edit()
    hands.settle()
    hands.make.clock.pass_(hours=1)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    form = page.sheet.form
    assert form.witness.isVisible()
    assert _last(hands) == seq


def test_a_correction_that_comes_back_is_the_entry_that_it_was(hands: Hands, page: Any) -> None:
    form = _begin_correction(hands, page)
    form.form.rows["note"].editor.setFocus()
    hands.type("Another guard")
    kept = hands.shell.drafts()["journal"]
    form._give_up()
    page.take_up(kept)
    hands.settle()
    form.form.rows["reason"].take_up("wrong_person")
    form.witness.passphrase.setText(PASSPHRASE)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.make.entry(_last(hands)).id == kept["entry"]


def test_what_was_typed_comes_back_after_a_lock_without_the_passphrase(hands: Hands, page: Any) -> None:
    form = _begin_correction(hands, page)
    form.form.rows["note"].editor.setFocus()
    hands.type("Other guard")
    form.witness.passphrase.setFocus()
    hands.type("secret words")
    hands.window.lock()
    again = opened(hands).page("journal")
    assert again.sheet.form.form.rows["note"].text() == "Other guard"
    assert again.sheet.form.witness.passphrase.text() == ""
    assert again.is_open()


def test_a_change_of_a_record_is_set_back(hands: Hands, page: Any) -> None:
    gun = hands.make.firearm("SLX-9", year=1998)
    hands.make.do(records.amend, kind="firearm", record=gun, values={"year": 1999})
    page.reload()
    hands.settle()
    form = _begin_correction(hands, page)
    assert [point.lines for point in form.preview.points()][1:] == [("Year of manufacture: 1999 → 1998",)]


def test_the_slip_of_a_handover_is_printed_again(hands: Hands, page: Any) -> None:
    sheet = _open_first(hands, page)
    sheet.slip.click()
    hands.settle()
    (slip,) = page.findChildren(SlipSheet)
    assert slip.windowTitle() == f"Slip of entry {_last(hands)}"
    slip.reject()


def test_a_reader_sees_entries_but_corrects_none(empty_window: Hands) -> None:
    empty_window.make.actor("reader", "reader")
    hands = opened(empty_window, "reader")
    page = hands.page("journal")
    _open_first(hands, page)
    assert not page.sheet.correct.isVisible()
    hands.press(Qt.Key.Key_E, CTRL)
    assert not page.sheet.is_editing()


def test_what_has_no_name_is_told_by_its_kind(hands: Hands) -> None:
    hands.make.do(policies.change, values={"shift_hours": 8}, witness=hands.make.witness)
    table = hands.page("journal").table
    at = next(at for at, column in enumerate(table.rows.columns) if column.key == "what")
    assert table.rows.index(0, at).data() == "Rules"
