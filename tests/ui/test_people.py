"""The people: listed with their papers and what they hold; searched, filtered, exported."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.hands import Hands


def _shown(hands: Hands, column: int = 0) -> list[str]:
    page = hands.shell.page("people")
    hands.settle()
    return [str(page.table.rows.index(row, column).data()) for row in range(page.table.rows.rowCount())]


@pytest.fixture
def crew(hands: Hands) -> Hands:
    """Three people: one with accents, one who holds something, one who has left."""
    make = hands.make
    make.person("G-1", name="José Ñáñez", licence_class="B")
    make.issued(make.firearm(), to=make.person("G-2", licence="2030-06-01"))
    make.person("G-3", left_on="2020-01-01")
    hands.page("people")
    return hands


def test_those_who_left_stand_in_a_segment_of_their_own(crew: Hands) -> None:
    assert {"G-1", "G-2"} <= set(_shown(crew))
    crew.shell.page("people").list.segments.choose("left")
    assert _shown(crew) == ["G-3"]


def test_the_search_knows_no_accents(crew: Hands) -> None:
    crew.shell.page("people").seek("jose nanez")
    assert _shown(crew) == ["G-1"]


def test_a_filter_row_finds_who_holds_something(crew: Hands) -> None:
    page = crew.shell.page("people")
    crew.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(page.filter.line("held"), ">0")
    crew.until(lambda: _shown(crew) == ["G-2"])
    assert page.list.count.text() == "1 of 3 people"


def test_the_export_holds_what_is_listed(crew: Hands, tmp_path: Path) -> None:
    page = crew.shell.page("people")
    page.seek("nanez")
    crew.settle()
    page.exports.write(tmp_path / "people.csv")
    crew.settle()
    lines = (tmp_path / "people.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Person code,Full name,Licence class,Licence valid until")
    assert [line.partition(",")[0] for line in lines[1:]] == ["G-1"]
