"""Out now by keys: what is with whom, what is overdue, opened, and taken back at the desk."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import custody, due, lists, workshop
from tests.ui.hands import Hands

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def _column(hands: Hands, key: str) -> list[str]:
    hands.settle()
    rows = hands.shell.page("out").table.rows
    at = [column.key for column in rows.columns].index(key)
    hands.until(lambda: not rows.rowCount() or rows.row(0) is not None)
    return [str(rows.index(row, at).data()) for row in range(rows.rowCount())]


@pytest.fixture
def page(hands: Hands) -> Any:
    """Ana has rounds and a firearm that are overdue, Berta a firearm for her shift."""
    make = hands.make
    first, second = make.person("G-1", name="Ana"), make.person("G-2", name="Berta")
    make.issued(make.firearm("AAA-1"), to=first, rounds={make.lot("L-1"): 20}, due_at=make.clock.now + 3_600_000)
    make.clock.pass_(hours=4)
    make.issued(make.firearm("BBB-2"), to=second)
    return hands.page("out")


def test_things_stand_by_whom_they_are_with_and_say_for_how_long_they_are_overdue(hands: Hands, page: Any) -> None:
    assert _column(hands, "item") == ["AAA-1", "L-1", "BBB-2"]
    assert _column(hands, "holder") == ["Ana", "Ana", "Berta"]
    assert _column(hands, "late") == ["3 hours late", "3 hours late", ""]
    assert page.list.count.text() == "3 things out"


def test_the_counts_are_those_of_the_overview(hands: Hands, page: Any) -> None:
    overview = hands.page("overview")
    overview.reload()
    hands.page("out")
    for state, counted in (("firearm", _issued), ("overdue", _overdue)):
        page.list.segments.choose(state)
        assert len(_column(hands, "item")) == counted(hands)
    assert overview.figures["issued"].accessibleName().startswith("Issued now 2 2 overdue")


def _issued(hands: Hands) -> int:
    return hands.make.register.read(lists.counts)["issued"]


def _overdue(hands: Hands) -> int:
    return hands.make.register.read(due.board, only=["out", "key"]).total.overdue


def test_a_firearm_is_taken_back_by_ctrl_i_and_enter(hands: Hands, page: Any) -> None:
    _column(hands, "item")
    page.table.selectRow(2)
    hands.press(Qt.Key.Key_I, CTRL)
    hands.settle()
    desk = hands.shell.page("handover")
    assert (hands.shell.current_key(), desk.inhand.act) == ("handover", "take_back")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    hands.page("out")
    assert _column(hands, "item") == ["AAA-1", "L-1"]


def test_rounds_are_taken_back_with_all_that_the_person_has(hands: Hands, page: Any) -> None:
    _column(hands, "item")
    page.table.selectRow(1)
    hands.press(Qt.Key.Key_I, CTRL)
    hands.settle()
    desk = hands.shell.page("handover")
    assert (desk.inhand.act, desk.inhand.person_name) == ("take_back", "Ana")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    hands.page("out")
    assert _column(hands, "item") == ["BBB-2"]


def test_enter_opens_the_record(hands: Hands, page: Any) -> None:
    _column(hands, "item")
    page.table.selectRow(0)
    page.enter_list()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert hands.shell.current_key() == "firearms"
    assert hands.shell.page("firearms").sheet.below.text().startswith("AAA-1")


def test_what_is_in_the_workshop_is_not_taken_back_at_the_desk(hands: Hands, page: Any) -> None:
    hands.make.do(workshop.send, items={hands.make.firearm("WWW-1"): 1}, reason="repair")
    page.list.segments.choose("workshop")
    assert _column(hands, "item") == ["WWW-1"]
    page.table.selectRow(0)
    hands.press(Qt.Key.Key_I, CTRL)
    hands.settle()
    assert (hands.shell.current_key(), hands.said()) == ("out", "Nobody has it: fetch it back from where it is.")


def test_the_filter_row_asks_for_hours(hands: Hands, page: Any) -> None:
    hands.press(Qt.Key.Key_F, CTRL | SHIFT)
    page.filter.line("late").setFocus()
    hands.type(">1")
    hands.until(lambda: _column(hands, "item") == ["AAA-1", "L-1"])


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", "1/1/26, 8:01\u202fAM"), ("es", "1/1/26, 8:01"), ("pt", "01/01/26, 08:01"), ("fr", "01/01/26, 08:01")],
)
def test_moments_are_told_as_short_as_the_language_allows(
    hands: Hands, page: Any, language: str, told: str
) -> None:  # fmt: skip
    hands.window.speak(language)
    assert _column(hands, "since")[0] == told


def test_a_lot_in_the_hands_of_many_is_a_row_for_each(hands: Hands, page: Any) -> None:
    guard, lot = hands.make.person("G-3", name="Carla"), hands.make.lot("L-9")
    hands.make.issued(hands.make.firearm("CCC-3"), to=guard)
    for many in (5, 7):
        hands.make.do(custody.issue, to=guard, rounds={lot: many})
    page.seek("l-9")
    assert (_column(hands, "quantity"), _column(hands, "holder")) == (["12"], ["Carla"])
