"""The receiver acknowledges at the hatch."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from registry_app.services import acknowledgements, history, pins, policies
from tests.ui.hands import Hands
from tests.ui.hatch import Hatch
from ui.pages.handover_acknowledge import Acknowledge


@pytest.fixture
def hatch(hands: Hands) -> Hatch:
    return Hatch(hands)


def _asked(hatch: Hatch) -> Acknowledge:
    """A handover that its receiver is about to acknowledge."""
    hatch.hands.make.do(pins.set_pin, person=hatch.guard, pin="4711")
    hatch.page.form.acknowledging.setChecked(True)
    for scanned in ("G-7", "T-1"):
        hatch.scan(scanned)
    hatch.enter()
    (dialog,) = hatch.page.findChildren(Acknowledge)
    return dialog


def _kept(hatch: Hatch) -> Any:
    (entry, *_older) = hatch.hands.make.register.read(history.life, record=hatch.gun)
    return hatch.hands.make.register.read(acknowledgements.acknowledged, entry.seq)


def test_the_receiver_acknowledges_by_pin_what_is_written_there(hatch: Hatch) -> None:
    dialog = _asked(hatch)
    QTest.keyClicks(dialog.pin, "4711")
    hatch.hands.key(dialog.pin, Qt.Key.Key_Return)
    hatch.hands.until(hatch.held)
    assert (_kept(hatch).method, _kept(hatch).text) == ("pin", dialog.text)
    assert "SLX-1" in dialog.text


def test_a_wrong_pin_hands_nothing_over(hatch: Hatch) -> None:
    dialog = _asked(hatch)
    QTest.keyClicks(dialog.pin, "9999")
    hatch.hands.key(dialog.pin, Qt.Key.Key_Return)
    hatch.hands.settle()
    assert "Tries left" in dialog._problem.text()
    dialog.reject()
    assert hatch.held() == []
    assert hatch.page.form.button.isEnabled()


def test_a_drawn_signature_is_kept_stroke_by_stroke(hatch: Hatch) -> None:
    dialog = _asked(hatch)
    dialog.ways.choose("drawing")
    hatch.hands.settle()
    QTest.mousePress(dialog.drawing, Qt.MouseButton.LeftButton, pos=QPoint(20, 40))
    QTest.mouseMove(dialog.drawing, QPoint(60, 70))
    QTest.mouseRelease(dialog.drawing, Qt.MouseButton.LeftButton, pos=QPoint(60, 70))
    dialog.button.click()
    hatch.hands.until(hatch.held)
    assert [point[:2] for point in _kept(hatch).strokes[0]] == [(20, 40), (60, 70)]


def test_enter_pressed_too_early_is_no_wrong_try(hatch: Hatch) -> None:
    dialog = _asked(hatch)
    for _time in range(6):
        hatch.hands.key(dialog.pin, Qt.Key.Key_Return)
    hatch.hands.settle()
    assert dialog._problem.isVisible()
    QTest.keyClicks(dialog.pin, "4711")
    for _twice in range(2):
        hatch.hands.key(dialog.pin, Qt.Key.Key_Return)
    hatch.hands.until(hatch.held)
    assert _kept(hatch).method == "pin"


def _required(hatch: Hatch) -> None:
    values = {"acknowledgement_checked": 1}
    hatch.hands.make.do(policies.change, values=values, witness=hatch.hands.make.witness)
    hatch.hands.make.do(pins.set_pin, person=hatch.guard, pin="4711")


def test_where_the_rules_ask_for_it_nobody_can_leave_it_out(hatch: Hatch) -> None:
    _required(hatch)
    for scanned in ("G-7", "T-1"):
        hatch.scan(scanned)
    tick = hatch.page.form.acknowledging
    assert (tick.isChecked(), tick.isEnabled(), hatch.codes()) == (True, False, [])
    hatch.enter()
    (dialog,) = hatch.page.findChildren(Acknowledge)
    QTest.keyClicks(dialog.pin, "4711")
    hatch.hands.key(dialog.pin, Qt.Key.Key_Return)
    hatch.hands.until(hatch.held)
    hatch.hands.settle()
    assert (tick.isChecked(), tick.isEnabled()) == (False, True)
    assert hatch.page.desk.settings.acknowledges is False


def test_rules_that_changed_meanwhile_ask_for_it_at_the_end(hatch: Hatch) -> None:
    for scanned in ("G-7", "T-1"):
        hatch.scan(scanned)
    _required(hatch)
    hatch.page.confirm()
    hatch.hands.settle()
    assert (hatch.held(), len(hatch.page.findChildren(Acknowledge))) == ([], 1)


def test_what_comes_back_is_taken_without_it(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard)
    _required(hatch)
    hatch.scan("T-1")
    hatch.enter()
    assert hatch.held() == []


def test_the_text_of_many_firearms_scrolls_and_the_button_stays_in_sight(hatch: Hatch) -> None:
    guns = [hatch.hands.make.firearm(f"LNG-{n:03}") for n in range(40)]
    hatch.page.form.acknowledging.setChecked(True)
    hatch.scan("G-7")
    for gun in guns:
        hatch.page.open_record(gun)
    hatch.hands.settle()
    hatch.enter()
    (dialog,) = hatch.page.findChildren(Acknowledge)
    dialog.ways.choose("drawing")
    hatch.hands.settle()
    assert "LNG-039" in dialog.text
    assert dialog.minimumSizeHint().height() <= 460
    assert dialog.drawing.height() >= 150
    assert dialog.height() <= 768
