"""For how long the rounds last: what lies ready in store by calibre, against what was used of late."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import STORES, USABLE_STATES
from registry_app.domain.records import Lot, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow

SPAN_DAYS = 90
"""Over how many days back the use is taken: a quarter holds a whole round of training."""
DAY = int(dt.timedelta(days=1).total_seconds() * 1000)


@dataclass(frozen=True)
class Cover:
    """Of one calibre: rounds ready in store, and rounds used up in the last `SPAN_DAYS` days."""

    calibre: str
    ready: int
    used: int

    @property
    def days(self) -> int | None:
        """For how many whole days the rounds last if use goes on alike; `None` where nothing was used."""
        return self.ready * SPAN_DAYS // self.used if self.used else None


def covers(session: Session) -> list[Cover]:
    """Every calibre that is in store or was used of late, the one with most rounds first; what was corrected was not
    used."""
    ready, used = _ready(session), _used(session)
    found = [Cover(calibre, ready.get(calibre, 0), used.get(calibre, 0)) for calibre in {*ready, *used}]
    return sorted(found, key=lambda each: (-each.ready, each.calibre))


def _ready(session: Session) -> dict[str, int]:
    query = (
        select(Lot.calibre, func.sum(BalanceRow.quantity))
        .join(BalanceRow, BalanceRow.item_id == Lot.id)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(BalanceRow.person_id == 0, Place.kind.in_(STORES), BalanceRow.state.in_(USABLE_STATES))
        .where(BalanceRow.quantity > 0)
        .group_by(Lot.calibre)
    )
    return {calibre: int(many) for calibre, many in session.execute(query)}


def _used(session: Session) -> dict[str, int]:
    """What went to the place of rounds used up, less what a correction brought back from there."""
    since = session.info["clock"]() - SPAN_DAYS * DAY
    gone = session.execute(select(Place.id).where(Place.kind == "expended")).scalars().all()
    into, out_of = LineRow.target_place.in_(gone), LineRow.source_place.in_(gone)
    query = (
        select(Lot.calibre, func.sum(case((into, LineRow.quantity), else_=-LineRow.quantity)))
        .select_from(EntryRow)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .join(Lot, Lot.id == LineRow.item_id)
        .where(EntryRow.occurred_at >= since, or_(into, out_of))
        .group_by(Lot.calibre)
    )
    return {calibre: int(many) for calibre, many in session.execute(query) if many > 0}
