"""Handover: few keys, the judge speaks first, one entry, never twice."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import custody, history, lists
from tests.ui.hands import Hands
from tests.ui.hatch import Hatch
from ui.pages import handover_reads as reads
from ui.parts.picker import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hatch(hands: Hands) -> Hatch:
    return Hatch(hands)


def test_issuing_takes_four_acts_of_the_hand(hatch: Hatch) -> None:
    hatch.hands.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hatch.scan("g-7")
    hatch.scan("T-1")
    hatch.enter()
    assert hatch.held() == [(hatch.gun, "firearm", "SLX-1", 1)]
    assert hatch.hands.said().startswith("Issued 1 firearm to Guard G-7: entry ")
    assert hatch.page.inhand.is_empty
    assert hatch.page.list.lots == []


def test_taking_back_needs_the_firearm_alone(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.scan("SLX-1")
    assert (hatch.page.acts.code(), hatch.page.form.person.text()) == ("take_back", "Guard G-7")
    assert [line.counts() for line in hatch.page.list.lots] == [(30, 0)]
    hatch.enter()
    assert hatch.held() == []


def test_rounds_go_along_by_lot(hatch: Hatch) -> None:
    hatch.scan("slx1")
    hatch.scan("G-7")
    hatch.scan("LOT-1")
    editor = hatch.page.list.lots[0].quantity
    QTest.keyClicks(editor, "24")
    hatch.hands.key(editor, Qt.Key.Key_Return)
    hatch.hands.settle()
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert [each[1:] for each in hatch.held()] == [("firearm", "SLX-1", 1), ("lot", "LOT-1", 24)]


def test_used_rounds_ask_for_a_reason(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.scan("SLX-1")
    line = hatch.page.list.lots[0]
    line.show_counts(25, 5)
    line.changed.emit()
    hatch.hands.settle()
    assert hatch.codes()
    assert not hatch.page.form.button.isEnabled()
    hatch.page.form.reason.setCurrentIndex(hatch.page.form.reason.findData("incident"))
    hatch.page.form.reason.activated.emit(0)
    hatch.hands.settle()
    assert hatch.codes() == []
    hatch.page.confirm()
    hatch.hands.settle()
    assert hatch.held() == []


def test_rounds_do_not_stay_away_without_reason_and_note(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.scan("SLX-1")
    hatch.page.list.lots[0].show_counts(25)
    hatch.page.list.changed.emit()
    hatch.enter()
    assert (hatch.codes(), len(hatch.held())) == (["rounds_short"], 2)
    form = hatch.page.form
    form.reason.setCurrentIndex(form.reason.findData("loss"))
    form.changed.emit()
    hatch.enter()
    assert len(hatch.held()) == 2
    form.note.setText("Fell into the river at the ferry; report follows")
    form.changed.emit()
    hatch.enter()
    assert [each[1:] for each in hatch.held()] == [("lot", "LOT-1", 5)]


def test_issuing_without_a_scanner_takes_fourteen_keys_at_most(hatch: Hatch) -> None:
    guard, gun = hatch.hands.make.person("P-0102", name="Rosa Vera"), hatch.hands.make.firearm("ZK9041234")
    typed = ("rosa", "1234", "")
    hatch.hands.press(Qt.Key.Key_F2)
    for text in typed:
        hatch.hands.type(text)
        hatch.enter()
    assert len("".join(typed)) + len(typed) + 1 <= 14
    assert [item for item, *_rest in hatch.hands.make.register.read(lists.held_by, guard)] == [gun]


def test_last_digits_of_two_firearms_are_told_apart_by_maker_and_model(hatch: Hatch) -> None:
    hatch.hands.make.firearm("ZK9041234")
    hatch.hands.make.firearm("QR7771234", maker="Rossi", model="92")
    hatch.hands.type("1234")
    hatch.enter()
    assert hatch.page.inhand.is_empty
    assert sorted(choice.detail.partition(" · ")[0] for choice in hatch.page.line.choices()) == [
        "Rossi 92",
        "Taurus G3",
    ]


def test_an_expired_licence_is_told_before_anything_is_done(hatch: Hatch) -> None:
    hatch.hands.make.person("G-OLD", licence="2020-01-01")
    hatch.scan("G-OLD")
    hatch.scan("SLX-1")
    assert hatch.codes() == ["licence_expired"]
    assert not hatch.page.form.button.isEnabled()
    hatch.enter()
    assert len(hatch.hands.make.register.read(history.life, record=hatch.gun)) == 1


def test_a_firearm_that_is_out_is_refused_with_its_holder(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.hands.make.person("G-8"))
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert "Guard G-8" in hatch.page.stop.text()
    assert hatch.page.inhand.firearms == {}


def test_what_is_unknown_stays_in_the_line_and_does_nothing(hatch: Hatch) -> None:
    hatch.scan("XYZ-999")
    assert hatch.page.line.choices() == []
    assert hatch.page.inhand.is_empty


def test_equal_serials_of_two_makers_are_never_chosen_silently(hatch: Hatch) -> None:
    hatch.hands.make.firearm("SLX-1", maker="Rossi", reason="other_maker")
    hatch.scan("SLX-1")
    assert len(hatch.page.line.choices()) == 2
    hatch.hands.key(hatch.page.line, Qt.Key.Key_Down)
    hatch.enter()
    assert len(hatch.page.inhand.firearms) == 1


def test_a_person_s_card_takes_back_all_he_has(hatch: Hatch) -> None:
    other = hatch.hands.make.firearm("SLX-2")
    hatch.hands.make.issued(hatch.gun, other, to=hatch.guard)
    hatch.hands.press(Qt.Key.Key_F3)
    hatch.scan("G-7")
    assert hatch.page.list.firearms() == ["Taurus G3, SLX-1", "Taurus G3, SLX-2"]
    hatch.page.list._firearms[0].remove.click()
    hatch.hands.settle()
    hatch.enter()
    assert [name for _item, _kind, name, _n in hatch.held()] == ["SLX-1"]


def test_pressing_twice_makes_one_entry(hatch: Hatch) -> None:
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    for _twice in range(2):
        hatch.page.confirm()
    hatch.hands.settle()
    assert len(hatch.hands.make.register.read(history.life, record=hatch.gun)) == 2


def test_ctrl_enter_at_once_never_takes_back_what_another_has(hatch: Hatch) -> None:
    other, make = hatch.hands.make.person("G-8"), hatch.hands.make
    make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    make.issued(make.firearm("SLX-2"), to=other, rounds={hatch.lot: 50})
    hatch.hands.press(Qt.Key.Key_F3)
    hatch.scan("G-7")
    hatch.page.list._firearms[0].remove.click()
    hatch.hands.settle()
    hatch.page.take_person(Choice(other, "Guard G-8"))
    for _twice in range(2):
        hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert [n for *_rest, n in hatch.held()] == [1, 30]
    assert [n for *_rest, n in make.register.read(lists.held_by, other)] in ([1, 50], [])


def test_nothing_is_taken_back_before_it_is_known_which_rounds_come_along(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.hands.press(Qt.Key.Key_F3)
    scanned = hatch.hands.make.register.read(reads.scanned, hatch.gun, "take_back")
    assert scanned
    hatch.page.put(scanned)
    hatch.page.confirm()
    hatch.hands.settle()
    assert [n for *_rest, n in hatch.held()] == [1, 30]
    hatch.enter()
    assert hatch.held() == []


def test_the_judge_has_the_last_word(hatch: Hatch) -> None:
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    hatch.hands.make.do(custody.issue, firearms=[hatch.gun], to=hatch.hands.make.person())
    hatch.page.confirm()
    hatch.hands.settle()
    assert hatch.codes() == ["item_out"]
    assert hatch.page.list.firearms() == ["Taurus G3, SLX-1"]


def test_starting_again_puts_all_away(hatch: Hatch) -> None:
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    hatch.page.form.note.setText("wet")
    hatch.page.start_again()
    hatch.hands.settle()
    assert hatch.page.draft() == {}
    assert (hatch.page.form.person.id(), hatch.page.form.note.text(), hatch.page.list.lots) == (0, "", [])


def test_an_answer_for_the_last_handover_never_enters_the_next(hatch: Hatch) -> None:
    hatch.page.open_record(hatch.gun)
    hatch.page.start_again()
    hatch.hands.settle()
    assert hatch.page.inhand.firearms == {}


def test_post_term_and_note_go_into_the_entry(hatch: Hatch) -> None:
    post = hatch.hands.make.place("POST-1", "post", parent=hatch.hands.make.place("CL-1", "client"))
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    form = hatch.page.form
    QTest.keyClicks(form.place, "POST-1")
    QTest.keyClick(form.place, Qt.Key.Key_Return)
    hatch.hands.until(lambda: form.place.id() == post)
    form.term.setCurrentIndex(2)
    form.note.setText("night shift")
    form.changed.emit()
    hatch.hands.settle()
    hatch.page.confirm()
    hatch.hands.settle()
    newest = hatch.hands.make.register.read(history.life, record=hatch.gun)[0]
    assert (newest.target, newest.note) == ("Post-1, Guard G-7", "night shift")


def test_rounds_that_were_typed_survive_the_lock(hatch: Hatch) -> None:
    """What comes back is all of it until somebody says otherwise: what was said must not be forgotten."""
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.scan("T-1")
    hatch.page.list.lots[0].show_counts(28, 2)
    hatch.page._counted()
    kept = hatch.page.draft()
    hatch.page.start_again()
    hatch.page.take_up(kept)
    hatch.hands.settle()
    assert (hatch.page.inhand.rounds, hatch.page.inhand.expended) == ({hatch.lot: 28}, {hatch.lot: 2})
