"""Care that comes round: cleaning, inspection, and the exchange of carry rounds.

What never was cleaned or inspected counts from the day on which it was entered: before that nothing is known of it.
"""

from typing import Any

from sqlalchemy import Row, func, select

from registry_app.domain.due import Found
from registry_app.domain.records import Firearm, Lot, Person
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.services.due_dates import Column, Dates, is_inside
from registry_app.services.due_outlook import Outlook
from registry_app.services.due_papers import FIREARM, firearm
from registry_app.services.due_standing import WITH_SOMEBODY, handed

_CARED_FOR = select(*FIREARM).where(is_inside(Firearm.id, "held:evidence"))
"""Evidence is left as it is."""


def cleaning(outlook: Outlook) -> Found:
    """Firearms to be cleaned."""
    return _care(outlook, "clean", Firearm.cleaned_on)


def inspection(outlook: Outlook) -> Found:
    """Firearms to be inspected."""
    return _care(outlook, "inspect", Firearm.inspected_on)


def _care(outlook: Outlook, code: str, done_on: Column) -> Found:
    cycle = outlook.number(f"{code}_days")
    if not cycle:
        return Found()
    never = Dates(outlook, code, _CARED_FOR.where(done_on.is_(None)), firearm, cycle).by_entry(Firearm.described_seq)
    return never.plus(Dates(outlook, code, _CARED_FOR, firearm, cycle).by(done_on))


def rotation(outlook: Outlook) -> Found:
    """Carry rounds to be exchanged: by person and lot, since rounds of that lot were last handed to the person."""
    cycle = outlook.number("rotate_days")
    if not cycle:
        return Found()
    carried = (
        select(BalanceRow.item_id, BalanceRow.person_id, func.min(handed()).label("seq"))
        .join(Lot, Lot.id == BalanceRow.item_id)
        .where(WITH_SOMEBODY, BalanceRow.quantity > 0)
        .group_by(BalanceRow.item_id, BalanceRow.person_id)
        .subquery()
    )
    name = func.coalesce(Person.name, Person.code).label("holder")
    rows = (
        select(Lot.id, Lot.lot_number, Person.id.label("person"), Person.code, name)
        .join(carried, carried.c.item_id == Lot.id)
        .join(Person, Person.id == carried.c.person_id)
        .join(EntryRow, EntryRow.seq == carried.c.seq)
    )
    return Dates(outlook, "rotate", rows, _carried, cycle).by_moment(EntryRow.occurred_at)


def _carried(row: Row[Any]) -> dict[str, Any]:
    told = {"kind": "lot", "record": row.id, "name": row.lot_number, "key": row.lot_number}
    return told | {"owner": row.person, "owner_code": row.code, "facts": {"holder": row.holder}}
