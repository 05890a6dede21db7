"""What the company holds as of a cut (`services.cuts`), summed from the lines of the ledger: never taken from the
balances, nor from the snapshots of months."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, or_, select, union_all
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.services import past
from registry_app.services.cuts import Cut, counted_after

__all__ = ["Crossing", "Cut", "Held", "counted_after", "crossings", "differing_from_balances", "held"]


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


def held(session: Session, cut: Cut, *, items: Collection[int] | None = None) -> list[Held]:
    """Every position that is not empty as of the cut, outside ones included; of some items only where any are named."""
    if items is None:
        return _summed(session, LineRow.seq.not_in(cut.excluded()))
    counts = select(EntryRow.seq).where(EntryRow.seq == LineRow.seq, cut.counts()).correlate(LineRow).exists()
    return _summed(session, and_(LineRow.item_id.in_(list(items)), counts))


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
    kinds = {n: str(v["kind"]) for n, v in past.records(session, "place", cut.known(), names=("kind",)).items()}
    outside = [number for number, kind in kinds.items() if kind in OUTSIDE]
    is_in, is_out = LineRow.source_place.in_(outside), LineRow.target_place.in_(outside)
    query = (
        select(LineRow.seq, LineRow.item_id, LineRow.quantity, LineRow.source_place, LineRow.target_place, is_in,
               EntryRow.body)
        .outerjoin(EntryRow, and_(EntryRow.seq == LineRow.seq, is_in))
        .where(or_(and_(is_in, ~is_out), and_(is_out, ~is_in)), LineRow.seq.not_in(cut.excluded()))
        .order_by(LineRow.seq, LineRow.number)
    )  # fmt: skip
    for seq, item, quantity, source, target, came_in, body in session.execute(query):
        flow = _INTO[kinds[source]] if came_in else _OUT_OF[kinds[target]]
        is_opening = flow == "received" and _OPENING in body
        yield Crossing(seq, item, quantity, "opening" if is_opening else flow)
