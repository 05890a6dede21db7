"""A column of last days: a day that has passed is told by a chip in red, one that is near in amber."""

import datetime as dt

from registry_app.domain.fields import Field
from registry_app.i18n import date
from ui.parts.columns import Cell, Column
from ui.when import today

SOON_DAYS = 30
WIDTH = 17
"""Characters: a day as the Portuguese write it, beside the dot of the chip."""


def until(field: Field, *, is_hidden: bool = False) -> Column:
    """The column of a field that holds the last day of a paper."""
    return Column(
        field.name, field.label, WIDTH, "chip", lambda value: date(str(value)) if value else "", _tone, field=field,
        is_hidden=is_hidden,
    )  # fmt: skip


def _tone(value: Cell) -> str:
    day = str(value or "")
    if day < today():
        return "red"
    soon = dt.date.fromisoformat(today()) + dt.timedelta(days=SOON_DAYS)
    return "amber" if day <= soon.isoformat() else "gray"
