"""The exposure is always on screen, follows each entry, and leads to the returns by click and by key."""

import pytest
from PySide6.QtCore import Qt

from registry_app.services.exposure import DAY, HOUR, Exposure
from tests.ui.hands import Hands
from ui.exposure_line import told
from ui.foot import Foot


@pytest.mark.parametrize(
    ("exposure", "said"),
    [
        (Exposure(0, 0, 5), "Every entry is witnessed outside"),
        (Exposure(1, 59_000, 0), "1 entry not yet witnessed outside, oldest 0 min"),
        (Exposure(1_200, 3 * HOUR, 0), "1,200 entries not yet witnessed outside, oldest 3 h"),
        (Exposure(7, 40 * DAY, 0), "7 entries not yet witnessed outside, oldest 40 days"),
    ],
)
def test_it_is_told_in_words(exposure: Exposure, said: str) -> None:
    assert told(exposure) == said


def test_it_turns_red_after_a_month(look: object) -> None:
    foot = Foot()
    for days, tone in ((31, ""), (32, "red")):
        foot.exposure.show_exposure(Exposure(7, days * DAY, 0))
        assert foot.exposure.property("tone") == tone


def test_it_is_there_from_the_start_and_follows_each_entry(hands: Hands) -> None:
    assert hands.shell.foot.exposure.isVisible()
    before = hands.shell.foot.exposure.text()
    hands.make.firearm("A1")
    hands.shell.desk.tasks.wrote.emit()
    hands.settle()
    assert hands.shell.foot.exposure.text() != before


@pytest.mark.parametrize("by", ["click", "key"])
def test_it_leads_to_the_returns(hands: Hands, by: str) -> None:
    if by == "click":
        hands.bot.mouseClick(hands.shell.foot.exposure, Qt.MouseButton.LeftButton)
    else:
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        hands.bot.keyClick(hands.window, Qt.Key.Key_R, both)
    hands.settle()
    assert hands.shell.current_key() == "returns"


def test_where_there_is_little_room_the_exposure_stays(hands: Hands) -> None:
    foot = hands.shell.foot
    foot.resize(foot.exposure.sizeHint().width() + 60, foot.height())
    assert [label.isVisible() for label in (foot._head, foot._backup, foot._note)] == [False] * 3
    foot.resize(2_000, foot.height())
    assert [label.isVisible() for label in (foot._head, foot._backup, foot._note)] == [True] * 3
    assert foot.exposure.isVisible()


def test_where_even_that_is_too_long_it_is_cut_and_whole_in_its_tooltip(hands: Hands) -> None:
    line = hands.shell.foot.exposure
    line.show_exposure(Exposure(7, 40 * DAY, 0))
    wide = line.sizeHint().width()
    line.resize(wide, line.height())
    assert line.shown() == line.text()
    line.resize(wide - 100, line.height())
    assert "…" in line.shown()
    assert (line.shown()[0], line.shown()[-4:]) == ("7", "days")
    assert line.toolTip().startswith(line.text())
