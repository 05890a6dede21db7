"""The list of articles: magazines, cards, vests, keys; how many pieces of each are where, and who has them."""

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Article, Firearm, Place
from registry_app.services.listing import ListColumn, Listing
from registry_app.services.listing_stock import AWAY, HELD, ON_HAND, OUT, WHOLE, Stock, search

_F, _T = fields_of(Article), Article.__table__.c
_OWN = [name for name, field in _F.items() if not field.refers_to]
MOST_PLACES = 64


def _rows(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(Article)


def _called(name: ColumnElement[str], record: ColumnElement[int], of: ColumnElement[int | None]) -> ColumnElement[Any]:
    """What the record is called that an article refers to."""
    return select(name).where(record == of).correlate(Article).scalar_subquery()


_FIREARM = _called(Firearm.__table__.c.serial, Firearm.__table__.c.id, _T.firearm_id)
_OPENS = _called(Place.__table__.c.name, Place.__table__.c.id, _T.opens_id)


@lru_cache(maxsize=MOST_PLACES)
def articles_in(place: int) -> Listing:
    """The articles with what is of each in a place and all that lies in it, 0 for the whole company."""
    stock = Stock(_T.id, place)
    return Listing(
        rows=_rows,
        number=_T.id,
        columns={
            **{name: ListColumn(_F[name], _T[name]) for name in _OWN},
            **stock.figures(),
            **stock.gone(),
            "where": stock.places(),
            "holder": stock.holders(),
            "firearm": ListColumn(Field("firearm", _F["firearm_id"].label), _FIREARM),
            "opens": ListColumn(Field("opens", _F["opens_id"].label), _OPENS),
        },
        first="code",
        search=search((_T.code, _T.name, _T.number, _T.maker, _T.model, _T.barcode), _T.id),
        states=stock.states(**{"": WHOLE, "in_store": ON_HAND, "out": OUT, "held": HELD, "away": AWAY}),
        lying=stock.lying,
    )


ARTICLES = articles_in(0)
"""The articles of the whole company; at first those of which any is in it."""
