"""The key slots of a register, `keys.json`: one per user and one for recovery (`docs/formats/keys-v1.md`).

A user slot wraps the database key and that user's Ed25519 seed by AES-256-GCM under Argon2id of the passphrase; what
it is bound to (format, origin, kind, user) is authenticated with it, so slots cannot be swapped.
"""

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from registry_app.domain.errors import Finding, Refused, Unavailable, refuse, warn
from registry_app.persistence import key_file, recovery, wrapping
from registry_app.persistence.key_file import FILE, FORMAT, KeyRing, Slot, load, save
from registry_app.persistence.lock import hold
from registry_app.persistence.secret import Secret
from registry_app.persistence.wrapping import DEFAULT, KEY_BYTES, Cost

__all__ = ["DEFAULT", "FILE", "FORMAT", "KEY_BYTES", "Cost", "KeyRing", "Slot", "add_recovery", "add_user",
           "change_passphrase", "changing", "find_user", "judge_passphrase", "load", "names", "new_ring",
           "open_recovery", "open_slot", "remove_user", "save", "secret_of"]  # fmt: skip

LOCK = "keys.lock"
LOCK_PATIENCE = 10.0
LEAST, ADVISED = 8, 15
"""Characters of a passphrase: fewer than the first are refused, fewer than the second draw a warning."""

RECOVERY_COST = Cost(1, 8_192, 1)
"""A recovery code has 160 random bits: nobody guesses it, however quick the guess."""


class OpenedSlot:
    """What a user slot held: the key of the file, and the seed of the user's signing key."""

    __slots__ = ("database_key", "seed")

    def __init__(self, content: bytes) -> None:
        self.database_key, self.seed = Secret(content[:KEY_BYTES]), Secret(content[KEY_BYTES:])


def new_ring(origin: str) -> KeyRing:
    """A ring without slots."""
    return KeyRing(origin)


@contextmanager
def changing(folder: Path) -> Iterator[KeyRing]:
    """The ring as it stands, while nobody else changes it: two people who join at once both get their slot.

    Raises `Unavailable` (`register_locked` after some seconds, `folder_read_only`, not a register) or `Damaged`.
    """
    with hold(folder, exclusive=True, name=LOCK, patience=LOCK_PATIENCE):
        yield load(folder)


def judge_passphrase(text: str) -> list[Finding]:
    """What is to be said of a passphrase: too short is refused, rather short is warned of."""
    length = len(_normal(text))
    if length < LEAST:
        return [refuse("passphrase_short", least=LEAST)]
    return [warn("passphrase_weak", advised=ADVISED)] if length < ADVISED else []


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _check_passphrase(text: str) -> None:
    if wrong := [f for f in judge_passphrase(text) if f.severity == "refusal"]:
        raise Refused(*wrong)


def names(ring: KeyRing) -> list[str]:
    """The users who have a slot, in the order of joining."""
    return [s.name for s in ring.slots if s.kind == "user"]


def add_user(
    ring: KeyRing, name: str, passphrase: str, database_key: Secret, seed: Secret, *, cost: Cost = DEFAULT
) -> KeyRing:
    """The ring with a slot for `name`; `Refused` when the name has one or the passphrase is too short."""
    if name in names(ring):
        raise Refused(refuse("user_exists", user=name))
    _check_passphrase(passphrase)
    return replace(ring, slots=(*ring.slots, _user_slot(ring, name, passphrase, database_key, seed, cost)))


def _user_slot(ring: KeyRing, name: str, passphrase: str, database_key: Secret, seed: Secret, cost: Cost) -> Slot:
    content = Secret(database_key.reveal() + seed.reveal())
    said = {"kind": "user", "name": name}
    return Slot("user", name, said | wrapping.wrap(_bound_to(ring, "user", name), secret_of(passphrase), content, cost))


def secret_of(passphrase: str) -> Secret:
    """The bytes of a passphrase, however its accents were typed."""
    return Secret(_normal(passphrase).encode("utf-8", "surrogatepass"))


def remove_user(ring: KeyRing, name: str) -> KeyRing:
    """The ring without the slot of `name`."""
    return replace(ring, slots=tuple(s for s in ring.slots if (s.kind, s.name) != ("user", name)))


def change_passphrase(ring: KeyRing, name: str, old: str, new: str, *, cost: Cost = DEFAULT) -> KeyRing:
    """The ring with the slot of `name` wrapped under a new passphrase; `Unavailable` when the old one is wrong."""
    opened = open_slot(ring, name, old)
    _check_passphrase(new)
    slot = _user_slot(ring, name, new, opened.database_key, opened.seed, cost)
    return replace(ring, slots=tuple(slot if (s.kind, s.name) == ("user", name) else s for s in ring.slots))


def open_slot(ring: KeyRing, name: str, passphrase: str) -> OpenedSlot:
    """What the slot of `name` holds; `Unavailable` for an unknown user or a wrong passphrase."""
    slot = next((s for s in ring.slots if (s.kind, s.name) == ("user", name)), None)
    if slot is None:
        raise Unavailable("unknown_user", user=name)
    content = wrapping.unwrap(_bound_to(ring, "user", name), secret_of(passphrase), slot.kept, 2 * KEY_BYTES)
    if content is None:
        raise Unavailable("wrong_passphrase", user=name)
    return OpenedSlot(content.reveal())


def find_user(ring: KeyRing, passphrase: str) -> str:
    """The first user whose passphrase this is; each slot costs a guess. `Unavailable` when it is nobody's."""
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
    sealed = wrapping.wrap(_bound_to(ring, "recovery", ""), Secret(code), database_key, RECOVERY_COST)
    others = tuple(s for s in ring.slots if s.kind != "recovery")
    return replace(ring, slots=(*others, Slot("recovery", "", {"kind": "recovery", **sealed}))), recovery.encode(code)


def open_recovery(ring: KeyRing, code: str) -> Secret:
    """The database key by the recovery code; `Unavailable` when the code is misread or another register's."""
    given = Secret(recovery.decode(code))
    for slot in ring.slots:
        if slot.kind == "recovery":
            content = wrapping.unwrap(_bound_to(ring, "recovery", ""), given, slot.kept, KEY_BYTES)
            if content is not None:
                return content
    raise Unavailable("wrong_recovery_code")


def _bound_to(ring: KeyRing, kind: str, name: str) -> bytes:
    return key_file.canonical([FORMAT, ring.origin, kind, name])
