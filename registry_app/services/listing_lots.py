"""The list of lots of ammunition: how many rounds of each are where, and how many of a calibre in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Lot
from registry_app.i18n import N_
from registry_app.services import sightings
from registry_app.services.listing import TAKEN, ListColumn, Listing
from registry_app.services.listing_stock import AWAY, HELD, LOOSE, ON_HAND, OUT, SEALED, Stock, figure, search

_F, _T = fields_of(Lot), Lot.__table__.c
PACKS = Field("packs", N_("Sealed packs"), "integer", help=N_("Whole packs, where the size of a pack is on record."))
COUNTED = Field("last_counted", N_("Last counted"), "moment", help=N_("When it was last in hand in an audit."))
MOST_PLACES = 64


def _rows(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(Lot)


@lru_cache(maxsize=MOST_PLACES)
def lots_in(place: int) -> Listing:
    """The lots with what is of each in a place and all that lies in it, 0 for the whole company.

    What left the company is always all of it: nobody can say of which place.
    """
    stock = Stock(_T.id, place)
    sealed = stock.quantity(SEALED)
    return Listing(
        rows=_rows,
        number=_T.id,
        columns={
            **{name: ListColumn(_F[name], _T[name]) for name in _F},
            **stock.figures(),
            "sealed": figure("sealed", N_("Sealed"), sealed),
            "packs": ListColumn(PACKS, sealed // _T.pack_size),
            "loose": figure("loose", N_("Loose"), stock.quantity(LOOSE)),
            **stock.gone(),
            "where": stock.places(),
            "holder": stock.holders(),
            "last_counted": ListColumn(COUNTED, sightings.last_in_hand(_T.id), is_instant=True),
        },
        first="lot_number",
        search=search((_T.lot_number, _T.calibre, _T.maker, _T.barcode), _T.id),
        states=stock.states(**{"": ON_HAND, "out": OUT, "held": HELD, "away": AWAY}),
        lying=stock.lying,
    )


LOTS = lots_in(0)
"""The lots of the whole company; at first those of which any is on hand."""
SUMMED = ("on_hand", "out", "held", "away", "total", "expended")


@dataclass(frozen=True)
class CalibreSum:
    """Rounds of one calibre by the keys of `SUMMED`."""

    calibre: str
    rounds: dict[str, int]


def sums(session: Session, ids: Sequence[int], *, place: int = 0) -> list[CalibreSum]:
    """The rounds of some lots by calibre, in the order of the calibres; in a place only what is there."""
    listed = lots_in(place)
    found: dict[str, list[int]] = {}
    for start in range(0, len(ids), TAKEN):
        each = listed.rows(_T.calibre, *(listed.columns[key].value.label(key) for key in SUMMED))
        some = each.where(_T.id.in_(list(ids[start : start + TAKEN]))).subquery()
        query = select(some.c.calibre, *(func.sum(some.c[key]) for key in SUMMED)).group_by(some.c.calibre)
        for calibre, *rounds in session.execute(query):
            before = found.get(calibre, [0] * len(SUMMED))
            found[calibre] = [one + other for one, other in zip(before, rounds, strict=True)]
    return [CalibreSum(calibre, dict(zip(SUMMED, found[calibre], strict=True))) for calibre in sorted(found)]
