"""Wrapping a secret under another: Argon2id stretches what a person knows, AES-256-GCM wraps what it opens."""

import base64
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence.secret import Secret

KEY_BYTES = 32
KDF = "argon2id"
_SALT, _NONCE, _TAG = 16, 12, 16
_MOST_PASSES, _MOST_MEMORY, _MOST_LANES, _LEAST_BLOCKS = 64, 4_194_304, 64, 8
"""What a slot may ask for: a key file of somebody else's making must not stop the machine."""


@dataclass(frozen=True)
class Cost:
    """What Argon2id is to cost: passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65_536
    lanes: int = 4


DEFAULT = Cost()


def wrap(bound_to: bytes, secret: Secret, content: Secret, cost: Cost) -> dict[str, Any]:
    """The fields of a slot that gives `content` to whoever knows `secret`; `bound_to` is authenticated with it."""
    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    sealed = AESGCM(_stretched(secret, salt, cost).reveal()).encrypt(nonce, content.reveal(), bound_to)
    return {
        "kdf": KDF, "passes": cost.passes, "memory": cost.memory, "lanes": cost.lanes, "salt": _text(salt),
        "nonce": _text(nonce), "wrapped": _text(sealed),
    }  # fmt: skip


def unwrap(bound_to: bytes, secret: Secret, kept: Mapping[str, Any], length: int) -> Secret | None:
    """What a slot holds, `None` when `secret` is not the one.

    Raises `Damaged` for a slot that nobody wrote so, `Unavailable("memory_short")` where Argon2id finds no room.
    """
    try:
        cost = _cost(kept)
        salt, nonce = _bytes(kept, "salt", _SALT), _bytes(kept, "nonce", _NONCE)
        sealed = _bytes(kept, "wrapped", length + _TAG)
    except (KeyError, TypeError, ValueError):
        raise Damaged(refuse("keys_damaged", path="keys.json")) from None
    try:
        return Secret(AESGCM(_stretched(secret, salt, cost).reveal()).decrypt(nonce, sealed, bound_to))
    except InvalidTag:
        return None


def _cost(kept: Mapping[str, Any]) -> Cost:
    passes, memory, lanes = (kept[name] for name in ("passes", "memory", "lanes"))
    if kept["kdf"] != KDF or any(type(n) is not int for n in (passes, memory, lanes)):
        raise ValueError("not a cost")
    is_known = 1 <= passes <= _MOST_PASSES and 1 <= lanes <= _MOST_LANES
    if not is_known or not _LEAST_BLOCKS * lanes <= memory <= _MOST_MEMORY:
        raise ValueError("the cost is out of range")
    return Cost(passes, memory, lanes)


def _stretched(secret: Secret, salt: bytes, cost: Cost) -> Secret:
    try:
        return Secret(hash_secret_raw(secret.reveal(), salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID))
    except HashingError:
        raise Unavailable("memory_short", needed=cost.memory // 1024) from None


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(kept: Mapping[str, Any], name: str, length: int) -> bytes:
    content = base64.b64decode(kept[name], validate=True)
    if len(content) != length:
        raise ValueError("of another length")
    return content
