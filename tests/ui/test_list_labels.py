"""Ctrl+Shift+L on a list, a tree or a record leads to the labels of what is shown there."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import Hands

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _press(hands: Hands) -> tuple[str, tuple[int, ...]]:
    """The kind and the records that the page of labels was given."""
    hands.press(Qt.Key.Key_L, KEYS)
    hands.until(lambda: hands.shell.current_key() == "labels")
    hands.settle()
    choice = hands.shell.page("labels").choice
    return choice.kind, choice.records()


def test_those_shown_in_the_list_in_their_order(hands: Hands) -> None:
    two, one, _other = (hands.make.firearm(serial) for serial in ("SLX-2", "SLX-1", "OTHER"))
    hands.page("firearms")
    hands.search("SLX")
    hands.shell.page("firearms").table.setFocus()
    assert _press(hands) == ("firearm", (one, two))


def test_several_selected_rows_are_meant_alone(hands: Hands) -> None:
    guns = [hands.make.firearm(serial) for serial in ("A-1", "A-2", "A-3")]
    hands.page("firearms").table.setFocus()
    hands.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert _press(hands) == ("firearm", tuple(guns[:2]))


def test_a_person_shown_whole_is_meant_alone(hands: Hands) -> None:
    guard = hands.make.person("G-1")
    hands.make.person("G-2")
    hands.page("people").open_record(guard)
    hands.settle()
    assert _press(hands) == ("person", (guard,))


@pytest.mark.parametrize(("key", "kind"), [("ammunition", "lot"), ("articles", "article")])
def test_lots_and_articles_have_labels_too(hands: Hands, key: str, kind: str) -> None:
    made = {"lot": hands.make.lot("LOT-1"), "article": hands.make.article("V-1")}
    hands.page(key).table.setFocus()
    assert _press(hands) == (kind, (made[kind],))


def test_the_place_under_the_cursor_and_all_in_it(hands: Hands) -> None:
    armoury = hands.make.place()
    safe = hands.make.place("SAFE-1", "safe", armoury)
    hands.make.place("ARM-2")
    page = hands.page("places")
    page.tree.go_to(armoury)
    page.tree.setFocus()
    assert _press(hands) == ("place", (armoury, safe))


def test_the_company_gets_no_label_of_its_own(hands: Hands) -> None:
    hands.make.place("SAFE-1", "safe", hands.make.place())
    page = hands.page("places")
    page.tree.go_to(page.tree.listed()[0])
    page.tree.setFocus()
    kind, places = _press(hands)
    assert "company" not in {page._nodes[place].kind for place in places}
    assert (kind, len(places)) == ("place", len(page._nodes) - 1)


def test_a_place_shown_whole_is_meant_alone(hands: Hands) -> None:
    armoury = hands.make.place()
    hands.make.place("SAFE-1", "safe", armoury)
    hands.page("places").open_record(armoury)
    hands.settle()
    assert _press(hands) == ("place", (armoury,))


@pytest.mark.parametrize("key", ["firearms", "people"])
def test_an_empty_list_leads_nowhere(hands: Hands, key: str) -> None:
    hands.page(key)
    hands.search("nothing like this")
    hands.shell.page(key).exports.labels.button.click()
    assert hands.shell.current_key() == key
