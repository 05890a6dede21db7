"""One look for the whole program, changed while it runs."""

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from ui import icons, theme
from ui.theme import LARGEST, SMALLEST, USUAL, Theme


@pytest.fixture(autouse=True)
def _as_it_was(look: Theme) -> object:
    yield
    look.set_mode("light")
    look.set_points(USUAL)


def test_another_look_draws_icons_and_palette_again(look: Theme, qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    icons.dress(label, "lock", "text")
    light = label.pixmap().toImage()
    look.set_mode("dark")
    assert label.pixmap().toImage() != light
    assert theme.colour("bg").name().upper() == "#121316"
    assert look.mode == "dark"


def test_the_size_of_letters_keeps_within_bounds(look: Theme) -> None:
    for wanted, got in ((3, SMALLEST), (40, LARGEST), (12, 12)):
        look.set_points(wanted)
        assert look.points == got
    font = QApplication.font()
    assert (font.family(), font.pixelSize()) == ("Inter", 16)


@pytest.mark.parametrize("name", sorted(file.stem for file in icons.FOLDER.glob("*.svg")))
def test_every_icon_can_be_drawn(name: str) -> None:
    assert QSvgRenderer(QByteArray((icons.FOLDER / f"{name}.svg").read_bytes())).isValid()
    drawn = icons.pixmap(name, "text", 16, 2.0).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(32) for y in range(32))


def test_a_field_for_a_card_is_drawn_like_any_other(look: Theme, qtbot: QtBot) -> None:
    """The sheets that things stand on are called `card`, too."""
    lines = [QLineEdit(), QLineEdit()]
    for line, called in zip(lines, ("card", "other"), strict=True):
        qtbot.addWidget(line)
        line.setObjectName(called)
        line.ensurePolished()
    assert lines[0].grab().toImage() == lines[1].grab().toImage()
