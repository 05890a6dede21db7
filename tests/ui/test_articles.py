"""The articles by keys: where each is and who has it, one received, and acts from its sheet."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.domain.entry import Position
from registry_app.services import custody, history, ledger
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.parts.picker import Choice

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _listed(hands: Hands, column: int = 0) -> list[str]:
    page = hands.shell.page("articles")
    hands.settle()
    return [str(page.table.rows.index(row, column).data()) for row in range(page.table.rows.rowCount())]


@pytest.fixture
def store(hands: Hands) -> Hands:
    """A stock of magazines, of which a guard has two, and a vest."""
    make = hands.make
    magazines = make.article("MAG", "magazine", pieces=30, is_single=0)
    make.do(custody.issue, to=make.person("G-7", name="Rosa Quispe"), articles={magazines: 2})
    make.article("V-1", number="NIJ-77", expires_on="2020-01-01")
    hands.page("articles")
    return hands


def test_pieces_places_and_holders_are_listed(store: Hands) -> None:
    assert (_listed(store), _listed(store, 4), _listed(store, 5)) == (["MAG", "V-1"], ["28", "1"], ["2", ""])
    assert (_listed(store, 6), _listed(store, 7)) == (["Rosa Quispe", ""], ["Arm-1", "Arm-1"])
    assert store.shell.page("articles").list.count.text() == "2 articles"


def test_the_search_and_the_segments_narrow(store: Hands) -> None:
    store.search("nij")
    assert _listed(store) == ["V-1"]
    store.search("g-7")
    assert _listed(store) == ["MAG"]
    store.shell.page("articles").show_all()
    store.shell.page("articles").list.segments.choose("out")
    assert _listed(store) == ["MAG"]


def test_an_empty_register_says_what_to_do(hands: Hands) -> None:
    page = hands.page("articles")
    assert page.list._empty.title.text() == "No article is on record yet"
    assert page.list.make.isVisible()


def _open(hands: Hands, code: str) -> Any:
    page = hands.shell.page("articles")
    page.table.selectRow(_listed(hands).index(code))
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return page.sheet


def test_a_vest_is_received_by_keys(store: Hands) -> None:
    store.press(Qt.Key.Key_N, CTRL)
    form = store.shell.page("articles").sheet.form.form
    for name, text in (("code", "v-9"), ("name", "Vest"), ("kind", "Prot")):
        form.rows[name].editor.setFocus()
        store.type(text)
    form.rows["to"].editor.show_choice(Choice(store.make.place(), "Arm-1"))
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    sheet = store.shell.page("articles").sheet
    assert (sheet.title.text(), sheet.below.text()) == ("Vest", "Protective vest · V-9")
    assert store.make.positions(sheet.record)[Position(store.make.place())] == 1


def test_ctrl_i_hands_a_piece_out_and_takes_it_back(store: Hands) -> None:
    sheet = _open(store, "V-1")
    store.press(Qt.Key.Key_I, CTRL)
    assert "quantity" not in sheet.act_form.form.rows
    sheet.act_form.form.rows["person"].take_up(Choice(store.make.person("G-8"), "Guard"))
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    store.press(Qt.Key.Key_I, CTRL)
    assert sheet.act_form.act.code == "take_back"
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    kinds = [event.kind for event in store.make.register.read(history.life, record=sheet.record)]
    assert kinds == ["take_back", "issue", "receive"]


def test_a_window_that_is_locked_while_it_saves_enters_once(store: Hands) -> None:
    page = store.shell.page("articles")
    page.begin_new()
    for name, value in {"code": "V-99", "name": "Vest", "kind": "vest"}.items():
        page.sheet.form.form.rows[name].take_up(value)
    page.sheet.form.form.rows["to"].editor.show_choice(Choice(store.make.place(), "Arm-1"))
    page.sheet.form.form.is_dirty = True
    page.sheet.form.confirm()
    store.window.lock()
    form = opened(store).page("articles").sheet.form
    before = store.make.register.read(ledger.head)
    form.confirm()
    store.settle()
    assert store.make.register.read(ledger.head) == before
    assert store.said().startswith("Saved as entry")


def test_more_of_a_stock_comes_in_and_of_one_piece_none(store: Hands) -> None:
    assert "receive" not in [act.code for act in _open(store, "V-1").possible()]
    store.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    store.until(lambda: not store.shell.page("articles").is_open())
    sheet = _open(store, "MAG")
    sheet.begin_first("receive")
    for name, value in (("quantity", "12"), ("to", Choice(store.make.place(), "Arm-1")), ("came_by", "purchase")):
        sheet.act_form.form.rows[name].take_up(value)
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    assert store.make.positions(sheet.record)[Position(store.make.place())] == 40
    assert sheet.life.happenings()[0].headline == "Received into Arm-1: 12 pieces"


def test_a_paper_is_renewed_and_the_chip_goes(store: Hands) -> None:
    sheet = _open(store, "V-1")
    assert "Expired" in sheet.chip.accessibleName()
    sheet.begin_first("renew")
    for name, value in (("expires_on", "2099-01-01"), ("document", "CERT-2")):
        sheet.act_form.form.rows[name].take_up(value)
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    assert sheet.chip.isHidden()


def test_the_workshop_takes_a_piece_and_gives_it_back(store: Hands) -> None:
    store.make.described("place", code="TALLER", name="Taller", kind="workshop")
    sheet = _open(store, "V-1")
    for act, values in (("repair", {"reason": "repair"}), ("repaired", {"work": "New straps", "reason": "repair"})):
        sheet.begin_first(act)
        for name, value in values.items():
            sheet.act_form.form.rows[name].take_up(value)
        store.press(Qt.Key.Key_Return, CTRL)
        store.settle()
    assert store.make.positions(sheet.record)[Position(store.make.place())] == 1


def test_a_field_of_many_articles_is_changed_at_once(store: Hands) -> None:
    page = store.shell.page("articles")
    page.enter_list()
    store.press(Qt.Key.Key_A, CTRL)
    store.press(Qt.Key.Key_E, CTRL | SHIFT)
    form = page.bulk.form
    store.until(form.isVisible)
    which = form.which.rows["field"].editor
    which.setCurrentIndex(which.findData("maker"))
    QTest.keyClicks(form.forms["maker"].rows["maker"].editor, "Indumil")
    store.until(lambda: len(form.preview.points()) == 2)
    store.press(Qt.Key.Key_Return, CTRL)
    store.settle()
    assert store.said().endswith("records: 2.")
