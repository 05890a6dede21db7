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
from registry_app.i18n import N_
from registry_app.services import clock

WHOLE = ("full", "hand_over")
"""The kinds of audit that count everything."""
BOUND = {"custodian": N_("answers for it"), "counted": N_("counted it last")}
"""Why somebody cannot be the independent counter."""
BEFORE = 7
"""A count so many days before the change of custodian is one at the change."""


@dataclass(frozen=True)
class LastCount:
    """The last closed audit that counted everything in an armoury: its number, code, ISO day of closing, and a code of
    `AUDIT_OUTCOMES`."""

    audit: int
    code: str
    day: str
    outcome: str


@dataclass(frozen=True)
class Bound:
    """Somebody who cannot be the independent counter of an armoury: `why` is a code of `BOUND`."""

    name: str
    why: str


@dataclass(frozen=True)
class Planned:
    """An armoury in the plan: its custodian (0: nobody), its last count, the ISO day since which a new custodian waits
    for one (`""`: none does), the people who may count it and be the independent one, and those who may not be."""

    armoury: int
    name: str
    custodian: int
    custodian_name: str
    last: LastCount | None
    changed_on: str
    independent: tuple[str, ...]
    bound: tuple[Bound, ...]


def last_counts(session: Session) -> dict[int, LastCount]:
    """By armoury; an audit of a place that it lies in, such as the company, counted it too."""
    rows = session.execute(select(Place.id, Place.parent_id, Place.kind)).all()
    parents, closed = {row.id: row.parent_id or 0 for row in rows}, {each.place_id: each for each in _closed(session)}
    found = {}
    for armoury in (row.id for row in rows if row.kind == "armoury") if closed else ():
        above = [closed[place] for place in _upwards(parents, armoury) if place in closed]
        if above:
            last = max(above, key=lambda each: (each.closed_at or "", each.id))
            found[armoury] = LastCount(last.id, last.code, (last.closed_at or "")[:10], last.outcome or "")
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
    last = last_counts(session)
    waiting, counters = changes(session, last), _counters(session)
    counted = {number: _counted_last(session, number, last.get(number)) for number in _armouries(session)}
    names = _names(session, counted)
    planned = []
    for place in session.execute(select(Place).where(Place.id.in_(counted)).order_by(Place.name)).scalars():
        custodian, before = place.custodian_id or 0, counted[place.id] - {place.custodian_id}
        free = tuple(name for person, name in counters.items() if person not in {custodian, *before})
        bound = [Bound(names[custodian], "custodian")] if custodian else []
        bound += sorted((Bound(names[person], "counted") for person in before), key=lambda each: each.name)
        planned.append(Planned(
            place.id, place.name, custodian, names.get(custodian, ""), last.get(place.id), waiting.get(place.id, ""),
            free, tuple(bound),
        ))  # fmt: skip
    return planned


def _armouries(session: Session) -> list[int]:
    return list(session.execute(select(Place.id).where(Place.kind == "armoury")).scalars())


def _counted_last(session: Session, armoury: int, last: LastCount | None) -> set[int]:
    """Who made the last full count of an armoury, and the last audit of any kind there: what `domain.rules_audits`
    asks for, and a count of all that it lies in."""
    there = select(Audit).where(Audit.closed_at.is_not(None), Audit.place_id == armoury)
    audits = [session.execute(there.order_by(Audit.closed_at.desc(), Audit.id.desc()).limit(1)).scalar()]
    audits += [session.get(Audit, last.audit)] if last else []
    return {person for each in audits if each for person in (each.first_id, each.second_id) if person}


def _names(session: Session, counted: Mapping[int, set[int]]) -> dict[int, str]:
    """What custodians and counters are called."""
    custodians = select(Place.custodian_id).where(Place.id.in_(counted), Place.custodian_id.is_not(None))
    wanted = set().union(*counted.values()) | set(session.execute(custodians).scalars())
    query = select(Person.id, Person.name, Person.code).where(Person.id.in_(wanted))
    return {row.id: row.name or row.code for row in session.execute(query)}


def _counters(session: Session) -> dict[int, str]:
    """The people with a user that may count, by name."""
    query = select(User.person_id, User.roles, Person.name, Person.code).join(Person, Person.id == User.person_id)
    rows = session.execute(query.where(User.is_active == 1).order_by(Person.name, Person.code))
    return {row.person_id: row.name or row.code for row in rows if set(row.roles.split()) & set(COUNTERS)}
