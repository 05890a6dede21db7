"""How counts went over time: of each closed audit what agreed, what was seen, and how its differences were settled."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Audit, Difference
from registry_app.services import audit_returns_figures, audit_returns_names, counts
from registry_app.services.audit_returns_figures import Measures
from registry_app.services.return_lists import filled


@dataclass(frozen=True)
class Trend:
    """One closed audit: its measures, how many were missing and how many nobody could see, how many of its differences
    are settled and how many are left, and the days that settling took (median; -1 where none is settled)."""

    number: int
    code: str
    kind: str
    closed_at: str
    outcome: str
    place_name: str
    measures: Measures
    missing: int
    not_seen: int
    settled: int
    left: int
    days: int

    def as_json(self) -> dict[str, Any]:
        """The figures as reports and scripts read them; what cannot be told has no key."""
        told = {name: getattr(self, name) for name in ("code", "kind", "closed_at", "outcome")}
        counted = {name: getattr(self, name) for name in ("missing", "not_seen", "settled", "left")}
        return filled(told) | counted | self.measures.as_json() | ({"days": self.days} if self.days >= 0 else {})


def trend(session: Session, *, place: int = 0, most: int = 12) -> list[Trend]:
    """The last closed audits of a place (0: of any), the oldest first; samples are told of as well."""
    query = select(Audit).where(Audit.closed_at.is_not(None)).order_by(Audit.closed_at.desc(), Audit.id.desc())
    if place:
        query = query.where(Audit.place_id == place)
    found = list(session.execute(query.limit(most)).scalars())
    names = audit_returns_names.take(session) if found else None
    return [_told(session, audit, names) for audit in reversed(found)] if names else []


def _told(session: Session, audit: Audit, names: audit_returns_names.Names) -> Trend:
    standing = counts.standing(session, audit.id)
    measured = audit_returns_figures.measures(standing, audit_returns_figures.account(standing, names))
    entered = list(session.execute(select(Difference.settled_on).where(Difference.audit_id == audit.id)).scalars())
    days = sorted(_days(audit.closed_at or "", day) for day in entered if day)
    middle = days[len(days) // 2] if days else -1
    return Trend(
        audit.id, audit.code, audit.kind, audit.closed_at or "", audit.outcome or "",
        names.places[audit.place_id][1], measured, standing.tally.get("missing", 0),
        standing.tally.get("not_seen", 0), len(days), len(entered) - len(days), middle,
    )  # fmt: skip


def _days(closed_at: str, settled_on: str) -> int:
    """Days from the close to the settling; 0 where it was settled before."""
    return max(0, (dt.date.fromisoformat(settled_on) - dt.date.fromisoformat(closed_at[:10])).days)
