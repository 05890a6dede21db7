"""Calibres by the names that armorers write, and false friends kept apart."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.calibres import CALIBRES, canonical, shown

NAMES = [(name, c.code) for c in CALIBRES for name in (c.code, c.name, *c.synonyms)]


@given(st.text(max_size=20))
def test_naming_a_calibre_twice_is_naming_it_once(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@pytest.mark.parametrize(("name", "code"), NAMES)
def test_every_name_leads_to_its_calibre_however_it_is_written(name: str, code: str) -> None:
    bare = name.removeprefix(".")
    for spelling in (name, name.upper(), bare, f".{bare}", name.replace(" ", ""), name.replace(".", ","), f" {name} "):
        assert canonical(spelling) == code
    assert shown(code) == next(c.name for c in CALIBRES if c.code == code)


@pytest.mark.parametrize(("text", "code"), [
    ("9mm", "9x19"), ("9 mm Parabellum", "9x19"), ("9 x 19", "9x19"), ("9×19 mm", "9x19"), (".380", "380acp"),
    ("9 mm corto", "380acp"), ("9,652 mm", "38spl"), ("38 largo", "38spl"), ("cal. 12", "12ga"), ("7,65 mm", "32acp"),
    ("calibre 36", "410"), ("5,56 x 45", "556x45"), ("11,43 mm", "45acp"), ("6.35", "25acp"), ("12/70", "12ga"),
])  # fmt: skip
def test_names_of_the_americas(text: str, code: str) -> None:
    assert canonical(text) == code


FALSE_FRIENDS = [
    ("9x19", "380 acp", "9x18", "9x21", "9 largo"), ("38 special", "38 s&w", "38 super", "380"),
    ("357 magnum", "357 sig"), ("32 s&w long", "32 acp", "7.65 para"), ("22 lr", "22 wmr", "22 short"),
    ("45 acp", "45 colt"), ("12 ga", "16 ga", "20 ga", ".410"), ("223 rem", "5.56x45 nato"),
    ("308 win", "7.62x51 nato", "7.62x39"), ("9 mm", "9 mm corto", "9 mm makarov"),
]  # fmt: skip


@pytest.mark.parametrize("friends", FALSE_FRIENDS)
def test_false_friends_are_kept_apart(friends: tuple[str, ...]) -> None:
    assert all(canonical(a) != canonical(b) for a, b in itertools.combinations(friends, 2))


@pytest.mark.parametrize("text", ["8x57 IS", "7.62", ".38", "9 largo", "calibre nuevo", "36"])
def test_what_the_list_does_not_know_or_could_mean_two_things_stays_as_written(text: str) -> None:
    assert canonical(text) == shown(text) == text


def test_no_name_means_two_calibres() -> None:
    assert len({canonical(name) for name, _code in NAMES}) == len(CALIBRES)
    assert all(canonical(name) == code for name, code in NAMES)
