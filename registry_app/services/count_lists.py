"""What a count looks for and how far it has come: the expected list in two orders, the sum, the last sightings."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.book import Book
from registry_app.domain.count_equation import Equation, equation
from registry_app.domain.records import Article, Audit, Firearm, Lot, Place, Sighting
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.services import clock, counts, references

LAST = 12
ORDERS = ("rack", "serial")


@dataclass(frozen=True)
class Line:
    """A sighting as the feed of a count shows it; `at` is UTC ms, `quantity` -1 for one piece, `user` entered it."""

    number: int
    seq: int
    at: int
    title: str
    detail: str
    place_id: int
    place: str
    person: str
    packs: int
    quantity: int
    is_unknown: bool
    has_other_marks: bool
    user: int
    is_of_sheet: bool


@dataclass(frozen=True)
class Progress:
    """How much was counted in a turn, whatever is expected, and what was seen last, the newest first."""

    pieces: int
    lots: int
    unknown: int
    zone: str
    last: tuple[Line, ...]


@dataclass(frozen=True)
class Figures:
    """How an audit stands: how many results of each kind, the sum of the pieces, and until when (UTC ms)."""

    tally: Mapping[str, int]
    equation: Equation
    until: int


def progress(session: Session, audit: int, turn: int = 1) -> Progress:
    """What was counted so far, told by the sightings alone."""
    of_turn = (Sighting.audit_id == audit, Sighting.turn == turn)
    is_piece = Sighting.quantity.is_(None), Sighting.packs.is_(None)
    pieces = select(func.count(Sighting.item_id.distinct())).where(*of_turn, *is_piece)
    unknown = select(func.count(Sighting.raw.distinct())).where(*of_turn, Sighting.item_id.is_(None))
    lots = select(Sighting.item_id, Sighting.place_id, Sighting.person_id).where(
        *of_turn, or_(Sighting.quantity.is_not(None), Sighting.packs.is_not(None))
    )
    many = [
        session.execute(query).scalar() or 0
        for query in (pieces, select(func.count()).select_from(lots.distinct().subquery()), unknown)
    ]
    return Progress(many[0], many[1], many[2], clock.zone(session), tuple(_last(session, audit, turn)))


def _last(session: Session, audit: int, turn: int) -> list[Line]:
    query = (
        select(Sighting, EntryRow.occurred_at, EntryRow.actor_id)
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit, Sighting.turn == turn)
        .order_by(Sighting.id.desc())
        .limit(LAST)
    )
    found = [(each, at, user) for each, at, user in session.execute(query)]
    wanted = {n for each, _at, _user in found for n in (each.item_id, each.place_id, each.person_id) if n}
    names = references.named(session, wanted)
    return [_line(each, at, user, names) for each, at, user in found]


def _line(each: Sighting, at: int, user: int, names: Mapping[int, tuple[str, str]]) -> Line:
    title, detail = names.get(each.item_id or 0, (each.raw or "", ""))
    is_piece = each.quantity is None and each.packs is None
    place, person = (names.get(number or 0, ("", ""))[0] for number in (each.place_id, each.person_id))
    return Line(
        each.id, each.described_seq, at, title, detail, each.place_id, place, person, each.packs or 0,
        -1 if is_piece else each.quantity or 0, not each.item_id, each.marks == "differ",
        user, each.way == "paper",
    )  # fmt: skip


def figures(session: Session, audit: int) -> Figures:
    """The whole count reckoned: for guided counts and results, not for every scan."""
    standing = counts.standing(session, audit)
    return Figures(standing.tally, equation(standing.book, standing.results, standing.until), standing.until)


def wanted(session: Session, audit: int, *, order: str = "rack", turn: int = 1) -> "array[int]":
    """The items that are expected, in the order of the racks or of the serials; of a recount what still differed."""
    found = session.get_one(Audit, audit)
    book = counts.book(session, found)
    items = set(book.items())
    if turn > 1:
        items = counts.differing(session, audit, before=turn)
    serials = _serials(session)
    if order == "serial":
        return array("q", sorted(items, key=lambda item: (serials.get(item, ""), item)))
    paths = _paths(session, book)
    return array("q", sorted(items, key=lambda item: (paths.get(item, ()), serials.get(item, ""), item)))


def _serials(session: Session) -> dict[int, str]:
    """What each item is looked up by."""
    found: dict[int, str] = dict(session.execute(select(Firearm.id, Firearm.serial_normal)).all())
    found |= dict(session.execute(select(Lot.id, Lot.lot_number)).all())
    return found | dict(session.execute(select(Article.id, Article.code)).all())


def _paths(session: Session, book: Book) -> dict[int, tuple[str, ...]]:
    """Where each item has its slot, or else lies: the codes of the places from the outermost on."""
    codes = dict(session.execute(select(Place.id, Place.code)).all())
    homes = dict(session.execute(select(Firearm.id, Firearm.home_id).where(Firearm.home_id.is_not(None))).all())
    paths: dict[int, tuple[str, ...]] = {}

    def path(place: int) -> tuple[str, ...]:
        if place not in paths:
            paths[place] = tuple(reversed([codes.get(each, "") for each in book.upwards(place)]))
        return paths[place]

    lying = {item: [p.place for p, n in at.items() if n > 0] for item, at in book.start.items()}
    return {item: path(homes.get(item) or min(places)) for item, places in lying.items() if places}


Row = tuple[str | int | None, ...]


def rows(session: Session, audit: int, ids: Sequence[int], turn: int = 1) -> list[Row]:
    """Item, serial or number, what it is, its slot or place, who has it, and when it was seen (UTC ms, 0: not yet)."""
    names = references.named(session, ids)
    seen = _seen(session, audit, ids, turn)
    places = _places(session, ids)
    called = references.named(session, {n for place, person in places.values() for n in (place, person) if n})
    found: list[Row] = []
    for item in ids:
        title, detail = names.get(item, ("", ""))
        where, who = (called.get(number, ("", ""))[0] for number in places.get(item, (0, 0)))
        found.append((item, title, detail, where, who, seen.get(item, 0)))
    return found


def _seen(session: Session, audit: int, ids: Sequence[int], turn: int) -> dict[int, int]:
    query = (
        select(Sighting.item_id, func.max(EntryRow.occurred_at))
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit, Sighting.turn == turn, Sighting.item_id.in_(ids))
        .group_by(Sighting.item_id)
    )
    return {item or 0: at for item, at in session.execute(query)}


def _places(session: Session, ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The slot of a firearm, else the first place where the item is, and who has it."""
    query = (
        select(BalanceRow.item_id, func.coalesce(Firearm.home_id, BalanceRow.place_id), BalanceRow.person_id)
        .outerjoin(Firearm, (Firearm.id == BalanceRow.item_id) & (BalanceRow.person_id == 0))
        .where(BalanceRow.item_id.in_(ids), BalanceRow.quantity > 0)
        .order_by(BalanceRow.place_id.desc())
    )
    return {item: (place, person) for item, place, person in session.execute(query)}
