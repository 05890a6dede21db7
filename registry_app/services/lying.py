"""What lies where, position by position: what somebody may mean who says that it is gone from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import Position
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.services import lists

MOST = 200
"""More of one place is searched for, not listed."""
_B = BalanceRow


@dataclass(frozen=True)
class Lying:
    """So much of an item at one position of the company: what it is called, and where and with whom in words."""

    item: int
    kind: str
    """firearm, lot or article."""
    title: str
    detail: str
    quantity: int
    position: Position
    place: str
    person: str

    @property
    def is_piece(self) -> bool:
        """Whether there is only one piece of it, so that nobody needs to say how many."""
        return self.kind == "firearm" or (self.kind == "article" and self.quantity == 1)


def of_items(session: Session, items: Sequence[int]) -> list[Lying]:
    """Where some items are in the company, in the order in which they are named; nothing of what is outside."""
    order = {item: at for at, item in enumerate(items)}
    return sorted(_found(session, _B.item_id.in_(list(order))), key=lambda each: order[each.item])


def with_person(session: Session, person: int) -> list[Lying]:
    """All that a person has: firearms first, then rounds, then articles."""
    return _found(session, _B.person_id == person)


def in_place(session: Session, place: int, *, limit: int = MOST) -> list[Lying]:
    """What lies in a place and in all that is in it, also with people who were issued it there."""
    return _found(session, _B.place_id.in_(lists.inside(place)), limit)


def _found(session: Session, where: ColumnElement[bool], limit: int = MOST) -> list[Lying]:
    return [_told(row) for row in session.execute(_QUERY.where(where).limit(limit))]


def _query() -> Select[Any]:
    kind = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
    title = func.coalesce(Firearm.serial, Lot.lot_number, Article.code)
    detail = func.coalesce(Firearm.maker + " " + Firearm.model, Lot.calibre, Article.name)
    return (
        select(_B.item_id, kind, title, detail, _B.quantity, _B.place_id, _B.person_id, _B.state, Place.name,
               func.coalesce(Person.name, Person.code, ""))
        .join(Place, Place.id == _B.place_id)
        .outerjoin(Person, Person.id == _B.person_id)
        .outerjoin(Firearm, Firearm.id == _B.item_id)
        .outerjoin(Lot, Lot.id == _B.item_id)
        .outerjoin(Article, Article.id == _B.item_id)
        .where(_B.quantity > 0, Place.kind.not_in(list(OUTSIDE)))
        .order_by(case((kind == "firearm", 0), (kind == "lot", 1), else_=2), title, _B.person_id.desc(), _B.place_id,
                  _B.state)
    )  # fmt: skip


_QUERY = _query()


def _told(row: Any) -> Lying:
    item, kind, title, detail, quantity, place, person, state, *where = row
    return Lying(item, kind, title, detail, quantity, Position(place, person, state), *where)
