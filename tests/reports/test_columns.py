"""How wide columns get."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from registry_app.reports import fonts
from registry_app.reports.columns import PAD, Column, Row, Style, fitted

STYLE = Style()


def _widths(columns: list[Column], rows: Sequence[Row], room: float, **options: Any) -> list[float]:
    return [c.width for c in fitted(columns, rows, room, STYLE, **options)[0]]


@pytest.mark.parametrize("room", [120.0, 300.0, 511.28, 528.0])
@pytest.mark.parametrize("text", ["", "007", "two words", "W" * 90, "many short words in a row " * 5])
def test_the_columns_fill_the_room(text: str, room: float) -> None:
    columns = [Column("No.", align="right"), Column("Name"), Column("Serial number", face="mono", is_whole=True)]
    widths = _widths(columns, [("1", text, text), ("2", "x", "y")], room)
    assert sum(widths) == pytest.approx(room, abs=0.1)
    assert min(widths) > 2 * PAD


def test_a_column_that_may_not_wrap_keeps_its_width_while_others_can_give_way() -> None:
    columns = [Column("Day", is_whole=True), Column("Text", most=400)]
    day, _text = _widths(columns, [("May 12, 2028", "some words that go on and on " * 4)], 160)
    assert day >= fonts.width("May 12, 2028", "narrow", STYLE.size) + 2 * PAD - 0.1


def test_the_column_with_few_long_values_gives_way_first() -> None:
    rows = [("every row is long", "x" if at else "only this is long") for at in range(50)]
    often, seldom = _widths([Column("A"), Column("B")], rows, 80)
    assert often > seldom


def test_headings_get_smaller_before_values_break() -> None:
    columns = [Column("Extraordinarily") for _ in range(8)]
    _columns, style = fitted(columns, [("1",) * 8], 330, STYLE)
    assert style.heading < STYLE.heading
    assert style.size == STYLE.size


def test_a_word_that_has_no_room_breaks_before_a_heading_does() -> None:
    columns = [Column("Extraordinarily") for _ in range(8)]
    made, style = fitted(columns, [("W" * 125, *["1"] * 7)], 400, STYLE)
    least = fonts.width("Extraordinarily", "narrow-bold", style.heading) + 2 * PAD
    assert min(column.width for column in made) >= least - 0.1


def test_even_columns_are_equally_wide() -> None:
    columns = [Column("Kind"), *(Column(t, align="right") for t in ("Opening", "Lost", "Destroyed"))]
    _kind, *numbers = _widths(columns, [("Pistol", "1", "2", "3")], 500, is_even=True)
    assert len(set(numbers)) == 1


def test_a_table_without_rows_is_as_wide_as_its_headings() -> None:
    assert sum(_widths([Column("A"), Column("B")], [], 200)) == pytest.approx(200, abs=0.1)


ROOT = Path(__file__).resolve().parents[2]
_WIDTHS = """
import random
from registry_app.reports.columns import Column, Style, fitted
letters = random.Random(1)
rows = [("".join(letters.choices("iWlMa", k=12)), "x") for _ in range(200)]
print([column.width for column in fitted([Column("a"), Column("b")], rows, 300, Style())[0]])
"""


def test_widths_are_the_same_in_every_run_of_the_program() -> None:
    seeds = [{**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(ROOT)} for seed in (1, 2, 3)]
    widths = [
        subprocess.run([sys.executable, "-c", _WIDTHS], env=env, check=True, capture_output=True, text=True).stdout
        for env in seeds
    ]
    assert len(set(widths)) == 1
