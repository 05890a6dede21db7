"""Verifiers of PINs: Argon2id, so that trying all of four digits on a copy takes minutes and not moments."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The least that OWASP advises (2024): a guard at the hatch waits for some hundredths of a second."""


def verifier(pin: str) -> str:
    """What is kept of a PIN: salted, in the usual notation of Argon2."""
    return _HASHER.hash(pin)


def matches(kept: str, pin: str) -> bool:
    """Whether this is the PIN that the verifier was made of."""
    try:
        return _HASHER.verify(kept, pin)
    except (VerifyMismatchError, InvalidHashError):
        return False
