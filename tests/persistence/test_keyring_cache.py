"""Remembered passphrases: in a keyring that the system guards, or nowhere."""

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import chainer, fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError

from registry_app.persistence import keyring_cache as cache
from tests.persistence.trouble import refused

OURS = (__name__,)


class InMemory(KeyringBackend):
    """A keyring as good as any, but for the end of the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")


class Locked(InMemory):
    """A keyring whose owner dismissed the prompt."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("dismissed")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("dismissed")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringLocked("dismissed")


@pytest.fixture(autouse=True)
def in_force() -> Iterator[InMemory]:
    """The keyring in force, put back as it was."""
    before, ours = keyring.core._keyring_backend, InMemory()
    keyring.set_keyring(ours)
    yield ours
    keyring.core._keyring_backend = before


def test_what_is_remembered_is_recalled_until_it_is_forgotten() -> None:
    cache.remember("armarium/1", "ana", "a passphrase", allowed=OURS)
    assert cache.recall("armarium/1", "ana", allowed=OURS) == "a passphrase"
    assert cache.recall("armarium/2", "ana", allowed=OURS) is None
    assert cache.recall("armarium/1", "eva", allowed=OURS) is None
    cache.forget("armarium/1", "ana", allowed=OURS)
    cache.forget("armarium/1", "ana", allowed=OURS)
    assert cache.recall("armarium/1", "ana", allowed=OURS) is None


@pytest.mark.parametrize("ring", [null.Keyring, fail.Keyring, Locked])
def test_a_keyring_that_is_none_remembers_nothing(ring: type[KeyringBackend]) -> None:
    keyring.set_keyring(ring())
    with refused("keyring_closed"):
        cache.remember("armarium/1", "ana", "a passphrase", allowed=OURS)
    assert cache.recall("armarium/1", "ana", allowed=OURS) is None
    cache.forget("armarium/1", "ana", allowed=OURS)


def test_back_ends_that_the_system_does_not_guard_are_not_used(in_force: InMemory) -> None:
    in_force.set_password("Armarium armarium/1", "ana", "left in a plain file")
    assert cache.recall("armarium/1", "ana") is None
    with refused("keyring_closed"):
        cache.remember("armarium/1", "ana", "a passphrase")
    assert list(in_force.kept.values()) == ["left in a plain file"]


def test_plain_files_are_on_no_list() -> None:
    assert not [m for m in cache.ALLOWED if "alt" in m or "null" in m or "fail" in m or "file" in m]


def test_of_a_chain_only_the_allowed_one_is_used(in_force: InMemory) -> None:
    class Chain(chainer.ChainerBackend):
        backends = [null.Keyring(), in_force]  # type: ignore[no-untyped-call]  # noqa: RUF012 - the library's own name

    keyring.set_keyring(Chain())  # type: ignore[no-untyped-call]
    cache.remember("armarium/1", "ana", "a passphrase", allowed=OURS)
    assert list(in_force.kept.values()) == ["a passphrase"]


def test_a_passphrase_longer_than_a_vault_holds_is_not_half_kept(in_force: InMemory) -> None:
    with refused("keyring_closed"):
        cache.remember("armarium/1", "ana", "x" * 1_300, allowed=OURS)
    assert in_force.kept == {}
