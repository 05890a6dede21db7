"""Who an audit was made by: counters and their independence, who entered what, and what inspectors remarked."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.audit import BY_TWO
from registry_app.domain.records import Audit, Remark, Sighting
from registry_app.domain.rows import EntryRow
from registry_app.services import past
from registry_app.services.audit_returns_names import Names, Told
from registry_app.services.cuts import Cut
from registry_app.services.return_lists import filled, local

Places = Mapping[int, past.Values]


def team(session: Session, names: Names, audit: Audit) -> list[Told]:
    """The counters, and of a hand-over the new custodian: whether they answer for the place, or counted it last; and
    who answered for it."""
    cut = Cut(0, is_now=True, head=audit.head_size)
    places = past.records(session, "place", cut, names=("parent_id", "custodian_id"))
    custodians, last = _custodians(audit, places), _last_counters(session, audit, places)
    named = {"first": audit.first_id, "second": audit.second_id, "incoming": audit.incoming_id}
    told = [
        {
            "part": part,
            **names.person(person),
            "is_custodian": int(person in custodians),
            "counted_last": int(person in last),
        }
        for part, person in named.items()
        if person
    ]
    return told + [{"part": "custodian", **names.person(each)} for each in custodians]


def _upwards(places: Places, place: int) -> list[int]:
    """A place and those that it lies in, innermost first."""
    found: list[int] = []
    while place in places and place not in found:
        found.append(place)
        place = int(places[place]["parent_id"] or 0)
    return found


def _custodians(audit: Audit, places: Places) -> list[int]:
    """Who answered for the place, or one that it lies in or that lies in it, at the head."""
    own = _upwards(places, audit.place_id)
    around = [n for n in places if n in own or audit.place_id in _upwards(places, n)]
    custodians = (int(places[n]["custodian_id"] or 0) for n in around)
    return [each for each in dict.fromkeys(custodians) if each]


def _last_counters(session: Session, audit: Audit, places: Places) -> set[int]:
    """Who counted all of the place in the last audit that had been closed when this one began: of the place itself, or
    of one that it lies in."""
    query = (
        select(Audit.first_id, Audit.second_id)
        .where(Audit.place_id.in_(_upwards(places, audit.place_id)), Audit.kind.in_(BY_TWO))
        .where(Audit.closed_at.is_not(None), Audit.changed_seq < audit.described_seq)
        .order_by(Audit.closed_at.desc(), Audit.id.desc())
    )
    row = session.execute(query).first()
    return {each for each in row if each} if row else set()


def counted_by(session: Session, names: Names, audit: int) -> list[Told]:
    """The users who entered sightings, in which turn and by which way, and how many."""
    many = func.count().label("many")
    query = (
        select(EntryRow.actor_id, Sighting.turn, Sighting.way, many)
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit)
        .group_by(EntryRow.actor_id, Sighting.turn, Sighting.way)
        .order_by(Sighting.turn, EntryRow.actor_id, Sighting.way)
    )
    return [
        {"user": names.user(row.actor_id), "turn": row.turn, "way": row.way, "sightings": row.many}
        for row in session.execute(query)
    ]


def remarks(session: Session, names: Names, audit: int, zone: str) -> list[Told]:
    """What inspectors remarked about an audit, oldest first."""
    query = (
        select(Remark, EntryRow.occurred_at, EntryRow.actor_id)
        .join(EntryRow, EntryRow.seq == Remark.described_seq)
        .where(Remark.audit_id == audit)
        .order_by(Remark.id)
    )
    return [
        filled({"kind": each.kind, "text": each.text, "moment": local(at, zone), "user": names.user(user)})
        | {"entry": each.described_seq}
        for each, at, user in session.execute(query)
    ]
