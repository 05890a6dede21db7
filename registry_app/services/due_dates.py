"""Records with a day in a column: how many of them are due, and the earliest by name."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, literal_column, select

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


@dataclass(frozen=True)
class Dates:
    """What is due by a clock, so many days of a `cycle` (0: none) after the day in a column; `tell` reads a row."""

    outlook: Outlook
    code: str
    rows: Rows
    tell: Tell
    cycle: int = 0

    @property
    def _bounds(self) -> Sequence[dt.date]:
        """What must not lie before today, what is soon up to, and what is told of up to, each less the cycle."""
        days = self.outlook.today, self.outlook.soon(self.cycle), self.outlook.last(self.cycle)
        return [day - dt.timedelta(days=self.cycle) for day in days]

    def by(self, day: Column) -> Found:
        """By a column of ISO days."""
        first, soon, last = (each.isoformat() for each in self._bounds)
        parts = day < first, and_(day >= first, day <= soon), and_(day >= first, day > soon)
        return self._found(day <= last, parts, day, day)

    def by_entry(self, seq: Column, number: Column) -> Found:
        """By the day on which an entry was recorded; `number` is that of the record, which grows with it."""
        recorded_at = select(EntryRow.recorded_at).where(EntryRow.seq == seq).scalar_subquery()
        return self._by_number(seq, self.outlook.entered_before, number, recorded_at)

    def by_moment(self, at: Column) -> Found:
        """By a column of moments (UTC ms)."""
        return self._by_number(at, self.outlook.start_of, at, at)

    def _by_number(self, column: Column, before: Callable[[dt.date], int], order: Column, begins: Column) -> Found:
        """By a number that grows with time: `before` answers the first one of a day."""
        today, soon, last = self._bounds
        first, then, end = (before(day) for day in (today, soon + _DAY, last + _DAY))
        parts = column < first, and_(column >= first, column < then), and_(column >= first, column >= then)
        return self._found(column < end, parts, order, begins)

    def _found(
        self, told: ColumnElement[bool], parts: Sequence[ColumnElement[bool]], order: Column, begins: Column
    ) -> Found:
        """Counted by severity, along an index; named in its order only as far as is wanted."""
        rows = self.rows.where(told)
        counts = rows.with_only_columns(*(func.count().filter(part) for part in parts))
        wanted = rows.add_columns(begins.label("begins")).order_by(order)
        session = self.outlook.session
        return Found(
            HowMany(*map(int, session.execute(counts).one())),
            lambda many: [self._told(row) for row in session.execute(wanted.limit(many))],
        )

    def _told(self, row: Row[Any]) -> Due:
        at = row.begins
        began = dt.date.fromisoformat(at) if isinstance(at, str) else self.outlook.day_of(at)
        due_on = (began + dt.timedelta(days=self.cycle)).isoformat()
        return self.outlook.due(self.code, due_on=due_on, cycle=self.cycle, **self.tell(row))
