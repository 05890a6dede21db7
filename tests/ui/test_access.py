"""Everybody can work the window: each control has a name, and the keyboard reaches each of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QLineEdit, QTableView, QWidget

from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS
from ui.theme import MODES

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
ROLES = QAccessible.Role
WORKED = {ROLES.Button, ROLES.EditableText, ROLES.CheckBox, ROLES.ComboBox, ROLES.Table, ROLES.List, ROLES.ButtonMenu}


def _walk(node: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if node is None or node.state().invisible:
        return
    yield node
    if node.role() not in (ROLES.Table, ROLES.List, ROLES.ComboBox):
        for i in range(node.childCount()):
            yield from _walk(node.child(i))


def _nameless(window: QWidget, least: int = 3) -> list[str]:
    nodes = [node for node in _walk(QAccessible.queryAccessibleInterface(window)) if node.role() in WORKED]
    assert len(nodes) >= least
    return [type(node.object()).__name__ for node in nodes if not node.text(QAccessible.Text.Name).strip()]


def test_every_control_of_a_page_has_a_name(hands: Hands) -> None:
    hands.make.firearm()
    for key in (each.key for each in DESTINATIONS):
        hands.page(key)
        assert (key, _nameless(hands.window)) == (key, [])


def test_every_control_of_the_gates_has_a_name(empty_window: Hands) -> None:
    window = empty_window.window
    for show in (window.show_registers, window.show_founding, lambda: window.show_unlock(empty_window.make.folder)):
        show()
        shown(empty_window)
        assert _nameless(window) == []


@pytest.mark.parametrize("keys", [("K", CTRL), ("Slash", CTRL), ("F1", NONE)], ids=lambda keys: keys[0])
def test_every_control_of_a_dialog_has_a_name(hands: Hands, keys: tuple[str, Qt.KeyboardModifier]) -> None:
    hands.press(getattr(Qt.Key, f"Key_{keys[0]}"), keys[1])
    (dialog,) = (each for each in hands.window.findChildren(QDialog) if each.isVisible())
    hands.settle()
    assert _nameless(dialog, least=1) == []


@pytest.mark.parametrize("mode", MODES)
def test_the_focus_is_seen_in_every_look(hands: Hands, mode: str) -> None:
    """A focused button is drawn otherwise than one that is not."""
    hands.window.look(mode)
    page = hands.page("returns")
    page.options.pdf.clearFocus()
    before = page.options.pdf.grab().toImage()
    page.options.pdf.setFocus()
    assert page.options.pdf.hasFocus()
    assert page.options.pdf.grab().toImage() != before


def _stops(hands: Hands) -> set[QWidget]:
    """What Tab comes to, once around."""
    stops: set[QWidget] = set()
    for _press in range(60):
        QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_Tab)
        if (at := hands.window.focusWidget()) is not None:
            stops.add(at)
    return stops


def test_tab_comes_to_every_control(hands: Hands) -> None:
    hands.make.firearm()
    assert {each.key: _passed_over(hands, each.key) for each in DESTINATIONS} == {d.key: [] for d in DESTINATIONS}


def _passed_over(hands: Hands, key: str) -> list[str]:
    page = hands.page(key)
    page.reload()
    hands.settle()
    stops = _stops(hands)
    worked = [w for kind in (QAbstractButton, QLineEdit, QComboBox, QTableView) for w in page.findChildren(kind)]
    passed_over = [w for w in worked if w.isVisible() and w.isEnabled() and w not in stops and not _in_group(w, stops)]
    return [f"{type(w).__name__} {w.accessibleName()}" for w in passed_over]


def _in_group(widget: QWidget, stops: set[QWidget]) -> bool:
    """Of buttons that exclude each other one is a stop, arrows lead to the others; what has no focus serves another."""
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in stops for button in group.buttons())
