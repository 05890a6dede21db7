"""Positions that something is to come back from: which entry put it there, and until when."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, Subquery, and_, func, literal_column, select
from sqlalchemy.orm import Session

from registry_app.domain.due import Due, Found, HowMany
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow
from registry_app.services.due_dates import Column
from registry_app.services.due_outlook import Outlook

CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
"""The numbers of the entries that were corrected."""
_CORRECTIONS = select(EntryRow.seq).where(EntryRow.corrects >= 0)
NOT_CORRECTED = and_(LineRow.seq.not_in(CORRECTED), LineRow.seq.not_in(_CORRECTIONS))
"""What was corrected never was: who gave back by a mistake that was undone has it since the issue. Two lists, because
their union would be read in the order of the ledger, all of it."""

_HANDED = LineRow.target_person == BalanceRow.person_id, LineRow.source_person != BalanceRow.person_id
PUT = LineRow.target_place == BalanceRow.place_id, LineRow.source_place != BalanceRow.place_id
HELD = LineRow.target_state == BalanceRow.state, LineRow.source_state != BalanceRow.state
"""By which line something came into its position: to the place, or into the state."""

WITH_SOMEBODY = BalanceRow.person_id > literal_column("0")
"""Written so that the index of what people have is used."""


class Named(NamedTuple):
    """What people call an item, and the code or number that says nothing of a person."""

    kind: str
    name: str
    key: str


def handed() -> Any:
    """The entry by which a person last got of an item.

    Sought in the person's life, the newest first, and not in the item's: a lot has gone through many hands.
    """
    got = select(LineRow.seq).where(LineRow.seq == MentionRow.seq, LineRow.item_id == BalanceRow.item_id, *_HANDED)
    return (
        select(MentionRow.seq)
        .where(MentionRow.record_id == BalanceRow.person_id, MentionRow.seq.not_in(CORRECTED))
        .where(MentionRow.seq.not_in(_CORRECTIONS), got.correlate(BalanceRow, MentionRow).exists())
        .order_by(MentionRow.seq.desc())
        .limit(1)
        .correlate(BalanceRow)
        .scalar_subquery()
    )


def arrived(how: Sequence[Column]) -> Any:
    """The entry by which an item came into its position."""
    return (
        select(LineRow.seq)
        .where(LineRow.item_id == BalanceRow.item_id, *how, NOT_CORRECTED)
        .order_by(LineRow.seq.desc())
        .limit(1)
        .correlate(BalanceRow)
        .scalar_subquery()
    )


def standing(entry: Any, *which: Column) -> Subquery:
    """Positions, each with the `entry` by which its item came there as `seq`."""
    columns = BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.quantity
    items = (
        select(*columns, Firearm.id.label("firearm"), Article.kind.label("article"), entry.label("seq"))
        .outerjoin(Firearm, Firearm.id == BalanceRow.item_id)
        .outerjoin(Article, Article.id == BalanceRow.item_id)
    )
    return items.where(BalanceRow.quantity > 0, *which).subquery()


def found(outlook: Outlook, code: str, stands: Subquery, due_at: Column, end: int) -> Found:
    """Counted by severity, the earliest named, of what is due before `end` (UTC ms); `due_at` NULL is never due."""
    soon = outlook.start_of_next(outlook.soon())
    position = [column for column in stands.c if column is not stands.c.seq]
    rows = (
        select(*position, due_at.label("due_at"), EntryRow.seq.label("entry"), EntryRow.occurred_at)
        .join(EntryRow, EntryRow.seq == stands.c.seq)
        .where(due_at < end)
        .subquery()
    )
    due = rows.c.due_at
    parts = due < outlook.now, and_(due >= outlook.now, due < soon), and_(due >= outlook.now, due >= soon)
    sums = [func.count().filter(part).over().label(name) for part, name in zip(parts, HowMany._fields, strict=True)]
    wanted = select(rows, *sums).order_by(due, rows.c.item_id).limit(max(outlook.limit, 1))
    first = outlook.session.execute(wanted).all()
    counts = HowMany(*(getattr(first[0], name) for name in HowMany._fields)) if first else HowMany()
    return Found(counts, tuple(_told(outlook, code, first[: outlook.limit])))


def _told(outlook: Outlook, code: str, rows: Sequence[Row[Any]]) -> Iterator[Due]:
    session = outlook.session
    items = named(session, (row.item_id for row in rows))
    people = {n: (name, code_) for n, name, code_ in session.execute(_people({row.person_id for row in rows}))}
    places = dict(session.execute(select(Place.id, Place.name).where(Place.id.in_({r.place_id for r in rows}))).all())
    for row in rows:
        item = items[row.item_id]
        holder, owner_code = people.get(row.person_id, ("", ""))
        yield outlook.due(
            code, due_at=row.due_at, kind=item.kind, record=row.item_id, name=item.name, key=item.key,
            owner=row.person_id, owner_code=owner_code,
            facts={"holder": holder, "place": places[row.place_id], "entry": row.entry, "since": row.occurred_at,
                   "quantity": row.quantity},
        )  # fmt: skip


def _people(numbers: Iterable[int]) -> Any:
    return select(Person.id, func.coalesce(Person.name, Person.code), Person.code).where(Person.id.in_(numbers))


def named(session: Session, items: Iterable[int]) -> dict[int, Named]:
    """What people call some items."""
    wanted = list(items)
    told: dict[int, Named] = {}
    for row in session.execute(
        select(Firearm.id, Firearm.maker, Firearm.model, Firearm.serial).where(Firearm.id.in_(wanted))
    ):
        told[row.id] = Named("firearm", f"{row.maker} {row.model} {row.serial}", row.serial)
    for row in session.execute(select(Lot.id, Lot.lot_number).where(Lot.id.in_(wanted))):
        told[row.id] = Named("lot", row.lot_number, row.lot_number)
    for row in session.execute(select(Article.id, Article.name, Article.code).where(Article.id.in_(wanted))):
        told[row.id] = Named("article", f"{row.name} {row.code}", row.code)
    return told
