"""What tests of ammunition do at the keyboard: open a lot, begin an act on it, enter it."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from registry_app.services import receiving
from tests.ui.hands import Hands

CTRL = Qt.KeyboardModifier.ControlModifier


def listed(hands: Hands, column: int = 0) -> list[str]:
    page = hands.shell.page("ammunition")
    hands.settle()
    return [str(page.table.rows.index(row, column).data()) for row in range(page.table.rows.rowCount())]


def sheet_of(hands: Hands, row: int = 0) -> Any:
    """A lot whole, opened by Enter."""
    page = hands.shell.page("ammunition")
    page.table.selectRow(row)
    page.table.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    return page.sheet


def menu(hands: Hands) -> QMenu:
    (menu,) = (each for each in hands.window.findChildren(QMenu) if each.isVisible())
    return menu


def choose(hands: Hands, label: str) -> None:
    """Choose in the menu that is open, by its letter."""
    shown = menu(hands)
    (action,) = (each for each in shown.actions() if each.text().replace("&", "") == label)
    letter = action.text()[action.text().index("&") + 1]
    QTest.keyClick(shown, letter)  # type: ignore[call-overload]
    hands.settle()


def begin(hands: Hands, act: str, row: int = 0) -> Any:
    """The form of an act on a lot."""
    sheet = sheet_of(hands, row)
    sheet.begin_first(act)
    return sheet.act_form


def enter(hands: Hands, form: Any, **values: Any) -> None:
    """Fill in, choose and enter."""
    for name, value in values.items():
        form.form.rows[name].take_up(value)
    form._suit()
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()


def filled(hands: Hands) -> Hands:
    """L-1 with loose and sealed rounds in store and some with a guard, L-2 of another calibre."""
    make = hands.make
    lot, guard = make.lot("L-1", rounds=100, pack_size=50), make.person("G-7", name="Rosa Quispe")
    make.issued(make.firearm("A-1"), to=guard, rounds={lot: 30})
    make.do(receiving.receive, item=lot, quantity=500, to=make.place(), state="sealed")
    make.lot("L-2", rounds=20, calibre="38spl")
    hands.page("ammunition")
    return hands
