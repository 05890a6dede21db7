"""What is away: with the workshop or the authority, since when, by which entry, under which paper, due when."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Row, Select, and_, case, func, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.entry import NONE, parse
from registry_app.domain.records import Article, Firearm, Lot, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow


@dataclass(frozen=True)
class Away:
    """So many pieces or rounds of an item, where they are, and the entry that took them there.

    `kind` is the item's, `act` the entry's; `since` and `due_at` are UTC ms, `due_at` 0 for never.
    """

    item: int
    kind: str
    name: str
    about: str
    quantity: int
    place_id: int
    place: str
    since: int
    seq: int
    act: str
    reason: str
    document: str
    due_at: int


def at(session: Session, place_kind: str) -> list[Away]:
    """What is at the places of a kind now, the longest away first.

    Where some rounds of a lot came at one time and some at another, those that came first are taken to have left first.
    """
    found = [away for row in session.execute(_there(place_kind)) for away in _parts(session, row)]
    return sorted(found, key=lambda away: (away.since, away.seq, away.name))


def _there(place_kind: str) -> Select[int, str, str, str, int, str, int]:
    kind = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
    about = func.coalesce(Firearm.maker + " " + Firearm.model, Lot.maker + " " + Lot.calibre, Article.name)
    name = func.coalesce(Firearm.serial, Lot.lot_number, Article.code)
    return (
        select(BalanceRow.item_id, kind, name, about, Place.id, Place.name, func.sum(BalanceRow.quantity))
        .join(Place, Place.id == BalanceRow.place_id)
        .outerjoin(Firearm, Firearm.id == BalanceRow.item_id)
        .outerjoin(Lot, Lot.id == BalanceRow.item_id)
        .outerjoin(Article, Article.id == BalanceRow.item_id)
        .where(Place.kind == place_kind, BalanceRow.quantity > 0)
        .group_by(BalanceRow.item_id, Place.id)
    )


def _parts(session: Session, row: Row[int, str, str, str, int, str, int]) -> Iterator[Away]:
    """What is there of one item, by the entries that took it there, the newest first."""
    item, kind, name, about, place_id, place, left = row
    for body, occurred_at, due_at, quantity in session.execute(_coming(item, place_id)):
        if left <= 0:
            return
        entry = parse(body)
        document = next((ref.value for ref in entry.refs if ref.kind == "document"), "")
        part = min(left, quantity)
        left -= part
        yield Away(
            item, kind, name, about, part, place_id, place, occurred_at, entry.seq, entry.kind, entry.reason_code,
            document, due_at,
        )  # fmt: skip


def _coming(item: int, place: int) -> Select[bytes, int, int, int]:
    """The entries that stand and took an item to a place, the newest first, with how much of it."""
    correction = aliased(EntryRow)
    return (
        select(EntryRow.body, EntryRow.occurred_at, EntryRow.due_at, func.sum(LineRow.quantity))
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .outerjoin(correction, and_(correction.corrects == EntryRow.seq, correction.corrects >= 0))
        .where(LineRow.item_id == item, LineRow.target_place == place, LineRow.source_place != place)
        .where(EntryRow.corrects == NONE, correction.seq.is_(None))
        .group_by(EntryRow.seq)
        .order_by(EntryRow.seq.desc())
    )
