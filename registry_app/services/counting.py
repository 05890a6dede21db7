"""Counting by scanner: each scan is understood, held against the book and entered in one step.

Nothing here reckons the whole count, so a scan costs the same whether ten firearms are expected or twenty thousand.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import INSIDE_ZONES, zone_of
from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.domain.records import Article, Audit, Lot, Place, Sighting
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.domain.scan import Scan
from registry_app.services import references, scans, sightings
from registry_app.services.scans import Hit
from registry_app.services.sightings import Sight

FOREIGN = "scan_other_register"
"""The label of another register: nothing of ours, and kept as what is unknown."""
NOTHING = Hit("", 0, "")


@dataclass(frozen=True)
class Spot:
    """Where a counter stands: the place (0: not said); or who has what is counted, and by which way that is seen.

    `photo` are the bytes of a picture of what a person has. `is_blind`: nothing is told of what is expected.
    """

    place: int
    person: int = 0
    way: str = "scan"
    photo: bytes = b""
    is_blind: bool = True


@dataclass(frozen=True)
class Taken:
    """What came of a scan. `outcome` is one of

    `counted`; `again`: counted before, at `at`; `waiting`: the book has it elsewhere, nothing is entered until somebody
    says that it is here; `unknown`: kept as read; `asked`: how many are there; `place`, `person`: where to count from
    now on; `outside`: a place that is not counted; `nowhere`: nobody said yet where one counts; `several`: which of
    `hits`.

    `verdict` is a code of `domain.count.RESULTS` as the book stands now. `place` and `person` are names of where the
    book has it, or where it was counted before; `seq` and `number` the entry and its sighting.
    """

    outcome: str
    hit: Hit = NOTHING
    verdict: str = ""
    at: int = 0
    place: str = ""
    person: str = ""
    seq: int = -1
    number: int = 0
    has_packs: bool = False
    hits: tuple[Hit, ...] = ()


def take(
    session: Session, *, audit: int, scan: Scan, spot: Spot, turn: int = 1, is_sure: bool = False, by: Actor
) -> Taken:
    """Enter what a scan means, or say what is to be known first; `is_sure`: it is here, whatever the book says.

    Raises `Refused` for a misread label, a closed audit, or somebody who is no counter of it.
    """
    hits = _meant(session, scan)
    if len(hits) > 1:
        return Taken("several", hits=tuple(hits))
    if not hits:
        if not (spot.place or spot.person):
            return Taken("nowhere", Hit("", 0, scan.text))
        return _unknown(session, audit, scan.text, spot, turn, by)
    return take_hit(session, audit=audit, hit=hits[0], raw=scan.raw, spot=spot, turn=turn, is_sure=is_sure, by=by)


def _meant(session: Session, scan: Scan) -> list[Hit]:
    try:
        return scans.resolve(session, scan)
    except Refused as refused:
        if refused.findings[0].code != FOREIGN:
            raise
    return []


def take_hit(
    session: Session, *, audit: int, hit: Hit, raw: str, spot: Spot, turn: int = 1, is_sure: bool = False, by: Actor
) -> Taken:
    """As `take`, for what is known to be meant."""
    if hit.kind == "place":
        is_counted = audit_place(session, audit) in upwards(session, hit.record)
        return Taken("place" if is_counted else "outside", hit)
    if hit.kind == "person":
        return Taken("person", hit)
    if not (spot.place or spot.person):
        return Taken("nowhere", hit)
    if not _is_piece(session, hit):
        return _asked(session, audit, hit, spot, turn)
    if before := sightings.earlier(session, audit=audit, item=hit.record, turn=turn):
        return Taken("again", hit, at=before.at, place=_name(session, before.place))
    return _piece(session, audit, hit, raw, spot, turn, is_sure, by)


def _piece(
    session: Session, audit: int, hit: Hit, raw: str, spot: Spot, turn: int, is_sure: bool, by: Actor
) -> Taken:  # fmt: skip
    at = position(session, hit.record)
    verdict = _verdict(session, at, spot)
    if verdict != "found" and not (spot.is_blind or is_sure):
        where = (_name(session, at.place), _name(session, at.person)) if at else ("", "")
        return Taken("waiting", hit, verdict, 0, *where)
    place = at.place if at and spot.person and at.person == spot.person else spot.place
    seen = Sight(place, hit.record, raw[:200], spot.way, spot.person, photo=spot.photo)
    seq, number, moment = _enter(session, audit, seen, turn, by)
    return Taken("counted", hit, verdict, moment, seq=seq, number=number)


def _enter(session: Session, audit: int, seen: Sight, turn: int, by: Actor) -> tuple[int, int, int]:
    """The entry, its sighting, and when it was."""
    seen = replace(seen, place=seen.place or audit_place(session, audit))
    posted = sightings.sight(session, audit=audit, seen=[seen], turn=turn, by=by)
    moment = session.execute(select(EntryRow.occurred_at).where(EntryRow.seq == posted.seq)).scalar_one()
    return posted.seq, posted.records[0], moment


def position(session: Session, item: int) -> Position | None:
    """Where a piece is inside the company by the book; `None` for what left it."""
    query = (
        select(BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, Place.kind)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(BalanceRow.item_id == item, BalanceRow.quantity > 0)
    )
    for place, person, state, kind in session.execute(query):
        if zone_of(kind, person) in INSIDE_ZONES:
            return Position(place, person, state)
    return None


def _verdict(session: Session, at: Position | None, spot: Spot) -> str:
    """What a sighting of a piece says, where the book has it now; as `domain.count` judges it."""
    if at is None:
        return "found_gone"
    if at.person and not spot.person:
        return "found_issued"
    if at.person != spot.person:
        return "elsewhere"
    is_here = at.person or spot.place in upwards(session, at.place) or at.place in upwards(session, spot.place)
    return "found" if is_here else "elsewhere"


def upwards(session: Session, place: int) -> list[int]:
    """A place and those that it lies in, innermost first."""
    found: list[int] = []
    while place and place not in found:
        found.append(place)
        place = session.execute(select(Place.parent_id).where(Place.id == place)).scalar() or 0
    return found


def audit_place(session: Session, audit: int) -> int:
    """The place that an audit counts."""
    return session.execute(select(Audit.place_id).where(Audit.id == audit)).scalar_one()


def _is_piece(session: Session, hit: Hit) -> bool:
    if hit.kind == "article":
        return bool(session.execute(select(Article.is_single).where(Article.id == hit.record)).scalar())
    return hit.kind == "firearm"


def _name(session: Session, number: int) -> str:
    """What a place or a person is called."""
    return references.named(session, [number]).get(number, ("", ""))[0]


def _asked(session: Session, audit: int, hit: Hit, spot: Spot, turn: int) -> Taken:
    """A lot, or alike pieces: how many are there; with when they were counted here before."""
    packs = session.execute(select(Lot.pack_size).where(Lot.id == hit.record)).scalar()
    return Taken("asked", hit, at=_counted_here(session, audit, hit.record, spot, turn), has_packs=bool(packs))


def _counted_here(session: Session, audit: int, item: int, spot: Spot, turn: int) -> int:
    place = spot.place or audit_place(session, audit)
    has_it = Sighting.person_id == spot.person if spot.person else Sighting.person_id.is_(None)
    query = (
        select(EntryRow.occurred_at)
        .join(Sighting, Sighting.described_seq == EntryRow.seq)
        .where(Sighting.audit_id == audit, Sighting.item_id == item, Sighting.turn == turn)
        .where(Sighting.place_id == place, has_it)
        .order_by(Sighting.id.desc())
    )
    return session.execute(query.limit(1)).scalar() or 0


def count(
    session: Session, *, audit: int, hit: Hit, spot: Spot, packs: int = 0, quantity: int = 0, turn: int = 1, by: Actor
) -> Taken:
    """Enter how many sealed packs and loose rounds, or pieces, there are; what was said before here counts no more."""
    seen = Sight(spot.place, hit.record, "", spot.way, spot.person, packs or None, quantity, photo=spot.photo)
    seq, number, moment = _enter(session, audit, seen, turn, by)
    return Taken("counted", hit, at=moment, seq=seq, number=number)


def mark(session: Session, *, audit: int, sighting: int, turn: int = 1, by: Actor) -> Taken:
    """Enter that the marks of what was seen are others than those on record."""
    before = session.get_one(Sighting, sighting)
    seen = Sight(
        before.place_id, before.item_id or 0, before.raw or "", before.way, before.person_id or 0, marks="differ"
    )
    seq, number, moment = _enter(session, audit, seen, turn, by)
    title, detail = references.named(session, [before.item_id or 0]).get(before.item_id or 0, (before.raw or "", ""))
    return Taken("counted", Hit("", before.item_id or 0, title, detail), "marks", moment, seq=seq, number=number)


def _unknown(session: Session, audit: int, text: str, spot: Spot, turn: int, by: Actor) -> Taken:
    """What the register does not know is kept as it was read, once in a turn."""
    hit = Hit("", 0, text)
    for at in _unknown_before(session, audit, text, turn):
        return Taken("again", hit, "unknown", at)
    seen = Sight(spot.place, raw=text[:200], way=spot.way, person=spot.person)
    seq, number, moment = _enter(session, audit, seen, turn, by)
    return Taken("unknown", hit, "unknown", moment, seq=seq, number=number)


def _unknown_before(session: Session, audit: int, text: str, turn: int) -> Iterator[int]:
    query = (
        select(EntryRow.occurred_at)
        .join(Sighting, Sighting.described_seq == EntryRow.seq)
        .where(Sighting.audit_id == audit, Sighting.item_id.is_(None), Sighting.raw == text[:200])
        .where(Sighting.turn == turn)
    )
    yield from session.execute(query.limit(1)).scalars()
