"""Discharges: each use of a firearm, with the rounds that it took, the harm, and the three who sign for it.

The guard acknowledges, who makes the entry or the witness is the director. Moments of a discharge are minutes on the
company's clock. As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import NONE, Entry, Line, Position, parse
from registry_app.domain.errors import refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Discharge, Firearm, Lot, Person
from registry_app.domain.rows import EntryRow, LineRow, MentionRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import clock, ledger, papers, records, whereabouts
from registry_app.services.acknowledgements import Acknowledgement, bound_to
from registry_app.services.discharge_texts import Shot, text_for
from registry_app.services.ledger import Posted
from registry_app.services.once import once

RECENT = 50
"""So far back is looked for rounds that came in as used."""
CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)


@dataclass(frozen=True)
class DischargeRow:
    """A discharge as lists show it: its number, the entry that told of it, and its fields as codes and minutes.

    `signed` says whether who fired acknowledged it; where not, `unsigned` is the code why.
    """

    number: int
    seq: int
    firearm_id: int
    serial: str
    person_id: int
    person: str
    kind: str
    happened_at: str
    rounds: int
    harm: str
    damage: str
    signed: bool
    unsigned: str
    notified_at: str
    closed_on: str


@dataclass(frozen=True)
class Used:
    """An entry by which rounds of a person came in as used: how many of them no discharge has told of yet."""

    seq: int
    occurred_at: int
    lots: str
    """The lot numbers."""
    left: int


@once
def record(
    session: Session, *, firearm: int, person: int, values: Mapping[str, Value], reason: str,
    rounds: Mapping[int, int] | None = None, entry: int = NONE, fired: int = 0, unsigned: str = "",
    document: str = "", note: str = "", occurred_at: int = 0, acknowledgement: Acknowledgement | None = None,
    entry_id: str = "", is_rehearsal: bool = False, by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Enter that `person` fired a firearm: its `values` (fields of a discharge), and the rounds that it took.

    The `rounds` are used up now, by lot; or the take-back or use `entry` used them up before, of which `fired` say how
    many when it was not all. The person acknowledges, unless `unsigned` says why not (a code of `choices.UNSIGNED`):
    on paper, or by an `acknowledgement` of the exact text (`discharge_texts`), `values` with `happened_at` included.
    The firearm's rounds fired grow along. `Posted.records` holds the discharge's number.
    """
    at = occurred_at or clock.moment(session, values.get("happened_at"))
    lines = tuple(line for lot, n in (rounds or {}).items() for line in _used(session, lot, person, n))
    many = sum(line.quantity for line in lines) + (fired or _used_by(session, entry, person))
    told = {
        "happened_at": clock.minute(session, at), **values, "firearm_id": firearm, "person_id": person, "rounds": many,
    }  # fmt: skip
    shot = Shot(firearm, person, values, rounds or {}, entry, fired)
    another = refuse("acknowledged_another_discharge")
    signed = bound_to(acknowledgement, person, lambda language: text_for(session, shot, language), another)
    draft = Draft(
        "discharge", lines, (Wish("discharge", told), _counted(session, firearm, many), *signed.wishes),
        reason_code=reason, note=note, occurred_at=at, id=entry_id, acknowledged_by=0 if unsigned else person,
        refs=(*papers.refs(document=document, entry=entry, unsigned=unsigned), *signed.refs),
        contents=dict(signed.contents),
    )  # fmt: skip
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by, witness=witness)


def _used(session: Session, lot: int, person: int, quantity: int) -> Iterator[Line]:
    """Rounds that are used up: of those that the person has, or from store where none are with him."""
    gone = Position(whereabouts.place_of_kind(session, "expended"))
    held = {p: n for p, n in RegisterFacts(session).positions(lot).items() if p.person == person and n > 0}
    if not held:
        yield from whereabouts.taken(session, {lot: quantity}, gone, zones=("store",))
        return
    left = whereabouts.with_person(session, lot, person, quantity)
    for source, part in whereabouts.drawn(left, quantity).items():
        yield Line(lot, part, source, gone)


