"""Audits in the window: the list, what begins one, and the key that leads to the count."""

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.sampling import proven
from registry_app.services import audits
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands
from ui.kept import packed, unpacked
from ui.pages.audit_words import proof
from ui.parts.picker import Choice

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    return Armoury(empty_window)


def _choose(armoury: Armoury, text: str) -> None:
    """Type into a picker and take the one that is meant."""
    armoury.hands.type(text)
    armoury.press(Qt.Key.Key_Return)
    armoury.press(Qt.Key.Key_Tab)


def test_an_audit_is_begun_by_the_keyboard_alone(armoury: Armoury) -> None:
    armoury.open().hands.page("audits")
    armoury.press(Qt.Key.Key_N, CTRL)
    armoury.hands.until(armoury.page.form.isVisible)
    armoury.hands.settle()
    armoury.press(Qt.Key.Key_Tab)
    for text in ("ARM-1", "C-1", "C-2"):
        _choose(armoury, text)
    armoury.press(Qt.Key.Key_Return, CTRL)
    (row,) = armoury.make.register.read(audits.audits)
    assert (row.kind, row.method, row.place, row.first, row.second) == ("full", "blind", armoury.place, "C-1", "C-2")
    assert armoury.count.isVisible()
    assert armoury.count.here.title.text() == "Arm-1"


def test_what_is_refused_is_told_beside_its_field(armoury: Armoury) -> None:
    page = armoury.open().hands.page("audits")
    page.begin()
    armoury.hands.settle()
    form = page.form.form
    form.rows["place_id"].editor.show_choice(Choice(armoury.place, "Arm-1"))
    form.rows["first_id"].editor.show_choice(Choice(armoury.team.people[0], "Ines"))
    page.form.confirm()
    armoury.hands.settle()
    assert form.rows["second_id"]._finding.code == "count_needs_two"
    assert page.form.isVisible()


def test_a_sample_shows_the_head_and_says_what_it_never_proves(armoury: Armoury) -> None:
    for _each in range(6):
        armoury.make.firearm()
    page = armoury.open().hands.page("audits")
    page.begin()
    armoury.hands.settle()
    given = {"kind": "sample", "method": "guided", "place_id": armoury.place, "size": 3}
    page.form.form.show_values(given)
    page.form.form.changed.emit()
    armoury.hands.settle()
    assert page.form.head.isVisible()
    word = page.form.form.rows["word"]
    assert word.inside.itemAt(0).widget().isAncestorOf(page.form.head)
    assert page.form.proof.text() == proof(proven(6, 3))
    assert "can never prove that no firearm is missing" in page.form.proof.text()


def test_the_form_is_kept_while_the_register_is_locked(armoury: Armoury) -> None:
    page = armoury.open().hands.page("audits")
    page.begin()
    armoury.hands.settle()
    page.form.form.rows["basis"].editor.setFocus()
    armoury.hands.type("Order 7")
    kept = unpacked(packed(page.draft()))
    page.show_list()
    page.take_up(kept)
    armoury.hands.settle()
    assert page.form.form.rows["basis"].text() == "Order 7"


def test_the_list_tells_open_and_closed_ones_and_leads_into_them(armoury: Armoury) -> None:
    first = armoury.begin(kind="spot")
    armoury.make.as_(armoury.team.one).do(audits.conclude, audit=first, witness=armoury.team.head)
    armoury.begin(kind="spot")
    page = armoury.open().hands.page("audits")
    assert list(page.list.table.rows.ids()) == [armoury.audit, first]
    page.list.segments.choose("closed")
    assert list(page.list.table.rows.ids()) == [first]
    page.list.table.setFocus()
    armoury.press(Qt.Key.Key_Return)
    assert page.whole.closed.isVisible()
    assert page.whole.parts.code() == "close"
    armoury.press(Qt.Key.Key_Left, ALT)
    assert page.list.isVisible()


def test_a_key_leads_from_anywhere_to_the_first_counted_scan(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin()
    armoury.open()
    armoury.press(Qt.Key.Key_F10)
    armoury.scan("A-1001")
    assert (armoury.outcome(), armoury.results()) == ("counted", {"found": 1})


def test_without_an_open_audit_the_key_says_so(armoury: Armoury) -> None:
    armoury.open()
    armoury.press(Qt.Key.Key_F10)
    assert armoury.hands.said() == "No audit is open that you count. Begin one by Ctrl+N."
