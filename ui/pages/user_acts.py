"""What the page of users does off the window's thread: one wish of a director, with the witness's passphrase."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry_app.services import users
from ui.pages.witness import beside, vouched

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.services.register import Register

ADD, ROLES, LEAVE, RENEW, RETURN, OWN = "add", "roles", "leave", "renew", "return", "own"
"""Add a user, give other roles, let go, a new passphrase for somebody else, back at work, the own passphrase."""


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
        with beside("old"):
            users.change_passphrase(register, old=wish.old, new=wish.passphrase)
    else:
        _enter(register, wish, vouched(register, wish.witness, wish.witness_passphrase) if wish.witness else None)
    return wish


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
