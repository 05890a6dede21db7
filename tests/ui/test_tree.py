"""The tree by itself: what is unfolded and where the cursor stands outlast another filling, and a search finds ways."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.parts.tree import Branch, Tree

GROWN = [Branch(1, 0, "Root"), Branch(2, 1, "Left", is_folded=True), Branch(3, 2, "Leaf"), Branch(4, 1, "Right", "7")]


def _tree(qtbot: QtBot) -> Tree:
    tree = Tree("Places")
    qtbot.addWidget(tree)
    tree.show_branches(GROWN)
    tree.show()
    return tree


def test_the_cursor_and_what_is_unfolded_stay(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.go_to(2)
    QTest.keyClick(tree, Qt.Key.Key_Right)
    tree.show_branches([*GROWN, Branch(5, 1, "More")])
    assert (tree.key(), tree.currentItem().isExpanded()) == (2, True)


def test_what_shall_be_folded_is_so_at_first(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.go_to(2)
    assert not tree.currentItem().isExpanded()
    QTest.keyClick(tree, Qt.Key.Key_Down)
    assert tree.key() == 4


def test_the_cursor_that_is_gone_begins_at_the_top(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.go_to(4)
    tree.show_branches(GROWN[:2])
    assert tree.key() == 1


def test_the_search_unfolds_the_way_to_what_it_finds(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.seek("leaf")
    assert (tree.listed(), tree.key()) == ([1, 2, 3], 3)


def test_enter_opens_and_up_leaves(qtbot: QtBot) -> None:
    tree, told = _tree(qtbot), []
    tree.opened.connect(told.append)
    tree.left_upwards.connect(lambda: told.append(0))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Up):
        QTest.keyClick(tree, key)
    assert told == [1, 0]


def test_a_branch_is_read_out_whole(qtbot: QtBot) -> None:
    tree = _tree(qtbot)
    tree.go_to(4)
    assert tree.currentItem().data(0, Qt.ItemDataRole.AccessibleTextRole) == "Right; 7"
