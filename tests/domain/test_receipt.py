"""The receipt: the page's example, and that nothing which the authority did not sign is one."""

import json
from dataclasses import replace

import pytest

from registry_app.domain import receipt
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Unavailable
from registry_app.domain.head import Head
from registry_app.domain.signing import Key
from tests.domain.vectors import example, flipped

KEY, EXAMPLE = example("receipt-v1.md")


def test_the_example_of_the_format_is_what_the_program_writes() -> None:
    read = receipt.parse(EXAMPLE)
    assert receipt.write(read, KEY) == EXAMPLE
    assert read.head == Head("armarium/0190f3c2-7d1a-7000-8000-000000000001", 42, "1f2e3d4c" + "5b" * 28)
    assert (read.number, read.return_number, read.until) == (7, "IR-20260101-42-1F2E3D4C", "2026-01-01")
    assert receipt.told(read) == f"7-{receipt.fingerprint(read.authority_key)[:8]}"


def test_every_single_bit_of_a_receipt_is_under_its_signature() -> None:
    for forged in flipped(EXAMPLE):
        with pytest.raises((Damaged, Unavailable)):
            receipt.parse(forged)


@pytest.mark.parametrize(
    "changed",
    [
        {"size": 0},
        {"size": "42"},
        {"until": "2026-02-30"},
        {"number": 0},
        {"root": "5B" * 32},
        {"return": ""},
        {"received_at": 2**53 - 1},
        {"x": 1},
    ],
)
def test_a_receipt_of_another_shape_is_none_even_when_it_is_signed(changed: dict[str, object]) -> None:
    told = {name: value for name, value in json.loads(EXAMPLE).items() if name != "signature"} | changed
    forged = canonical({**told, "signature": KEY.sign_paper("receipt", canonical(told)).hex()})
    with pytest.raises(Damaged):
        receipt.parse(forged)


def test_a_signature_of_another_key_or_for_another_purpose_is_none() -> None:
    read, stranger = receipt.parse(EXAMPLE), Key(b"s" * 32)
    with pytest.raises(Damaged):
        receipt.parse(receipt.write(read, stranger))
    told = {name: value for name, value in json.loads(EXAMPLE).items() if name != "signature"}
    with pytest.raises(Damaged):
        receipt.parse(canonical({**told, "signature": KEY.sign_paper("trust", canonical(told)).hex()}))


def test_a_newer_receipt_is_told_from_a_damaged_one() -> None:
    with pytest.raises(Unavailable):
        receipt.parse(canonical(json.loads(EXAMPLE) | {"format": "armarium-receipt/2"}))


def test_two_receipts_differ_whatever_differs_in_them() -> None:
    read = receipt.parse(EXAMPLE)
    assert receipt.write(replace(read, number=8), KEY) != EXAMPLE
    assert receipt.parse(receipt.write(replace(read, number=8), KEY)).number == 8
