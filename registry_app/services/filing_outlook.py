"""What the next paper to an authority would be: its number, what that authority has, and which period it may be of."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Place
from registry_app.services import clock, filings
from registry_app.services.filings import Filed

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Outlook:
    """`number` is 0 and `last` nothing for a paper to nobody; `from_on` and `until_on` are the period proposed."""

    number: int
    last: Filed | None
    from_on: str
    until_on: str


def of(session: Session, *, report: str, addressee: str = "") -> Outlook:
    """The outlook of a report to the authority of a code, ``""`` for nobody.

    The period follows on what that authority was told of by the same report, up to the end of last month, or to today
    where it knows of more; to an authority that had none, and to nobody, it is last month.
    """
    query = select(Place.id).where(Place.code == addressee, Place.kind == "authority")
    place = (session.execute(query).scalar() or 0) if addressee else 0
    first, last = _period(clock.today(session), filings.following(session, addressee=place, report=report))
    if not place:
        return Outlook(0, None, first, last)
    number = filings.next_number(session, addressee=place)
    return Outlook(number, filings.last(session, addressee=place), first, last)


def _period(today: str, following: str) -> tuple[str, str]:
    ended = dt.date.fromisoformat(today).replace(day=1) - _ONE_DAY
    first = following or ended.replace(day=1).isoformat()
    last = ended.isoformat() if first <= ended.isoformat() else today
    return min(first, last), last
