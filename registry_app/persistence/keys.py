"""The key slots of a register, `keys.json`: one per user and one for recovery (`docs/formats/keys-v1.md`).

A user slot wraps the database key and that user's Ed25519 seed by AES-256-GCM under Argon2id of the passphrase; what
it is bound to (format, origin, kind, user) is authenticated with it, so slots cannot be swapped.
"""

import base64
import json
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable, refuse, warn
from registry_app.persistence import atomic, recovery
from registry_app.persistence.secret import Secret

FILE = "keys.json"
FORMAT = "armarium-keys/1"
KEY_BYTES = 32
LEAST, ADVISED = 8, 15
"""Characters of a passphrase: fewer than the first are refused, fewer than the second draw a warning."""


@dataclass(frozen=True)
class Cost:
    """What Argon2id is to cost: passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65_536
    lanes: int = 4


DEFAULT = Cost()


@dataclass(frozen=True)
class Slot:
    """One wrapped secret: its kind (`user`, `recovery`, or one that a later release knows), and the file's own object."""

    kind: str
    name: str
    kept: dict[str, Any]


@dataclass(frozen=True)
class KeyRing:
    """All slots of a register and the origin that they are bound to."""

    origin: str
    slots: tuple[Slot, ...] = ()


@dataclass(frozen=True)
class OpenedSlot:
    """What a user slot held."""

    database_key: Secret
    seed: Secret


def new_ring(origin: str) -> KeyRing:
    """A ring without slots."""
    return KeyRing(origin)


def load(folder: Path) -> KeyRing:
    """The ring of a register. `Unavailable` when there is none or it is newer, `Damaged` when it cannot be read."""
    path = folder / FILE
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        raise Unavailable("not_a_register", path=str(folder)) from None
    except OSError as error:
        raise atomic.cannot_read(error, path) from error
    except UnicodeDecodeError:
        raise Damaged(refuse("keys_damaged", path=str(path))) from None
    try:
        return _ring(json.loads(content))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise Damaged(refuse("keys_damaged", path=str(path))) from None


def _ring(read: dict[str, Any]) -> KeyRing:
    if read["format"] != FORMAT:
        if str(read["format"]).startswith("armarium-keys/"):
            raise Unavailable("register_newer", revision=str(read["format"]))
        raise ValueError("another format")
    slots = tuple(Slot(str(s["kind"]), str(s.get("name", "")), dict(s)) for s in read["slots"])
    return KeyRing(str(read["origin"]), slots)


