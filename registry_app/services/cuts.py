"""Up to where entries count: those that had happened by a moment, as far as they were known at a head.

As of a moment means: all that had happened by then. Known at a head means: as the ledger told it when it had so many
entries; what was entered or corrected later is not known. An entry that was corrected, as far as is known, counts for
nothing, and neither does its correction. Moments are UTC milliseconds.
"""

import datetime as dt
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from registry_app.domain.entry import NONE
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.domain.head import Head
from registry_app.domain.records import Company
from registry_app.domain.rows import EntryRow
from registry_app.i18n import N_
from registry_app.services import ledger

_AS_OF = Field("as_of", N_("As of"), "date")
_DAY_START = dt.time()
_HEAD = re.compile("([0-9]{1,15})(?:[: ]([0-9a-f]{8,64}))?")


@dataclass(frozen=True)
class Cut:
    """`moment` in UTC ms, which bounds nothing when `is_now`; `head` is how many entries are known, 0 all of them."""

    moment: int
    is_now: bool
    head: int = 0

    @property
    def is_live(self) -> bool:
        """Whether every entry counts, so that records and balances are as they stand."""
        return self.is_now and not self.head

    def known(self) -> "Cut":
        """The same knowledge without a bound in time."""
        return replace(self, is_now=True)

    def excluded(self) -> Select[tuple[int]]:
        """The numbers of the entries that do not count."""
        corrects = EntryRow.corrects >= 0
        undone = select(EntryRow.corrects.label("seq")).where(corrects)
        parts = [undone.where(EntryRow.seq < self.head) if self.head else undone, select(EntryRow.seq).where(corrects)]
        beyond = [] if self.is_now else [EntryRow.occurred_at > self.moment]
        if self.head:
            beyond.append(entry_number >= self.head)
        if beyond:
            parts.append(select(EntryRow.seq).where(or_(*beyond)))
        return select(union_all(*parts).subquery().c.seq)

    def counts(self) -> ColumnElement[bool]:
        """Whether an entry counts, for statements that look at few of them: it is asked of each row of `entry`."""
        correction = aliased(EntryRow)
        undoes = and_(correction.corrects == EntryRow.seq, correction.corrects >= 0)
        parts = [EntryRow.corrects == NONE]
        if self.head:
            undoes = and_(undoes, correction.seq < self.head)
            parts.append(EntryRow.seq < self.head)
        if not self.is_now:
            parts.append(EntryRow.occurred_at <= self.moment)
        return and_(*parts, ~select(correction.seq).where(undoes).exists())


entry_number = EntryRow.seq + 0
"""The number of an entry as a mere value: compared so, it does not lead the database to read whole entries, which are
large, where the index of another column holds the number as well."""


def cut_of(as_of: str, zone: str, now: int) -> tuple[str, Cut]:
    """The day that is spoken of and up to where entries count: its end, or now where it has not ended.

    Raises `Refused` for a text that is no day, or a day that has not come.
    """
    today = _day(now, zone)
    day = str(_AS_OF.parse(as_of) or today)
    if day > today:
        raise Refused(refuse("as_of_future", day=day))
    end = end_of(dt.date.fromisoformat(day), zone)
    return day, Cut(min(end, now), is_now=end >= now)


def end_of(day: dt.date, zone: str) -> int:
    """The last millisecond of a day in a zone."""
    return int(dt.datetime.combine(day + dt.timedelta(days=1), _DAY_START, ZoneInfo(zone)).timestamp()) * 1000 - 1


def asked(session: Session, *, as_of: str = "", known_at: str = "", now: int = 0) -> tuple[str, Cut]:
    """The day and the cut that are asked for by `as_of`, a day, and `known_at`, a head as `head_of` reads it.

    Without a day it is today, or with a head the day on which its last entry was recorded; `now` 0 is what the clock
    says. Raises `Refused` for a day or a head that is none, and for a day after the head's.
    """
    zone = session.execute(select(Company.zone)).scalar_one()
    if not known_at:
        return cut_of(as_of, zone, now or int(session.info["clock"]()))
    head = head_of(session, known_at)
    last = session.execute(select(EntryRow.recorded_at).where(EntryRow.seq == head.size - 1)).scalar_one()
    if (wanted := str(_AS_OF.parse(as_of) or "")) > (day := _day(last, zone)):
        raise Refused(refuse("as_of_after_head", day=wanted, until=day, size=head.size))
    day, cut = cut_of(as_of, zone, last)
    return day, replace(cut, head=head.size)


def head_of(session: Session, text: str) -> Head:
    """The head of this ledger that a text names: how many entries, and after a colon or a space the beginning of the
    root (8 digits or more). Raises `Refused` when it is none of this ledger."""
    found = _HEAD.fullmatch(text.strip().lower())
    if found is None or not int(found[1]):
        raise Refused(refuse("head_malformed", value=text))
    head = ledger.head(session, size=int(found[1]))
    if not head.root.startswith(found[2] or ""):
        raise Refused(refuse("head_differs", size=head.size, root=found[2][:16]))
    return head


def _day(moment: int, zone: str) -> str:
    return dt.datetime.fromtimestamp(moment // 1000, ZoneInfo(zone)).date().isoformat()


def counted_after(session: Session, cut: Cut) -> int:
    """How many of the entries that are known happened after the cut."""
    if cut.is_now:
        return 0
    query = select(func.count()).select_from(EntryRow).where(EntryRow.occurred_at > cut.moment)
    if cut.head:
        query = query.where(entry_number < cut.head)
    return session.execute(query).scalar() or 0


def first_beyond(session: Session, cut: Cut) -> int | None:
    """An entry up to which all count, corrected ones aside; `None` where no later one is left out.

    Nothing is entered before it happens: what was recorded by the moment happened by then.
    """
    bounds = [cut.head] if cut.head else []
    if not cut.is_now:
        bounds.append(recorded_by(session, cut.moment))
    return min(bounds, default=None)


def recorded_by(session: Session, moment: int) -> int:
    """How many entries were recorded by a moment; the moments of recording never decrease."""
    last = session.execute(select(func.max(EntryRow.seq))).scalar()
    size = 0 if last is None else last + 1
    query = select(EntryRow.recorded_at).where(EntryRow.seq == bindparam("seq"))
    return bisect_right(range(size), moment, key=lambda seq: session.execute(query, {"seq": seq}).scalar_one())
