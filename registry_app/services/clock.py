"""The company's own clock: its zone, the minute and the day that it shows now, and when it showed a minute."""

import contextlib
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.records import Company

_ZONE = select(Company.zone).limit(1)


def zone(session: Session) -> str:
    """The IANA name of the company's time zone."""
    return session.execute(_ZONE).scalar() or "UTC"


def minute(session: Session, at: int = 0) -> str:
    """The minute that the company's clock shows now, or showed at a moment (UTC ms)."""
    return days.minute_at(at or session.info["clock"](), zone(session))


def today(session: Session) -> str:
    """The company's day now, `YYYY-MM-DD`."""
    return minute(session)[:10]


def moment(session: Session, minute_: object) -> int:
    """When the company's clock showed a minute, in UTC ms; 0 for what is no minute."""
    text = str(minute_ or "")
    return days.moment_at(text, zone(session)) if days.is_minute(text) else 0


@contextlib.contextmanager
def stopped(session: Session, moment: int = 0) -> Iterator[int]:
    """Let the clock stand at a moment (UTC ms; now when 0), so that all that one paper says is of one moment."""
    running = session.info["clock"]
    now = moment or int(running())
    session.info["clock"] = lambda: now
    try:
        yield now
    finally:
        session.info["clock"] = running
