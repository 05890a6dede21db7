"""What every return tells of how the register was kept: declared restorations, entries made late, corrections, what a
superior let through, differences of counts that nobody has explained, the users, and the indicators.

Of a paper with a period: what was recorded in it. Of one as of a moment: what was recorded since the return that the
same authority got last, or since the beginning.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.entry import Entry, parse
from registry_app.domain.records import Person, Policy, Restoration, User
from registry_app.domain.rows import EntryRow
from registry_app.services import cuts, filings, indicators, return_differences, return_lists
from registry_app.services.frame import Content, Frame
from registry_app.services.return_lists import filled

KEYS = ("restorations", "late", "corrections", "overrides", "differences", "users", "indicators")
"""The lists that are told, in their order."""


def gather(frame: Frame) -> Content:
    """All of it; lists that are empty are left out."""
    session, cut = frame.session, frame.cut
    found: Content = {
        "restorations": restorations(frame),
        "late": late(frame), "corrections": _corrections(frame), "overrides": _overrides(frame), "users": users(frame),
        "differences": return_differences.open_at(session, cut, frame.zone),
        "indicators": [each.plain() for each in indicators.compute(session, cut, frame.zone).figures],
    }  # fmt: skip
    return {key: rows for key, rows in found.items() if rows}


def recorded(frame: Frame) -> ColumnElement[bool]:
    """Whether an entry was recorded in what the paper is of."""
    if frame.since:
        return EntryRow.recorded_at.between(frame.since, frame.until)
    last = filings.last(frame.session, addressee=frame.addressee) if frame.addressee else None
    known = frame.cut.head or frame.head.size
    return and_(cuts.entry_number >= (last.head_size if last else 0), cuts.entry_number < known)


def restorations(frame: Frame) -> list[Content]:
    """Every restoration that was declared, however long ago, with the entries that were lost by it."""
    names, known = _users(frame.session), frame.cut.head or frame.head.size
    query = (
        select(Restoration, EntryRow)
        .join(EntryRow, EntryRow.seq == Restoration.described_seq)
        .where(Restoration.described_seq < known)
        .order_by(Restoration.id)
    )
    return [
        _about(frame, row, names) | filled({
            "restored": found.head_size, "lost_from": found.head_size if found.lost_size else None,
            "lost_to": found.lost_size - 1 if found.lost_size else None, "authority": found.authority,
            "receipt": found.receipt_number, "receipted_on": found.receipted_on,
        })
        for found, row in frame.session.execute(query)
    ]  # fmt: skip


def late(frame: Frame) -> list[Content]:
    """The entries that were recorded later than the policy in force allows after they happened."""
    hours = frame.session.execute(
        select(Policy.late_after_hours).order_by(Policy.described_seq.desc()).limit(1)
    ).scalar()
    query = select(EntryRow).where(EntryRow.late_hours >= (hours or 0), EntryRow.late_hours > 0, recorded(frame))
    names = _users(frame.session)
    return [
        _about(frame, row, names) | {"recorded_at": frame.minute(row.recorded_at), "hours": row.late_hours}
        for row in frame.session.execute(query.order_by(EntryRow.seq)).scalars()
    ]


def _about(frame: Frame, row: EntryRow | Entry, names: dict[int, str]) -> Content:
    actor, witness = (row.actor_id, row.witness_id) if isinstance(row, EntryRow) else (row.actor, row.witness)
    return filled({
        "entry": row.seq, "kind": row.kind, "occurred_at": frame.minute(row.occurred_at), "reason": row.reason_code,
        "user": names.get(actor), "witness": names.get(witness),
    })  # fmt: skip


def _corrections(frame: Frame) -> list[Content]:
    wrong = aliased(EntryRow)
    query = (
        select(EntryRow, wrong.seq, wrong.kind, wrong.occurred_at)
        .join(wrong, wrong.seq == EntryRow.corrects)
        .where(EntryRow.corrects >= 0, recorded(frame))
        .order_by(EntryRow.seq)
    )
    names = _users(frame.session)
    return [
        _about(frame, row, names) | {"corrects": seq, "corrected_kind": kind, "corrected_at": frame.minute(occurred_at)}
        for row, seq, kind, occurred_at in frame.session.execute(query)
    ]


def _overrides(frame: Frame) -> list[Content]:
    """The handovers that a superior let through, each with what he let through."""
    numbers = return_lists.overridden(frame.session, frame.cut)
    names = _users(frame.session)
    query = select(EntryRow.body).where(EntryRow.seq.in_(numbers), recorded(frame)).order_by(EntryRow.seq)
    entries = map(parse, frame.session.execute(query).scalars())
    return [_about(frame, entry, names) | {"overrides": " ".join(entry.overrides())} for entry in entries]


def users(frame: Frame) -> list[Content]:
    """Everybody who could make entries, with how many each made, alone and as a witness."""
    made, vouched = Counter[int](), Counter[int]()
    counting = select(EntryRow.actor_id, EntryRow.witness_id, func.count()).where(recorded(frame))
    for actor, witness, many in frame.session.execute(counting.group_by(EntryRow.actor_id, EntryRow.witness_id)):
        made[actor] += many
        vouched[witness] += many
    return [
        filled({
            "user": row.name, "person_code": row.code, "person": row.person, "roles": row.roles,
            "is_active": int(row.is_active), "entries": made[row.id], "witnessed": vouched[row.id],
        })
        for row in _accounts(frame.session)
    ]  # fmt: skip


def _accounts(session: Session) -> Iterator[Row[Any]]:
    query = select(User.id, User.name, Person.code, Person.name.label("person"), User.roles, User.is_active)
    return iter(session.execute(query.join(Person, Person.id == User.person_id).order_by(User.id)))


def _users(session: Session) -> dict[int, str]:
    return {row.id: row.name for row in session.execute(select(User.id, User.name))}
