"""Text is readable on whatever it stands on, in every look."""

import re
from dataclasses import asdict

import pytest

from ui import tokens
from ui.tokens import TEXT_PAIRS, Tokens, chosen, contrast

STRICT = [t for t in tokens.ALL if t.name.startswith("contrast")]


@pytest.mark.parametrize("theme", tokens.ALL, ids=lambda theme: theme.name)
def test_text_keeps_its_contrast(theme: Tokens) -> None:
    least = 7.0 if theme in STRICT else 4.5
    poor = {pair: round(contrast(getattr(theme, pair[0]), getattr(theme, pair[1])), 2) for pair in TEXT_PAIRS}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", STRICT, ids=lambda theme: theme.name)
def test_edges_are_seen_in_high_contrast(theme: Tokens) -> None:
    """The edges of controls, the lines between parts, and the border of what has the focus (WCAG 2.2, 1.4.11)."""
    pairs = [(one, ground) for one in ("edge", "line", "line2", "accent") for ground in ("surface", "bg", "sidebar")]
    poor = {pair: contrast(getattr(theme, pair[0]), getattr(theme, pair[1])) for pair in pairs}
    assert {pair: ratio for pair, ratio in poor.items() if ratio < 3} == {}


@pytest.mark.parametrize("theme", tokens.ALL, ids=lambda theme: theme.name)
def test_the_focus_is_seen_in_every_look(theme: Tokens) -> None:
    assert min(contrast(theme.accent, ground) for ground in (theme.surface, theme.bg, theme.sidebar)) >= 3


@pytest.mark.parametrize("theme", tokens.ALL, ids=lambda theme: theme.name)
def test_every_colour_is_six_digits(theme: Tokens) -> None:
    colours = {name: value for name, value in asdict(theme).items() if name not in ("name", "is_dark")}
    assert [name for name, value in colours.items() if not re.fullmatch("#[0-9A-F]{6}", value)] == []


def test_black_on_white_is_the_most_contrast() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize(
    ("mode", "is_dark", "name"),
    [("system", True, "dark"), ("system", False, "light"), ("light", True, "light"), ("dark", False, "dark"),
     ("contrast", True, "contrast-dark"), ("contrast", False, "contrast-light"),
     ("contrast-dark", False, "contrast-dark")],
)  # fmt: skip
def test_the_setting_chooses_the_colours(mode: str, is_dark: bool, name: str) -> None:
    assert chosen(mode, is_dark).name == name
