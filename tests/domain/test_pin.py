"""Which PINs are no secret."""

import pytest

from registry_app.domain.pin import is_simple


@pytest.mark.parametrize("digits", ["0000", "1234", "98765", "11111111"])
def test_what_a_stranger_tries_first_is_simple(digits: str) -> None:
    assert is_simple(digits)


@pytest.mark.parametrize("digits", ["4711", "1357", "1212", "1235"])
def test_others_are_not(digits: str) -> None:
    assert not is_simple(digits)