def save(folder: Path, ring: KeyRing) -> None:
    """Write the ring, durably and as a whole."""
    content = {"format": FORMAT, "origin": ring.origin, "slots": [s.kept for s in ring.slots]}
    atomic.write(folder / FILE, (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode())


def judge_passphrase(text: str) -> list[Finding]:
    """What is to be said of a passphrase: too short is refused, rather short is warned of."""
    length = len(_normal(text))
    if length < LEAST:
        return [refuse("passphrase_short", least=LEAST)]
    return [warn("passphrase_weak", advised=ADVISED)] if length < ADVISED else []


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def names(ring: KeyRing) -> list[str]:
    """The users who have a slot, in the order of joining."""
    return [s.name for s in ring.slots if s.kind == "user"]


def add_user(
    ring: KeyRing, name: str, passphrase: str, database_key: Secret, seed: Secret, *, cost: Cost = DEFAULT
) -> KeyRing:
    """The ring with a slot for `name`; `Refused` when the name has one or the passphrase is too short."""
    if name in names(ring):
        raise Refused(refuse("user_exists", user=name))
    if wrong := [f for f in judge_passphrase(passphrase) if f.severity == "refusal"]:
        raise Refused(*wrong)
    salt = secrets.token_bytes(16)
    content = database_key.reveal() + seed.reveal()
    kept = {
        "kind": "user", "name": name, "kdf": "argon2id", "passes": cost.passes, "memory": cost.memory,
        "lanes": cost.lanes, "salt": _text(salt),
    }  # fmt: skip
    wrapping = _stretched(_normal(passphrase).encode(), salt, cost)
    return replace(ring, slots=(*ring.slots, Slot("user", name, kept | _wrapped(ring, "user", name, wrapping, content))))


def remove_user(ring: KeyRing, name: str) -> KeyRing:
    """The ring without the slot of `name`."""
    return replace(ring, slots=tuple(s for s in ring.slots if (s.kind, s.name) != ("user", name)))


def change_passphrase(ring: KeyRing, name: str, old: str, new: str, *, cost: Cost = DEFAULT) -> KeyRing:
    """The ring with the slot of `name` wrapped under a new passphrase; `Unavailable` when the old one is wrong."""
    opened = open_slot(ring, name, old)
    return add_user(remove_user(ring, name), name, new, opened.database_key, opened.seed, cost=cost)


def open_slot(ring: KeyRing, name: str, passphrase: str) -> OpenedSlot:
    """What the slot of `name` holds; `Unavailable` for an unknown user or a wrong passphrase."""
    slot = next((s for s in ring.slots if (s.kind, s.name) == ("user", name)), None)
    if slot is None:
        raise Unavailable("unknown_user", user=name)
    content = _unwrapped(ring, slot, _slot_key(slot, passphrase))
    if content is None or len(content) != 2 * KEY_BYTES:
        raise Unavailable("wrong_passphrase", user=name)
    return OpenedSlot(Secret(content[:KEY_BYTES]), Secret(content[KEY_BYTES:]))


def find_user(ring: KeyRing, passphrase: str) -> str:
    """The first user whose passphrase this is."""
    for name in names(ring):
        try:
            open_slot(ring, name, passphrase)
        except Unavailable:
            continue
        return name
    raise Unavailable("wrong_passphrase", user="")


def add_recovery(ring: KeyRing, database_key: Secret) -> tuple[KeyRing, str]:
    """The ring with a recovery slot in place of an earlier one, and the code that opens it, to be shown once."""
    code = secrets.token_bytes(recovery.CODE_BYTES)
    kept = {"kind": "recovery", "salt": _text(salt := secrets.token_bytes(16))}
    wrapping = _stretched(code, salt, Cost(1, 8_192, 1))
    slot = Slot("recovery", "", kept | _wrapped(ring, "recovery", "", wrapping, database_key.reveal()))
    others = tuple(s for s in ring.slots if s.kind != "recovery")
    return replace(ring, slots=(*others, slot)), recovery.encode(code)


def open_recovery(ring: KeyRing, code: str) -> Secret:
    """The database key by the recovery code; `Unavailable` when the code is misread or another register's."""
    given = recovery.decode(code)
    for slot in ring.slots:
        if slot.kind == "recovery":
            wrapping = _stretched(given, _bytes(slot, "salt"), Cost(1, 8_192, 1))
            if (content := _unwrapped(ring, slot, wrapping)) is not None:
                return Secret(content)
    raise Unavailable("wrong_recovery_code")


def _slot_key(slot: Slot, passphrase: str) -> bytes:
    try:
        cost = Cost(int(slot.kept["passes"]), int(slot.kept["memory"]), int(slot.kept["lanes"]))
        if not (1 <= cost.passes <= 64 and 8 <= cost.memory <= 4_194_304 and 1 <= cost.lanes <= 64):  # noqa: PLR2004
            raise ValueError("the cost is out of range")
    except (KeyError, TypeError, ValueError):
        raise Damaged(refuse("keys_damaged", path=FILE)) from None
    return _stretched(_normal(passphrase).encode(), _bytes(slot, "salt"), cost)


def _stretched(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, KEY_BYTES, Type.ID)


def _bound_to(ring: KeyRing, kind: str, name: str) -> bytes:
    return json.dumps([FORMAT, ring.origin, kind, name], ensure_ascii=False).encode()


def _wrapped(ring: KeyRing, kind: str, name: str, wrapping: bytes, content: bytes) -> dict[str, str]:
    nonce = secrets.token_bytes(12)
    sealed = AESGCM(wrapping).encrypt(nonce, content, _bound_to(ring, kind, name))
    return {"nonce": _text(nonce), "wrapped": _text(sealed)}


def _unwrapped(ring: KeyRing, slot: Slot, wrapping: bytes) -> bytes | None:
    try:
        return AESGCM(wrapping).decrypt(
            _bytes(slot, "nonce"), _bytes(slot, "wrapped"), _bound_to(ring, slot.kind, slot.name)
        )
    except (InvalidTag, ValueError):
        return None


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _bytes(slot: Slot, name: str) -> bytes:
    try:
        return base64.b64decode(slot.kept[name], validate=True)
    except (KeyError, ValueError, TypeError):
        raise Damaged(refuse("keys_damaged", path=FILE)) from None
