"""What every paper begins with: number, company, who made it when, of what, for whom, and the head of the ledger.

A paper is of a moment (`as_of`) or of a period of whole days on the company's clock.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD
from registry_app.domain import days
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.domain.head import Head
from registry_app.domain.records import Company, Person, Place
from registry_app.i18n import N_
from registry_app.services import clock, cuts, filings, ledger
from registry_app.services.cuts import Cut
from registry_app.services.return_lists import filled, local, text

Content = dict[str, Any]
_COMPANY = ("name", "tax_id", "licence_number", "licence_expires_on", "address")
_FROM = Field("from_on", N_("From day"), "date")
_UNTIL = Field("until_on", N_("Up to day"), "date")
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """What a paper is to be of: days as typed, a head as `cuts.head_of` reads it, the code of an authority, and the
    record or the entry that it is about. What is empty is left to the paper."""

    by: Actor
    as_of: str = ""
    known_at: str = ""
    from_on: str = ""
    until_on: str = ""
    addressee: str = ""
    record: int = 0
    entry: int = -1
    has_entries: bool = True
    """Whether a return to an authority carries the entries that prove it."""
    from_first: bool = False
    """Whether it carries them from the first one on, for an authority that has none yet."""
    within: int | None = None
    """How many days a paper looks ahead, where it does; none is as many as the policy gives notice."""


@dataclass(frozen=True)
class Frame:
    """A paper that is being gathered. `cut` tells which entries count; `since` and `until` bound the period, UTC ms,
    both included; `addressee` is the place of the authority, 0 for nobody."""

    session: Session
    asked: Asked
    zone: str
    now: int
    head: Head
    day: str
    cut: Cut
    from_on: str = ""
    since: int = 0
    addressee: int = 0

    @property
    def until(self) -> int:
        """The last moment that counts."""
        return self.cut.moment

    def minute(self, moment: int) -> str:
        """A moment (UTC ms) as the company's clock shows it."""
        return days.minute_at(moment or self.now, self.zone)


def of_a_moment(session: Session, asked: Asked) -> Frame:
    """The frame of a paper as of a day and as known at a head. Raises `Refused` for what is none."""
    zone, now = clock.zone(session), int(session.info["clock"]())
    day, cut = cuts.asked(session, as_of=asked.as_of or asked.until_on, known_at=asked.known_at, now=now)
    addressee = _addressee(session, asked.addressee)
    return Frame(session, asked, zone, now, ledger.head(session), day, cut, addressee=addressee)


def of_a_period(session: Session, asked: Asked, *, report: str) -> Frame:
    """The frame of a paper of a period: up to today where no end is named, and from the day after the one that `report`
    was last filed for with the same authority, or the first of the month, where no beginning is.

    Raises `Refused` for days that are none, have not come, or are in the wrong order.
    """
    frame = of_a_moment(session, replace(asked, as_of=str(_UNTIL.parse(asked.until_on or asked.as_of) or "")))
    first = str(_FROM.parse(asked.from_on) or "") or _begins(frame, report)
    if first > frame.day:
        raise Refused(refuse("period_backwards", day=first, until=frame.day))
    before = dt.date.fromisoformat(first) - _ONE_DAY
    return replace(frame, from_on=first, since=cuts.end_of(before, frame.zone) + 1)


def _begins(frame: Frame, report: str) -> str:
    """The first day that no paper of this kind was of yet, at most the day of the frame."""
    following = filings.following(frame.session, addressee=frame.addressee, report=report)
    return min(following, frame.day) if following else f"{frame.day[:8]}01"


def _addressee(session: Session, code: str) -> int:
    """The place of the authority with this code; 0 for none. Raises `Refused` for a code that is none."""
    if not code:
        return 0
    known = {row.code: row.id for row in session.execute(_AUTHORITIES)}
    if code.upper() not in known:
        raise Refused(refuse("addressee_unknown", value=code, choices=tuple(known)))
    return int(known[code.upper()])


_AUTHORITIES = select(Place.id, Place.code, Place.name).where(Place.kind == "authority").order_by(Place.code)


def top(frame: Frame, name: str, prefix: str) -> Content:
    """The keys that every paper has, as `domain.entry.canonical` takes them."""
    head, asked = frame.head, frame.asked
    content: Content = {
        "format": f"armarium-{name}/1", "number": _number(frame, prefix), "made": made(frame),
        "company": _company(frame), "head": {"origin": head.origin, "size": head.size, "root": head.root},
    }  # fmt: skip
    if frame.from_on:
        content["period"] = {"from_on": frame.from_on, "until_on": frame.day, "zone": frame.zone}
    else:
        content["as_of"] = {"day": frame.day, "moment": local(frame.until, frame.zone), "zone": frame.zone}
    if frame.cut.head:
        known = ledger.head(frame.session, size=frame.cut.head)
        content["known_at"] = {"size": known.size, "root": known.root}
    if asked.addressee:
        content["addressee"] = _addressed(frame)
    return content


def made(frame: Frame) -> Content:
    """Who makes the paper, when, and by which release."""
    by = frame.asked.by
    person = frame.session.execute(select(Person.name).where(Person.id == by.person_id)).scalar()
    moment = local(frame.now, frame.zone)
    return filled({"moment": moment, "user": by.name, "roles": by.roles, "person": person, "build": BUILD})


def _number(frame: Frame, prefix: str) -> str:
    """What the paper is called: two with the same number state the same."""
    days = "-".join(day.replace("-", "") for day in (frame.from_on, frame.day) if day)
    known = f"-K{frame.cut.head}" if frame.cut.head else ""
    return f"{prefix}-{days}-{frame.head.size}-{frame.head.root[:8].upper()}{known}"


def _company(frame: Frame) -> Content:
    company = frame.session.execute(select(Company.__table__)).mappings().one()
    return filled({name: company[name] for name in _COMPANY})


def _addressed(frame: Frame) -> Content:
    row = frame.session.execute(select(Place.code, Place.name).where(Place.id == frame.addressee)).one()
    sequence = filings.next_number(frame.session, addressee=frame.addressee)
    return {"code": row.code, "name": text(row.name), "sequence": sequence}
