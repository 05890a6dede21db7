"""The lists of an audit's papers: what everything came to, differences with their course, movements, papers expired."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import INSIDE_ZONES
from registry_app.domain.count import Result
from registry_app.domain.entry import parse
from registry_app.domain.records import Audit, Company, Difference, Document, Person, Sighting
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import clock
from registry_app.services.audit_returns_names import Names, Told
from registry_app.services.counts import Standing
from registry_app.services.return_lists import filled, local


@dataclass(frozen=True)
class Frame:
    """What every list needs: how things are called, the audit as it stands, and the company's zone and day."""

    session: Session
    names: Names
    standing: Standing
    zone: str
    today: str


class _Seen(NamedTuple):
    """Of a sighting: who entered it when, in which way, what was noticed."""

    at: int
    user: int
    way: str
    remark: str


def results(frame: Frame, audit: int) -> list[Told]:
    """What everything that was expected or seen came to, by kind of item, its name, and the place."""
    seen, photos = _sightings(frame.session, audit), _photos(frame.session, audit)
    told = [_result(frame, result, seen, photos) for result in frame.standing.results]
    return sorted(told, key=lambda row: (row.get("item_kind", "~"), row.get("item", ""), row.get("place", "")))


def _result(frame: Frame, result: Result, seen: Mapping[int, _Seen], photos: Mapping[int, str]) -> Told:
    names = frame.names
    row = {"result": result.kind, "expected": result.expected, "counted": result.counted} | names.item(result.item)
    row |= names.place(result.place) | names.person(result.person) | names.place(result.seen_place, "seen")
    if result.raw:
        row["raw"] = result.raw
    if result.moved_by:
        row["moved_by"] = list(result.moved_by)
    if result.sightings:
        last = seen[result.sightings[-1]]
        row |= {"seen_at": local(last.at, frame.zone), "way": last.way, "user": names.user(last.user)}
        row |= filled({"remark": last.remark, "photo": next((photos[n] for n in result.sightings if n in photos), "")})
    return row


def _sightings(session: Session, audit: int) -> dict[int, _Seen]:
    query = (
        select(Sighting.id, EntryRow.occurred_at, EntryRow.actor_id, Sighting.way, Sighting.remark)
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit)
    )
    return {number: _Seen(at, user, way, remark or "") for number, at, user, way, remark in session.execute(query)}


def _photos(session: Session, audit: int) -> dict[int, str]:
    """The SHA-256 of each photo of a sighting."""
    query = select(Document.subject_id, Document.content_hash).join(Sighting, Sighting.id == Document.subject_id)
    return dict(session.execute(query.where(Sighting.audit_id == audit)).all())


def tally_by_place(frame: Frame) -> list[Told]:
    """How many sightings were made in which place, and from when to when."""
    moments: dict[int, list[int]] = {}
    for each in frame.standing.seen:
        moments.setdefault(each.place, []).append(each.at)
    return [
        frame.names.place(place)
        | {"sightings": len(at), "first": local(min(at), frame.zone), "last": local(max(at), frame.zone)}
        for place, at in sorted(moments.items(), key=lambda pair: frame.names.places.get(pair[0], ("",))[0])
    ]


# What is not seen, and what moved.


def not_seen(frame: Frame) -> list[Told]:
    """What belongs to the count and nobody saw, with where it is on record: the reason why."""
    book, rows = frame.standing.book, []
    for result in frame.standing.results:
        if result.kind != "not_seen":
            continue
        at = next((p for p in book.at(result.item, frame.standing.until) if p.place == result.place), None)
        row = frame.names.item(result.item) | {"quantity": result.expected, "why": book.zone(at) if at else "person"}
        rows.append(row | frame.names.place(result.place) | frame.names.person(result.person))
    return sorted(rows, key=lambda row: (row["why"], row.get("person", ""), row.get("item", "")))


def movements(frame: Frame) -> list[Told]:
    """What came to the places that are counted, left them, or moved there by entries during the count."""
    book, rows = frame.standing.book, []
    moves = [m for m in book.moves if 0 < m.at <= frame.standing.until and _touches(frame, m.line)]
    acts = _acts(frame.session, {move.seq for move in moves})
    for move in sorted(moves, key=lambda each: (each.at, each.seq)):
        kind, user = acts[move.seq]
        row: Told = {
            "entry": move.seq,
            "act": kind,
            "moment": local(move.at, frame.zone),
            "user": frame.names.user(user),
        }
        row |= frame.names.item(move.line.item) | {"quantity": move.line.quantity}
        row |= frame.names.place(move.line.source.place, "from") | frame.names.person(move.line.source.person, "giver")
        row |= frame.names.place(move.line.target.place, "to") | frame.names.person(move.line.target.person, "receiver")
        rows.append(row | {"book": _effect(frame, move.line)})
    return rows


def _touches(frame: Frame, line: Any) -> bool:
    return bool(_effect(frame, line)) and (line.source.place, line.source.person) != (
        line.target.place,
        line.target.person,
    )


