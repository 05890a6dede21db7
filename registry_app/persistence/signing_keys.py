"""The private keys of certificates at rest: AES-256-GCM under a key that is derived from the owner's signing key.

So whoever unlocks as that user can sign, and nobody else: neither another user, nor the recovery code.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from registry_app.domain.signing import Key
from registry_app.persistence.secret import Secret

LABEL = b"armarium-signing-key-v1"
_NONCE = 12


def wrap(owner: Key, bound_to: str, content: Secret) -> bytes:
    """`content` for its owner alone; `bound_to` is authenticated with it, so that keys cannot be swapped."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(owner.derived(LABEL)).encrypt(nonce, content.reveal(), bound_to.encode())


def unwrap(owner: Key, bound_to: str, wrapped: bytes) -> Secret | None:
    """What was wrapped, `None` when the owner's key is another one or the bytes were changed."""
    nonce, sealed = wrapped[:_NONCE], wrapped[_NONCE:]
    try:
        return Secret(AESGCM(owner.derived(LABEL)).decrypt(nonce, sealed, bound_to.encode()))
    except (InvalidTag, ValueError):
        return None
