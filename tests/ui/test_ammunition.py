"""The ammunition by keys: what is listed and summed, a lot received, and acts from its sheet, each exactly where."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.domain.entry import Position
from registry_app.services import ledger, transfers
from tests.make import PASSPHRASE
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.storeroom import begin, choose, enter, filled, listed, menu, sheet_of
from ui.pages import item_whole
from ui.parts.picker import Choice

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stock(hands: Hands) -> Hands:
    return filled(hands)


def test_rounds_are_listed_and_summed_by_calibre(stock: Hands) -> None:
    page = stock.shell.page("ammunition")
    assert (listed(stock), listed(stock, 3), listed(stock, 5)) == (["L-1", "L-2"], ["570", "20"], ["30", ""])
    assert page.sums.text() == "On hand: .38 Special 20 · 9 × 19 mm 570 · together 590"
    page.list.segments.choose("out")
    stock.settle()
    assert page.sums.text() == "With people: 9 × 19 mm 30"


def test_sums_that_arrive_late_are_called_what_they_were_asked_for(stock: Hands) -> None:
    page = stock.shell.page("ammunition")
    page.tell()
    page.list.segments.take("out")
    stock.settle()
    assert page.sums.text() == "On hand: .38 Special 20 · 9 × 19 mm 570 · together 590"


def test_in_a_place_the_figures_are_those_of_the_place(stock: Hands) -> None:
    page, make = stock.shell.page("ammunition"), stock.make
    sent = make.do(transfers.send, items={make.lot("L-3", rounds=80): 25}, destination=make.place("ARM-2"))
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"))
    page.list.place.show_choice(Choice(make.place("ARM-2"), "Arm-2"))
    page.reload()
    assert (listed(stock), listed(stock, 3)) == (["L-3"], ["25"])
    assert page.sums.text() == "On hand: 9 × 19 mm 25"
    assert page.list.count.text() == "1 lot"


def test_a_filter_row_finds_rounds_with_people(stock: Hands) -> None:
    page = stock.shell.page("ammunition")
    stock.press(Qt.Key.Key_F, CTRL | SHIFT)
    QTest.keyClicks(page.filter.line("out"), ">0")
    stock.until(lambda: listed(stock) == ["L-1"])
    assert page.list.count.text() == "1 of 2 lots"


def test_where_nothing_is_on_hand_it_says_what_to_do(hands: Hands) -> None:
    page = hands.page("ammunition")
    assert page.list._empty.title.text() == "No ammunition is on hand"
    page.list.make.click()
    assert page.sheet.is_editing()


def test_a_lot_is_received_by_keys(stock: Hands) -> None:
    stock.press(Qt.Key.Key_N, CTRL)
    form = stock.shell.page("ammunition").sheet.form.form
    for name, text in (("lot_number", "cb26-7"), ("calibre", "9 mm"), ("maker", "CBC"), ("quantity", "1000")):
        form.rows[name].editor.setFocus()
        stock.type(text)
    form.rows["to"].editor.show_choice(Choice(stock.make.place(), "Arm-1"))
    for _twice in range(2):
        stock.press(Qt.Key.Key_Return, CTRL)
    stock.settle()
    lot = stock.shell.page("ammunition").sheet.record
    assert stock.said().startswith("Saved as entry")
    assert stock.make.positions(lot)[Position(stock.make.place(), 0, "sealed")] == 1_000


def test_a_lot_shows_where_it_is_in_groups_with_sums(stock: Hands) -> None:
    sheet = sheet_of(stock)
    assert (sheet.title.text(), sheet.below.text()) == ("CBC 9 × 19 mm", "L-1")
    shown = [(point.title, point.value, point.chip) for point in sheet.positions.points()]
    assert shown == [
        ("On hand", "570", ""), ("Arm-1", "70", ""), ("Arm-1", "500", "Sealed"), ("With people", "30", ""),
        ("Rosa Quispe", "30", ""),
    ]  # fmt: skip
    assert sheet.facts.text_of("total") == "600"
    assert sheet.positions.hasFocus()


def test_packs_are_opened_from_the_position_under_the_cursor(stock: Hands) -> None:
    sheet = sheet_of(stock)
    sheet.positions.go_to(next(point.key for point in sheet.positions.points() if point.chip == "Sealed"))
    stock.press(Qt.Key.Key_Return)
    choose(stock, "Open packs…")
    stock.type("2")
    for _twice in range(2):
        stock.press(Qt.Key.Key_Return, CTRL)
    stock.settle()
    assert stock.make.positions(sheet.record)[Position(stock.make.place(), 0, "sealed")] == 400
    assert sheet.life.happenings()[0].headline == "Open packs: 100 rounds"


def test_all_acts_are_offered_by_one_key_from_the_list(stock: Hands) -> None:
    stock.shell.page("ammunition").table.setFocus()
    stock.press(Qt.Key.Key_A, CTRL | SHIFT)
    stock.settle()
    offered = [action.text().replace("&", "") for action in menu(stock).actions()]
    assert offered[:4] == ["Issue…", "Take back…", "Open packs…", "Receive more…"]
    assert "Release…" not in offered
    choose(stock, "Hold…")
    assert stock.shell.page("ammunition").sheet.act_form.title.text() == "Hold"


def test_a_state_brings_its_reason_and_all_that_is_there(stock: Hands) -> None:
    form = begin(stock, "hold", row=1)
    form.form.rows["state"].editor.setFocus()
    stock.type("In")
    assert (form.form.texts()["quantity"], form.form.texts()["reason"]) == ("20", "quarantine")
    stock.press(Qt.Key.Key_Return, CTRL)
    stock.settle()
    assert stock.make.positions(form.record)[Position(stock.make.place(), 0, "held:quarantine")] == 20


def test_rounds_are_handed_out_and_come_back_from_the_sheet(stock: Hands) -> None:
    guard = stock.make.person("G-8")
    stock.make.issued(stock.make.firearm(calibre="38spl"), to=guard)
    enter(stock, begin(stock, "issue", row=1), person=Choice(guard, "Guard"), quantity="12", reason="shift")
    form = begin(stock, "take_back", row=1)
    assert form.form.texts()["quantity"] == "12"
    enter(stock, form, quantity="9", used="3", reason="training")
    assert stock.make.positions(form.record)[Position(stock.make.outside("expended"))] == 3


def test_a_refusal_is_told_in_the_form_and_nothing_is_lost(stock: Hands) -> None:
    form = begin(stock, "expend", row=1)
    before = stock.make.register.read(ledger.head)
    enter(stock, form, quantity="2000", reason="training")
    assert form._problem.isVisible()
    assert form.form.texts()["quantity"] == "2000"
    assert stock.make.register.read(ledger.head) == before


def test_what_is_missing_is_told_beside_the_line(stock: Hands) -> None:
    form = begin(stock, "expend", row=1)
    enter(stock, form)
    assert "missing" in form.form.rows["quantity"].editor.accessibleDescription()


def test_rounds_travel_and_are_accepted(stock: Hands) -> None:
    there = stock.make.place("ARM-2")
    enter(stock, begin(stock, "send", row=1), quantity="20", to=Choice(there, "Arm-2"))
    stock.shell.page("ammunition").list.segments.choose("away")
    stock.settle()
    form = begin(stock, "accept")
    assert form.form.texts()["quantity"] == "20"
    enter(stock, form, to=Choice(there, "Arm-2"))
    assert stock.make.positions(form.record)[Position(there)] == 20


def test_destroying_asks_for_a_witness_and_takes_no_wrong_passphrase(stock: Hands) -> None:
    assert stock.make.witness
    form = begin(stock, "destroy", row=1)
    enter(stock, form, document="ACTA-1", reason="expired")
    assert form.witness.passphrase.hasFocus()
    for typed in ("wrong", PASSPHRASE):
        form.witness.passphrase.setText(typed)
        stock.press(Qt.Key.Key_Return)
        stock.settle()
    assert stock.make.positions(form.record)[Position(stock.make.outside("destroyed"))] == 20
    assert stock.make.entry(stock.make.register.read(ledger.head).size - 1).kind == "destroy"


def test_tab_leads_through_the_form_to_the_witness_and_the_button(stock: Hands) -> None:
    assert stock.make.witness
    form = begin(stock, "destroy", row=1)
    form.form.rows["occurred"].editor.setFocus()
    for widget in (form.witness.witness, form.witness.passphrase, form.button, form.back):
        stock.press(Qt.Key.Key_Tab)
        assert widget.hasFocus()


def test_what_was_typed_into_an_act_comes_back_after_a_lock(stock: Hands) -> None:
    form = begin(stock, "expend", row=1)
    form.form.rows["quantity"].editor.setFocus()
    stock.type("7")
    stock.window.lock()
    page = opened(stock).page("ammunition")
    stock.settle()
    assert (page.sheet.act_form.act.code, page.sheet.act_form.form.texts()["quantity"]) == ("expend", "7")


def test_who_may_only_read_is_offered_nothing(stock: Hands) -> None:
    stock.make.actor("eve", "reader")
    stock.window.lock()
    hands = opened(stock, "eve")
    hands.page("ammunition")
    sheet = sheet_of(hands)
    assert sheet.possible() == []
    assert not sheet.act.isVisible()
    assert not hands.shell.page("ammunition").may_make()


def test_a_person_leads_to_the_lot_that_is_carried(stock: Hands) -> None:
    page = stock.page("people")
    page.seek("G-7")
    stock.settle()
    page.open_record(page.table.rows.id_at(0))
    stock.settle()
    point = page.sheet.holds.points()[1]
    page.sheet.holds.opened.emit(point.key)
    stock.settle()
    assert stock.shell.current_key() == "ammunition"
    assert stock.shell.page("ammunition").sheet.below.text() == "L-1"


def test_of_a_long_life_the_latest_entries_and_the_first_are_read(
    stock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(item_whole, "LATEST", 2)
    sheet = sheet_of(stock)
    sheet.tabs.choose("record")
    assert sheet._count.text() == "the latest 3 entries"
    assert sheet.whole.first_values()["lot_number"] == "L-1"
