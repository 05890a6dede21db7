"""What stops a handover is settled by a key: F9 goes where, and what was in hand comes back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.domain.wording import SENTENCES
from registry_app.services import holds, lists, records
from tests.make import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.hatch import Hatch
from ui.destinations import DESTINATIONS
from ui.kept import packed, unpacked
from ui.pages.handover_override import Override
from ui.pages.handover_remedies import REMEDIES
from ui.pages.handover_settle import HERE

CTRL = Qt.KeyboardModifier.ControlModifier
F9 = Qt.Key.Key_F9


@pytest.fixture
def hatch(hands: Hands) -> Hatch:
    return Hatch(hands)


def _settle(hatch: Hatch) -> None:
    hatch.hands.press(F9)
    hatch.hands.settle()


def _open(hatch: Hatch) -> Any:
    """The page that F9 led to."""
    _settle(hatch)
    return hatch.hands.shell.current()


def _holds(hatch: Hatch, person: int) -> list[str]:
    return [name for _item, _kind, name, _n in hatch.hands.make.register.read(lists.held_by, person)]


def test_every_remedy_is_of_a_finding_that_is_worded_and_leads_somewhere() -> None:
    assert set(REMEDIES) <= set(SENTENCES)
    assert {remedy.here for remedy in REMEDIES.values()} <= {*HERE, ""}
    assert all(remedy.here or remedy.fact for remedy in REMEDIES.values())


def test_what_is_out_is_taken_back_by_f9_and_the_issue_goes_on(hatch: Hatch) -> None:
    other = hatch.hands.make.person("G-8")
    hatch.hands.make.issued(hatch.gun, to=other)
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert hatch.page.stop.settle.accessibleName() == "Take back"
    _settle(hatch)
    assert (hatch.page.acts.code(), hatch.page.form.person.text()) == ("take_back", "Guard G-8")
    assert hatch.page._afterwards.text() == "Afterwards: Issue Guard G-7"
    hatch.enter()
    assert (hatch.page.acts.code(), hatch.page.form.person.text()) == ("issue", "Guard G-7")
    hatch.enter()
    assert (_holds(hatch, other), _holds(hatch, hatch.guard)) == ([], ["SLX-1"])


def test_what_waits_survives_the_lock(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.hands.make.person("G-8"))
    for scanned in ("G-7", "SLX-1"):
        hatch.scan(scanned)
    _settle(hatch)
    kept = unpacked(packed(hatch.page.draft()))
    hatch.hands.press(Qt.Key.Key_F8)
    hatch.hands.bot.waitUntil(lambda: hatch.page.draft() == {})
    hatch.page.take_up(kept)
    hatch.hands.settle()
    hatch.enter()
    hatch.enter()
    assert _holds(hatch, hatch.guard) == ["SLX-1"]


def test_what_is_in_store_is_issued_by_f9(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.hands.make.firearm("SLX-2"), to=hatch.guard)
    hatch.hands.press(Qt.Key.Key_F3)
    hatch.scan("SLX-2")
    hatch.scan("SLX-1")
    _settle(hatch)
    assert (hatch.page.acts.code(), hatch.page.list.firearms()) == ("issue", ["Taurus G3, SLX-1"])


@pytest.mark.parametrize(
    ("papers", "field"), [({"licence": "2020-01-01"}, "licence_expires_on"), ({"course": "2020-01-01"},
                                                                             "course_expires_on")]
)  # fmt: skip
def test_an_expired_paper_opens_the_person_at_its_day(hatch: Hatch, papers: dict[str, str], field: str) -> None:
    guard = hatch.hands.make.person("G-OLD", **papers)  # type: ignore[arg-type]
    hatch.scan("G-OLD")
    hatch.scan("SLX-1")
    assert hatch.page.form.settle.isVisible()
    page = _open(hatch)
    form = page.sheet.form
    assert (hatch.hands.shell.current_key(), form.record) == ("people", guard)
    assert form.form.rows[field].editor.isAncestorOf(form.focusWidget()) or form.form.rows[field].editor.hasFocus()


def test_renewing_what_was_refused_lets_the_handover_go_on(hatch: Hatch) -> None:
    hatch.hands.make.person("G-OLD", licence="2020-01-01")
    for scanned in ("G-OLD", "SLX-1"):
        hatch.scan(scanned)
    form = _open(hatch).sheet.form
    hatch.hands.type("2031-05-01")
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert not form.isVisible()
    hatch.hands.page("handover")
    assert hatch.codes() == []
    assert hatch.page.form.button.isEnabled()


def test_an_expired_permit_opens_the_firearm_at_its_day(hatch: Hatch) -> None:
    hatch.hands.make.do(
        records.amend, kind="firearm", record=hatch.gun, values={"permit_expires_on": "2020-01-01"}
    )  # fmt: skip
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert hatch.codes() == ["permit_expired"]
    form = _open(hatch).sheet.form
    assert form.record == hatch.gun
    assert form.form.rows["permit_expires_on"].editor.isAncestorOf(form.focusWidget())


def test_what_is_held_opens_its_record(hatch: Hatch) -> None:
    hatch.hands.make.do(holds.hold, items={hatch.gun: 1}, state="held:quarantine", reason="quarantine")
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert hatch.codes() == ["item_quarantine"]
    page = _open(hatch)
    assert (hatch.hands.shell.current_key(), page.sheet.record) == ("firearms", hatch.gun)


def test_a_missing_reason_is_chosen_by_f9(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.scan("SLX-1")
    hatch.page.list.lots[0].show_counts(25, 5)
    hatch.page.list.changed.emit()
    hatch.hands.settle()
    _settle(hatch)
    assert hatch.page.form.reason.hasFocus()


def test_all_that_can_be_done_about_a_refusal_is_in_sight_on_a_small_screen(hatch: Hatch) -> None:
    hatch.hands.window.resize(1366, 768)
    hatch.hands.make.person("G-OLD", licence="2020-01-01", course="2020-01-01")
    for scanned in ("G-OLD", "SLX-1"):
        hatch.scan(scanned)
    form, window = hatch.page.form, hatch.hands.window
    for button in (form.settle, form.override, form.button):
        assert window.rect().contains(button.mapTo(window, button.rect().bottomRight()))
        assert button.visibleRegion().boundingRect() == button.rect()


def test_enter_on_a_finding_goes_there_too(hatch: Hatch) -> None:
    hatch.hands.make.person("G-OLD", licence="2020-01-01")
    for scanned in ("G-OLD", "SLX-1"):
        hatch.scan(scanned)
    findings = hatch.page.form.findings
    findings.setFocus()
    findings.setCurrentIndex(findings.model().index(0, 0))
    hatch.hands.press(Qt.Key.Key_Return)
    hatch.hands.settle()
    assert hatch.hands.shell.current_key() == "people"


def test_firearms_of_several_guards_are_relieved_one_giver_after_the_other(hatch: Hatch) -> None:
    make = hatch.hands.make
    other, relief = make.person("G-8"), make.person("G-9")
    make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    make.issued(make.firearm("SLX-2"), to=other, rounds={hatch.lot: 20})
    hatch.hands.press(Qt.Key.Key_F4)
    for scanned in ("G-9", "SLX-1", "SLX-2"):
        hatch.scan(scanned)
    assert hatch.codes() == ["holder_unclear"]
    _settle(hatch)
    for _giver in range(2):
        hatch.enter()
    assert sorted(_holds(hatch, relief)) == ["LOT-1", "SLX-1", "SLX-2"]
    assert _holds(hatch, hatch.guard) == _holds(hatch, other) == []


def test_several_who_give_back_are_counted_one_after_the_other(hatch: Hatch) -> None:
    make = hatch.hands.make
    other = make.person("G-8")
    make.issued(hatch.gun, to=hatch.guard, rounds={hatch.lot: 30})
    make.issued(make.firearm("SLX-2"), to=other, rounds={hatch.lot: 20})
    hatch.hands.press(Qt.Key.Key_F3)
    for scanned in ("SLX-1", "SLX-2"):
        hatch.scan(scanned)
    assert hatch.codes() == ["holder_unclear"]
    _settle(hatch)
    for _giver in range(2):
        hatch.enter()
    assert _holds(hatch, hatch.guard) == _holds(hatch, other) == []


def _overridden(hatch: Hatch) -> None:
    """A handover to somebody whose licence expired, which a superior lets through."""
    hatch.hands.make.person("G-OLD", licence="2020-01-01")
    assert hatch.hands.make.witness
    hatch.scan("G-OLD")
    hatch.scan("SLX-1")
    hatch.page.form.override.click()
    hatch.hands.settle()
    (dialog,) = hatch.page.findChildren(Override)
    QTest.keyClicks(dialog.note, "Renewal under way")
    dialog.witness.witness.setCurrentIndex(0)
    QTest.keyClicks(dialog.witness.passphrase, PASSPHRASE)
    hatch.hands.key(dialog.witness.passphrase, Qt.Key.Key_Return)
    hatch.hands.until(hatch.page.form.button.isEnabled)


def test_an_override_ends_with_the_person_it_was_for(hatch: Hatch) -> None:
    _overridden(hatch)
    hatch.scan("G-7")
    assert (hatch.page.inhand.overrides, hatch.page.form.note.text()) == ((), "")
    assert hatch.hands.said().startswith("The override was for another handover")
    hatch.enter()
    assert _holds(hatch, hatch.guard) == ["SLX-1"]


def test_an_override_does_not_let_through_what_nobody_saw(hatch: Hatch) -> None:
    hatch.hands.make.firearm("SLX-2")
    _overridden(hatch)
    hatch.scan("SLX-2")
    hatch.hands.until(lambda: not hatch.page.form.button.isEnabled())
    assert hatch.codes() == ["licence_expired"]


def test_an_article_that_stays_out_is_asked_for_by_name(hatch: Hatch) -> None:
    vest = hatch.hands.make.article("V-1", "vest")
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, articles={vest: 1})
    hatch.scan("SLX-1")
    hatch.page.list.focus_lot(vest)
    hatch.hands.type("0")
    hatch.hands.settle()
    assert (hatch.codes(), hatch.page.form.button.isEnabled()) == (["articles_short"], False)
    assert not hatch.page.form.settle.isVisible()
    assert "V-1 Vest" in str(hatch.page.form.findings.model().index(0, 0).data())
    _settle(hatch)
    assert hatch.page.form.staying.hasFocus()
    hatch.hands.press(Qt.Key.Key_Space)
    hatch.hands.settle()
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert _holds(hatch, hatch.guard) == ["V-1 Vest"]


def test_what_was_confirmed_of_one_article_says_nothing_of_another(hatch: Hatch) -> None:
    vests = {hatch.hands.make.article(code, "vest"): 1 for code in ("V-1", "V-2")}
    hatch.hands.make.issued(hatch.gun, to=hatch.guard, articles=vests)
    hatch.scan("SLX-1")
    first, second = hatch.page.list.lots
    first.show_counts(0)
    hatch.page.list.changed.emit()
    hatch.page.form.staying.click()
    hatch.hands.settle()
    assert hatch.page.form.button.isEnabled()
    second.show_counts(0)
    hatch.page.list.changed.emit()
    assert not hatch.page.form.button.isEnabled()


def test_every_page_that_a_remedy_opens_is_there() -> None:
    assert {"firearms", "people", "company"} <= {each.key for each in DESTINATIONS}
