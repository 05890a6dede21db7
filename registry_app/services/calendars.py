"""What is due as a calendar that other programs read: iCalendar, RFC 5545 and RFC 7986.

It leaves the company: people and items are named by their codes alone. Text is in the language in force.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import VERSION
from registry_app.domain import wording_due
from registry_app.domain.due import Due
from registry_app.domain.records import Company
from registry_app.i18n import _, language, number
from registry_app.services import clock, due, ledger
from registry_app.services.due import Board

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

MOST = 1_000
"""Events in a calendar, unless more are asked for."""
_PRIORITY = {"overdue": 1, "soon": 5, "later": 9}
"""As RFC 5545 counts them: 1 is the highest, 9 the lowest."""
_DAYS_BEFORE = (dt.timedelta(days=-6, hours=-15), dt.timedelta(hours=-15))
"""Alarms of a day, counted from its first moment: at nine in the morning, a week before and the day before."""
_HOURS_BEFORE = (dt.timedelta(hours=-4), dt.timedelta(hours=-1))
_THAT_MORNING = (dt.timedelta(hours=9),)


def ics(
    session: Session, *, today: dt.date | None = None, within: int | None = None, limit: int = MOST,
    only: Collection[str] = (),
) -> bytes:  # fmt: skip
    """The board (`due.board`, with the same arguments) as a calendar, one event for each thing that is due.

    An event keeps its identity from one calendar to the next, so that it is replaced and not doubled. It lies on the
    day or at the moment that is the last in time; what is overdue lies on the day of the board, for it is still to do.
    """
    board = due.board(session, today=today, within=within, limit=limit, only=only)
    origin = uuid.UUID(ledger.origin_of(session).rpartition("/")[2])
    made_at = dt.datetime.fromtimestamp(int(session.info["clock"]()) // 1000, dt.UTC)
    calendar = _calendar(session, board)
    for each in board.items:
        event = _event(each, board.day, clock.zone(session))
        event.add("uid", str(uuid.uuid5(origin, each.identity)))
        event.add("dtstamp", made_at)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _calendar(session: Session, board: Board) -> "Calendar":
    from icalendar import Calendar

    company = session.execute(select(Company.name)).scalar_one()
    calendar, name = Calendar(), _("What is due – {company}").format(company=company)
    calendar.add("prodid", f"-//Armarium//Armarium {VERSION}//{language().upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for heading in ("name", "x-wr-calname"):
        calendar.add(heading, name)
    calendar.add("description", _told(board))
    return calendar


def _told(board: Board) -> str:
    total = board.total
    figures = {"shown": len(board.items), "all": total.total, "overdue": total.overdue}
    return _("Shown: {shown} of {all}. Overdue: {overdue}.").format(**{k: number(n) for k, n in figures.items()})


def _event(each: Due, today: str, zone: str) -> "Event":
    from icalendar import Event

    event, is_late = Event(), each.severity == "overdue"
    title = wording_due.bare_title(each)
    event.add("summary", _("Overdue: {title}").format(title=title) if is_late else title)
    event.add("description", "\n".join(_lines(each, zone)))
    event.add("dtstart", _start(each, today))
    event.add("categories", [wording_due.heading(each.code)])
    event.add("priority", _PRIORITY[each.severity])
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    before = _THAT_MORNING if is_late else _HOURS_BEFORE if each.due_at else _DAYS_BEFORE
    for trigger in before:
        event.add_component(_alarm(title, trigger))
    return event


def _start(each: Due, today: str) -> dt.date | dt.datetime:
    if each.severity == "overdue":
        return dt.date.fromisoformat(today)
    if each.due_at:
        return dt.datetime.fromtimestamp(each.due_at // 1000, dt.UTC)
    return dt.date.fromisoformat(each.due_on)


def _lines(each: Due, zone: str) -> Iterator[str]:
    yield wording_due.when(each, zone)
    yield _("Answers for it: {who}").format(who=wording_due.who(each))
    yield _("Settled by: {act}").format(act=wording_due.settled_by(each))
    if source := wording_due.source(each):
        yield _("Source: {source}").format(source=source)


def _alarm(title: str, trigger: dt.timedelta) -> "Alarm":
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm
