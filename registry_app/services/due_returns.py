"""Reports to authorities: those that the calendar of the jurisdiction asks for, and notices after a change of arms."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import select

from registry_app.domain.due import Due, Found
from registry_app.domain.jurisdiction import ReportDuty, Sourced, next_due, period
from registry_app.domain.records import COMPANY, Company, Filing, Place
from registry_app.domain.rows import EntryRow
from registry_app.persistence.changes import first_untold
from registry_app.services.due_outlook import Outlook

TELLING = ("changes", "inventory", "movements")
"""The reports that tell an authority of changes of arms."""
_FORMS = {"ammunition": ("ammunition-month",)}
"""Reports that tell the same as another one, in another form."""
_MONTH = 31
_ROUNDS = {"month": _MONTH, "quarter": 92, "half_year": 183, "year": 365}
"""About how many days lie between two reports: enough to say when the next one is soon."""


class Addressed(NamedTuple):
    """The authority in a role: its record and name, 0 and nothing while the company names none."""

    role: str
    record: int
    name: str


def returns(outlook: Outlook) -> Found:
    """Each report that the calendar asked for since the set-up and nobody filed, and the next one of each."""
    law = outlook.law
    return outlook.counted(due for duty in law.reports for due in _returns(outlook, duty)) if law else Found()


def _returns(outlook: Outlook, duty: ReportDuty) -> Iterator[Due]:
    begun = outlook.day_of(outlook.session.execute(select(EntryRow.recorded_at).where(EntryRow.seq == 0)).scalar_one())
    addressee = _addressee(outlook, duty.addressee)
    filed = _filed(outlook, addressee, (duty.name, *_FORMS.get(duty.name, ())))
    for day in _days(duty, begun):
        since, until = period(duty, day)
        if not any(_covers(each, max(since, begun), until) for each in filed):
            yield _report(
                outlook, "return", addressee, duty, duty.name, day.isoformat(), until, _ROUNDS[duty.every], since
            )
            if day >= outlook.today:
                return


def _days(duty: ReportDuty, since: dt.date) -> Iterator[dt.date]:
    """The days on which a report is due, one after the other without an end; none after a change."""
    day = next_due(duty, since - dt.timedelta(days=1))
    while day:
        yield day
        day = next_due(duty, day)


def _covers(filing: Filing, since: dt.date, until: dt.date) -> bool:
    return filing.until_on >= until.isoformat() and (not filing.from_on or filing.from_on <= since.isoformat())


def _report(
    outlook: Outlook, code: str, addressee: Addressed, source: Sourced, report: str, due_on: str, until: dt.date,
    cycle: int = 0, since: dt.date | None = None,
) -> Due:  # fmt: skip
    facts = {"report": report, "addressee": addressee.name or addressee.role, "until": until.isoformat()}
    facts |= {"since": since.isoformat()} if since else {}
    return outlook.due(
        code, due_on=due_on, cycle=cycle, source=source, kind="place" if addressee.record else "company",
        record=addressee.record or COMPANY, name=addressee.name, key=f"{report}:{addressee.role}",
        facts=facts | {"day": until.isoformat()},
    )  # fmt: skip


def change_notices(outlook: Outlook) -> Found:
    """Notices of changes of arms that no authority was told of, where the law asks for one after each change."""
    return outlook.counted(due for term in _terms(outlook) for due in _change_notice(outlook, term))


class Term(NamedTuple):
    """Until when the authority in a role is told of a change: so many days after it, or by a day of the next month."""

    role: str
    source: Sourced
    days: int
    day: int

    def ends(self, changed: dt.date) -> dt.date:
        """The last day on which a change may be told of."""
        if self.days:
            return changed + dt.timedelta(days=self.days)
        return (changed.replace(day=1) + dt.timedelta(days=_MONTH)).replace(day=self.day)


def _terms(outlook: Outlook) -> Iterator[Term]:
    """A country's term where its file has one, else that of the policy; a calendar that has a report of changes each
    month needs no notice by a day of the month beside it."""
    duties = [duty for duty in outlook.law.reports if duty.name == "changes"] if outlook.law else []
    after_each = [duty for duty in duties if duty.every == "change"]
    days, day = outlook.number("change_days"), outlook.number("change_day")
    yield from (Term(duty.addressee, duty, days or duty.day, 0) for duty in after_each)
    if days and not after_each:
        yield Term("arms_registry", outlook.source("change_days"), days, 0)
    elif day and not duties:
        yield Term("arms_registry", outlook.source("change_day"), 0, day)


def _change_notice(outlook: Outlook, term: Term) -> Iterator[Due]:
    addressee = _addressee(outlook, term.role)
    filed = _filed(outlook, addressee, TELLING)
    told = max((each.until_on for each in filed), default="")
    end = outlook.start_of_next(dt.date.fromisoformat(told)) - 1 if told else 0
    at = first_untold(outlook.session, size=max((each.head_size for each in filed), default=0), until=end)
    if at:
        changed = outlook.day_of(at)
        yield _report(
            outlook, "change_notice", addressee, term.source, "changes", term.ends(changed).isoformat(), changed
        )


def _addressee(outlook: Outlook, role: str) -> Addressed:
    column = Company.__table__.c[f"{role}_id"]
    query = select(Place.id, Place.name).where(Place.id == select(column).scalar_subquery())
    row = outlook.session.execute(query).first()
    return Addressed(role, row.id, row.name) if row else Addressed(role, 0, "")


def _filed(outlook: Outlook, addressee: Addressed, reports: tuple[str, ...]) -> list[Filing]:
    query = select(Filing).where(Filing.addressee_id == addressee.record, Filing.report.in_(reports))
    return list(outlook.session.execute(query).scalars())
