"""A whole audit in the window: begun, counted, one missing, one misplaced, one unregistered, 7 rounds short, closed."""

from typing import Any

from PySide6.QtCore import Qt

from registry_app.services import audits, checks, losses
from registry_app.services.transfers import accept, send
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands

CTRL = Qt.KeyboardModifier.ControlModifier


def _begin(armoury: Armoury) -> None:
    armoury.open().hands.page("audits")
    armoury.press(Qt.Key.Key_N, CTRL)
    armoury.hands.until(armoury.page.form.isVisible)
    armoury.hands.settle()
    armoury.press(Qt.Key.Key_Tab)
    for text in ("ARM-1", "C-1", "C-2"):
        armoury.hands.type(text)
        armoury.press(Qt.Key.Key_Return)
        armoury.press(Qt.Key.Key_Tab)
    armoury.press(Qt.Key.Key_Return, CTRL)
    (row,) = armoury.make.register.read(audits.audits)
    armoury.audit = row.number


def _count(armoury: Armoury) -> None:
    armoury.scan("R-1", "A-1001", "A-1003", "ZX-9999", "R-2", "LOT-1001")
    armoury.enter("113")
    assert armoury.results() == {"found": 1, "elsewhere": 1, "missing": 1, "unknown": 1, "short": 1}


def _enter_differences(armoury: Armoury) -> dict[str, Any]:
    armoury.part("results").confirm()
    armoury.hands.settle()
    return {each.kind: each for each in armoury.make.register.read(audits.differences_of, armoury.audit)}


def _put_right(armoury: Armoury, told: dict[str, Any]) -> dict[str, tuple[str, int]]:
    """The acts that settle them, made by those who did not count; the cause and the entry of each."""
    make, other = armoury.make.as_(armoury.team.head), armoury.team.other
    items = {told["missing"].item_id: 1, told["short"].item_id: 7}
    lost = make.do(losses.report, items=items, values={"kind": "not_found"}, reason="counted", witness=other)
    moved = told["elsewhere"].item_id
    sent = make.do(send, items={moved: 1}, source=armoury.south, destination=armoury.north)
    make.do(accept, sent=sent.seq, to=armoury.north)
    armoury.make.firearm("ZX-9999", at=armoury.north)
    return {"missing": ("LOS-4", lost.seq), "short": ("QTY-1", lost.seq), "elsewhere": ("LOC-1", sent.seq),
            "unknown": ("SUR-1", sent.seq)}  # fmt: skip


def _settle(armoury: Armoury, told: dict[str, Any], done: dict[str, tuple[str, int]]) -> None:
    armoury.open("sara").hands.page("audits").open_record(armoury.audit)
    armoury.hands.settle()
    part = armoury.part("differences")
    for kind, (cause, entry) in done.items():
        part.table.go_to(told[kind].id)
        part.settling.form.show_values({"cause": cause, "entry": entry})
        part.settling.settle.click()
        armoury.hands.settle()
        armoury.vouch(part.settling.witness, "luis")


def _close(armoury: Armoury) -> None:
    part = armoury.part("close")
    assert part.chip._text == "All differences explained"
    armoury.vouch(part.witness, "luis")
    assert armoury.page.whole.closed.isVisible()


def test_an_audit_from_its_beginning_to_its_end(empty_window: Hands) -> None:
    armoury = Armoury(empty_window)
    make = armoury.make
    for serial, place in (("A-1001", armoury.north), ("A-1002", armoury.north), ("A-1003", armoury.south)):
        make.firearm(serial, at=place)
    make.lot("LOT-1001", rounds=120, at=armoury.south)
    _begin(armoury)
    _count(armoury)
    told = _enter_differences(armoury)
    _settle(armoury, told, _put_right(armoury, told))
    _close(armoury)
    (row,) = make.register.read(audits.audits)
    assert (row.outcome, row.differences, row.left) == ("explained", 4, 0)
    assert checks.check(make.register).verdict == "intact"
