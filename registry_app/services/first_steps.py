"""The first steps of a new register: what is done already, read off the register itself."""

from collections.abc import Callable

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from registry_app.domain.records import Filing, Firearm, Lot, Person, Place, User
from registry_app.services import backups, ledger

NEW = 300
"""Entries after which a register is new no more; the age of its backup is still told at the foot."""
STORED = ("armoury", "safe")


def _has(session: Session, *wanted: object) -> bool:
    return bool(session.execute(select(exists().where(*wanted))).scalar())  # type: ignore[arg-type]


def _has_second_user(session: Session) -> bool:
    return (session.execute(select(func.count(User.id))).scalar() or 0) > 1


def _has_people(session: Session) -> bool:
    """Somebody who is no user: a guard."""
    return _has(session, Person.id.not_in(select(User.person_id).where(User.person_id.is_not(None))))


STEPS: dict[str, Callable[[Session], bool]] = {
    "users": _has_second_user,
    "places": lambda session: _has(session, Place.kind.in_(STORED)),
    "people": _has_people,
    "firearms": lambda session: _has(session, Firearm.id > 0),
    "ammunition": lambda session: _has(session, Lot.id > 0),
    "backup": lambda session: backups.days_since(session) is not None,
    "return": lambda session: _has(session, Filing.id > 0),
}
"""By code, what in the register tells that a step is done."""


def steps(session: Session, *, is_scanner_known: bool = False) -> dict[str, bool]:
    """By the code of each step whether it is done; nothing for a register that has grown beyond being new. The scanner
    is the workstation's: who asks says whether it has learnt one."""
    if ledger.head(session).size > NEW:
        return {}
    return {**{code: is_done(session) for code, is_done in STEPS.items()}, "scanner": is_scanner_known}
