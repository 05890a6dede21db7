"""Full counts: each armoury is counted again so many days after its last one."""

import datetime as dt
from collections.abc import Iterator, Mapping

from sqlalchemy import select

from registry_app.domain.due import Due, Found
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import EntryRow
from registry_app.services.due_outlook import Outlook

NONE_KNOWN: Mapping[int, str] = {}


def audits(outlook: Outlook, last_counts: Mapping[int, str] = NONE_KNOWN) -> Found:
    """The next full count of each armoury; `last_counts` are the ISO days of the last ones by armoury.

    An armoury that was never counted in full counts from the day on which it was entered.
    """
    return outlook.counted(_audits(outlook, last_counts))


def _audits(outlook: Outlook, last_counts: Mapping[int, str]) -> Iterator[Due]:
    cycle = outlook.number("audit_days")
    query = (
        select(
            Place.id, Place.name, Place.code, EntryRow.recorded_at, Person.id.label("owner"), Person.code.label("by")
        )
        .join(EntryRow, EntryRow.seq == Place.described_seq)
        .outerjoin(Person, Person.id == Place.custodian_id)
        .where(Place.kind == "armoury")
    )
    for row in outlook.session.execute(query) if cycle else ():
        last = last_counts.get(row.id, "")
        since = dt.date.fromisoformat(last) if last else outlook.day_of(row.recorded_at)
        yield outlook.due(
            "audit", due_on=(since + dt.timedelta(days=cycle)).isoformat(), cycle=cycle, kind="place", record=row.id,
            name=row.name, key=row.code, owner=row.owner or 0, owner_code=row.by or "", facts={"last": last},
        )  # fmt: skip
