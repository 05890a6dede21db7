"""Things that are out, held, away or under way for too long, and keys that nobody gave back."""

from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, case, func, null, or_, select
from sqlalchemy.orm import aliased

from registry_app.domain.due import Found
from registry_app.domain.entry import parse
from registry_app.domain.records import Article, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.services.due_dates import IS_INSIDE, WITH_SOMEBODY, Column
from registry_app.services.due_outlook import HOUR, Outlook
from registry_app.services.due_standing import (
    CORRECTED,
    IS_HELD,
    brought,
    handed_out,
    held,
    put,
    standing,
    stands,
)

DELIVERY_HOURS = 24
"""A delivery that takes longer is asked after, where the sender named no hour."""


def out(outlook: Outlook) -> Found:
    """Firearms out past their hour or longer than a shift, and rounds and articles out past their hour."""
    return _OUT.find(outlook, outlook.now)


def keys(outlook: Outlook) -> Found:
    """Keys out past their hour or longer than a shift, but for those of the custodian of what they open."""
    return _KEYS.find(outlook, outlook.now)


def holds(outlook: Outlook) -> Found:
    """What is held past the day on which the hold was to end."""
    return _HOLDS.find(outlook, outlook.start_of_next(outlook.last()))


def workshop(outlook: Outlook) -> Found:
    """What the workshop has past its day."""
    return _WORKSHOP.find(outlook, outlook.start_of_next(outlook.last()))


def deposits(outlook: Outlook) -> Found:
    """What lies with an authority past its day."""
    return _DEPOSITS.find(outlook, outlook.start_of_next(outlook.last()))


def back_at(goes_by_shift: Column) -> Column:
    """The earlier of the hour that was named and the end of a shift, where there is any; NULL for neither."""
    shift, due_at = bindparam("shift", type_=Integer), EntryRow.due_at
    by_shift = EntryRow.occurred_at + shift
    is_shift = and_(shift > 0, goes_by_shift, or_(due_at == 0, due_at > by_shift))
    return case((is_shift, by_shift), (due_at > 0, due_at), else_=null())


def is_custodians() -> Column:
    """Whether a key is with the custodian of the armoury that what it opens lies in."""
    opened = select(Article.opens_id.label("place"), Article.opens_id.label("around")).where(Article.opens_id > 0)
    tree = opened.cte("around", recursive=True)
    tree = tree.union(select(tree.c.place, Place.parent_id).join(Place, Place.id == tree.c.around))
    armoury = aliased(Place)
    own = select(tree.c.place).join(armoury, armoury.id == tree.c.around)
    return own.where(tree.c.place == Article.opens_id, armoury.custodian_id == BalanceRow.person_id).exists()


def _at(kind: str) -> Column:
    return BalanceRow.place_id.in_(select(Place.id).where(Place.kind == kind))


_IS_KEY = BalanceRow.item_id.in_(select(Article.id).where(Article.kind == "key"))
_ALL_OUT = handed_out(WITH_SOMEBODY, or_(Article.kind.is_(None), Article.kind != "key"))
_KEYS_OUT = handed_out(_IS_KEY, BalanceRow.person_id + 0 > 0, ~is_custodians())
_NAMED_HOUR = case((EntryRow.due_at > 0, EntryRow.due_at), else_=null())

_OUT = standing("out", _ALL_OUT, back_at(_ALL_OUT.c.firearm.is_not(None)))
_KEYS = standing("key", _KEYS_OUT, back_at(_KEYS_OUT.c.article == "key"))
_HOLDS = standing("hold", brought(held, IS_HELD, IS_INSIDE), _NAMED_HOUR)
_WORKSHOP = standing("workshop", brought(put, _at("workshop")), _NAMED_HOUR)
_DEPOSITS = standing("deposit", brought(put, _at("authority")), _NAMED_HOUR)


def deliveries(outlook: Outlook) -> Found:
    """Deliveries of which something is still under way after its hour, each once."""
    due_at = case((EntryRow.due_at > 0, EntryRow.due_at), else_=EntryRow.occurred_at + DELIVERY_HOURS * HOUR)
    query = select(EntryRow.seq, EntryRow.body, due_at.label("due_at")).where(
        EntryRow.seq.in_(_under_way()), due_at < outlook.now
    )
    rows = outlook.session.execute(query).all()
    sent = {row.seq: parse(row.body) for row in rows}
    names = select(Place.id, Place.name).where(Place.id.in_({entry.destination() for entry in sent.values()}))
    places: dict[int, str] = dict(outlook.session.execute(names).all())
    return outlook.counted(
        outlook.due(
            "delivery", due_at=row.due_at, kind="entry", record=row.seq, name=str(row.seq), key=str(row.seq),
            facts={"place": places.get(sent[row.seq].destination(), ""), "since": sent[row.seq].occurred_at},
        )
        for row in rows
    )  # fmt: skip


def _under_way() -> Select[Any]:
    """The entries that sent what has neither been accepted nor rejected in full."""
    back, settling = aliased(LineRow), aliased(EntryRow)
    settled = (
        select(func.coalesce(func.sum(back.quantity), 0))
        .join(settling, settling.seq == back.seq)
        .where(settling.settles == EntryRow.seq, settling.settles >= 0, back.item_id == LineRow.item_id)
        .where(settling.seq.not_in(CORRECTED))
        .correlate(EntryRow, LineRow)
        .scalar_subquery()
    )
    items = select(BalanceRow.item_id).where(BalanceRow.quantity > 0, _at("transit"))
    return (
        select(EntryRow.seq)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .where(LineRow.item_id.in_(items), EntryRow.kind == "send", stands(LineRow.seq))
        .group_by(EntryRow.seq, LineRow.item_id)
        .having(func.sum(LineRow.quantity) > settled)
    )
