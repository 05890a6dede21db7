"""Every key is in the sheet and in the guide, and no page takes a key of the window."""

import re
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS
from ui.parts.shortcuts import EVERYWHERE, GROUPS, ShortcutSheet

GUIDE = (Path(__file__).parents[2] / "docs/guide/keys.md").read_text("utf-8")


def test_the_guide_names_the_keys_of_the_window() -> None:
    assert [keys for _title, group in GROUPS for keys, _what in group if keys not in GUIDE] == []


@pytest.mark.parametrize("key", [each.key for each in DESTINATIONS])
def test_the_guide_names_the_keys_of_every_page(hands: Hands, key: str) -> None:
    shortcuts = hands.shell.page(key).SHORTCUTS
    assert [keys for keys, _what in shortcuts if keys not in GUIDE] == []
    assert not {keys for keys, _what in shortcuts} & ({keys for keys, _what in EVERYWHERE} - {"Esc"})


def test_what_is_sought_leaves_its_group_whole(hands: Hands) -> None:
    sheet = ShortcutSheet(hands.shell, (("F2", "Issue"),))
    sheet.line.setText("on this")
    assert sheet.shown() == ["Issue"]
    sheet.line.setText("ctrl+l")
    assert sheet.shown() == ["Lock the register"]


def test_what_the_keys_do_stands_in_one_column(hands: Hands) -> None:
    hands.window.speak("es")
    sheet = ShortcutSheet(hands.shell, (("Ctrl+Shift+F", "Filter by columns"), ("F2", "Issue")))
    sheet.show()
    hands.settle()
    assert len({row.what.x() for row in sheet._rows}) == 1
    assert all(row.keys.geometry().right() < row.what.x() for row in sheet._rows)


def _repeated(window: QWidget) -> list[str]:
    """The letters that Alt leads with to more than one field or button of those that are seen."""
    worded: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    seen = [each for each in worded if each.isVisible() and not (isinstance(each, QLabel) and each.buddy() is None)]
    marked = (re.search(r"&(\w)", each.text().replace("&&", "")) for each in seen)
    return [letter for letter, many in Counter(found[1].casefold() for found in marked if found).items() if many > 1]


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_no_letter_leads_to_two_fields_of_one_page(hands: Hands, language: str) -> None:
    hands.window.speak(language)
    make, found = hands.make, dict[str, list[str]]()
    make.issued(make.firearm(), to=make.person(), rounds={make.lot(): 5})
    for key in (each.key for each in DESTINATIONS):
        page = hands.page(key)
        for name, press in (("", None), ("new", Qt.Key.Key_N), ("changed", Qt.Key.Key_E)):
            if press is not None:
                hands.press(press, Qt.KeyboardModifier.ControlModifier)
                hands.settle()
            found[f"{key} {name}"] = _repeated(page)
        bulk = getattr(page, "bulk", None)
        if bulk is not None:
            bulk.button.click()
            hands.settle()
            found[f"{key} bulk"] = _repeated(page)
    hands.shell.page("company").begin()
    found["adopting"] = _repeated(hands.page("company"))
    assert {name: letters for name, letters in found.items() if letters} == {}
