"""A register at work: making one, unlocking it as a user, and running services on it."""

import os
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.choices import OUTSIDE, PASSAGES
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused
from registry_app.domain.fields import clean
from registry_app.domain.rules_form import ZONES
from registry_app.domain.signing import Key
from registry_app.i18n import _
from registry_app.persistence import folder as folders
from registry_app.persistence import keyring_cache, keys
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Clock, system_clock
from registry_app.services import anchors, ledger, policies
from registry_app.services.users import (
    actor_of,
    add_user,
    amend_user,
    change_passphrase,
    check_key,
    reset_user,
    user_values,
)

__all__ = ["Register", "add_user", "amend_user", "change_passphrase", "create", "first_user", "forget", "local_zone",
           "recalled", "remember", "reset_user", "unlock", "unlock_by_code", "unlock_to_declare",
           "user_names"]  # fmt: skip

P = ParamSpec("P")
R = TypeVar("R")

RECOVERY = "recovery"
"""Who is at work when the register was opened by its recovery code."""
_COMPANY, _ROOT, _PERSON = -1, -2, -3


@dataclass
class Register:
    """An unlocked register: run services on it with `read` and `write`, and close it."""

    opened: folders.Opened
    actor: Actor
    database_key: Secret

    @property
    def folder(self) -> Path:
        """The register's folder."""
        return self.opened.path

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written: by role, by the medium, or until a restore is declared."""
        return self.opened.store.read_only

    def read(self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer of a reading service, on one consistent snapshot."""
        return self.opened.store.read(service, *args, **kwargs)

    def write(self, service: Callable[..., R], **kwargs: object) -> R:
        """The answer of an act, in one transaction, signed by the user at work with the key that the ledger knows."""
        return self.opened.store.write(_signed, service, self.actor, kwargs)

    def witness(self, user: str, passphrase: str) -> Actor:
        """A second person who vouches now, by passphrase; `Unavailable` when it is wrong."""
        opened = keys.open_slot(folders.ring_of(self.folder), user, passphrase)
        return self.opened.store.read(actor_of, name=user, seed=opened.seed)

    def close(self) -> None:
        """Let go of the register."""
        self.opened.close()

    def __enter__(self) -> "Register":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _signed(session: Session, service: Callable[..., R], actor: Actor, kwargs: dict[str, object]) -> R:
    """Run an act once it is sure that its signatures will hold: a key may be replaced while its owner is at work."""
    check_key(session, actor)
    if isinstance(witness := kwargs.get("witness"), Actor):
        check_key(session, witness)
    return service(session, by=actor, **kwargs)


def create(
    folder: Path, *, company: str, user: str, passphrase: str, jurisdiction: str = "generic", zone: str = "",
    person: str = "", clock: Clock = system_clock, cost: keys.Cost = keys.DEFAULT,
) -> tuple[Register, str]:  # fmt: skip
    """Make an empty register with its first user, a director; answers it open, and the recovery code to show once.

    Nothing is left behind when it fails. Raises `Refused` or `Unavailable`.
    """
    company, user, person = clean(company), clean(user), clean(person)
    if wrong := [f for f in keys.judge_passphrase(passphrase) if f.severity == "refusal"]:
        raise Refused(*wrong)
    folders.create(folder)
    try:
        return _create(folder, company, user, passphrase, jurisdiction, zone, person or user, clock, cost)
    except BaseException:
        folders.discard(folder)
        raise


def _create(
    folder: Path, company: str, user: str, passphrase: str, jurisdiction: str, zone: str, person: str, clock: Clock,
    cost: keys.Cost,
) -> tuple[Register, str]:  # fmt: skip
    origin = f"armarium/{uuid.uuid4()}"
    database_key, seed = Secret(secrets.token_bytes(32)), Secret(secrets.token_bytes(32))
    ring = keys.add_user(keys.new_ring(origin), user, passphrase, database_key, seed, cost=cost)
    ring, code = keys.add_recovery(ring, database_key)
    keys.save(folder, ring)
    folders.make_file(folder, database_key)
    opened = folders.open_folder(folder, database_key, clock=clock)
    try:
        key = Key(seed.reveal())
        founder = Actor(0, 0, user, "director", key)
        draft = _set_up(company, user, person, jurisdiction, zone or local_zone(), key.public.hex())
        opened.store.write(ledger.post, draft, by=founder, origin=origin)
        actor = opened.store.read(actor_of, name=user, seed=seed)
    except BaseException:
        opened.close()
        raise
    return Register(opened, actor, database_key), code


