"""An inspector in the window: remarks, “no findings” and what was shown, signed by him; all see them on the audit."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import audit_returns, audits, checks, inspection, ledger
from tests.make import PASSPHRASE
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER = Qt.Key.Key_Return


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    """A count with a firearm and a lot, and an inspector, whose register cannot write."""
    armoury = Armoury(empty_window)
    armoury.make.firearm("A-1001")
    armoury.make.lot("LOT-7", rounds=60)
    armoury.make.user("vera", "inspector", person="Vera Luna")
    armoury.begin()
    return armoury


def _remarks(armoury: Armoury, user: str = "vera") -> Any:
    armoury.open(user).hands.page("audits").open_record(armoury.audit)
    armoury.hands.settle()
    return armoury.part("remarks")


def _last(armoury: Armoury) -> Any:
    return armoury.make.entry(armoury.make.register.read(ledger.head).size - 1)


def test_an_inspector_remarks_by_keys_alone_and_signs(armoury: Armoury) -> None:
    part = _remarks(armoury)
    assert armoury.page.desk.worker.is_read_only
    assert part.inspector.text.hasFocus()
    armoury.hands.type("Rack 2 has no lock.")
    armoury.press(ENTER, CTRL)
    entry = _last(armoury)
    vera = armoury.make.register.witness("vera", PASSPHRASE)
    assert (entry.kind, entry.role, entry.actor) == ("remark", "inspector", vera.user_id)
    assert [point.title for point in part.points.points()] == ["Rack 2 has no lock."]
    assert armoury.page.whole.parts._buttons["remarks"].text() == "Remarks 1"
    assert armoury.hands.said() == f"Your remark is entered and signed. Entry {entry.seq}."
    assert checks.check(armoury.make.register).verdict == "intact"


def test_no_findings_needs_no_words_and_a_remark_does(armoury: Armoury) -> None:
    part = _remarks(armoury)
    size = armoury.size()
    armoury.press(ENTER, CTRL)
    assert armoury.size() == size
    assert part.inspector._problems[part.inspector.text].isVisible()
    part.inspector.kinds.choose("no_findings")
    armoury.press(ENTER, CTRL)
    assert [point.chip for point in part.points.points()] == ["No findings"]


def test_what_is_shown_is_scanned_and_rounds_are_asked_for(armoury: Armoury) -> None:
    part = _remarks(armoury)
    armoury.scan("A-1001")
    assert armoury.results() == {"found": 1, "missing": 1}
    assert armoury.hands.said().startswith("A-1001 was shown to you. Entry ")
    armoury.scan("LOT-7")
    packs, quantity = (part.inspector.form.rows[name] for name in ("packs", "quantity"))
    assert packs.editor.hasFocus()
    armoury.hands.press(Qt.Key.Key_Tab)
    armoury.hands.type("60")
    armoury.press(ENTER, CTRL)
    assert armoury.results() == {"found": 2}
    assert [each.quantity for each in armoury.seen()] == [1, 60]
    assert quantity.isHidden()


def test_others_read_the_remarks_on_the_audit_and_in_its_report_and_write_none(armoury: Armoury) -> None:
    with armoury.make.unlocked("vera") as register:
        inspection.remark(register, text="Rack 2 has no lock.", audit=armoury.audit)
    part = _remarks(armoury, "sara")
    assert [point.title for point in part.points.points()] == ["Rack 2 has no lock."]
    assert not part.inspector.isVisible()
    report = armoury.make.register.read(audit_returns.report, audit=armoury.audit, by=armoury.make.register.actor)
    assert [each["text"] for each in report["remarks"]] == ["Rack 2 has no lock."]


def test_what_an_inspector_wrote_is_there_again_after_a_lock(armoury: Armoury) -> None:
    _remarks(armoury)
    armoury.hands.type("Rack 2 has")
    armoury.open("vera").hands.page("audits")
    armoury.hands.settle()
    assert armoury.page.whole.remarks.inspector.text.toPlainText() == "Rack 2 has"


def test_in_a_closed_audit_nothing_is_shown_any_more_but_remarks_go_on(armoury: Armoury) -> None:
    armoury.team.differs(armoury.audit)
    facts = {"audit": armoury.audit, "witness": armoury.team.two}
    armoury.make.as_(armoury.team.one).do(audits.conclude, **facts)
    part = _remarks(armoury)
    assert not part.inspector._shown.isVisible()
    armoury.hands.type("Late.")
    armoury.press(ENTER, CTRL)
    assert [point.title for point in part.points.points()] == ["Late."]