def _effect(frame: Frame, line: Any) -> str:
    """Whether a line brought something to what is counted (`came`), took it away (`left`), or `stayed` within it."""
    book = frame.standing.book
    before, after = (
        book.zone(p) in INSIDE_ZONES and book.is_expected(line.item, p) for p in (line.source, line.target)
    )
    return "stayed" if before and after else "left" if before else "came" if after else ""


def _acts(session: Session, entries: set[int]) -> dict[int, tuple[str, int]]:
    if not entries:
        return {}
    query = select(EntryRow.seq, EntryRow.kind, EntryRow.actor_id).where(EntryRow.seq >= min(entries))
    return {seq: (kind, user) for seq, kind, user in session.execute(query) if seq in entries}


# Differences and their course.


def differences(session: Session, names: Names, zone: str, *which: Any) -> list[Told]:
    """Entered differences that meet the conditions, each with its age in days, and how it was settled."""
    query = (
        select(Difference, Audit.code, EntryRow.occurred_at)
        .join(Audit, Audit.id == Difference.audit_id)
        .join(EntryRow, EntryRow.seq == Difference.described_seq)
        .where(*which)
        .order_by(Difference.id)
    )
    today, found = clock.today(session), session.execute(query).all()
    settling = _settling(session, [each.id for each, _code, _at in found])
    return [
        _difference(names, each, local(at, zone)[:10], today) | {"audit": code, "number": each.id}
        | _settled(names, settling.get(each.id))
        for each, code, at in found
    ]  # fmt: skip


def _difference(names: Names, each: Difference, since: str, today: str) -> Told:
    row = {"kind": each.kind, "expected": each.expected, "counted": each.counted, "since": since}
    row |= names.item(each.item_id or 0) | names.place(each.place_id or 0) | names.person(each.person_id or 0)
    row |= names.place(each.seen_id or 0, "seen") | names.person(each.owner_id or 0, "owner")
    fields = ("raw", "cause", "due_on", "action", "evidence", "settled_on")
    row |= filled({name: getattr(each, name) for name in fields})
    row["age"] = (dt.date.fromisoformat(each.settled_on or today) - dt.date.fromisoformat(since)).days
    row["is_overdue"] = int(not each.settled_on and bool(each.due_on) and (each.due_on or "") < today)
    return row


def _settling(session: Session, numbers: Sequence[int]) -> dict[int, EntryRow]:
    """The last entry that followed each difference up."""
    query = (
        select(MentionRow.record_id, EntryRow)
        .join(EntryRow, EntryRow.seq == MentionRow.seq)
        .join(Difference, Difference.id == MentionRow.record_id)
        .where(EntryRow.kind == "settle")
        .order_by(EntryRow.seq)
    )
    wanted = set(numbers)
    return {number: entry for number, entry in session.execute(query) if number in wanted} if wanted else {}


def _settled(names: Names, entry: EntryRow | None) -> Told:
    """Who followed it up last, under whose eyes, and the entries that put things right."""
    if entry is None:
        return {}
    told = filled({"user": names.user(entry.actor_id), "witness": names.user(entry.witness_id), "entry": entry.seq})
    right = [ref.number() for ref in parse(entry.body).refs if ref.kind == "entry"]
    return told | ({"adjusted_by": right} if right else {})


def not_entered(names: Names, results_: Iterable[Result]) -> list[Told]:
    """Differences that an audit shows and nobody has entered yet, in the same words."""
    rows = []
    for each in results_:
        row: Told = {"kind": each.kind, "expected": each.expected, "counted": each.counted} | names.item(each.item)
        row |= names.place(each.place) | names.person(each.person) | names.place(each.seen_place, "seen")
        rows.append(row | filled({"raw": each.raw}))
    return rows


# Papers.


def papers(frame: Frame) -> list[Told]:
    """Papers that had run out by the day of the report: permits of what is counted, papers of who has any of it, and
    the company's own licence."""
    return [*_company_papers(frame), *_item_papers(frame), *_people_papers(frame)]


def _company_papers(frame: Frame) -> Iterator[Told]:
    until = frame.session.execute(select(Company.licence_expires_on)).scalar()
    if until and until < frame.today:
        yield {"paper": "company_licence", "expired_on": until}


def _item_papers(frame: Frame) -> Iterator[Told]:
    names = frame.names
    for item in frame.standing.book.items():
        firearm = names.firearms.get(item, {})
        until = firearm.get("permit_expires_on") or names.articles.get(item, {}).get("expires_on")
        if until and until < frame.today:
            row = {"paper": "permit" if firearm else "article", "expired_on": until}
            yield row | names.item(item) | filled({"paper_number": firearm.get("permit_number")})


_OF_PEOPLE = {"licence": "licence_expires_on", "course": "course_expires_on", "fitness": "fitness_expires_on"}


def _people_papers(frame: Frame) -> Iterator[Told]:
    holders = {each.person for each in frame.standing.results if each.person}
    columns = [getattr(Person, name) for name in _OF_PEOPLE.values()]
    rows = frame.session.execute(select(Person.id, *columns).order_by(Person.code)) if holders else ()
    for number, *days in rows:
        for paper, until in zip(_OF_PEOPLE, days, strict=True):
            if number in holders and until and until < frame.today:
                yield {"paper": paper, "expired_on": until} | frame.names.person(number)
