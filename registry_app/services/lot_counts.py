"""What the last count of each lot of ammunition came to."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import select, union
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.records import Audit, Difference, Sighting
from registry_app.services import counts
from registry_app.services.frame import Frame

_NOT_COUNTED = ("not_seen", "moved")
"""Results of what was with people or moved while it was counted: nobody counted that."""


class Counted(NamedTuple):
    """The last audit in which rounds of a lot were counted: its number, the ISO day, how many were expected in the
    places that were counted, and how many were there."""

    audit: str
    day: str
    expected: int
    counted: int


def last(frame: Frame, lots: Collection[int]) -> dict[int, Counted]:
    """The last closed audit of each lot that counted any of it up to the end of the frame; lots that were never
    counted are left out."""
    wanted: dict[int, set[int]] = defaultdict(set)
    for lot, audit in _last_audits(frame).items():
        if lot in lots:
            wanted[audit].add(lot)
    found: dict[int, Counted] = {}
    for audit, those in sorted(wanted.items()):
        found |= _counted(frame.session, audit, those, frame.zone)
    return found


def _last_audits(frame: Frame) -> dict[int, int]:
    """By item the last audit that saw it, or missed it."""
    known = frame.cut.head or frame.head.size
    seen = union(
        select(Sighting.item_id, Sighting.audit_id), select(Difference.item_id, Difference.audit_id)
    ).subquery()
    query = (
        select(seen.c.item_id, Audit.id)
        .join(Audit, Audit.id == seen.c.audit_id)
        .where(seen.c.item_id.is_not(None), Audit.closed_at <= frame.minute(frame.until), Audit.changed_seq < known)
        .order_by(Audit.closed_at, Audit.id)
    )
    return {item: audit for item, audit in frame.session.execute(query)}  # noqa: C416 - the last one of each stays


def _counted(session: Session, audit: int, lots: Collection[int], zone: str) -> dict[int, Counted]:
    standing = counts.standing(session, audit)
    expected, counted = Counter[int](), Counter[int]()
    for result in standing.results:
        if result.item in lots and result.kind not in _NOT_COUNTED:
            expected[result.item] += result.expected
            counted[result.item] += result.counted
    code, day = session.get_one(Audit, audit).code, days.minute_at(standing.until, zone)[:10]
    return {lot: Counted(code, day, expected[lot], counted[lot]) for lot in expected}
