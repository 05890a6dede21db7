"""What is seen in a count: each sighting an entry of its own the moment it is scanned, a paper sheet one for all.

As in `custody`: `by` is the user at work, moments are UTC ms, `Refused` says why not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Ref
from registry_app.domain.fields import Value
from registry_app.domain.records import Sighting
from registry_app.domain.rows import EntryRow
from registry_app.services import documents, ledger
from registry_app.services.cuts import Cut
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class Sight:
    """One thing that is seen: the item (0: the register does not know it), where, with whom, how many, as it was read.

    `packs` are sealed ones, `quantity` loose rounds or pieces; both are left out for one piece. `marks` is a code of
    `MARKS_SEEN`; `photo` the bytes of a picture.
    """

    place: int
    item: int = 0
    raw: str = ""
    way: str = "scan"
    person: int = 0
    packs: int | None = None
    quantity: int | None = None
    seal: str = ""
    marks: str = ""
    remark: str = ""
    photo: bytes = b""


@once
def sight(
    session: Session, *, audit: int, seen: Sequence[Sight], turn: int = 1, occurred_at: int = 0, note: str = "",
    kind: str = "sight", entry_id: str = "", refs: tuple[Ref, ...] = (), by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Enter what was seen, one thing or all of a sheet; `Posted.records` holds the sightings' numbers.

    `refs` name what it rests on outside the entry, such as the paper sheet.
    """
    wishes: list[Wish] = []
    contents: dict[str, bytes] = {}
    for place, each in enumerate(seen, 1):
        wishes.append(Wish("sighting", {**_values(each), "audit_id": audit, "turn": turn}, placeholder=-place))
        if each.photo:
            photo = documents.paper(each.photo, subject=-place, kind="photo")
            wishes.append(photo.wish)
            contents |= photo.contents
    draft = Draft(
        kind, wishes=tuple(wishes), note=note, occurred_at=occurred_at, id=entry_id, refs=refs, contents=contents
    )
    return ledger.post(session, draft, by=by, witness=witness)


def _values(each: Sight) -> Mapping[str, Value]:
    return {
        "way": each.way, "raw": each.raw or None, "item_id": each.item or None, "place_id": each.place,
        "person_id": each.person or None, "packs": each.packs, "quantity": each.quantity, "seal": each.seal or None,
        "marks": each.marks or None, "remark": each.remark or None,
    }  # fmt: skip


IN_HAND = ("scan", "typed", "paper", "shown")
"""The ways in which a thing was in somebody's hand, and its marks were read."""


def last_days(session: Session, cut: Cut, zone: str) -> dict[int, str]:
    """The ISO day on which each item was last in hand in a count, as of a cut, by the item's number."""
    query = (
        select(Sighting.item_id, func.max(EntryRow.occurred_at))
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.item_id.is_not(None), Sighting.way.in_(IN_HAND))
        .group_by(Sighting.item_id)
    )
    if not cut.is_now:
        query = query.where(EntryRow.occurred_at <= cut.moment)
    if cut.head:
        query = query.where(EntryRow.seq < cut.head)
    return {item or 0: days.minute_at(at, zone)[:10] for item, at in session.execute(query)}


def last_in_hand(item: ColumnElement[int]) -> ColumnElement[int]:
    """When an item of a list was last in hand in a count (UTC ms), as a column of it; nothing where it never was."""
    query = (
        select(func.max(EntryRow.occurred_at))
        .join(Sighting, Sighting.described_seq == EntryRow.seq)
        .where(Sighting.item_id == item, Sighting.way.in_(IN_HAND))
    )
    return query.correlate(item.table).scalar_subquery()


@dataclass(frozen=True)
class Earlier:
    """That something was seen before in this turn: when (UTC ms), and in which place."""

    number: int
    at: int
    place: int


def earlier(session: Session, *, audit: int, item: int, turn: int = 1) -> Earlier | None:
    """The last sighting of an item in a turn of an audit, `None` when there is none: a second scan counts nothing."""
    query = (
        select(Sighting.id, EntryRow.occurred_at, Sighting.place_id)
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit, Sighting.item_id == item, Sighting.turn == turn)
        .order_by(Sighting.id.desc())
        .limit(1)
    )
    row = session.execute(query).first()
    return Earlier(*row) if row else None
