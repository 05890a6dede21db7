"""The list of articles: the ids that match, in order, and the rows behind some of them, as `lists` has for firearms.

An article of one piece is in one position; a stock of pieces that are alike may be in many.
"""

from array import array
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.records import Article, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.services.list_filters import STATES
from registry_app.services.lists import Row, inside, like

_B = BalanceRow
_SORTS: dict[str, ColumnElement[Any]] = {
    "place": Place.__table__.c.name,
    "holder": Person.__table__.c.name,
    "state": _B.__table__.c.state,
}


def _positioned(*columns: Any) -> Select[Any]:  # any column or label
    """Articles with every position that holds any of each."""
    return (
        select(*columns)
        .select_from(Article)
        .join(_B, and_(_B.item_id == Article.id, _B.quantity > 0))
        .join(Place, Place.id == _B.place_id)
        .outerjoin(Person, Person.id == _B.person_id)
    )


def listed(
    session: Session, *, text: str = "", kind: str = "", state: str = "", place: int = 0, sort: str = "code",
    descending: bool = False,
) -> "array[int]":  # fmt: skip
    """The numbers of the articles that match, in order: `kind` of article, `state` a key of `lists.STATES` that any
    piece answers to, `place` with all that lies in it.

    Every word of `text` must be in code, description or number, or be the holder's code.
    """
    query = _positioned(Article.id).where(STATES[state](), *map(_matches, text.split()))
    if kind:
        query = query.where(Article.kind == kind)
    if place:
        query = query.where(_B.place_id.in_(inside(place)))
    column = func.min(_SORTS.get(sort, Article.__table__.c.get(sort, Article.__table__.c.code)))
    order = column.desc() if descending else column.asc()
    ordered = query.group_by(Article.id, Article.code).order_by(order.nulls_last(), Article.code)
    return array("q", session.execute(ordered).scalars())


def _matches(word: str) -> ColumnElement[bool]:
    near = (column.ilike(like(word), escape="\\") for column in (Article.code, Article.name, Article.number))
    return or_(Person.code == word.upper(), *near)


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, _B.quantity), else_=0))


def _only(column: Any) -> ColumnElement[Any]:  # any column
    """The value of the one position, nothing where there are several."""
    return case((func.count() == 1, func.min(column)))


def rows(session: Session, ids: Sequence[int]) -> list[Row]:
    """The rows of some articles, in any order: id, code, description, kind, number, last day, pieces in the company,
    pieces in store; then place, holder, state and kind of place, empty where the pieces are in several positions."""
    query = _positioned(
        Article.id, Article.code, Article.name, Article.kind, Article.number, Article.expires_on, _sum(STATES[""]()),
        _sum(STATES["in_store"]()), _only(Place.name), _only(func.coalesce(Person.name, Person.code)), _only(_B.state),
        _only(Place.kind),
    )  # fmt: skip
    return [tuple(row) for row in session.execute(query.where(Article.id.in_(list(ids))).group_by(Article.id))]


def counts(session: Session) -> dict[str, int]:
    """How many articles answer to each filter of `lists.STATES`; the whole company's under `all`."""
    totals = [
        func.count(case((condition(), Article.id)).distinct()).label(code or "all")
        for code, condition in STATES.items()
    ]
    row = session.execute(_positioned(*totals)).mappings().one()
    return {code: int(count or 0) for code, count in row.items()}


def belonging(session: Session, *, firearm: int) -> list[tuple[int, str, str, str]]:
    """The articles that belong to a firearm, such as its magazines and permit card: number, code, description, kind."""
    query = select(Article.id, Article.code, Article.name, Article.kind).where(Article.firearm_id == firearm)
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query.order_by(Article.kind, Article.code))]
