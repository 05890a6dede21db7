"""Every key is in the sheet and in the guide, and no page takes a key of the window."""

from pathlib import Path

import pytest

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
