"""The board: everything that is due, from one look at the register, the most urgent first.

Read only. Each clock is counted by SQL along indexes and names no more than it is asked for, so that the board is as
quick for a hundred thousand firearms as for ten.
"""

import datetime as dt
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from registry_app.domain.due import Due, Found, HowMany, shares, urgency
from registry_app.domain.errors import Finding, Refused, Unavailable
from registry_app.domain.jurisdiction import Jurisdiction
from registry_app.services import (
    clock,
    due_audits,
    due_care,
    due_cases,
    due_custody,
    due_papers,
    due_returns,
    due_security,
    jurisdictions,
    policies,
)
from registry_app.services.due_outlook import Outlook

FINDERS: Mapping[str, Callable[[Outlook], Found]] = {
    "loss_notice": due_cases.loss_notices, "discharge_notice": due_cases.discharge_notices,
    "closure": due_papers.closure, "armed": due_papers.armed, "company_licence": due_papers.company_licence,
    "return": due_returns.returns, "change_notice": due_returns.change_notices, "permit": due_papers.permits,
    "licence": due_papers.licences, "course": due_papers.courses, "fitness": due_papers.fitness,
    "out": due_custody.out, "loss": due_cases.losses, "discharge": due_cases.discharges, "hold": due_custody.holds,
    "workshop": due_custody.workshop, "deposit": due_custody.deposits, "delivery": due_custody.deliveries,
    "key": due_custody.keys, "audit": due_audits.audits,
    "hand_over_count": due_audits.hand_overs, "difference": due_audits.differences,
    "security": due_security.actions, "contract": due_papers.contracts, "article": due_papers.articles,
    "lot": due_papers.lots, "rotate": due_care.rotation, "inspect": due_care.inspection, "clean": due_care.cleaning,
}  # fmt: skip
"""Who finds what is due by each clock of `CLOCKS`."""


@dataclass(frozen=True)
class Board:
    """What is due as of a day: `items` the most urgent first, `counts` of every clock that shows anything, which are
    exact however few items were asked for, and `problems` that kept the board from knowing all."""

    day: str
    items: tuple[Due, ...]
    counts: Mapping[str, HowMany]
    problems: tuple[Finding, ...] = ()

    @property
    def total(self) -> HowMany:
        """All clocks together."""
        every = HowMany()
        for counts in self.counts.values():
            every = every.plus(counts)
        return every


def board(
    session: Session, *, today: dt.date | None = None, limit: int = 200, within: int | None = None,
    only: Collection[str] = (),
) -> Board:  # fmt: skip
    """What is due now, or would be at the end of `today` if nothing happened until then; `limit` items at most.

    `within` asks for what is due in so many days; without it each clock tells in time by itself, and the next of what
    comes round again is always there. `only` asks for some clocks. Where more is due than `limit`, each clock has its
    share of the items (`domain.due.shares`).
    """
    asked, problems = outlook(session, today=today, within=within, limit=limit)
    found = {code: find(asked) for code, find in FINDERS.items() if not only or code in only}
    counts = {code: each.counts for code, each in found.items() if each.counts.total}
    wanted = shares({code: each.total for code, each in counts.items()}, limit)
    items = [due for code, many in wanted.items() for due in found[code].first(many)]
    return Board(asked.today.isoformat(), tuple(sorted(items, key=urgency)), counts, problems)


def outlook(
    session: Session, *, today: dt.date | None = None, within: int | None = None, limit: int = 200
) -> tuple[Outlook, tuple[Finding, ...]]:
    """What the finders are asked with, and what keeps them from knowing all."""
    zone, now = clock.zone(session), int(session.info["clock"]())
    here = dt.datetime.fromtimestamp(now / 1000, ZoneInfo(zone)).date()
    policy = policies.in_force(session)
    law, problems = _law(str(policy["jurisdiction"]))
    asked = Outlook(session, now, here, zone, policy, law, within, limit)
    if today and today != here:
        asked = replace(asked, today=today, now=asked.start_of_next(today) - 1)
    return asked, problems


def _law(code: str) -> tuple[Jurisdiction | None, tuple[Finding, ...]]:
    """The rules of the country. A file that cannot be read hides the calendar, but never what the register knows."""
    try:
        return jurisdictions.load(code), ()
    except Refused as refused:
        return None, refused.findings
    except Unavailable as unavailable:
        return None, (unavailable.finding,)
