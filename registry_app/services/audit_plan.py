"""When each armoury was counted last, whether a new custodian still waits for a count, and who may count it next."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.acts import COUNTERS
from registry_app.domain.entry import Entry, parse
from registry_app.domain.records import Audit, Person, Place, User
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import clock

WHOLE = ("full", "hand_over")
"""The kinds of audit that count everything."""
BEFORE = 7
"""A count so many days before the change of custodian is one at the change."""


@dataclass(frozen=True)
class LastCount:
    """The last closed audit that counted everything in an armoury: its number, code, and ISO day of closing."""

    audit: int
    code: str
    day: str


@dataclass(frozen=True)
class Planned:
    """An armoury in the plan: its last count, the ISO day since which a new custodian waits for one (`""`: none does),
    and the people who may count it and be the independent one."""

    armoury: int
    name: str
    last: LastCount | None
    changed_on: str
    independent: tuple[str, ...]


def last_counts(session: Session) -> dict[int, LastCount]:
    """By armoury; an audit of a place that it lies in, such as the company, counted it too."""
    rows = session.execute(select(Place.id, Place.parent_id, Place.kind)).all()
    parents, closed = {row.id: row.parent_id or 0 for row in rows}, {each.place_id: each for each in _closed(session)}
    found = {}
    for armoury in (row.id for row in rows if row.kind == "armoury") if closed else ():
        above = [closed[place] for place in _upwards(parents, armoury) if place in closed]
        if above:
            last = max(above, key=lambda each: (each.closed_at or "", each.id))
            found[armoury] = LastCount(last.id, last.code, (last.closed_at or "")[:10])
    return found


def _closed(session: Session) -> Iterator[Audit]:
    """The closed audits that counted everything, the latest of each place last."""
    query = select(Audit).where(Audit.closed_at.is_not(None), Audit.kind.in_(WHOLE))
    yield from session.execute(query.order_by(Audit.closed_at, Audit.id)).scalars()


def _upwards(parents: Mapping[int, int], place: int) -> Iterator[int]:
    met: set[int] = set()
    while place and place not in met:
        met.add(place)
        yield place
        place = parents.get(place, 0)


def changes(session: Session, last: Mapping[int, LastCount]) -> dict[int, str]:
    """The ISO day of the last change of custodian by armoury, of those that were not counted at it."""
    zone, found = clock.zone(session), {}
    for armoury in session.execute(select(Place.id).where(Place.kind == "armoury")).scalars():
        day = _changed_on(session, armoury, zone)
        counted = last[armoury].day if armoury in last else ""
        if day and counted < (dt.date.fromisoformat(day) - dt.timedelta(days=BEFORE)).isoformat():
            found[armoury] = day
    return found


def _changed_on(session: Session, armoury: int, zone: str) -> str:
    """When an armoury last went from one custodian to another, by an entry that stands."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == armoury, EntryRow.kind == "hand_over", EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq.desc())
    )
    for entry in map(parse, session.execute(query).scalars()):
        if _is_change(entry, armoury):
            return days.minute_at(entry.occurred_at, zone)[:10]
    return ""


def _is_change(entry: Entry, armoury: int) -> bool:
    """Whether somebody answered for it before; the first custodian takes over from nobody."""
    return any(c.record == armoury and bool(c.old.get("custodian_id")) for c in entry.records)


def plan(session: Session) -> list[Planned]:
    """Every armoury by name."""
    last, rows = (
        last_counts(session),
        session.execute(select(Place).where(Place.kind == "armoury").order_by(Place.name)),
    )
    waiting, counters = changes(session, last), _counters(session)
    audits = {audit.id: audit for audit in _closed(session)}
    planned = []
    for place in rows.scalars():
        counted = audits[last[place.id].audit] if place.id in last else None
        bound = {place.custodian_id, counted.first_id, counted.second_id} if counted else {place.custodian_id}
        names = tuple(name for person, name in counters.items() if person not in bound)
        planned.append(Planned(place.id, place.name, last.get(place.id), waiting.get(place.id, ""), names))
    return planned


def _counters(session: Session) -> dict[int, str]:
    """The people with a user that may count, by name."""
    query = select(User.person_id, User.roles, Person.name, Person.code).join(Person, Person.id == User.person_id)
    rows = session.execute(query.where(User.is_active == 1).order_by(Person.name, Person.code))
    return {row.person_id: row.name or row.code for row in rows if set(row.roles.split()) & set(COUNTERS)}
