"""What the page of users does off the window's thread: one wish of a director, with the witness's passphrase."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry_app.domain.errors import Finding, Refused, Unavailable, refuse
from registry_app.services import users

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.services.register import Register

ADD, ROLES, LEAVE, RENEW, RETURN, OWN = "add", "roles", "leave", "renew", "return", "own"
"""Add a user, give other roles, let go, a new passphrase for somebody else, back at work, the own passphrase."""
ABOUT_A_PASSPHRASE = ("wrong_passphrase", "unknown_user", "user_inactive")


@dataclass(frozen=True)
class Wish:
    """What was typed into the form; `person` is a record number or the name of somebody new."""

    act: str
    name: str
    person: str | int = ""
    roles: str = ""
    passphrase: str = field(default="", repr=False)
    old: str = field(default="", repr=False)
    witness: str = ""
    witness_passphrase: str = field(default="", repr=False)


def fulfil(register: "Register", wish: Wish) -> Wish:
    """Do it and give it back; `Refused` names the field of the form in its facts where a passphrase is wrong."""
    if wish.act == OWN:
        with _beside("old"):
            users.change_passphrase(register, old=wish.old, new=wish.passphrase)
    else:
        _enter(register, wish, _witness(register, wish))
    return wish


def _witness(register: "Register", wish: Wish) -> "Actor | None":
    if not wish.witness:
        return None
    with _beside("witness_passphrase"):
        return register.witness(wish.witness, wish.witness_passphrase)


def _enter(register: "Register", wish: Wish, witness: "Actor | None") -> None:
    if wish.act == ADD:
        users.add_user(
            register, name=wish.name, passphrase=wish.passphrase, roles=wish.roles, person=wish.person, witness=witness
        )
    elif wish.act == ROLES:
        users.amend_user(register, name=wish.name, roles=wish.roles, witness=witness)
    elif wish.act == LEAVE:
        users.amend_user(register, name=wish.name, is_active=False, witness=witness)
    else:
        users.reset_user(register, name=wish.name, passphrase=wish.passphrase, witness=witness)


@contextmanager
def _beside(name: str) -> Iterator[None]:
    """Whoever typed a passphrase wrongly is told so beside its field, not in a dialog."""
    try:
        yield
    except Unavailable as error:
        finding: Finding = error.finding
        if finding.code not in ABOUT_A_PASSPHRASE:
            raise
        raise Refused(refuse(finding.code, **{**finding.facts, "field": name})) from error
