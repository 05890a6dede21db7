"""Moments as the window tells them: day and clock of the register's zone, without the offset that papers carry."""

import datetime as dt
from zoneinfo import ZoneInfo

from registry_app.i18n import LANGUAGES, _, date, language


def when(at: int, zone: str) -> str:
    """A moment (UTC milliseconds) as day and time on the clock of `zone`, an IANA name."""
    from babel.dates import format_time

    local = dt.datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    speaking = language() if language() in LANGUAGES else "en"
    return _("{day}, {time}").format(day=date(local.date()), time=format_time(local, "short", locale=speaking))


def today() -> str:
    """This machine's day, `YYYY-MM-DD`."""
    return dt.datetime.now().astimezone().date().isoformat()


def clock_time(at: int, zone: str) -> str:
    """A moment (UTC milliseconds) as hour and minute on the clock of `zone`, an IANA name."""
    from babel.dates import format_time

    local = dt.datetime.fromtimestamp(at / 1000, ZoneInfo(zone))
    speaking = language() if language() in LANGUAGES else "en"
    return str(format_time(local, "short", locale=speaking))
