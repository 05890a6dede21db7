"""The recovery code as people write it, read it out and type it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.persistence import recovery
from tests.persistence.trouble import refused

CODE = bytes(range(1, 21))
codes = st.binary(min_size=recovery.CODE_BYTES, max_size=recovery.CODE_BYTES)
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(codes)
def test_a_code_is_read_as_it_was_written(code: bytes) -> None:
    text = recovery.encode(code)
    assert recovery.decode(text) == code
    assert recovery.decode(text.lower().replace("0", "o").replace("1", "l").replace("-", " – ")) == code


def test_every_single_wrong_symbol_is_found() -> None:
    text = recovery.encode(CODE)
    for at, right in enumerate(text):
        for wrong in SYMBOLS if right != "-" else "":
            if wrong != right:
                with refused("misread_recovery_code"):
                    recovery.decode(text[:at] + wrong + text[at + 1 :])


@given(codes)
def test_every_swap_of_neighbours_is_found(code: bytes) -> None:
    text = recovery.encode(code).replace("-", "")
    for at in range(len(text) - 1):
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if swapped != text:
            with refused("misread_recovery_code"):
                recovery.decode(swapped)


@pytest.mark.parametrize("text", ["", "U" * 33, "0" * 32, "0" * 34, "0" * 32 + "é", "\x00", "١" * 33])
def test_what_is_no_code_is_misread(text: str) -> None:
    with refused("misread_recovery_code"):
        recovery.decode(text)


def test_a_code_has_twenty_bytes() -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        recovery.encode(bytes(19))
