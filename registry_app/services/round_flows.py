"""How rounds move in and out of store: each line of a lot as entries of an account that adds up.

The account is of what lies in store. Whatever happens to rounds that are out (with people, at posts) or away (in
transit, in the workshop) is booked as if they came back for it: what a guard expends is returned and expended. So what
was expended, lost or destroyed is all there, and

    opening + received + found + returned - issued - expended - lost - destroyed - disposed - transferred = closing
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import zone_of
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.services.cuts import Cut
from registry_app.services.return_figures import Stock

INTO = ("opening", "received", "found", "returned")
OUT_OF = ("issued", "expended", "lost", "destroyed", "disposed", "transferred")
COLUMNS = (*INTO, *OUT_OF)
"""The columns of the account; `transferred` is what was sent on its way less what arrived."""

_GROUPS = {"store": "store", "person": "out", "field": "out", "transit": "away", "workshop": "away"}
_LEFT = {"out": ("returned", 1), "away": ("transferred", -1), "lost": ("found", 1)}
_CAME = {"out": ("issued", 1), "away": ("transferred", 1)} | {n: (n, 1) for n in ("expended", "lost", "destroyed")}
_RECEIVED, _DISPOSED = ("received", 1), ("disposed", 1)
"""From and to outside places of any other kind: suppliers, buyers, authorities."""


class Flow(NamedTuple):
    """`quantity` rounds of a lot in a column of the account, when (UTC ms) and for which reason."""

    item: int
    at: int
    column: str
    quantity: int
    reason: str


def flows(session: Session, stock: Stock, cut: Cut) -> Iterator[Flow]:
    """Every flow of every lot that counts as of the cut, in the order in which they happened."""
    kinds = {number: spot.kind for number, spot in stock.spots.items()}
    query = (
        select(LineRow.item_id, LineRow.quantity, LineRow.source_place, LineRow.source_person, LineRow.target_place,
               LineRow.target_person, EntryRow.occurred_at, EntryRow.reason_code)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.seq.not_in(cut.excluded()))
        .order_by(EntryRow.occurred_at, LineRow.seq, LineRow.number)
    )  # fmt: skip
    for item, quantity, source, giver, target, taker, at, reason in session.execute(query):
        if item in stock.lots:
            zones = zone_of(kinds[source], giver), zone_of(kinds[target], taker)
            for column, sign in booked(*zones, is_opening=reason == "opening"):
                yield Flow(item, at, column, sign * quantity, reason)


def booked(source: str, target: str, *, is_opening: bool = False) -> Iterator[tuple[str, int]]:
    """The columns that a line between two zones goes into, each with its sign."""
    left, came = _GROUPS.get(source, source), _GROUPS.get(target, target)
    if left == came or not {left, came} & {*_GROUPS.values()}:
        return
    if left != "store":
        column, sign = _LEFT.get(left, _RECEIVED)
        yield ("opening" if is_opening and column == "received" else column), sign
    if came != "store":
        yield _CAME.get(came, _DISPOSED)


def closing(account: Mapping[str, int]) -> int:
    """What an account leads to."""
    return sum(account.get(name, 0) for name in INTO) - sum(account.get(name, 0) for name in OUT_OF)


def add(account: Counter[str], flow: Flow, since: int) -> None:
    """Put a flow into the account of a period that begins at `since` (UTC ms): what was before is its opening."""
    if flow.at >= since:
        account[flow.column] += flow.quantity
    else:
        account["opening"] += flow.quantity if flow.column in INTO else -flow.quantity
