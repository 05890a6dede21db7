"""The trust list: the page's example, what binds licence, ledger and certificates, and that nothing forged is read."""

import json
from dataclasses import replace

import pytest

from registry_app.domain import trust, vouched
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Refused, Unavailable
from registry_app.domain.signing import Key
from registry_app.domain.trust import Trusted, TrustList
from tests.domain.vectors import example, flipped

KEY, EXAMPLE = example("trust-list-v1.md")
NOW = 1_767_300_000_000
FIRST = trust.parse(EXAMPLE).companies[0]
OTHER = Trusted("VIG-0001", "Custodia del Norte Ltda.", "armarium/other", ("01" * 32, "02" * 32))


def test_the_example_of_the_format_is_what_the_program_writes() -> None:
    read = trust.parse(EXAMPLE, authority_key=KEY.public.hex())
    assert trust.write(read, KEY) == EXAMPLE
    assert (read.authority, read.number, read.of_licence("VIG-0417")) == ("Superintendencia de Vigilancia", 2, FIRST)


def test_a_company_is_found_by_each_of_what_is_bound_together() -> None:
    read = trust.parse(EXAMPLE).added(OTHER, issued_at=NOW)
    assert (read.number, read.issued_at, [each.licence for each in read.companies]) == (
        3,
        NOW,
        ["VIG-0001", "VIG-0417"],
    )
    assert read.of_origin("armarium/other") == read.of_certificate("02" * 32) == OTHER
    assert read.of_certificate("03" * 32) is None
    assert trust.parse(trust.write(read, KEY)) == read
    assert read.removed("VIG-0001", issued_at=NOW).companies == (FIRST,)


def test_every_single_bit_of_a_list_is_under_its_signature() -> None:
    for forged in flipped(EXAMPLE):
        with pytest.raises((Damaged, Unavailable)):
            trust.parse(forged)


def test_another_spelling_of_the_same_list_is_not_the_list() -> None:
    for spelt in (EXAMPLE + b"\n", json.dumps(json.loads(EXAMPLE)).encode(), b"", b"[]", b"7", b"{}"):
        with pytest.raises(Damaged):
            trust.parse(spelt)


def test_a_list_that_somebody_else_signed_is_not_this_authoritys() -> None:
    stranger = Key(b"s" * 32)
    theirs = trust.write(replace(trust.parse(EXAMPLE), authority_key=stranger.public.hex()), stranger)
    assert trust.parse(theirs).authority == "Superintendencia de Vigilancia"
    with pytest.raises(Refused) as caught:
        trust.parse(theirs, authority_key=KEY.public.hex())
    assert caught.value.findings[0].code == "trust_of_another"


def test_a_key_under_which_anything_can_be_signed_signs_nothing() -> None:
    weak = json.loads(EXAMPLE) | {"authority_key": "01" + "00" * 31, "signature": "01" + "00" * 63}
    with pytest.raises(Damaged):
        trust.parse(canonical(weak))


def test_a_newer_list_is_told_from_a_damaged_one() -> None:
    with pytest.raises(Unavailable) as caught:
        trust.parse(canonical(json.loads(EXAMPLE) | {"format": "armarium-trust/2"}))
    assert caught.value.finding.code == "desk_newer"


@pytest.mark.parametrize(
    ("company", "code"),
    [
        (replace(OTHER, origin=FIRST.origin), "trust_origin_twice"),
        (replace(OTHER, fingerprints=FIRST.fingerprints), "trust_certificate_twice"),
        (replace(OTHER, fingerprints=("AB" * 32,)), "trust_malformed"),
        (replace(OTHER, fingerprints=("02" * 32, "01" * 32)), "trust_malformed"),
        (replace(OTHER, licence=""), "trust_malformed"),
        (replace(OTHER, company="x" * 201), "trust_malformed"),
    ],
)
def test_what_would_bind_a_thing_twice_is_refused(company: Trusted, code: str) -> None:
    with pytest.raises(Refused) as caught:
        trust.parse(EXAMPLE).added(company, issued_at=NOW)
    assert caught.value.findings[0].code == code


def test_a_licence_that_is_not_there_cannot_be_removed() -> None:
    with pytest.raises(Refused):
        trust.parse(EXAMPLE).removed("VIG-9", issued_at=NOW)


def test_a_list_with_a_company_twice_is_not_read_even_when_it_is_signed() -> None:
    twice = TrustList("A", KEY.public.hex(), 1, NOW, (FIRST, FIRST))
    with pytest.raises(Damaged):
        trust.parse(trust.write(twice, KEY))


def test_what_is_larger_than_any_list_is_not_looked_into() -> None:
    with pytest.raises(ValueError, match="too long"):
        vouched.read(b"{" + b" " * 100, most=100)
