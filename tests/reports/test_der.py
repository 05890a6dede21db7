"""DER: one encoding for each structure; every second way of writing the same is told from it."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.reports.der import length_of, reencoded
from tests.reports import signers


def test_a_certificate_is_written_as_it_is() -> None:
    der = signers.authority().certificate
    assert reencoded(der) == der
    assert length_of(der + b"\0\0") == len(der)


@pytest.mark.parametrize(
    ("ber", "der"),
    [("30030101ff", "30030101ff"), ("3003010101", "30030101ff"), ("308103020107", "3003020107"),
     ("020200ff", "020200ff"), ("02020007", "020107"), ("0202ffff", "0201ff"), ("3106020102020101", "3106020101020102"),
     ("0500", "0500"), ("040100", "040100")],
)  # fmt: skip
def test_another_way_of_writing_is_set_right(ber: str, der: str) -> None:
    assert reencoded(bytes.fromhex(ber)).hex() == der


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "30",
        "3005",
        "30800000",
        "05016f",
        "0603808037",
        "06",
        "24050403616263",
        "1f0100",
        "300201",
        "0201070a",
        "30020000",
        "03020101",
        "0303080000",
        "0300",
    ],
)
def test_what_is_no_der_at_all_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        reencoded(bytes.fromhex(wrong))


@given(st.binary(max_size=200))
def test_no_bytes_make_it_stumble(content: bytes) -> None:
    with suppress(ValueError):
        assert reencoded(reencoded(content)) == reencoded(content)
