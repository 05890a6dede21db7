"""A discharge: who fired, which rounds, who signs; by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import acknowledgements, custody, discharges, pins
from tests.ui.casework import Casework
from tests.ui.fixtures import opened
from tests.ui.hands import Hands


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def test_who_fired_acknowledges_the_exact_words_by_pin(work: Casework) -> None:
    work.make.do(pins.set_pin, person=work.guard, pin="4711")
    work.fired()
    dialog = work.signing()
    QTest.keyClicks(dialog.pin, "4711")
    work.hands.key(dialog.pin, Qt.Key.Key_Return)
    work.hands.settle()
    (row,) = work.make.register.read(discharges.discharges)
    kept = work.make.register.read(acknowledgements.acknowledged, row.seq)
    assert (row.serial, row.rounds, row.signed, kept.text) == ("SLX-1", 2, True, dialog.text)
    assert "2 rounds" in dialog.text


def test_a_guard_who_does_not_sign_now_leaves_nothing_entered(work: Casework) -> None:
    work.fired()
    before = work.size()
    work.signing().reject()
    assert (work.size(), work.guide.next.isEnabled()) == (before, True)


def test_who_cannot_sign_is_excused_and_it_is_said_why(work: Casework) -> None:
    work.fired()
    signing = work.guide.stages["check"].signing
    signing.setCurrentIndex(signing.findData("injured"))
    work.guide.stages["check"].witness.passphrase.setFocus()
    work.vouch()
    (row,) = work.make.register.read(discharges.discharges)
    assert (row.signed, row.unsigned) == (False, "injured")


def test_rounds_that_came_in_as_used_are_put_forward(work: Casework) -> None:
    given = {"firearms": [work.gun], "rounds": {work.lot: 27}, "expended": {work.lot: 3}, "reason": "incident"}
    back = work.make.do(custody.take_back, **given)
    work.begin("shot")
    work.type("G-7")
    work.into("firearm_id", "SLX-1")
    for name, code in (("kind", "animal"), ("harm", "none"), ("damage", "none")):
        work.pick(name, code)
    work.go_on()
    work.guide.stages["rounds"].how.choose("before")
    assert work.guide.stages["rounds"].earlier() == (back.seq, 3)


def test_more_than_the_guard_has_was_not_fired(work: Casework) -> None:
    work.fired("31")
    assert work.guide.at == 1
    assert "30" in work.guide.stages["rounds"]._problem.text()


def test_an_armorer_needs_a_director_as_witness(empty_window: Hands) -> None:
    empty_window.make.user("olga", "armorer")
    work = Casework(opened(empty_window, "olga"))
    work.fired()
    witness = work.guide.stages["check"].witness.witness
    assert [witness.itemData(row) for row in range(witness.count())] == ["first"]


def test_a_scanned_firearm_tells_who_has_it(work: Casework) -> None:
    work.begin("shot")
    work.hands.scan("TAG-1001")
    assert [work.form().rows[name].editor.text() for name in ("firearm_id", "person_id")] == ["SLX-1", "Guard G-7"]


def _back_to_who_fired(work: Casework) -> None:
    while work.guide.at:
        work.press(Qt.Key.Key_Escape)


def test_ctrl_enter_twice_at_once_never_tells_the_rounds_of_who_was_named_before(work: Casework) -> None:
    work.make.person("G-8")
    work.fired()
    _back_to_who_fired(work)
    work.into("person_id", "G-8")
    for _twice in range(2):
        work.hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert work.guide.stages["rounds"].rounds() == {}
    work.hands.settle()
    assert (work.guide.at, work.guide.stages["rounds"].rounds()) == (1, {})


def test_rounds_that_were_kept_for_another_are_not_put_back(work: Casework) -> None:
    work.fired()
    _back_to_who_fired(work)
    kept = work.hands.shell.drafts()["cases"]
    work.guide._give_up()
    work.make.person("G-8")
    work.page.take_up(kept)
    work.hands.settle()
    work.into("person_id", "G-8")
    work.go_on()
    assert (work.guide.at, work.guide.stages["rounds"].rounds()) == (1, {})
