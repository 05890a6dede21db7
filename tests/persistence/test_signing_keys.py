"""Wrapped keys of certificates: their owner opens them, and nobody else does."""

import pytest

from registry_app.domain.signing import Key
from registry_app.persistence import signing_keys
from registry_app.persistence.secret import Secret

OWNER, OTHER = Key(b"\1" * 32), Key(b"\2" * 32)
CONTENT = Secret(b"a private key")


def test_the_owner_gets_back_what_was_wrapped() -> None:
    assert signing_keys.unwrap(OWNER, "who", signing_keys.wrap(OWNER, "who", CONTENT)) == CONTENT


def test_nothing_of_it_is_seen_and_no_two_are_alike() -> None:
    one, other = (signing_keys.wrap(OWNER, "who", CONTENT) for _time in range(2))
    assert one != other
    assert CONTENT.reveal() not in one


@pytest.mark.parametrize(("owner", "bound_to"), [(OTHER, "who"), (OWNER, "whose")])
def test_neither_another_user_nor_in_the_place_of_another(owner: Key, bound_to: str) -> None:
    assert signing_keys.unwrap(owner, bound_to, signing_keys.wrap(OWNER, "who", CONTENT)) is None


def test_every_changed_byte_is_found() -> None:
    kept = signing_keys.wrap(OWNER, "who", CONTENT)
    for at in range(len(kept)):
        changed = kept[:at] + bytes([kept[at] ^ 1]) + kept[at + 1 :]
        assert signing_keys.unwrap(OWNER, "who", changed) is None
    assert signing_keys.unwrap(OWNER, "who", kept[:5]) is None


def test_keys_of_different_labels_are_different() -> None:
    assert len({OWNER.derived(b"a"), OWNER.derived(b"b"), OTHER.derived(b"a")}) == 3
