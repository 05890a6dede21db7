"""Acts on ammunition that are given up: nothing is entered, and nothing typed is lost unasked."""

import pytest
from PySide6.QtCore import Qt

from registry_app.services import ledger
from tests.make import PASSPHRASE
from tests.ui.hands import Hands
from tests.ui.storeroom import begin, filled, sheet_of
from ui.problems import ProblemDialog

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def stock(hands: Hands) -> Hands:
    return filled(hands)


def test_an_act_that_was_begun_is_given_up_only_by_saying_so(stock: Hands) -> None:
    form = begin(stock, "expend", row=1)
    form.form.rows["quantity"].editor.setFocus()
    stock.type("7")
    stock.press(Qt.Key.Key_Escape)
    (dialog,) = stock.window.findChildren(ProblemDialog)
    dialog.accept()
    assert not stock.shell.page("ammunition").sheet.is_acting()
    assert "ammunition" not in stock.shell.drafts()


def test_an_act_that_is_given_up_while_the_witness_vouches_is_not_entered(stock: Hands) -> None:
    assert stock.make.witness
    before = stock.make.register.read(ledger.head)
    form = begin(stock, "destroy", row=1)
    for name, value in {"document": "ACTA-1", "reason": "expired"}.items():
        form.form.rows[name].take_up(value)
    form.witness.passphrase.setText(PASSPHRASE)
    form.confirm()
    form._give_up()
    stock.shell.page("ammunition").sheet.begin_first("hold")
    stock.settle()
    assert (form.act.code, form.isVisible()) == ("hold", True)
    assert stock.make.register.read(ledger.head) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_I, Qt.Key.Key_E, Qt.Key.Key_N])
def test_no_key_throws_away_what_was_typed_into_an_act(stock: Hands, key: Qt.Key) -> None:
    form = begin(stock, "hold")
    form.form.rows["note"].editor.setFocus()
    stock.type("Seal broken")
    stock.press(key, CTRL)
    stock.settle()
    assert (form.isVisible(), form.form.texts()["note"]) == (True, "Seal broken")


def test_another_lot_takes_the_place_of_what_was_typed_only_by_saying_so(stock: Hands) -> None:
    page, form = stock.shell.page("ammunition"), begin(stock, "hold")
    form.form.rows["note"].editor.setFocus()
    stock.type("Seal broken")
    other = page.table.rows.id_at(1)
    page.open_record(other)
    assert form.isVisible()
    (dialog,) = stock.window.findChildren(ProblemDialog)
    dialog.accept()
    stock.settle()
    assert (page.sheet.record, page.sheet.below.text(), form.isVisible()) == (other, "L-2", False)


def test_no_act_begins_about_another_lot_than_the_one_in_hand(stock: Hands) -> None:
    page, sheet = stock.shell.page("ammunition"), sheet_of(stock)
    other = page.table.rows.id_at(1)
    page.show_list()
    page.table.go_to(other)
    for key in (Qt.Key.Key_E, Qt.Key.Key_I):
        stock.press(key, CTRL)
        stock.settle()
    assert (sheet.is_editing(), sheet.is_acting(), sheet.record) == (True, False, other)