def _used_by(session: Session, seq: int, person: int) -> int:
    """How many rounds of a person, or from store, an earlier entry used up."""
    earlier = RegisterFacts(session).entry(seq) if seq != NONE else None
    gone = whereabouts.place_of_kind(session, "expended")
    lines = earlier.lines if earlier else ()
    return sum(n.quantity for n in lines if n.target.place == gone and n.source.person in (0, person))


def used_before(session: Session, *, person: int, firearm: int) -> list[Used]:
    """The entries, the latest first, that used up rounds of a person which fit the firearm, and of which some are left
    that no discharge tells of."""
    calibre = select(Firearm.calibre).where(Firearm.id == firearm).scalar_subquery()
    gone = whereabouts.place_of_kind(session, "expended")
    query = (
        select(EntryRow.seq, EntryRow.occurred_at, Lot.lot_number, func.sum(LineRow.quantity))
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .join(Lot, Lot.id == LineRow.item_id)
        .where(EntryRow.kind.in_(("take_back", "expend")), LineRow.target_place == gone, Lot.calibre == calibre)
        .where(LineRow.source_person == person, EntryRow.seq.not_in(CORRECTED))
        .group_by(EntryRow.seq, EntryRow.occurred_at, Lot.lot_number)
        .order_by(EntryRow.seq.desc(), Lot.lot_number)
        .limit(RECENT)
    )
    found: dict[int, Used] = {}
    claimed = _claimed(session, person)
    for seq, at, lot, many in session.execute(query):
        before = found.get(seq, Used(seq, at, "", -claimed[seq]))
        found[seq] = Used(seq, at, f"{before.lots}, {lot}".strip(", "), before.left + many)
    return [used for used in found.values() if used.left > 0]


def _claimed(session: Session, person: int) -> Counter[int]:
    """How many rounds of earlier entries, by their numbers, discharges of a person tell of."""
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(EntryRow.kind == "discharge", MentionRow.record_id == person, EntryRow.seq.not_in(CORRECTED))
    )
    claimed: Counter[int] = Counter()
    for entry in map(parse, session.execute(query).scalars()):
        told = next(change for change in entry.records if change.kind == "discharge")
        own = sum(line.quantity for line in entry.lines)
        for ref in (ref for ref in entry.refs if ref.kind == "entry"):
            claimed[ref.number()] += int(str(told.new["rounds"])) - own
    return claimed


def _counted(session: Session, firearm: int, more: int) -> Wish:
    before = session.execute(select(Firearm.rounds_fired).where(Firearm.id == firearm)).scalar() or 0
    return Wish("firearm", {"rounds_fired": before + more}, firearm)


@once
def follow_up(
    session: Session, *, case: int, values: Mapping[str, Value], note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Enter what became known of a discharge: numbers, who was told when, the day on which it was closed."""
    return records.amend(session, kind="discharge", record=case, values=values, note=note, entry_id=entry_id, by=by)


def discharges(session: Session, *, open_only: bool = False) -> list[DischargeRow]:
    """The discharges, the latest first; closed ones too unless `open_only`."""
    query = (
        select(Discharge, Firearm.serial, Person.code, EntryRow.body)
        .join(Firearm, Firearm.id == Discharge.firearm_id)
        .join(Person, Person.id == Discharge.person_id)
        .join(EntryRow, EntryRow.seq == Discharge.described_seq)
        .order_by(Discharge.happened_at.desc(), Discharge.id.desc())
    )
    if open_only:
        query = query.where(Discharge.closed_on.is_(None))
    return [_row(one, serial, code, parse(body)) for one, serial, code, body in session.execute(query)]


def _row(one: Discharge, serial: str, person: str, entry: Entry) -> DischargeRow:
    return DischargeRow(
        one.id, one.described_seq, one.firearm_id, serial, one.person_id, person, one.kind, one.happened_at,
        one.rounds, one.harm, one.damage, bool(entry.acknowledged_by),
        next((ref.value for ref in entry.refs if ref.kind == "unsigned"), ""), one.notified_at or "",
        one.closed_on or "",
    )  # fmt: skip
