"""Security checks: what an answer said is to be done stays on the board until it is done, or a later answer is good."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from registry_app.domain.due import Due, Found
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import EntryRow
from registry_app.services import assessments
from registry_app.services.due_audits import EXPLAIN_DAYS
from registry_app.services.due_outlook import OWN, PRACTICE, Outlook

_ARMOURIES = select(Place.id, Place.name, Place.code, Person.id.label("owner"), Person.code.label("by")).outerjoin(
    Person, Person.id == Place.custodian_id
)


def actions(outlook: Outlook) -> Found:
    """What is to be done about the security of armouries, by the day set for each; where none was set, in as many days
    as a difference of a count is explained in."""
    return outlook.counted(_actions(outlook))


def _actions(outlook: Outlook) -> Iterator[Due]:
    session, undone = outlook.session, assessments.undone(outlook.session)
    wanted = {each.place_id for each in undone}
    places = {row.id: row for row in session.execute(_ARMOURIES.where(Place.id.in_(wanted)))}
    for each in undone:
        place = places[each.place_id]
        yield outlook.due(
            "security", due_on=each.due_on or _usual(outlook, each.described_seq),
            source=OWN if each.due_on else PRACTICE, kind="answer", record=each.id, name=place.name, key=place.code,
            owner=place.owner or 0, owner_code=place.by or "",
            facts={"action": each.action or "", "question": each.question},
        )  # fmt: skip


def _usual(outlook: Outlook, entry: int) -> str:
    at = outlook.session.execute(select(EntryRow.recorded_at).where(EntryRow.seq == entry)).scalar_one()
    return (outlook.day_of(at) + dt.timedelta(days=EXPLAIN_DAYS)).isoformat()
