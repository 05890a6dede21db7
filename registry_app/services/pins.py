"""PINs: set by an armorer while the person is there, and tried at the hatch; five wrong tries lock one for a while.

Tries are counted while the register is open: to begin anew one has to unlock it, and who can do that needs no PIN.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.pin import LONGEST, SHORTEST, is_simple
from registry_app.domain.records import Person, Pin
from registry_app.persistence import pins
from registry_app.services import clock, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once

TRIES = 5
LOCKED_FOR = 300_000
"""Milliseconds."""


@dataclass
class Tries:
    """Wrong tries in a row, and until when (UTC ms) no other is taken."""

    wrong: int = 0
    locked_until: int = 0


@once
def set_pin(session: Session, *, person: int, pin: str, note: str = "", entry_id: str = "", by: Actor) -> Posted:
    """Set or change the PIN of a person who is there, in an entry that the person acknowledges.

    Raises `Refused` for what is no PIN (4 to 8 digits, none of the first that a stranger would try).
    """
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise Refused(refuse("pin_malformed", least=SHORTEST, most=LONGEST))
    if is_simple(pin):
        raise Refused(refuse("pin_too_simple"))
    kept = session.execute(select(Pin.id).where(Pin.person_id == person)).scalar() or 0
    whose = {} if kept else {"person_id": person}
    wish = Wish("pin", {**whose, "verifier": pins.verifier(pin)}, record=kept)
    draft = Draft("amend" if kept else "describe", wishes=(wish,), note=note, acknowledged_by=person, id=entry_id)
    posted = ledger.post(session, draft, by=by)
    _tries(session).pop(person, None)
    return posted


def has_pin(session: Session, person: int) -> bool:
    """Whether a person can acknowledge by PIN."""
    return _verifier(session, person) is not None


def check(session: Session, person: int, pin: str) -> None:
    """Nothing when this is the person's PIN. Raises `Refused`: `pin_missing`, `pin_wrong`, or `pin_locked` for five
    minutes from the fifth wrong try on, when not even the right one is taken."""
    code = session.execute(select(Person.code).where(Person.id == person)).scalar() or ""
    verifier, now = _verifier(session, person), int(session.info["clock"]())
    if verifier is None:
        raise Refused(refuse("pin_missing", person=code, person_id=person))
    tries = _tries(session).setdefault(person, Tries())
    if now >= tries.locked_until > 0:
        tries.wrong = tries.locked_until = 0
    if not tries.locked_until and pins.matches(verifier, pin):
        tries.wrong = 0
        return
    tries.wrong += 1
    if tries.wrong < TRIES:
        raise Refused(refuse("pin_wrong", person=code, person_id=person, left=TRIES - tries.wrong))
    tries.locked_until = tries.locked_until or now + LOCKED_FOR
    raise Refused(
        refuse("pin_locked", person=code, person_id=person, at=tries.locked_until, zone=clock.zone(session))
    )  # fmt: skip


def _verifier(session: Session, person: int) -> str | None:
    return session.execute(select(Pin.verifier).where(Pin.person_id == person)).scalar()


def _tries(session: Session) -> dict[int, Tries]:
    """By person; kept by the open file, for all of its sessions."""
    found: dict[int, Tries] = session.info["tries"]
    return found
