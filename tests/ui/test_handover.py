"""Handover: few keys, the judge speaks first, one entry, never twice."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import custody, history, kits, lists
from tests.make import PASSPHRASE
from tests.ui.hands import Hands
from ui.pages.handover_override import Override
from ui.parts.picker import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


class Hatch:
    """The handover page with a guard, a firearm in store and a lot of rounds."""

    def __init__(self, hands: Hands) -> None:
        self.hands, make = hands, hands.make
        self.guard, self.gun, self.lot = make.person("G-7"), make.firearm("SLX-1", tag="T-1"), make.lot("LOT-1")
        self.page = hands.page("handover")

    def scan(self, text: str) -> None:
        self.hands.scan(text)

    def enter(self) -> None:
        self.hands.press(Qt.Key.Key_Return)
        self.hands.settle()

    def held(self) -> list[Any]:
        return self.hands.make.register.read(lists.held_by, self.guard)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.page.form.findings.findings()]


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


def test_a_fresh_handover_is_undone_by_a_key(hatch: Hatch) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    assert hatch.hands.shell.strip._act.text().strip() == "Undo issue of 1 firearm to Guard G-7"
    hatch.hands.press(Qt.Key.Key_Z, CTRL)
    hatch.hands.settle()
    assert hatch.held() == []
    assert hatch.hands.said().startswith("Undone: 1 firearm, Guard G-7. Entry ")
    hatch.hands.press(Qt.Key.Key_Z, CTRL)
    hatch.hands.settle()
    assert [entry.kind for entry in hatch.hands.make.register.read(history.life, record=hatch.gun)].count("void") == 1


def test_the_slip_of_the_last_handover_is_kept(hatch: Hatch, tmp_path: Path) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    hatch.page.after.keep(tmp_path / "slip.pdf")
    hatch.hands.settle()
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert "slip.pdf" in hatch.hands.said()


def test_one_guard_relieves_another(hatch: Hatch) -> None:
    guns = [hatch.gun, *(hatch.hands.make.firearm(f"SLX-{n}") for n in range(2, 21))]
    relief = hatch.hands.make.person("G-9")
    hatch.hands.make.issued(*guns, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.hands.press(Qt.Key.Key_F4)
    hatch.scan("G-9")
    for n in range(1, 21):
        hatch.scan(f"SLX-{n}")
    hatch.enter()
    held = hatch.hands.make.register.read(lists.held_by, relief)
    assert len(held) == 21
    assert hatch.held() == []


def test_what_a_post_usually_takes_is_filled_in(hatch: Hatch) -> None:
    make = hatch.hands.make
    post = make.place("POST-1", "post")
    vest = make.article("V-1", "vest")
    make.do(kits.describe, post=post, kind="rounds", quantity=12)
    make.do(kits.describe, post=post, kind="vest", quantity=1)
    hatch.scan("G-7")
    hatch.scan("T-1")
    hatch.page.form.place.show_choice(Choice(post, "Post 1"))
    hatch.page.form.place.changed.emit()
    hatch.hands.settle()
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert {(item, n) for item, _kind, _name, n in hatch.held()} == {(hatch.gun, 1), (hatch.lot, 12), (vest, 1)}


def test_an_article_is_scanned_along_and_comes_back_with_the_firearm(hatch: Hatch) -> None:
    hatch.hands.make.article("V-1", "vest")
    for scanned in ("G-7", "T-1", "V-1"):
        hatch.scan(scanned)
    hatch.enter()
    assert len(hatch.held()) == 2
    hatch.scan("T-1")
    hatch.enter()
    assert hatch.held() == []


def test_a_superior_lets_an_expired_licence_through(hatch: Hatch) -> None:
    guard = hatch.hands.make.person("G-OLD", licence="2020-01-01")
    assert hatch.hands.make.witness
    hatch.scan("G-OLD")
    hatch.scan("SLX-1")
    assert hatch.page.form.override.isVisible()
    hatch.page.form.override.click()
    hatch.hands.settle()
    (dialog,) = hatch.page.findChildren(Override)
    QTest.keyClicks(dialog.note, "Renewal under way, receipt 8812")
    dialog.witness.witness.setCurrentIndex(0)
    QTest.keyClicks(dialog.witness.passphrase, PASSPHRASE)
    hatch.hands.key(dialog.witness.passphrase, Qt.Key.Key_Return)
    hatch.hands.until(hatch.page.form.button.isEnabled)
    hatch.enter()
    assert len(hatch.hands.make.register.read(lists.held_by, guard)) == 1


def test_a_hard_stop_stays_until_esc(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.hands.make.person("G-8"))
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert hatch.page.stop.isVisible()
    assert hatch.page.stop.accessibleName().startswith("Halt: ")
    hatch.hands.press(Qt.Key.Key_Escape)
    assert not hatch.page.stop.isVisible()


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
