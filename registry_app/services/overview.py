"""The register at a glance: what is where, what was handed over on each of the last days, for how long the rounds
last, what waits, and what is due."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.due import CLOCKS
from registry_app.domain.records import Firearm
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.services import clock, cover, due, list_filters, lists, summary
from registry_app.services.cover import Cover
from registry_app.services.due import Board
from registry_app.services.summary import Summary

DAYS = 14


@dataclass(frozen=True)
class Day:
    """A day on the register's clock: firearms issued and taken back on it, and how many were out at its end."""

    day: str
    issued: int
    taken_back: int
    out: int


@dataclass(frozen=True)
class Waiting:
    """Firearms that wait for something: `code` held or transit, how many, and of the first its name and number."""

    code: str
    count: int
    name: str
    firearm: int


@dataclass(frozen=True)
class Overview:
    """Everything that the overview shows, of one moment."""

    summary: Summary
    counts: Mapping[str, int]
    days: tuple[Day, ...]
    waiting: tuple[Waiting, ...]
    covers: tuple[Cover, ...]
    board: Board
    """Names one thing of every clock at least; counts all."""


def overview(session: Session) -> Overview:
    """The register as it is now, by its own clock."""
    zone = ZoneInfo(clock.zone(session))
    today = dt.datetime.fromtimestamp(session.info["clock"]() / 1000, zone).date()
    counts = lists.counts(session)
    waiting = tuple(_waiting(session, code, counts[code]) for code in ("held", "transit") if counts[code])
    days, covers = _days(session, today, zone), tuple(cover.covers(session))
    return Overview(summary.summarise(session), counts, days, waiting, covers, due.board(session, limit=len(CLOCKS)))


def _days(session: Session, today: dt.date, zone: ZoneInfo) -> tuple[Day, ...]:
    """The last days, the newest last; counted back from those who have a firearm now."""
    first = today - dt.timedelta(days=DAYS - 1)
    counted = _counted(session, int(dt.datetime.combine(first, dt.time(), zone).timestamp() * 1000), zone)
    out = session.execute(_holding(func.count())).scalar_one()
    days: list[Day] = []
    for back in range(DAYS):
        day = (today - dt.timedelta(days=back)).isoformat()
        days.append(Day(day, counted[day, "issue"], counted[day, "take_back"], out))
        out -= counted[day, "out"]
    return tuple(reversed(days))


def _counted(session: Session, since: int, zone: ZoneInfo) -> Counter[tuple[str, str]]:
    """By day: firearms issued, taken back, and by how many more were out; what was corrected was never issued."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    query = (
        select(EntryRow.kind, EntryRow.occurred_at, LineRow.source_person > 0, LineRow.target_person > 0,
               EntryRow.seq.in_(corrected))
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .join(Firearm, Firearm.id == LineRow.item_id)
        .where(EntryRow.occurred_at >= since)
    )  # fmt: skip
    counted: Counter[tuple[str, str]] = Counter()
    for kind, at, was_out, is_out, is_corrected in session.execute(query):
        day = dt.datetime.fromtimestamp(at / 1000, zone).date().isoformat()
        counted[day, kind] += not is_corrected
        counted[day, "out"] += int(is_out) - int(was_out)
    return counted


def _holding(*columns: object) -> Select[Any]:
    """Firearms that somebody has now, each once."""
    held = select(*columns).select_from(BalanceRow).join(Firearm, Firearm.id == BalanceRow.item_id)  # type: ignore[call-overload]
    return held.where(BalanceRow.person_id > 0, BalanceRow.quantity > 0)  # type: ignore[no-any-return]


def _waiting(session: Session, code: str, count: int) -> Waiting:
    """Firearms that a filter of the list shows; the first by its serial is named."""
    columns = lists.positioned(Firearm.id, Firearm.maker, Firearm.model, Firearm.serial)
    found = session.execute(columns.where(list_filters.STATES[code]()).order_by(Firearm.serial_normal).limit(1)).one()
    return Waiting(code, count, f"{found.maker} {found.model} {found.serial}", found.id)
