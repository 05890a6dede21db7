"""What the company holds as of a moment, summed from the lines of the ledger and never taken from the balances.

As of a moment means: all that had happened by then, as known now. An entry that was corrected since counts for
nothing, and neither does its correction. Moments are UTC milliseconds.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union, union_all
from sqlalchemy.orm import Session, aliased

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.records import Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow


class Held(NamedTuple):
    """How much of an item is at a position; outside positions may be negative."""

    item: int
    place: int
    person: int
    state: str
    quantity: int


class Crossing(NamedTuple):
    """A line over the company's border: `flow` a column of the account, `quantity` pieces or rounds."""

    seq: int
    item: int
    quantity: int
    flow: str


FLOWS_IN = ("opening", "received", "found")
FLOWS_OUT = ("expended", "disposed", "lost", "destroyed")
_INTO = dict.fromkeys(OUTSIDE, "received") | {"lost": "found"}
_OUT_OF = dict.fromkeys(OUTSIDE, "disposed") | {"expended": "expended", "lost": "lost", "destroyed": "destroyed"}

_OPENING = b'"reason_code":"opening"'
"""Part of the body of an entry that states what was there when the register began; the body is canonical JSON, in
which no text can spell it."""


@dataclass(frozen=True)
class Cut:
    """Up to where acts count: `moment` in UTC ms; `is_now` when nothing that is known lies beyond it."""

    moment: int
    is_now: bool

    def excluded(self) -> Select[tuple[int]]:
        """The numbers of the entries that do not count."""
        corrects = EntryRow.corrects >= 0
        parts = [select(EntryRow.corrects.label("seq")).where(corrects), select(EntryRow.seq).where(corrects)]
        if not self.is_now:
            parts.append(select(EntryRow.seq).where(EntryRow.occurred_at > self.moment))
        return select(union(*parts).subquery().c.seq)


def held(session: Session, cut: Cut) -> list[Held]:
    """Every position that is not empty as of the cut, outside ones included."""
    counted = LineRow.seq.not_in(cut.excluded())
    return _summed(session, counted)


def _summed(session: Session, counted: ColumnElement[bool] | None = None) -> list[Held]:
    into = select(LineRow.item_id, LineRow.target_place, LineRow.target_person, LineRow.target_state, LineRow.quantity)
    out_of = select(
        LineRow.item_id, LineRow.source_place, LineRow.source_person, LineRow.source_state, -LineRow.quantity
    )
    if counted is not None:
        into, out_of = into.where(counted), out_of.where(counted)
    sums: Counter[tuple[int, int, int, str]] = Counter()
    for item, place, person, state, quantity in session.execute(union_all(into, out_of)):
        sums[item, place, person, state] += quantity
    return [Held(*position, quantity) for position, quantity in sums.items() if quantity]


def differing_from_balances(session: Session) -> list[int]:
    """The items whose balances, which the screens read, differ from the sums of all lines."""
    columns = BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, BalanceRow.quantity
    kept = {Held(*row) for row in session.execute(select(*columns))}
    return sorted({position.item for position in kept.symmetric_difference(_summed(session))})


def crossings(session: Session, cut: Cut) -> Iterator[Crossing]:
    """The lines over the company's border that count as of the cut, in the order of the ledger."""
    source, target = aliased(Place), aliased(Place)
    is_in, is_out = source.kind.in_(OUTSIDE), target.kind.in_(OUTSIDE)
    query = (
        select(LineRow.seq, LineRow.item_id, LineRow.quantity, source.kind, target.kind, is_in, EntryRow.body)
        .join(source, source.id == LineRow.source_place)
        .join(target, target.id == LineRow.target_place)
        .outerjoin(EntryRow, and_(EntryRow.seq == LineRow.seq, is_in))
        .where(or_(and_(is_in, ~is_out), and_(is_out, ~is_in)), LineRow.seq.not_in(cut.excluded()))
        .order_by(LineRow.seq, LineRow.number)
    )
    for seq, item, quantity, came_from, went_to, came_in, body in session.execute(query):
        flow = _INTO[came_from] if came_in else _OUT_OF[went_to]
        is_opening = flow == "received" and _OPENING in body
        yield Crossing(seq, item, quantity, "opening" if is_opening else flow)


def counted_after(session: Session, cut: Cut) -> int:
    """How many entries of the ledger happened after the cut."""
    if cut.is_now:
        return 0
    query = select(func.count()).select_from(EntryRow).where(EntryRow.occurred_at > cut.moment)
    return session.execute(query).scalar() or 0
