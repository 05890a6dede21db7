"""The calendar of counts: what is to be counted by which rule and until when, beside the plan of each armoury."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.due import Due
from registry_app.domain.records import Audit
from registry_app.services import audit_plan, clock, counting, due, policies
from registry_app.services.audit_plan import Planned

RULES = {"hand_over_count": "hand_over", "audit": "full"}
"""Which kind of audit each clock of the board asks for."""
_MOST = 10_000


@dataclass(frozen=True)
class Line:
    """A count that a rule asks for, or (`due` is `None`) an armoury that no rule asks to be counted.

    `kind` is the kind of audit, `under_way` the number of the audit that counts it now, 0 for none.
    """

    planned: Planned
    kind: str
    due: Due | None
    under_way: int
    under_way_code: str

    @property
    def key(self) -> str:
        """What tells it from the other lines."""
        return f"{self.planned.armoury}/{self.kind}"


@dataclass(frozen=True)
class Calendar:
    """Its lines, the most urgent first; the company's day, moment (UTC ms) and zone; and how many days the policy
    allows between two full counts, 0 where it does not say."""

    lines: tuple[Line, ...]
    day: str
    now: int
    zone: str
    cycle: int


def calendar(session: Session) -> Calendar:
    """Every armoury with the counts that are asked for there."""
    board = due.board(session, only=tuple(RULES), limit=_MOST)
    planned = {each.armoury: each for each in audit_plan.plan(session)}
    running = _running(session, planned)
    lines = [_line(planned[each.record], RULES[each.code], each, running) for each in board.items]
    told = {line.planned.armoury for line in lines}
    lines += [_line(each, "full", None, running) for each in planned.values() if each.armoury not in told]
    cycle, now = policies.in_force(session).get("audit_days"), int(session.info["clock"]())
    return Calendar(tuple(lines), board.day, now, clock.zone(session), cycle if isinstance(cycle, int) else 0)


def _line(planned: Planned, kind: str, asked: Due | None, running: Mapping[int, tuple[int, str]]) -> Line:
    return Line(planned, kind, asked, *running.get(planned.armoury, (0, "")))


def _running(session: Session, armouries: Mapping[int, Planned]) -> dict[int, tuple[int, str]]:
    """The open audits that count all of an armoury, by armoury: number and code."""
    query = select(Audit).where(Audit.closed_at.is_(None), Audit.kind.in_(audit_plan.WHOLE)).order_by(Audit.id)
    at = {each.place_id: (each.id, each.code) for each in session.execute(query).scalars()}
    found = {}
    for armoury in armouries if at else ():
        counted = [at[place] for place in counting.upwards(session, armoury) if place in at]
        if counted:
            found[armoury] = max(counted)
    return found
