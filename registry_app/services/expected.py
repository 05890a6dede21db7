"""What a count expects: the book of a place at a head, and what moved since.

It is had from the balances by taking back the lines that were entered since the head, so that it costs the same
whatever the length of the history. Of an audit that was closed nothing counts that was entered afterwards: it comes to
the same for ever.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select, union_all
from sqlalchemy.orm import Session

from registry_app.domain.book import Book, Move, Site
from registry_app.domain.choices import INSIDE, PASSAGES, STORES
from registry_app.domain.entry import NONE, Line, Position
from registry_app.domain.records import Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.services import past
from registry_app.services.cuts import Cut

_ENDLESS = 2**62
Starts = Mapping[int, Mapping[Position, int]]


def book(session: Session, *, place: int, size: int, end: int = 0) -> Book:
    """A place with all that lies in it or was issued from it, as the ledger told when it had `size` entries, and what
    moved by later entries: by those before number `end` (0: all of them)."""
    cut = Cut(0, is_now=True, head=end)
    sites = places(session, size, cut)
    return Book(
        sites, positions_at(session, size), frozenset(_below(sites, place)), frozenset(_pieces(session, cut)),
        tuple(_moves(session, size, end or _ENDLESS)), _homes(session, size, end or _ENDLESS), _packs(session, cut),
    )  # fmt: skip


def places(session: Session, size: int, cut: Cut) -> dict[int, Site]:
    """Every place by its number, in the tree as it stood at the head: nothing leaves what is counted with its rack.

    A place that was made since lies where the cut knows it.
    """
    found = past.records(session, "place", cut, names=("parent_id", "kind"))
    found |= past.records(session, "place", replace(cut, head=size), names=("parent_id", "kind"))
    return {number: Site(int(each["parent_id"] or 0), str(each["kind"])) for number, each in found.items()}


def _below(sites: Mapping[int, Site], place: int) -> Iterator[int]:
    """A place and all that lies in it."""
    children: dict[int, list[int]] = defaultdict(list)
    for number, site in sites.items():
        children[site.parent].append(number)
    waiting = [place]
    while waiting:
        yield (number := waiting.pop())
        waiting += children.pop(number, [])


def positions_at(session: Session, size: int) -> Starts:
    """How much of each item was where inside the company when the ledger had `size` entries, as it told then."""
    inside = select(Place.id).where(Place.kind.in_(list(INSIDE)))
    columns = BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, BalanceRow.quantity
    back = select(
        LineRow.item_id, LineRow.source_place, LineRow.source_person, LineRow.source_state, LineRow.quantity
    ).where(LineRow.seq >= size, LineRow.source_place.in_(inside))
    forth = select(
        LineRow.item_id, LineRow.target_place, LineRow.target_person, LineRow.target_state, -LineRow.quantity
    ).where(LineRow.seq >= size, LineRow.target_place.in_(inside))
    now = select(*columns).where(BalanceRow.place_id.in_(inside))
    found: dict[int, dict[Position, int]] = defaultdict(dict)
    rows = session.connection().execute(union_all(now, back, forth)).all()
    for item, place, person, state, quantity in rows:
        there, at = found[item], Position(place, person, state)
        there[at] = there.get(at, 0) + quantity
    return {item: {p: n for p, n in there.items() if n} for item, there in found.items()}


def _moves(session: Session, size: int, end: int) -> Iterator[Move]:
    """The lines entered since; a correction of what was entered before holds from the beginning."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= size, EntryRow.seq < end)
    query = (
        select(LineRow, EntryRow.occurred_at, EntryRow.corrects)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.seq >= size, LineRow.seq < end, LineRow.seq.not_in(corrected), EntryRow.corrects < size)
        .order_by(LineRow.seq, LineRow.number)
    )
    for row, at, corrects in session.execute(query):
        source = Position(row.source_place, row.source_person, row.source_state)
        target = Position(row.target_place, row.target_person, row.target_state)
        yield Move(0 if corrects != NONE else at, row.seq, Line(row.item_id, row.quantity, source, target))


def _pieces(session: Session, cut: Cut) -> Iterator[int]:
    """The items that are one piece each."""
    yield from past.told(session, "firearm", cut, names=("tag",)).numbers
    for number, is_single in past.told(session, "article", cut, names=("is_single",)).fields["is_single"].items():
        if is_single:
            yield number


def _packs(session: Session, cut: Cut) -> dict[int, int]:
    sizes = past.told(session, "lot", cut, names=("pack_size",)).fields["pack_size"]
    return {lot: int(size) for lot, size in sizes.items() if size}


def _homes(session: Session, size: int, end: int) -> dict[tuple[int, int], int]:
    """The place in store that each item came from which is with a person, under way or in the workshop.

    Through whoever was relieved: the last place in store that it left.
    """
    away = (
        select(BalanceRow.item_id)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(BalanceRow.quantity > 0, (BalanceRow.person_id > 0) | Place.kind.in_(list(PASSAGES)))
        .union(select(LineRow.item_id).where(LineRow.seq >= size))
    )
    left = (
        select(LineRow.item_id, LineRow.target_person, LineRow.source_place)
        .join(Place, Place.id == LineRow.source_place)
        .where(LineRow.source_person == 0, Place.kind.in_(list(STORES)), LineRow.item_id.in_(away), LineRow.seq < end)
        .order_by(LineRow.seq)
    )
    homes: dict[tuple[int, int], int] = {}
    last: dict[int, int] = {}
    for item, person, place in session.execute(left):
        homes[item, person] = last[item] = place
    people = select(LineRow.item_id, LineRow.target_person).where(
        LineRow.source_person > 0, LineRow.target_person > 0, LineRow.item_id.in_(away), LineRow.seq < end
    )
    for item, person in session.execute(people.distinct()):
        homes.setdefault((item, person), last.get(item, 0))
    return homes
