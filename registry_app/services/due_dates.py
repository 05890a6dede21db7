"""Records with a day in a column: how many of them are due, and the earliest by name."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, literal_column, select

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.due import Due, Found, HowMany
from registry_app.domain.records import Place
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.services.due_outlook import Outlook

Tell = Callable[[Row[Any]], dict[str, Any]]
"""What a row says of a due thing: fields of `Due` by name."""
Column = Any
"""A column or an expression of columns."""
Rows = Any
"""A select, whatever its columns."""
_DAY = dt.timedelta(days=1)
IS_INSIDE = BalanceRow.place_id.not_in(select(Place.id).where(Place.kind.in_(OUTSIDE)))
"""Whether a position is the company's."""
WITH_SOMEBODY = BalanceRow.person_id > literal_column("0")
"""Whether somebody has it; written so that the index of just these positions is used."""


def is_inside(item: Column, *states_left_out: str) -> Column:
    """Whether any of an item is in the company, states left out not counted."""
    there = BalanceRow.item_id == item, BalanceRow.quantity > 0, IS_INSIDE
    here: Rows = select(literal_column("1")).select_from(BalanceRow).where(*there)
    return (here.where(BalanceRow.state.not_in(states_left_out)) if states_left_out else here).exists()


Bounds = Callable[[Outlook, dt.date], str | int]
"""Where a day begins, as the column counts it."""


def asked(name: str) -> Column:
    """A value that each board gives to a statement that is made once."""
    return bindparam(name)


TODAY = asked("today")


@dataclass(frozen=True)
class Dated:
    """What is due by a clock, so many days of a cycle after the day in a column: statements that are made once.

    `tell` reads a row. The first statement counts, along an index; the second names in its order as far as is wanted.
    """

    code: str
    tell: Tell
    counts: Rows
    wanted: Rows
    begins: Bounds

    def find(self, outlook: Outlook, cycle: int = 0) -> Found:
        """What is overdue, soon, and told of beside that; a `cycle` of 0 is due on the very day in the column."""
        days = outlook.today, outlook.soon(cycle) + _DAY, outlook.last(cycle) + _DAY
        bounds = (self.begins(outlook, day - dt.timedelta(days=cycle)) for day in days)
        facts: dict[str, str | int] = dict(zip(("first", "then", "end"), bounds, strict=True))
        facts["today"] = outlook.today.isoformat()

        def first(many: int) -> list[Due]:
            rows = outlook.session.execute(self.wanted, facts | {"many": many})
            return [self._told(outlook, row, cycle) for row in rows]

        return Found(HowMany(*map(int, outlook.session.execute(self.counts, facts).one())), first)

    def _told(self, outlook: Outlook, row: Row[Any], cycle: int) -> Due:
        at = row.begins
        began = dt.date.fromisoformat(at) if isinstance(at, str) else outlook.day_of(at)
        due_on = (began + dt.timedelta(days=cycle)).isoformat()
        return outlook.due(self.code, due_on=due_on, cycle=cycle, **self.tell(row))


def by_day(code: str, rows: Rows, tell: Tell, day: Column) -> Dated:
    """By a column of ISO days."""
    return _dated(code, rows, tell, day, (day, day), lambda _outlook, begins: begins.isoformat())


def by_moment(code: str, rows: Rows, tell: Tell, at: Column) -> Dated:
    """By a column of moments (UTC ms)."""
    return _dated(code, rows, tell, at, (at, at), Outlook.start_of)


def by_entry(code: str, rows: Rows, tell: Tell, seq: Column, number: Column) -> Dated:
    """By the day on which an entry was recorded; `number` is that of the record, which grows with it."""
    recorded_at = select(EntryRow.recorded_at).where(EntryRow.seq == seq).scalar_subquery()
    return _dated(code, rows, tell, seq, (number, recorded_at), Outlook.entered_before)


def _dated(
    code: str, rows: Rows, tell: Tell, column: Column, shown: tuple[Column, Column], begins: Bounds
) -> Dated:  # fmt: skip
    """By a column that grows with time; `shown` are what the rows are ordered by, and what tells their day."""
    first, then, end = map(asked, ("first", "then", "end"))
    parts = column < first, and_(column >= first, column < then), and_(column >= first, column >= then)
    told = rows.where(column < end)
    counts = told.with_only_columns(*(func.count().filter(part) for part in parts))
    order, day = shown
    return Dated(code, tell, counts, told.add_columns(day.label("begins")).order_by(order).limit(asked("many")), begins)
