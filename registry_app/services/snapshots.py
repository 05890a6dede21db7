"""What was held at the end of each month, kept so that lists as of a day need not sum the lines of years.

A snapshot holds the sums at the last millisecond of a month by the entries that were recorded by then, so that it does
not depend on when it is made: one that is missing is made again, the same. What came later, what was entered late and
what was corrected since is added and taken back when it is read: the answer is exact whatever snapshots there are.
`check` compares each with the entries. What leaves the company is summed from the lines (`services.holdings`).
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select, union_all
from sqlalchemy.orm import Session, aliased

from registry_app.domain.entry import NONE
from registry_app.domain.errors import Unavailable
from registry_app.domain.records import Company
from registry_app.domain.rows import EntryRow, LineRow, SnapshotRow
from registry_app.domain.snapshot import At, Snapshot, pack
from registry_app.services import holdings, ledger
from registry_app.services.cuts import Cut, end_of, entry_number, recorded_by
from registry_app.services.register import Register

_LINE = (
    LineRow.item_id, LineRow.quantity, LineRow.source_place, LineRow.source_person, LineRow.source_state,
    LineRow.target_place, LineRow.target_person, LineRow.target_state,
)  # fmt: skip

Lines = Select[int, int, int, int, str, int, int, str]


def positions(session: Session, cut: Cut) -> dict[At, int]:
    """Every position that is not empty as of the cut with its quantity, outside ones included: for screens."""
    kept = _brought_up(session, cut)
    return kept.positions() if kept else {held[:4]: held.quantity for held in holdings.held(session, cut)}


def held(session: Session, cut: Cut) -> dict[At, int]:
    """The positions above zero: where things were as of the cut, and how many."""
    kept = _brought_up(session, cut)
    if kept:
        return kept.held
    return {held[:4]: held.quantity for held in holdings.held(session, cut) if held.quantity > 0}


def _brought_up(session: Session, cut: Cut) -> Snapshot | None:
    """The newest snapshot that the cut builds on, brought up to the cut; `None` where there is none, or it cannot be
    read: `check` tells."""
    query = select(SnapshotRow.moment, SnapshotRow.size, SnapshotRow.content).order_by(SnapshotRow.moment.desc())
    if not cut.is_now:
        query = query.where(SnapshotRow.moment <= cut.moment)
    if cut.head:
        query = query.where(SnapshotRow.size <= cut.head)
    row = session.execute(query.limit(1)).first()
    try:
        kept = Snapshot(row.content, row.moment, row.size) if row else None
    except ValueError:
        return None
    if row and kept:
        for statement in _added(cut, row.moment, row.size):
            _move(session, kept, statement, 1)
        _move(session, kept, _undone(cut, row.moment, row.size), -1)
    return kept


def _added(cut: Cut, moment: int, size: int) -> Iterator[Lines]:
    """The lines that count as of the cut, but not yet in the snapshot: of what happened later, and of what was entered
    later though it happened before."""
    undone = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    bounds = []
    if cut.head:
        undone = undone.where(EntryRow.seq < cut.head)
        bounds.append(entry_number < cut.head)
    counting = EntryRow.seq.not_in(union_all(undone, select(EntryRow.seq).where(EntryRow.corrects >= 0)))
    if not cut.is_now:
        bounds.append(EntryRow.occurred_at <= cut.moment)
    lines = select(*_LINE).select_from(EntryRow).join(LineRow, LineRow.seq == EntryRow.seq)
    yield lines.where(EntryRow.occurred_at > moment, *bounds, counting)
    yield lines.where(EntryRow.occurred_at <= moment, entry_number >= size, *bounds, counting)


def _undone(cut: Cut, moment: int, size: int) -> Lines:
    """The lines that count in the snapshot, but were corrected since."""
    wrong, correction = aliased(EntryRow), aliased(EntryRow)
    since = [correction.seq + 0 >= size]
    if cut.head:
        since.append(correction.seq + 0 < cut.head)
    return (
        select(*_LINE)
        .select_from(correction)
        .join(wrong, wrong.seq == correction.corrects)
        .join(LineRow, LineRow.seq == wrong.seq)
        .where(correction.corrects >= 0, *since)
        .where(wrong.seq < size, wrong.occurred_at <= moment, wrong.corrects == NONE)
    )


def _move(session: Session, kept: Snapshot, lines: Lines, sign: int) -> None:
    rows = session.connection().execute(lines).all()
    for item, quantity, place, person, state, to_place, to_person, to_state in rows:
        kept.add((item, place, person, state), -sign * quantity)
        kept.add((item, to_place, to_person, to_state), sign * quantity)


def keep_months(register: Register, *, most: int = 0) -> int:
    """Keep the snapshot of every finished month that has none, or of the newest so many; answers how many were made.

    Each is written in a transaction of its own. Nothing is done where this user may not write; what cannot be written
    now, on a full disk or beside somebody who writes for long, is left to another time.
    """
    missing = [] if register.is_read_only else register.read(missing_months)[-most:]
    for many, moment in enumerate(missing):
        try:
            register.opened.store.write(ledger.keep_snapshot, **register.read(made, moment))
        except Unavailable:
            return many
    return len(missing)


def missing_months(session: Session) -> list[int]:
    """The ends of the finished months that have no snapshot, the oldest first: from the month of the first entry on."""
    zone = session.execute(select(Company.zone)).scalar()
    first = session.execute(select(EntryRow.recorded_at).where(EntryRow.seq == 0)).scalar()
    if zone is None or first is None:
        return []
    kept = set(session.execute(select(SnapshotRow.moment)).scalars())
    return [end for end in _months(first, int(session.info["clock"]()), zone) if end not in kept]


def _months(first: int, now: int, zone: str) -> Iterator[int]:
    """The ends of the months from the one of a moment on that are over now."""
    day = dt.datetime.fromtimestamp(first // 1000, ZoneInfo(zone)).date().replace(day=1)
    while True:
        following = (day + dt.timedelta(days=32)).replace(day=1)
        end = end_of(following - dt.timedelta(days=1), zone)
        if end >= now:
            return
        yield end
        day = following


def made(session: Session, moment: int) -> dict[str, Any]:
    """The snapshot at a moment as the columns of its row; there must be an entry that was recorded by then."""
    size = recorded_by(session, moment)
    held = positions(session, Cut(moment, is_now=False, head=size))
    return {"moment": moment, "size": size, "content": pack(moment, size, held)}
