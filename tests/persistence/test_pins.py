"""Verifiers of PINs."""

from registry_app.persistence import pins


def test_a_verifier_matches_its_pin_alone() -> None:
    kept = pins.verifier("4711")
    assert pins.matches(kept, "4711")
    assert not pins.matches(kept, "4712")


def test_the_same_pin_has_another_verifier_each_time() -> None:
    assert pins.verifier("4711") != pins.verifier("4711")


def test_what_is_no_verifier_matches_nothing() -> None:
    assert not pins.matches("", "4711")
