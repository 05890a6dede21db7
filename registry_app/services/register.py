"""A register at work: making one, unlocking it as a user, and running services on it."""

import os
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.choices import OUTSIDE, PASSAGES
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable, refuse
from registry_app.domain.fields import Value, clean
from registry_app.domain.records import User
from registry_app.domain.rules_form import ZONES
from registry_app.domain.signing import Key
from registry_app.i18n import _
from registry_app.persistence import folder as folders
from registry_app.persistence import keys
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Clock, system_clock
from registry_app.services import ledger

P = ParamSpec("P")
R = TypeVar("R")

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
        """The answer of an act, in one transaction, signed by the user at work."""
        return self.opened.store.write(service, by=self.actor, **kwargs)

    def witness(self, user: str, passphrase: str) -> Actor:
        """A second person who vouches now, by passphrase; `Unavailable` when it is wrong."""
        opened = keys.open_slot(folders.ring_of(self.folder), user, passphrase)
        return self.opened.store.read(_actor, name=user, seed=opened.seed)

    def close(self) -> None:
        """Let go of the register."""
        self.opened.close()


def create(
    folder: Path, *, company: str, user: str, passphrase: str, jurisdiction: str = "generic", zone: str = "",
    person: str = "", clock: Clock = system_clock, cost: keys.Cost = keys.DEFAULT,
) -> tuple[Register, str]:  # fmt: skip
    """Make an empty register with its first user, a director; answers it open, and the recovery code to show once.

    Nothing is left behind when it fails. Raises `Refused` or `Unavailable`.
    """
    company, user = clean(company), clean(user)
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
        actor = opened.store.read(_actor, name=user, seed=seed)
    except BaseException:
        opened.close()
        raise
    return Register(opened, actor, database_key), code


def _set_up(company: str, user: str, person: str, jurisdiction: str, zone: str, public_key: str) -> Draft:
    outside = {**PASSAGES, **OUTSIDE}
    places = [
        Wish("place", {"code": kind.upper(), "name": _(label), "kind": kind, "parent_id": None})
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
            Wish("user", _user_values(user, _PERSON, "director", public_key)),
            Wish("policy", _policy(jurisdiction)),
        ),
    )


def _user_values(name: str, person: int, roles: str, public_key: str) -> dict[str, Value]:
    return {"name": name, "person_id": person, "roles": roles, "public_key": public_key, "is_active": 1}


def _policy(jurisdiction: str) -> dict[str, Value]:
    return {
        "jurisdiction": jurisdiction, "edition": 1, "licence_checked": 1, "course_checked": 1, "permit_checked": 1,
        "late_after_hours": 24,
    }  # fmt: skip


def local_zone() -> str:
    """The IANA name of this machine's time zone, UTC where it does not tell."""
    named = os.environ.get("TZ", "").removeprefix(":")
    link = Path("/etc/localtime")
    told = str(link.resolve()).partition("zoneinfo/")[2] if link.exists() else ""
    return next((z for z in (named, told) if z in ZONES), "UTC")


def unlock(folder: Path, *, user: str, passphrase: str, clock: Clock = system_clock) -> Register:
    """The register opened as `user`; a reader or inspector gets connections that cannot write.

    Raises `Unavailable` (wrong passphrase, locked, newer, not a register) or `Damaged`.
    """
    opened = keys.open_slot(folders.ring_of(folder), user, passphrase)
    return _unlocked(folder, user, opened.database_key, opened.seed, clock)


def unlock_first(folder: Path, *, passphrase: str, clock: Clock = system_clock) -> Register:
    """The register opened as the first user whose passphrase fits."""
    ring = folders.ring_of(folder)
    return unlock(folder, user=keys.find_user(ring, passphrase), passphrase=passphrase, clock=clock)


def _unlocked(folder: Path, user: str, database_key: Secret, seed: Secret, clock: Clock) -> Register:
    opened = folders.open_folder(folder, database_key, clock=clock)
    try:
        actor = opened.store.read(_actor, name=user, seed=seed)
    except BaseException:
        opened.close()
        raise
    if actor.is_reader and not opened.store.read_only:
        opened.close()
        opened = folders.open_folder(folder, database_key, read_only=True, clock=clock)
    return Register(opened, actor, database_key)


def _actor(session: Session, *, name: str, seed: Secret) -> Actor:
    row = session.execute(
        select(User.id, User.person_id, User.roles, User.public_key, User.is_active).where(User.name == name)
    ).first()
    key = Key(seed.reveal())
    if row is None or row.public_key != key.public.hex():
        raise Damaged(refuse("key_not_of_user", user=name))
    if not row.is_active:
        raise Unavailable("user_inactive", user=name)
    return Actor(row.id, row.person_id, name, row.roles, key)


def user_names(folder: Path) -> list[str]:
    """The users who have a key slot in this register, in the order of joining."""
    return keys.names(folders.ring_of(folder))


def add_user(
    register: Register, *, name: str, passphrase: str, roles: str, person: str | int, witness: Actor | None = None,
    cost: keys.Cost = keys.DEFAULT,
) -> ledger.Posted:  # fmt: skip
    """Make a user with a key slot; `person` is a record number or the name of somebody new.

    The second user of a register comes with the set-up and needs no witness; every later one does.
    Raises `Refused`; the slot is taken away again when the ledger says no.
    """
    ring = folders.ring_of(register.folder)
    seed = Secret(secrets.token_bytes(32))
    keys.save(register.folder, keys.add_user(ring, name, passphrase, register.database_key, seed, cost=cost))
    public = Key(seed.reveal()).public.hex()
    try:
        return register.write(_post_user, name=name, roles=roles, person=person, public_key=public, witness=witness)
    except BaseException:
        keys.save(register.folder, keys.remove_user(folders.ring_of(register.folder), name))
        raise


def _post_user(
    session: Session, *, name: str, roles: str, person: str | int, public_key: str, by: Actor, witness: Actor | None
) -> ledger.Posted:
    number = person if isinstance(person, int) else _PERSON
    user = Wish("user", _user_values(name, number, roles, public_key))
    wishes = (user,)
    if isinstance(person, str):
        wishes = (Wish("person", {"code": name.upper(), "name": clean(person)}, placeholder=_PERSON), user)
    return ledger.post(session, Draft("user", wishes=wishes, reason_code="appointment"), by=by, witness=witness)


def change_passphrase(register: Register, *, old: str, new: str) -> list[Finding]:
    """Wrap the user's slot anew; answers what is to be said of the new passphrase. Raises `Refused`, `Unavailable`."""
    said = keys.judge_passphrase(new)
    if any(f.severity == "refusal" for f in said):
        raise Refused(*said)
    ring = folders.ring_of(register.folder)
    keys.save(register.folder, keys.change_passphrase(ring, register.actor.name, old, new))
    return said
