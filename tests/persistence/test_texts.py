"""Texts are compared whatever their case and accents, by plain SQL where they are plain."""

import pytest
from sqlalchemy import column, literal, select

from registry_app.persistence import texts
from tests.make import Make


@pytest.mark.parametrize(
    ("kept", "sought", "found"),
    [
        ("José Ñáñez", "nanez", True),
        ("JOSE", "José", True),
        ("Straße", "STRASSE", True),
        ("100 %", "0 %", True),
        ("100 x", "0 %", False),
        ("a_b", "A_B", True),
        ("axb", "a_b", False),
        ("back\\slash", "k\\s", True),
        ("Ñ%", "n%", True),
        ("Ñx", "n%", False),
    ],
)
def test_a_text_holds_another(make: Make, kept: str, sought: str, found: bool) -> None:
    asked = select(texts.holds(literal(kept), sought))
    assert bool(make.register.read(lambda session: session.execute(asked).scalar())) is found


@pytest.mark.parametrize(("kept", "found"), [("JOSÉ", True), ("jose", True), ("jose a", False)])
def test_a_text_is_another(make: Make, kept: str, found: bool) -> None:
    asked = select(texts.is_spelled(literal(kept), "josé"))
    assert bool(make.register.read(lambda session: session.execute(asked).scalar())) is found


def test_nothing_holds_nothing() -> None:
    assert texts.without_accents(None) is None
    assert "armarium_bare" in str(texts.holds(column("name"), "x"))
