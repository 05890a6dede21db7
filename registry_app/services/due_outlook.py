"""What the clocks of the board share: the day, and the policy and the law that they go by.

A day that is due is the last one in time. A term is told of from `notice_days` of the policy before its end; of what
comes round again and again, at most a quarter of its round before.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from registry_app.domain.due import CLOCKS, Due, Found, Severity, counted
from registry_app.domain.errors import FactValue
from registry_app.domain.fields import Value
from registry_app.domain.jurisdiction import Jurisdiction, Sourced
from registry_app.domain.rows import EntryRow

NOTICE_DAYS = 30
"""Days before its end from which a term is told of where the policy does not say."""
QUARTER = 4
HOUR = 3_600_000
PRACTICE = Sourced(source="Practice")
"""Where the terms come from that neither a law nor the policy sets."""
OWN = Sourced(source="")
"""A term that the company, or the paper itself, sets."""


_RECORDED = select(EntryRow.recorded_at).where(EntryRow.seq == bindparam("seq"))


@dataclass(frozen=True)
class Outlook:
    """What the board is asked: `now` in UTC ms, `today` and `zone` of the company; `within` days ahead, or `None` for
    as far as each clock tells by itself; no more than `limit` things are named, all are counted."""

    session: Session
    now: int
    today: dt.date
    zone: str
    policy: Mapping[str, Value]
    law: Jurisdiction | None
    within: int | None
    limit: int

    def number(self, name: str) -> int:
        """A limit of the policy, 0 when it is not set."""
        value = self.policy.get(name)
        return value if isinstance(value, int) else 0

    def soon(self, cycle: int = 0) -> dt.date:
        """The last day that is soon, for a thing that comes round every `cycle` days (0: that does not)."""
        notice = self.policy.get("notice_days")
        days = notice if isinstance(notice, int) else NOTICE_DAYS
        return self.today + dt.timedelta(days=min(days, cycle // QUARTER) if cycle else days)

    def last(self, cycle: int = 0) -> dt.date:
        """The last day that is told of."""
        return self.soon(cycle) if self.within is None else self.today + dt.timedelta(days=self.within)

    def severity(self, due_on: str, due_at: int = 0, cycle: int = 0) -> Severity:
        """How urgent something is."""
        if due_at < self.now if due_at else due_on < self.today.isoformat():
            return "overdue"
        return "soon" if due_on <= self.soon(cycle).isoformat() else "later"

    def day_of(self, moment: int) -> dt.date:
        """The day on the company's clock."""
        return dt.datetime.fromtimestamp(moment / 1000, ZoneInfo(self.zone)).date()

    def start_of(self, day: dt.date) -> int:
        """The first moment of a day on the company's clock (UTC ms)."""
        return int(dt.datetime.combine(day, dt.time(), ZoneInfo(self.zone)).timestamp()) * 1000

    def start_of_next(self, day: dt.date) -> int:
        """The first moment after a day on the company's clock (UTC ms)."""
        return self.start_of(day + dt.timedelta(days=1))

    @cached_property
    def _size(self) -> int:
        return (self.session.execute(select(func.max(EntryRow.seq))).scalar() or 0) + 1

    @cached_property
    def _begun(self) -> dict[dt.date, int]:
        """The first entry of some days, as far as they were asked for."""
        return {}

    def entered_before(self, day: dt.date) -> int:
        """How many entries were recorded before a day began: their moments never decrease."""

        def recorded_at(seq: int) -> int:
            return self.session.execute(_RECORDED, {"seq": seq}).scalar_one()

        if day not in self._begun:
            self._begun[day] = bisect_left(range(self._size), self.start_of(day), key=recorded_at)
        return self._begun[day]

    def source(self, rule: str) -> Sourced:
        """Where the term comes from that the policy's field `rule` sets: the law, where it says the same."""
        provision = self.law.provisions.get(rule) if self.law else None
        return provision if provision and provision.value == self.policy.get(rule) else OWN

    def due(
        self, code: str, *, due_on: str = "", due_at: int = 0, cycle: int = 0, source: Sourced | None = None,
        facts: Mapping[str, FactValue] | None = None, **told: Any,
    ) -> Due:  # fmt: skip
        """A thing that is due at a moment, or until the end of a day; its source is that of its clock's rule."""
        day = due_on or self.day_of(due_at).isoformat()
        said = source or (PRACTICE if CLOCKS[code].has_practice else self.source(CLOCKS[code].rule))
        return Due(
            code=code, due_on=day, due_at=due_at, severity=self.severity(day, due_at, cycle), facts=facts or {},
            source=said.source, is_verified=said.is_verified or not said.source, **told,
        )  # fmt: skip

    def counted(self, items: Iterable[Due]) -> Found:
        """All of some due things that are asked for: without `within` whatever is there, the next of each round too."""
        last = self.last().isoformat()
        return counted(due for due in items if self.within is None or due.due_on <= last)
