"""Who had what from when until when: each thing that came to a person, with how it left that person again.

Told by the lines that count as of a cut (`services.cuts`), in the order in which things happened. Of rounds and alike
pieces that somebody got at several times, what came first is taken to have left first.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import NONE
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.services import past
from registry_app.services.cuts import Cut

WAYS = ("back", "expended", "passed", "gone")
"""How something leaves a person: back into the company's keeping, used up, to another person, out of the company."""


class Came(NamedTuple):
    """The entry by which something came to a person or left: its number, when it happened (UTC ms), its act, and when
    what it handed out is to be back (UTC ms, 0 for never)."""

    entry: int
    at: int
    kind: str
    due_at: int = 0


NOTHING_CAME = Came(NONE, 0, "")
"""Of what left somebody who, by the times that people gave, had not got it yet."""


class End(NamedTuple):
    """That `quantity` of a span left the person, in one of `WAYS`."""

    by: Came
    way: str
    quantity: int


@dataclass
class Span:
    """That a person had `quantity` of an item at a place, from when it came; `left` is what has not gone again."""

    item: int
    person: int
    place: int
    quantity: int
    came: Came
    left: int = 0
    ends: list[End] = field(default_factory=list)

    def part(self, quantity: int) -> int:
        """How much of a quantity that leaves is from this span."""
        return min(self.left, quantity)

    def end(self, by: Came, way: str, quantity: int) -> None:
        """Let a part go."""
        self.left -= quantity
        self.ends.append(End(by, way, quantity))


def spans(session: Session, cut: Cut) -> list[Span]:
    """Every span that began up to the cut, in the order of their beginning."""
    kinds = _kinds(session, cut)
    found: list[Span] = []
    open_: dict[tuple[int, int], list[Span]] = defaultdict(list)
    for row in session.execute(_lines(cut)):
        came = Came(row.seq, row.occurred_at, row.kind, row.due_at)
        if row.source_person:
            held, way = open_[row.item_id, row.source_person], _way(row, kinds)
            found += _ended(row, held, End(came, way, row.quantity))
        if row.target_person:
            begun = Span(row.item_id, row.target_person, row.target_place, row.quantity, came, row.quantity)
            open_[row.item_id, row.target_person].append(begun)
            found.append(begun)
    return found


def _ended(row: Row[Any], held: list[Span], end: End) -> Iterator[Span]:
    """Take what leaves from the spans that are open, the oldest first; a span of its own for what nobody had."""
    left = end.quantity
    while held and left:
        part = held[0].part(left)
        held[0].end(end.by, end.way, part)
        left -= part
        if not held[0].left:
            held.pop(0)
    if left:
        never = Span(row.item_id, row.source_person, row.source_place, left, NOTHING_CAME, left)
        never.end(end.by, end.way, left)
        yield never


def _way(row: Row[Any], kinds: Mapping[int, str]) -> str:
    if row.target_person:
        return "passed"
    kind = kinds.get(row.target_place, "")
    if kind == "expended":
        return "expended"
    return "gone" if kind in OUTSIDE else "back"


def _kinds(session: Session, cut: Cut) -> dict[int, str]:
    places = past.records(session, "place", cut.known(), names=("kind",))
    return {number: str(values["kind"]) for number, values in places.items()}


def _lines(cut: Cut) -> Select[*tuple[Any, ...]]:
    """The lines by which anything came to a person or left one."""
    with_somebody = or_(LineRow.source_person > 0, LineRow.target_person > 0)
    columns: tuple[Any, ...] = (
        LineRow.seq, LineRow.item_id, LineRow.quantity, LineRow.source_place, LineRow.source_person,
        LineRow.target_place, LineRow.target_person, EntryRow.kind, EntryRow.occurred_at, EntryRow.due_at,
    )  # fmt: skip
    return (
        select(*columns)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(with_somebody, LineRow.source_person != LineRow.target_person, LineRow.seq.not_in(cut.excluded()))
        .order_by(EntryRow.occurred_at, LineRow.seq, LineRow.number)
    )
