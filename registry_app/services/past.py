"""Records as they were at an earlier moment, told from the records as they are and the entries made since."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Change, Stored, parse
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, PersonalRow
from registry_app.services.holdings import Cut

Values = dict[str, str | int | None]


def records(session: Session, kind: str, cut: Cut | None = None) -> dict[int, Values]:
    """The records of a kind by number, each with its entered fields; as of a cut when one is given.

    As of a moment means as known now: entries that were corrected since, and the corrections, count for nothing.
    """
    table = RECORDS[kind].__table__
    names = tuple(entered_fields(RECORDS[kind]))
    query = select(table.c.id, *(table.c[n] for n in names)).order_by(table.c.id)
    found = {row[0]: dict(zip(names, row[1:], strict=True)) for row in session.execute(query)}
    if cut is not None and not cut.is_now:
        _take_back(session, kind, cut.moment, found)
    return found


def _take_back(session: Session, kind: str, moment: int, found: dict[int, Values]) -> None:
    """Undo what happened after the moment, the newest first; what was entered later but happened before stays."""
    first = session.execute(select(func.min(EntryRow.seq)).where(EntryRow.occurred_at > moment)).scalar()
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    query = (
        select(EntryRow.body, EntryRow.occurred_at)
        .where(EntryRow.seq >= first, EntryRow.corrects == NONE, EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq.desc())
    )
    settled: set[tuple[int, str]] = set()
    for body, occurred_at in session.execute(query) if first is not None else ():
        for change in parse(body).records:
            if change.kind != kind or change.record not in found:
                continue
            if occurred_at <= moment:
                settled |= {(change.record, name) for name in change.new}
            elif not change.old:
                del found[change.record]
            else:
                found[change.record] |= _before(session, change, settled)


def _before(session: Session, change: Change, settled: set[tuple[int, str]]) -> Values:
    return {n: _plain(session, v) for n, v in change.old.items() if (change.record, n) not in settled}


def _plain(session: Session, value: Stored) -> str | int | None:
    if isinstance(value, Mapping):
        kept = select(PersonalRow.value).where(PersonalRow.commit == value["commit"])
        return session.execute(kept).scalar()
    return None if value == "" else value
