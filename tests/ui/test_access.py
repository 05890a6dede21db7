"""Everybody can work the window: each control has a name, and the keyboard reaches each of them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTableView, QWidget

from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS

ROLES = QAccessible.Role
WORKED = {ROLES.Button, ROLES.EditableText, ROLES.CheckBox, ROLES.ComboBox, ROLES.Table, ROLES.List, ROLES.ButtonMenu}


def _walk(node: QAccessibleInterface | None) -> Iterator[QAccessibleInterface]:
    if node is None or node.state().invisible:
        return
    yield node
    if node.role() not in (ROLES.Table, ROLES.List, ROLES.ComboBox):
        for i in range(node.childCount()):
            yield from _walk(node.child(i))


def _nameless(window: QWidget) -> list[str]:
    nodes = [node for node in _walk(QAccessible.queryAccessibleInterface(window)) if node.role() in WORKED]
    assert len(nodes) > 2
    return [type(node.object()).__name__ for node in nodes if not node.text(QAccessible.Text.Name).strip()]


@pytest.mark.parametrize("key", [each.key for each in DESTINATIONS])
def test_every_control_of_a_page_has_a_name(hands: Hands, key: str) -> None:
    hands.make.firearm()
    hands.page(key)
    assert _nameless(hands.window) == []


def test_every_control_of_the_gates_has_a_name(empty_window: Hands) -> None:
    window = empty_window.window
    for show in (window.show_registers, window.show_founding, lambda: window.show_unlock(empty_window.make.folder)):
        show()
        shown(empty_window)
        assert _nameless(window) == []


def _stops(hands: Hands) -> set[QWidget]:
    """What Tab comes to, once around."""
    stops: set[QWidget] = set()
    for _press in range(60):
        QTest.keyClick(hands.window.windowHandle(), Qt.Key.Key_Tab)
        if (at := hands.window.focusWidget()) is not None:
            stops.add(at)
    return stops


@pytest.mark.parametrize("key", [each.key for each in DESTINATIONS])
def test_tab_comes_to_every_control(hands: Hands, key: str) -> None:
    hands.make.firearm()
    page = hands.page(key)
    page.reload()
    hands.settle()
    stops = _stops(hands)
    worked = [w for kind in (QAbstractButton, QLineEdit, QComboBox, QTableView) for w in page.findChildren(kind)]
    passed_over = [w for w in worked if w.isVisible() and w.isEnabled() and w not in stops and not _in_group(w, stops)]
    assert [f"{type(w).__name__} {w.accessibleName()}" for w in passed_over] == []


def _in_group(widget: QWidget, stops: set[QWidget]) -> bool:
    """Of buttons that exclude each other one is a stop, arrows lead to the others; what has no focus serves another."""
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return True
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and any(button in stops for button in group.buttons())
