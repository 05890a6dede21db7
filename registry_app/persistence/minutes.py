"""Minutes on a clock as moments, for the database, which knows no time zones: every connection brings a function."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, func
from sqlalchemy.sql.functions import Function

from registry_app.domain import days

MOMENT = "armarium_moment"
"""The function that every connection brings: the moment (UTC ms) at which the clock of a zone showed a minute."""


def as_moment(minute: Any, zone: Any) -> int | None:
    """What the function `MOMENT` answers; nothing for what is no minute."""
    text = str(minute or "")
    return days.moment_at(text, str(zone)) if days.is_minute(text) else None


def moment(minute: ColumnElement[Any], zone: ColumnElement[Any]) -> Function[int]:
    """When the clock of `zone` (an IANA name) showed the minute that a column holds, in UTC ms."""
    return getattr(func, MOMENT)(minute, zone, type_=BigInteger)  # type: ignore[no-any-return]
