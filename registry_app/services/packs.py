"""Packs and carry rounds: sealed packs opened, rounds that people carry exchanged for newer ones, and what is due.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.choices import OUTSIDE
from registry_app.domain.draft import Draft
from registry_app.domain.entry import NONE, Line, Position
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Lot, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import clock, ledger, policies, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

DAY = 86_400_000


@once
def open_packs(
    session: Session, *, lot: int, packs: int = 0, rounds: int = 0, place: int = 0, person: int = 0,
    position: Position | None = None, reason: str = "pack_opened", note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make sealed rounds of a lot ready where they are: so many whole `packs`, or `rounds` of a lot whose packs have no
    size on record. `position` is the very one that they lie in, where `place` and `person` do not say enough."""
    many = rounds or packs * _pack_size(session, lot)
    here = _sealed(session, lot, place=place, person=person, position=position)
    line = Line(lot, many, here, here._replace(state="ready"))
    draft = Draft("open_pack", (line,), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def _pack_size(session: Session, lot: int) -> int:
    size = session.execute(select(Lot.pack_size).where(Lot.id == lot)).scalar()
    if not size:
        raise Refused(refuse("pack_size_unknown", item=whereabouts.name(RegisterFacts(session), lot), item_id=lot))
    return size


def _sealed(session: Session, lot: int, *, place: int, person: int, position: Position | None) -> Position:
    """Where sealed packs of a lot are: the one such place, or the one named; `Refused` when none is or several are."""
    zones = ACTS["open_pack"].sources
    facts = RegisterFacts(session)
    there = whereabouts.there(session, facts, lot, zones=zones, place=place, person=person, position=position)
    sealed = [at for at in there if at.state == "sealed"]
    if not sealed:
        raise Refused(refuse("nothing_sealed", item=whereabouts.name(facts, lot), item_id=lot))
    if len(sealed) > 1:
        places = tuple(whereabouts.where(session, at) for at in sealed)
        raise Refused(refuse("position_unclear", item=whereabouts.name(facts, lot), item_id=lot, places=places))
    return sealed[0]


@once
def rotate(
    session: Session, *, person: int, new: Mapping[int, int], old: Mapping[int, int] | None = None, to: int = 0,
    reason: str = "rotation", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Exchange rounds that a person carries, here or at a post, for as many of the same calibre from store.

    `new` are the rounds handed out by lot, `old` those taken in; all that the person has of the calibres when left
    out. The old ones go to `to`, or to where they were issued from.
    """
    back = [line for lot, n in (old or _carried_by(session, person, new)).items()
            for line in _taken_in(session, lot, n, person, to)]  # fmt: skip
    spot = back[0].source if back else Position(to, person)
    near = back[0].target.place if back else to
    out = [_handed_out(session, lot, n, spot, near) for lot, n in new.items()]
    draft = Draft("rotate", (*back, *out), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def _carried_by(session: Session, person: int, new: Mapping[int, int]) -> Mapping[int, int]:
    """What a person has of the calibres of some lots, by lot."""
    calibres = select(Lot.calibre).where(Lot.id.in_(list(new)))
    query = (
        select(BalanceRow.item_id, func.sum(BalanceRow.quantity))
        .join(Lot, Lot.id == BalanceRow.item_id)
        .where(BalanceRow.person_id == person, BalanceRow.quantity > 0, Lot.calibre.in_(calibres))
        .group_by(BalanceRow.item_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def _taken_in(session: Session, lot: int, quantity: int, person: int, to: int) -> Iterator[Line]:
    store = to or whereabouts.home_of(session, lot, person)
    left = whereabouts.with_person(session, lot, person, quantity)
    for source, part in whereabouts.drawn(left, quantity).items():
        yield Line(lot, part, source, Position(store, 0, source.state))


def _handed_out(session: Session, lot: int, quantity: int, spot: Position, near: int) -> Line:
    source = whereabouts.best_in_store(session, lot, quantity, near)
    return Line(lot, quantity, source, Position(spot.place or source.place, spot.person, source.state))


@dataclass(frozen=True)
class Carried:
    """Rounds of a lot that a person has, and since when (UTC ms) he has had some of it without a break.

    `is_due`: longer than the policy in force lets carry rounds go unchanged.
    """

    person_id: int
    person: str
    lot: int
    lot_number: str
    calibre: str
    rounds: int
    since: int
    is_due: bool


def carried(session: Session) -> list[Carried]:
    """The rounds that people have by lot, the longest carried first."""
    days, now = policies.in_force(session)["rotate_days"], session.info["clock"]()
    query = (
        select(BalanceRow.person_id, Person.code, Lot.id, Lot.lot_number, Lot.calibre, func.sum(BalanceRow.quantity))
        .join(Lot, Lot.id == BalanceRow.item_id)
        .join(Person, Person.id == BalanceRow.person_id)
        .where(BalanceRow.person_id > 0, BalanceRow.quantity > 0)
        .group_by(BalanceRow.person_id, Lot.id)
    )
    found = []
    for person, code, lot, number, calibre, rounds in session.execute(query).all():
        since = _carried_since(session, person, lot, rounds)
        is_due = bool(days) and now - since > int(str(days)) * DAY
        found.append(Carried(person, code, lot, number, calibre, rounds, since, is_due))
    return sorted(found, key=lambda each: (each.since, each.person, each.lot_number))


def _carried_since(session: Session, person: int, lot: int, has: int) -> int:
    """Walks back from now to when the person began to have any of the lot; 0 when that is not on record."""
    began = 0
    for occurred_at, source, target, quantity in session.execute(_moves(person, lot)).yield_per(50):
        has += quantity * ((source == person) - (target == person))
        began = occurred_at
        if has <= 0:
            break
    return began


def _moves(person: int, lot: int) -> Select[int, int, int, int]:
    """The lines that moved a lot to or from a person, the newest first, of entries that stand."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects != NONE)
    return (
        select(EntryRow.occurred_at, LineRow.source_person, LineRow.target_person, LineRow.quantity)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .join(MentionRow, MentionRow.seq == LineRow.seq)
        .where(MentionRow.record_id == person, LineRow.item_id == lot)
        .where(EntryRow.corrects == NONE, EntryRow.seq.not_in(corrected))
        .order_by(LineRow.seq.desc(), LineRow.number.desc())
    )


@dataclass(frozen=True)
class Expired:
    """A lot past its best-before day, and how many rounds of it the company still has, held ones included."""

    lot: int
    lot_number: str
    calibre: str
    best_before: str
    rounds: int


def expired(session: Session, *, day: str = "") -> list[Expired]:
    """The lots in the company that are past their date today, or on a day given, the longest past it first."""
    query = (
        select(Lot.id, Lot.lot_number, Lot.calibre, Lot.best_before, func.sum(BalanceRow.quantity))
        .join(BalanceRow, BalanceRow.item_id == Lot.id)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(Place.kind.not_in(list(OUTSIDE)), Lot.best_before < (day or clock.today(session)))
        .group_by(Lot.id)
        .order_by(Lot.best_before, Lot.lot_number)
    )
    return [Expired(row[0], row[1], row[2], row[3] or "", row[4]) for row in session.execute(query)]
