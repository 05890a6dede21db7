"""What all pages of records share: count, empty states, the way back, export, and lists that come back as left."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.parts.ask import Ask

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(hands: Hands) -> Any:
    """The firearms: 007 in store, 008 with somebody."""
    hands.make.firearm("007", maker="Rossi")
    hands.make.issued(hands.make.firearm("008"), to=hands.make.person("G-7"))
    return hands.page("firearms")


def _serials(page: Any) -> list[str]:
    return [str(page.table.rows.index(row, 2).data()) for row in range(page.table.rows.rowCount())]


def test_the_count_tells_how_many_of_how_many(hands: Hands, page: Any) -> None:
    page.seek("007")
    hands.settle()
    assert page.list.count.text() == "1 of 2 firearms"
    page.list.segments.choose("issued")
    hands.settle()
    assert page.list.count.text() == "0 of 1 firearm"


def test_an_empty_register_says_what_to_do_next(hands: Hands) -> None:
    page = hands.page("firearms")
    assert page.list._empty.title.text() == "No firearm is on record yet"
    assert page.list.make.isVisible()
    page.list.make.click()
    assert page.sheet.is_editing()


def test_a_button_enters_a_new_one_where_some_are_listed_already(page: Any) -> None:
    assert (page.list.another.isVisible(), page.list.make.isVisible()) == (True, False)
    page.list.another.click()
    assert (page.sheet.is_editing(), page.sheet.record) == (True, 0)


def test_who_may_only_look_has_no_button_for_a_new_one(empty_window: Hands) -> None:
    empty_window.make.person("G-7")
    empty_window.make.user("rita", "reader")
    page = opened(empty_window, "rita").page("people")
    assert (page.table.rows.rowCount() > 0, page.list.another.isVisible()) == (True, False)


def test_the_filter_row_stays_where_nothing_matches(hands: Hands, page: Any) -> None:
    page.list.toggle_filter()
    page.filter.line("serial").setFocus()
    hands.type("zzz")
    hands.until(lambda: not page.table.rows.rowCount())
    assert page.filter.line("serial").isVisible()
    hands.press(Qt.Key.Key_Escape)
    hands.until(lambda: page.table.rows.rowCount() == 2)


def test_ctrl_shift_f_opens_the_row_and_takes_it_away_with_what_it_asks(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    hands.until(page.list.is_filter_shown)
    hands.type("rossi")
    page.filter.show_texts({"firearm": "rossi"})
    hands.until(lambda: page.table.rows.rowCount() == 1)
    hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    hands.until(lambda: page.table.rows.rowCount() == 2)
    assert not page.list.is_filter_shown()


def test_ctrl_p_offers_a_workbook_of_what_is_listed(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_P, CTRL)
    dialog = page.findChild(QFileDialog)
    assert (dialog.defaultSuffix(), Path(dialog.selectedFiles()[0]).name) == ("xlsx", "Firearms.xlsx")
    dialog.reject()


def test_the_export_equals_what_is_shown(hands: Hands, page: Any, tmp_path: Path) -> None:
    page.table.horizontalHeader().moveSection(2, 0)
    page.table.horizontalHeader().hideSection(1)
    page.seek("008")
    hands.settle()
    page.exports.write(tmp_path / "list.json")
    hands.settle()
    assert json.loads((tmp_path / "list.json").read_text()) == [
        {"serial": "008", "tag": None, "calibre": "9x19", "status": "issued", "where": "Guard G-7"}
    ]
    assert "1 rows" in hands.said()


def test_a_view_is_named_in_a_dialog(hands: Hands, page: Any) -> None:
    page.list.tools.ask_name()
    (ask,) = page.findChildren(Ask)
    assert not ask.button.isEnabled()
    QTest.keyClicks(ask.line, "My view")
    QTest.keyClick(ask.line, Qt.Key.Key_Return)
    assert ask.result() == QDialog.DialogCode.Accepted
    assert page.list._saved.names() == ["My view"]


def test_the_list_comes_back_after_a_lock_as_it_was_left(hands: Hands, page: Any) -> None:
    page.list.toggle_filter()
    page.filter.show_texts({"status": "issued"})
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    page.table.horizontalHeader().hideSection(3)
    hands.window.lock()
    again = opened(hands).page("firearms")
    assert again.list.is_filter_shown()
    assert _serials(again) == ["008"]
    assert again.table.isColumnHidden(3)
    assert again.table.arrangement()["sort"] == ["serial", True]


def test_an_earlier_day_has_no_filter_row_and_says_so(hands: Hands, page: Any) -> None:
    page.list.toggle_filter()
    page.filter.show_texts({"serial": "007"})
    page._look_back("2025-12-31", "")
    hands.settle()
    assert not page.list.is_filter_shown()
    assert "search instead" in page.list.tools.filter.toolTip()
    assert not page.bulk.button.isEnabled()
    page._show_then(None)
    assert page.list.tools.filter.isEnabled()
