"""Care that comes round: cleaning, inspection, and the exchange of carry rounds.

What never was cleaned or inspected counts from the day on which it was entered: before that nothing is known of it.
"""

from typing import Any

from sqlalchemy import Row, Subquery, case, func, select
from sqlalchemy.orm import aliased

from registry_app.domain.due import Found
from registry_app.domain.records import Firearm, Lot, Person
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow
from registry_app.services.due_dates import (
    WITH_SOMEBODY,
    Column,
    Dated,
    Rows,
    by_day,
    by_entry,
    by_moment,
    is_inside,
)
from registry_app.services.due_outlook import Outlook
from registry_app.services.due_papers import FIREARM, firearm
from registry_app.services.due_standing import stands

_CARED_FOR = select(*FIREARM).where(is_inside(Firearm.id, "held:evidence"))
"""Evidence is left as it is."""


def cleaning(outlook: Outlook) -> Found:
    """Firearms to be cleaned."""
    return _care(outlook, *_CLEANING)


def inspection(outlook: Outlook) -> Found:
    """Firearms to be inspected."""
    return _care(outlook, *_INSPECTION)


def _care(outlook: Outlook, never: Dated, ever: Dated) -> Found:
    cycle = outlook.number(f"{ever.code}_days")
    return never.find(outlook, cycle).plus(ever.find(outlook, cycle)) if cycle else Found()


def _of(code: str, done_on: Column) -> tuple[Dated, Dated]:
    """Firearms that never were cared for, and those that once were."""
    never = by_entry(code, _CARED_FOR.where(done_on.is_(None)), firearm, Firearm.described_seq, Firearm.id)
    return never, by_day(code, _CARED_FOR, firearm, done_on)


_CLEANING, _INSPECTION = _of("clean", Firearm.cleaned_on), _of("inspect", Firearm.inspected_on)


def rotation(outlook: Outlook) -> Found:
    """Carry rounds to be exchanged: by person and lot, since the person began to have some of it without a break."""
    cycle = outlook.number("rotate_days")
    return _ROTATION.find(outlook, cycle) if cycle else Found()


def _carry_rounds() -> Rows:
    carried = (
        select(BalanceRow.item_id, BalanceRow.person_id, func.sum(BalanceRow.quantity).label("has"))
        .join(Lot, Lot.id == BalanceRow.item_id)
        .where(WITH_SOMEBODY, BalanceRow.quantity > 0)
        .group_by(BalanceRow.item_id, BalanceRow.person_id)
        .subquery()
    )
    began = select(carried.c.item_id, carried.c.person_id, _began(carried).label("seq")).subquery()
    name = func.coalesce(Person.name, Person.code).label("holder")
    return (
        select(Lot.id, Lot.lot_number, Person.id.label("person"), Person.code, name)
        .join(began, began.c.item_id == Lot.id)
        .join(Person, Person.id == began.c.person_id)
        .join(EntryRow, EntryRow.seq == began.c.seq)
    )


def _began(carried: Subquery) -> Any:
    """The newest entry since which a person got, less what went back, all that he has of a lot."""
    since = aliased(MentionRow)
    lot, person = LineRow.item_id == carried.c.item_id, carried.c.person_id
    got = case((LineRow.target_person == person, LineRow.quantity), else_=0)
    gave = case((LineRow.source_person == person, LineRow.quantity), else_=0)
    moved = select(func.sum(got - gave)).where(LineRow.seq == since.seq, lot).correlate(since, carried)
    net = (
        select(func.sum(moved.scalar_subquery()))
        .where(since.record_id == person, since.seq >= MentionRow.seq, stands(since.seq))
        .correlate(carried, MentionRow)
        .scalar_subquery()
    )
    came = select(LineRow.seq).where(LineRow.seq == MentionRow.seq, lot, LineRow.target_person == person)
    return (
        select(MentionRow.seq)
        .where(MentionRow.record_id == person, stands(MentionRow.seq))
        .where(came.correlate(carried, MentionRow).exists(), net >= carried.c.has)
        .order_by(MentionRow.seq.desc())
        .limit(1)
        .correlate(carried)
        .scalar_subquery()
    )


def _carried(row: Row[Any]) -> dict[str, Any]:
    told = {"kind": "lot", "record": row.id, "name": row.lot_number, "key": row.lot_number}
    return told | {"owner": row.person, "owner_code": row.code, "facts": {"holder": row.holder}}


_ROTATION = by_moment("rotate", _carry_rounds(), _carried, EntryRow.occurred_at)
