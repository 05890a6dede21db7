"""Who vouches for an entry: Ed25519 signatures over a labelled body, and the leaf that the tree hashes.

Leaf content: `len32 | body | count | (slot, key id, algorithm, len16, signature)*`, big-endian; a stripped or added
signature changes the leaf and with it every later root.
"""

import struct
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ACTOR, WITNESS = 1, 2
ED25519 = 1
_LABELS = {ACTOR: b"armarium-entry-v1/actor\0", WITNESS: b"armarium-entry-v1/witness\0"}
_HEAD_LABEL = b"armarium-head-v1\0"
_PAPER_LABELS = {"trust": b"armarium-trust-v1\0", "receipt": b"armarium-receipt-v1\0"}
"""What an authority signs: its trust list, and its receipts."""
_FIXED = struct.Struct(">B8sBH")


class Signature(NamedTuple):
    """One signature on an entry: in which slot, by which key (first 8 bytes of SHA-256 of the public key)."""

    slot: int
    key_id: bytes
    algorithm: int
    value: bytes


class Key:
    """A user's signing key, held only while the user is at work; never shown, logged or compared."""

    __slots__ = ("_private", "public")

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw()

    def sign(self, slot: int, body: bytes) -> Signature:
        """The signature of this key over `body` in `slot`."""
        value = self._private.sign(_LABELS[slot] + body)
        return Signature(slot, key_id(self.public), ED25519, value)

    def sign_head(self, head: bytes) -> bytes:
        """The signature over a head's text."""
        return self._private.sign(_HEAD_LABEL + head)

    def sign_paper(self, kind: str, content: bytes) -> bytes:
        """The signature of an authority's key over the bytes of a `trust` list or a `receipt`."""
        return self._private.sign(_PAPER_LABELS[kind] + content)


def key_id(public: bytes) -> bytes:
    """The short name of a public key (32 bytes raw)."""
    return sha256(public).digest()[:8]


def is_strong(public: bytes) -> bool:
    """Whether 32 bytes can be a public key that binds: none of the points of small order, under which a signature of
    anything can be made, and no second spelling of a point (RFC 8032, section 5.1.3)."""
    height = int.from_bytes(public, "little") & ~(1 << 255)
    return height < _FIELD and height not in _SMALL_ORDER


_FIELD = 2**255 - 19
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
_SMALL_ORDER = frozenset([0, 1, _FIELD - 1, _ORDER_8, _FIELD - _ORDER_8])
"""The heights (y) of the eight points of small order."""


@lru_cache(maxsize=256)
def _verifier(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)


def is_signed(signature: Signature, public: bytes, body: bytes) -> bool:
    """Whether `signature` is `public`'s over `body`; False for a wrong key, slot or algorithm."""
    label = _LABELS.get(signature.slot)
    if label is None or signature.algorithm != ED25519 or signature.key_id != key_id(public):
        return False
    return _is_valid(public, signature.value, label + body)


def is_head_signed(signature: bytes, public: bytes, head: bytes) -> bool:
    """Whether `signature` is `public`'s over a head's text."""
    return _is_valid(public, signature, _HEAD_LABEL + head)


def is_paper_signed(signature: bytes, public: bytes, kind: str, content: bytes) -> bool:
    """Whether `signature` is `public`'s over a trust list or a receipt; never by a key under which anything can be."""
    return is_strong(public) and _is_valid(public, signature, _PAPER_LABELS[kind] + content)


def _is_valid(public: bytes, signature: bytes, content: bytes) -> bool:
    try:
        _verifier(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def pack(signatures: Sequence[Signature]) -> bytes:
    """The signatures as kept beside the body: `count | (slot, key id, algorithm, len16, signature)*`."""
    parts = [_FIXED.pack(s.slot, s.key_id, s.algorithm, len(s.value)) + s.value for s in signatures]
    return bytes([len(parts)]) + b"".join(parts)


def unpack(blob: bytes) -> tuple[Signature, ...]:
    """The signatures that `pack` wrote; ValueError when anything is short or left over."""
    if not blob:
        raise ValueError("no signatures")
    found, at = [], 1
    for _number in range(blob[0]):
        if len(blob) < at + _FIXED.size:
            raise ValueError("a signature is cut short")
        slot, key, algorithm, length = _FIXED.unpack_from(blob, at)
        at += _FIXED.size
        found.append(Signature(slot, key, algorithm, blob[at : at + length]))
        at += length
    if at != len(blob):
        raise ValueError("bytes are missing or left over after the signatures")
    return tuple(found)


def leaf(body: bytes, packed_signatures: bytes) -> bytes:
    """The leaf content of an entry in the tree."""
    return struct.pack(">I", len(body)) + body + packed_signatures


def missing_slots(signatures: Iterable[Signature], *, witnessed: bool) -> set[int]:
    """The slots that an entry should carry and does not, or carries and should not, or carries twice."""
    wanted = {ACTOR, WITNESS} if witnessed else {ACTOR}
    slots = [s.slot for s in signatures]
    return wanted.symmetric_difference(slots) | {s for s in slots if slots.count(s) > 1}
