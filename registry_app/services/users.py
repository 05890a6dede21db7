"""Users: joining, changing roles, leaving, a forgotten passphrase; every change is an entry that somebody witnesses."""

import contextlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import WITNESSES
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable, refuse
from registry_app.domain.fields import Value, clean
from registry_app.domain.records import Person, User
from registry_app.domain.signing import Key
from registry_app.persistence import keyring_cache, keys
from registry_app.persistence.secret import Secret
from registry_app.services import certificate_keys, ledger

if TYPE_CHECKING:
    from registry_app.services.register import Register

_PERSON = -3
_CURRENT = select(User.id, User.person_id, User.roles, User.public_key, User.is_active)


@dataclass(frozen=True)
class Account:
    """A user as lists show him: record numbers of user and person, both names, roles (codes separated by spaces)."""

    id: int
    name: str
    person_id: int
    person: str
    roles: str
    is_active: bool

    @property
    def may_witness(self) -> bool:
        """Whether he may vouch for what somebody else enters."""
        return self.is_active and not set(WITNESSES).isdisjoint(self.roles.split())


def accounts(session: Session) -> list[Account]:
    """All users who ever joined, in the order of joining."""
    person = func.coalesce(Person.name, Person.code)
    query = select(User.id, User.name, User.person_id, person, User.roles, User.is_active)
    rows = session.execute(query.join(Person, Person.id == User.person_id).order_by(User.id))
    return [Account(*row[:5], bool(row[5])) for row in rows]


def judge_passphrase(text: str) -> list[Finding]:
    """What is to be said of a passphrase before it is taken: too short is refused, rather short is warned of."""
    return keys.judge_passphrase(text)


def user_values(name: str, person: int, roles: str, public_key: str) -> dict[str, Value]:
    """The values of a user's record."""
    return {"name": name, "person_id": person, "roles": roles, "public_key": public_key, "is_active": 1}


def actor_of(session: Session, *, name: str, seed: Secret) -> Actor:
    """The user `name` at work with the key of `seed`.

    Raises `Unavailable` when the ledger knows no such user (a joining that was cut off leaves a slot) or he is no
    longer active, `Damaged` when the ledger knows him by another key.
    """
    row = session.execute(_CURRENT.where(User.name == name)).first()
    if row is None:
        raise Unavailable("unknown_user", user=name)
    key = Key(seed.reveal())
    if row.public_key != key.public.hex():
        raise Damaged(refuse("key_not_of_user", user=name))
    if not row.is_active:
        raise Unavailable("user_inactive", user=name)
    return Actor(row.id, row.person_id, name, row.roles, key)


def check_key(session: Session, actor: Actor) -> None:
    """`Unavailable("key_replaced")` when the key that `actor` unlocked is no longer his on the ledger.

    Else an entry would stand whose signature nobody can verify, and `check` would call it tampered with.
    """
    row = session.execute(_CURRENT.where(User.id == actor.user_id)).first()
    if row is None or row.public_key != actor.key.public.hex():
        raise Unavailable("key_replaced", user=actor.name)


def add_user(
    register: "Register", *, name: str, passphrase: str, roles: str, person: str | int, witness: Actor | None = None,
    cost: keys.Cost = keys.DEFAULT,
) -> ledger.Posted:  # fmt: skip
    """Make a user with a key slot; `person` is a record number or the name of somebody new.

    The second user of a register comes with the set-up and needs no witness; every later one does.
    Raises `Refused` or `Unavailable`; the slot is taken away again when the ledger says no.
    """
    name, seed = clean(name), Secret(secrets.token_bytes(32))
    _check_may_write(register)
    with keys.changing(register.folder) as ring:
        if register.read(_number_of, name):
            raise Refused(refuse("user_exists", user=name))
        slot = (name, passphrase, register.database_key, seed)
        keys.save(register.folder, keys.add_user(keys.remove_user(ring, name), *slot, cost=cost))
        try:
            return register.write(
                _post_new, name=name, roles=roles, person=person, public_key=_public(seed), witness=witness
            )
        except BaseException:
            _put_back(register, ring)
            raise


