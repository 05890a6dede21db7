"""Signatures: whose, over what, in which slot, and packed so that nothing can be added or left out."""

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain import signing
from registry_app.domain.signing import ACTOR, ED25519, WITNESS, Key, Signature, is_signed, missing_slots, pack, unpack

ONE, OTHER = Key(bytes(range(32))), Key(bytes(32))
BODY = b'{"seq":7}'
signatures = st.builds(
    Signature, st.integers(0, 255), st.binary(min_size=8, max_size=8), st.integers(0, 255), st.binary(max_size=80)
)


def test_a_signature_is_its_keys_over_its_body_in_its_slot() -> None:
    signature = ONE.sign(ACTOR, BODY)
    assert is_signed(signature, ONE.public, BODY)
    assert not is_signed(signature, OTHER.public, BODY)
    assert not is_signed(signature, ONE.public, BODY + b" ")
    assert not is_signed(signature._replace(slot=WITNESS), ONE.public, BODY)


@pytest.mark.parametrize("changed", [{"slot": 3}, {"algorithm": 2}, {"key_id": bytes(8)}, {"value": b""},
                                     {"value": bytes(64)}])  # fmt: skip
def test_a_signature_that_is_not_quite_one(changed: dict[str, object]) -> None:
    assert not is_signed(ONE.sign(WITNESS, BODY)._replace(**changed), ONE.public, BODY)  # type: ignore[arg-type]


@pytest.mark.parametrize("public", [b"", bytes(31), b"\xff" * 32])
def test_a_key_that_is_none_verifies_nothing(public: bytes) -> None:
    signature = ONE.sign(ACTOR, BODY)._replace(key_id=signing.key_id(public))
    assert not is_signed(signature, public, BODY)
    assert not signing.is_head_signed(ONE.sign_head(BODY), public, BODY)


def test_a_head_is_not_signed_by_an_entrys_signature() -> None:
    assert signing.is_head_signed(ONE.sign_head(BODY), ONE.public, BODY)
    assert not signing.is_head_signed(ONE.sign(ACTOR, BODY).value, ONE.public, BODY)
    assert not is_signed(Signature(ACTOR, signing.key_id(ONE.public), ED25519, ONE.sign_head(BODY)), ONE.public, BODY)


@given(st.lists(signatures, max_size=4).map(tuple))
def test_packed_signatures_are_unpacked(given_ones: tuple[Signature, ...]) -> None:
    assert unpack(pack(given_ones)) == given_ones


@given(st.lists(signatures, min_size=1, max_size=3), st.data())
def test_nothing_may_be_short_or_left_over(given_ones: list[Signature], data: st.DataObject) -> None:
    packed = pack(given_ones)
    cut = data.draw(st.integers(0, len(packed) - 1))
    for wrong in (packed[:cut], packed + b"\0"):
        with pytest.raises(ValueError, match=r".+"):
            unpack(wrong)


@given(st.binary(max_size=120))
def test_any_bytes_unpack_to_what_packs_to_them_or_not_at_all(blob: bytes) -> None:
    try:
        found = unpack(blob)
    except ValueError:
        return
    assert pack(found) == blob


@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40))
def test_two_leaves_are_the_same_only_when_body_and_signatures_are(a: bytes, b: bytes, c: bytes, d: bytes) -> None:
    assert (signing.leaf(a, b) == signing.leaf(c, d)) is ((a, b) == (c, d))


@pytest.mark.parametrize(("slots", "witnessed", "wrong"), [
    ([ACTOR], False, set()), ([ACTOR, WITNESS], True, set()), ([], False, {ACTOR}), ([ACTOR], True, {WITNESS}),
    ([ACTOR, WITNESS], False, {WITNESS}), ([ACTOR, ACTOR], False, {ACTOR}), ([ACTOR, 9], False, {9}),
    ([WITNESS], True, {ACTOR}),
])  # fmt: skip
def test_slots_that_should_be_filled_otherwise(slots: list[int], witnessed: bool, wrong: set[int]) -> None:
    made = [ONE.sign(ACTOR, BODY)._replace(slot=slot) for slot in slots]
    assert missing_slots(made, witnessed=witnessed) == wrong


WEAK = (
    "01" + "00" * 31, "ec" + "ff" * 30 + "7f", "00" * 32, "00" * 31 + "80",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "01" + "00" * 30 + "80", "ee" + "ff" * 30 + "7f", "ff" * 32,
)  # fmt: skip
"""The eight points of small order, and other spellings of points."""


@pytest.mark.parametrize("public", WEAK)
def test_a_key_under_which_anything_is_signed_is_none(public: str) -> None:
    assert not signing.is_strong(bytes.fromhex(public))


def test_keys_that_were_made_bind() -> None:
    assert all(signing.is_strong(Key(bytes([seed]) * 32).public) for seed in range(32))


def test_why_a_key_must_bind() -> None:
    """Under the neutral point this signature is good for every body: nobody could be held to it."""
    neutral = bytes.fromhex(WEAK[0])
    forged = Signature(ACTOR, signing.key_id(neutral), ED25519, neutral + bytes(32))
    assert is_signed(forged, neutral, BODY) == is_signed(forged, neutral, b"anything else")


def test_a_key_does_not_tell_its_seed() -> None:
    assert bytes(range(32)).hex() not in repr(ONE)
    assert not hasattr(ONE, "__dict__")


def test_a_derived_key_is_the_one_of_rfc_5869() -> None:
    """Extract with no salt, expand to one block: written out once more by hand."""
    seed, label = b"\1" * 32, b"armarium-signing-key-v1"
    extracted = hmac.digest(bytes(32), seed, "sha256")
    assert Key(seed).derived(label) == hmac.digest(extracted, label + b"\1", "sha256")