def _set_up(company: str, user: str, person: str, jurisdiction: str, zone: str, public_key: str) -> Draft:
    outside = {**PASSAGES, **OUTSIDE}
    places = [
        Wish(
            "place",
            {"code": kind.upper(), "name": _(label), "kind": kind, "parent_id": _ROOT if kind in PASSAGES else None},
        )
        for kind, label in outside.items()
    ]
    return Draft(
        "set_up",
        zone=zone,
        wishes=(
            Wish("company", {"name": company, "zone": zone}, placeholder=_COMPANY),
            Wish("place", {"code": "COMPANY", "name": company, "kind": "company"}, placeholder=_ROOT),
            *places,
            Wish("person", {"code": user.upper(), "name": person}, placeholder=_PERSON),
            Wish("user", user_values(user, _PERSON, "director", public_key)),
            Wish("policy", policies.of(jurisdiction)),
        ),
    )


def local_zone() -> str:
    """The IANA name of this machine's time zone, UTC where it does not tell."""
    named = os.environ.get("TZ", "").removeprefix(":")
    link = Path("/etc/localtime")
    told = str(link.resolve()).partition("zoneinfo/")[2] if link.exists() else ""
    return next((z for z in (named, told) if z in ZONES), "UTC")


def unlock(folder: Path, *, user: str, passphrase: str, clock: Clock = system_clock) -> Register:
    """The register opened as `user`; a reader or inspector gets connections that cannot write.

    Raises `Unavailable` (wrong passphrase, locked, newer, not a register) or `Damaged`; also when an authority gave a
    receipt for more entries than it has, or for others (`anchors.check`).
    """
    opened = keys.open_slot(folders.ring_of(folder), user, passphrase)
    return _unlocked(folder, user, opened.database_key, opened.seed, clock)


def first_user(folder: Path, passphrase: str) -> str:
    """The first user whose passphrase fits. Raises `Unavailable` when it is nobody's."""
    return keys.find_user(folders.ring_of(folder), passphrase)


def unlock_by_code(folder: Path, *, code: str, clock: Clock = system_clock) -> Register:
    """The register opened for reading by its recovery code, when nobody's passphrase is known any more.

    The code gives the key of the file but nobody's signing key: all can be read, checked, exported and backed up, and
    nothing entered. Raises `Unavailable` (code misread, another register's...) or `Damaged`.
    """
    database_key = keys.open_recovery(folders.ring_of(folder), code)
    opened = folders.open_folder(folder, database_key, read_only=True, clock=clock)
    nobody = Actor(0, 0, RECOVERY, "reader", Key(secrets.token_bytes(32)))
    return Register(opened, nobody, database_key)


def unlock_to_declare(folder: Path, *, user: str, passphrase: str, clock: Clock = system_clock) -> Register:
    """The register opened as `user`, who is about to declare that it was restored (`services.restorations`).

    So it may lack what receipts vouch for, and be written before the mark of the restore is taken away. Raises as
    `unlock`, also `Damaged` for another history than that of a receipt.
    """
    opened = keys.open_slot(folders.ring_of(folder), user, passphrase)
    return _unlocked(folder, user, opened.database_key, opened.seed, clock, is_declaring=True)


def _unlocked(
    folder: Path, user: str, database_key: Secret, seed: Secret, clock: Clock, *, is_declaring: bool = False
) -> Register:
    opened = folders.open_folder(folder, database_key, is_declaring=is_declaring, clock=clock)
    try:
        if is_declaring:
            opened.store.read(anchors.check_declarable)
        else:
            opened.store.read(anchors.check, folder)
        actor = opened.store.read(actor_of, name=user, seed=seed)
    except BaseException:
        opened.close()
        raise
    if actor.is_reader:
        opened.store.renounce_writing()
    return Register(opened, actor, database_key)


def user_names(folder: Path) -> list[str]:
    """The users who have a key slot in this register, in the order of joining."""
    return keys.names(folders.ring_of(folder))


def remember(folder: Path, user: str, passphrase: str) -> None:
    """Keep a passphrase in the system's keyring; `Unavailable("keyring_closed")` where there is none to be trusted."""
    keyring_cache.remember(folders.ring_of(folder).origin, user, passphrase)


def recalled(folder: Path, user: str) -> str | None:
    """The passphrase that the system's keyring has for `user`, or `None`."""
    return keyring_cache.recall(folders.ring_of(folder).origin, user)


def forget(folder: Path, user: str) -> None:
    """Remember the passphrase of `user` no longer; silent when it was not remembered."""
    keyring_cache.forget(folders.ring_of(folder).origin, user)