def _post_new(
    session: Session, *, name: str, roles: str, person: str | int, public_key: str, by: Actor, witness: Actor | None
) -> ledger.Posted:
    number = person if isinstance(person, int) else _PERSON
    user = Wish("user", user_values(name, number, roles, public_key))
    wishes: tuple[Wish, ...] = (user,)
    if isinstance(person, str):
        wishes = (Wish("person", {"code": name.upper(), "name": clean(person)}, placeholder=_PERSON), user)
    return ledger.post(session, Draft("user", wishes=wishes, reason_code="appointment"), by=by, witness=witness)


def amend_user(
    register: "Register", *, name: str, roles: str | None = None, is_active: bool | None = None, reason: str = "",
    witness: Actor | None = None,
) -> ledger.Posted:  # fmt: skip
    """Give a user other roles, or let him go: `is_active` False also takes his key slot away.

    Witnessed. Who is let go loses his certificates; who comes back gets a new key by `reset_user`. Raises `Refused` or
    `Unavailable`.
    """
    _check_may_write(register)
    if is_active and not register.read(_is_active, name):
        raise Refused(refuse("user_needs_key", user=name))
    values: dict[str, Value] = {}
    if roles is not None:
        values["roles"] = roles
    if is_active is not None:
        values["is_active"] = int(is_active)
    given = reason or ("departure" if is_active is False else "appointment")
    posted = register.write(_amend, name=name, values=values, reason=given, witness=witness)
    if is_active is False:
        with keys.changing(register.folder) as ring:
            keys.save(register.folder, keys.remove_user(ring, name))
    return posted


def reset_user(
    register: "Register", *, name: str, passphrase: str, witness: Actor | None = None, cost: keys.Cost = keys.DEFAULT
) -> ledger.Posted:
    """Give a user who forgot his passphrase, or comes back, a new key under a new passphrase. Witnessed.

    What he signed before stays signed by the old key; his certificates, whose keys the old one opened, are withdrawn,
    which a note among the findings tells. Nobody resets himself. Raises `Refused` or `Unavailable`;
    when the ledger says no, the old slot stands again.
    """
    _check_may_write(register)
    if name == register.actor.name:
        raise Refused(refuse("user_own_key", user=name))
    seed = Secret(secrets.token_bytes(32))
    with keys.changing(register.folder) as ring:
        slot = (name, passphrase, register.database_key, seed)
        keys.save(register.folder, keys.add_user(keys.remove_user(ring, name), *slot, cost=cost))
        values: dict[str, Value] = {"public_key": _public(seed), "is_active": 1}
        try:
            return register.write(_amend, name=name, values=values, reason="renewal", witness=witness)
        except BaseException:
            _put_back(register, ring)
            raise


def _amend(
    session: Session, *, name: str, values: dict[str, Value], reason: str, by: Actor, witness: Actor | None
) -> ledger.Posted:
    number = _number_of(session, name)
    if not number:
        raise Unavailable("unknown_user", user=name)
    loses_key = "public_key" in values or values.get("is_active") == 0
    lost = certificate_keys.all_of(session, number) if loses_key else []
    wishes = (Wish("user", values, number), *certificate_keys.withdrawal(session, lost))
    posted = ledger.post(session, Draft("user", wishes=wishes, reason_code=reason), by=by, witness=witness)
    certificate_keys.drop(session, lost)
    return posted


def change_passphrase(register: "Register", *, old: str, new: str, cost: keys.Cost = keys.DEFAULT) -> list[Finding]:
    """Wrap the user's slot anew; answers what is to be said of the new passphrase. Raises `Refused`, `Unavailable`."""
    with keys.changing(register.folder) as ring:
        keys.save(register.folder, keys.change_passphrase(ring, register.actor.name, old, new, cost=cost))
    keyring_cache.forget(ring.origin, register.actor.name)
    return keys.judge_passphrase(new)


def _check_may_write(register: "Register") -> None:
    """No slot is touched where no entry can follow."""
    if register.is_read_only:
        raise Unavailable("read_only")


def _put_back(register: "Register", ring: keys.KeyRing) -> None:
    """A slot that stays behind on a full disk opens nothing: the ledger does not know its key."""
    with contextlib.suppress(Unavailable):
        keys.save(register.folder, ring)


def _public(seed: Secret) -> str:
    return Key(seed.reveal()).public.hex()


def _number_of(session: Session, name: str) -> int:
    return session.execute(select(User.id).where(User.name == name)).scalar() or 0


def _is_active(session: Session, name: str) -> bool:
    return bool(session.execute(select(User.is_active).where(User.name == name)).scalar())
