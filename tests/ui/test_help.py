"""Every page has its help by F1, in four languages, of one shape."""

import re

import pytest
from PySide6.QtCore import Qt

from registry_app import i18n
from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS
from ui.help import FOLDER, HelpSheet, help_text

GATES = {"declaring": "A register out of a backup"}
"""What stands before a register and has help, with what it is called."""
TITLES = {each.key: each.label for each in DESTINATIONS} | GATES


@pytest.mark.parametrize("key", TITLES)
def test_every_page_has_help_of_one_shape_in_every_language(key: str) -> None:
    shapes = set()
    for code in i18n.LANGUAGES:
        text = (FOLDER / code / f"{key}.md").read_text("utf-8")
        marks = re.findall(r"^(#+ |\d\.|-)", text, re.MULTILINE)
        assert 10 <= len(text.splitlines()) <= 40
        shapes.add(tuple(marks))
    assert len(shapes) == 1


@pytest.mark.parametrize("code", i18n.LANGUAGES)
def test_the_help_is_called_as_its_page_is(code: str) -> None:
    i18n.use(code)
    titles = {key: help_text(key).splitlines()[0].removeprefix("# ") for key in TITLES}
    assert titles == {key: i18n._(title) for key, title in TITLES.items()}


def test_no_help_is_left_of_a_page_that_is_gone() -> None:
    assert {file.stem for file in FOLDER.rglob("*.md")} == set(TITLES)


def test_the_help_of_the_page_that_is_seen_is_shown_in_the_readers_language(hands: Hands) -> None:
    hands.page("handover")
    hands.window.speak("es")
    hands.press(Qt.Key.Key_F1)
    (sheet,) = hands.window.findChildren(HelpSheet)
    assert sheet.text.toPlainText().startswith("Entrega y devolución")


def test_a_page_without_help_says_where_its_keys_are(hands: Hands) -> None:
    sheet = HelpSheet(hands.shell, "nowhere")
    assert "Ctrl+/" in sheet.text.toPlainText()
