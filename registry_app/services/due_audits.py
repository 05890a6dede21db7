"""Audits: each armoury is counted again so many days after its last count, and at a change of its custodian; what a
count found is explained in time."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from registry_app.domain.due import Due, Found
from registry_app.domain.records import Audit, Difference, Person, Place
from registry_app.domain.rows import EntryRow
from registry_app.services import audit_plan, due_standing
from registry_app.services.due_outlook import OWN, PRACTICE, Outlook

EXPLAIN_DAYS = 30
"""Days in which a difference is explained where nobody set a day: practice of navies and armies."""

_ARMOURIES = (
    select(Place.id, Place.name, Place.code, EntryRow.recorded_at, Person.id.label("owner"), Person.code.label("by"))
    .join(EntryRow, EntryRow.seq == Place.described_seq)
    .outerjoin(Person, Person.id == Place.custodian_id)
    .where(Place.kind == "armoury")
)


def audits(outlook: Outlook, last_counts: Mapping[int, str] | None = None) -> Found:
    """The next full count of each armoury; `last_counts` are the ISO days of the last ones by armoury, where they are
    not those of the closed audits.

    An armoury that was never counted in full counts from the day on which it was entered.
    """
    if last_counts is None:
        last_counts = {n: each.day for n, each in audit_plan.last_counts(outlook.session).items()}
    return outlook.counted(_audits(outlook, last_counts))


def _audits(outlook: Outlook, last_counts: Mapping[int, str]) -> Iterator[Due]:
    cycle = outlook.number("audit_days")
    for row in outlook.session.execute(_ARMOURIES) if cycle else ():
        last = last_counts.get(row.id, "")
        since = dt.date.fromisoformat(last) if last else outlook.day_of(row.recorded_at)
        yield outlook.due(
            "audit", due_on=(since + dt.timedelta(days=cycle)).isoformat(), cycle=cycle, kind="place", record=row.id,
            name=row.name, key=row.code, owner=row.owner or 0, owner_code=row.by or "", facts={"last": last},
        )  # fmt: skip


def hand_overs(outlook: Outlook) -> Found:
    """Armouries whose custodian changed and that were not counted at the change: due on the day of the change."""
    return outlook.counted(_hand_overs(outlook))


def _hand_overs(outlook: Outlook) -> Iterator[Due]:
    waiting = audit_plan.changes(outlook.session, audit_plan.last_counts(outlook.session))
    for row in outlook.session.execute(_ARMOURIES) if waiting else ():
        if row.id in waiting:
            yield outlook.due(
                "hand_over_count", due_on=waiting[row.id], kind="place", record=row.id, name=row.name, key=row.code,
                owner=row.owner or 0, owner_code=row.by or "",
            )  # fmt: skip


def differences(outlook: Outlook) -> Found:
    """Differences of counts that are not settled, by the day set for each."""
    return outlook.counted(_differences(outlook))


def _differences(outlook: Outlook) -> Iterator[Due]:
    query = (
        select(Difference, Audit.code, EntryRow.recorded_at, Person.code)
        .join(Audit, Audit.id == Difference.audit_id)
        .join(EntryRow, EntryRow.seq == Difference.described_seq)
        .outerjoin(Person, Person.id == Difference.owner_id)
        .where(Difference.settled_on.is_(None))
    )
    rows = outlook.session.execute(query).all()
    items = due_standing.named(outlook.session, {each.item_id for each, *_rest in rows if each.item_id})
    for each, audit, entered_at, owner in rows:
        item = items.get(each.item_id or 0)
        last = outlook.day_of(entered_at) + dt.timedelta(days=EXPLAIN_DAYS)
        yield outlook.due(
            "difference", due_on=each.due_on or last.isoformat(), source=OWN if each.due_on else PRACTICE,
            kind="difference", record=each.id, name=item.name if item else each.raw or "",
            key=item.key if item else each.raw or "", owner=each.owner_id or 0, owner_code=owner or "",
            facts={"difference": each.kind, "audit": audit},
        )  # fmt: skip
