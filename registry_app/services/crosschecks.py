"""The authority's check across companies: the newest return of each, held against all others and the calendar."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from registry_app.domain import crossing
from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.crossing import Standing
from registry_app.domain.errors import Finding, Refused, Unavailable, warn
from registry_app.domain.jurisdiction import ReportDuty, due_days, period
from registry_app.domain.trust import TrustList
from registry_app.services import desk_taking, jurisdictions
from registry_app.services.desk import Desk, Known

DAYS = 30
"""Days that a delivery may take before it is asked after."""
INVENTORY = "inventory"
_BACK = 400
"""Days that are looked back for the last day on which a report was due."""


@dataclass(frozen=True)
class Crosscheck:
    """What was looked at on which day, and what was found."""

    day: str
    standings: tuple[Standing, ...]
    findings: tuple[Finding, ...]


def check(desk: Desk, *, today: str, days: int = DAYS) -> Crosscheck:
    """All that the returns at a desk say together. Raises `Damaged` for a desk that is not whole."""
    known = desk.all()
    told = standings(desk, known)
    found = [
        *(desk_taking.told(each.company, fork) for each in known for fork in each.forks),
        *crossing.crossed(told, today=today, days=days),
        *missing(desk, today=today),
    ]
    return Crosscheck(today, tuple(told), tuple(found))


def today() -> str:
    """The day on this machine."""
    return dt.datetime.now().astimezone().date().isoformat()


def standings(desk: Desk, known: Iterable[Known] = ()) -> list[Standing]:
    """What each company tells in its newest inventory return; nothing of one that sent none."""
    found = []
    for each in known or desk.all():
        kept = sorted(
            (kept for kept in each.returns if kept.report == INVENTORY and not is_doubted(each, kept.sha256)),
            key=lambda kept: (kept.until_on, kept.size, kept.taken_at),
        )
        if kept:
            found.append(crossing.standing([desk.content(each.origin, one) for one in kept]))
    return found


def is_doubted(known: Known, sha256: str) -> bool:
    """Whether a return is the second of two histories; the first one is taken for the company's."""
    return any(sha256 == fork.files[1] for fork in known.forks)


def missing(desk: Desk, *, today: str) -> Iterator[Finding]:
    """The returns that should be here by the calendar of each company's jurisdiction, and are not.

    Only reports that the desk was ever sent are expected of anybody: which authority a report goes to, it cannot know.
    """
    known, trust = desk.all(), desk.trust()
    yield from _never(known, trust)
    reports = {kept.report for each in known for kept in each.returns}
    for each in known:
        for duty in _duties(desk, each):
            if duty.name in reports and (finding := _missing(each, duty, today)):
                yield finding


def _never(known: Iterable[Known], trust: TrustList | None) -> Iterator[Finding]:
    origins = {each.origin for each in known}
    for company in trust.companies if trust else ():
        if company.origin not in origins:
            yield warn("cross_return_never", company=company.company, licence=company.licence)


def _duties(desk: Desk, known: Known) -> tuple[ReportDuty, ...]:
    told = max(known.returns, key=lambda kept: (kept.size, kept.taken_at))
    code = str(desk.content(known.origin, told).get("policy", {}).get("jurisdiction", jurisdictions.NOWHERE))
    try:
        return jurisdictions.load(code).reports
    except (Refused, Unavailable):
        return ()


def _missing(known: Known, duty: ReportDuty, today: str) -> Finding | None:
    """The last report that was due before today, where none of its name reaches to the end of its period."""
    now = dt.date.fromisoformat(today)
    due = next(reversed(due_days(duty, now - dt.timedelta(days=_BACK), now - dt.timedelta(days=1))), None)
    if due is None:
        return None
    until = period(duty, due)[1].isoformat()
    first = min(kept.until_on for kept in known.returns)
    if until < first or any(kept.report == duty.name and kept.until_on >= until for kept in known.returns):
        return None
    return warn(
        "cross_return_missing", label=REPORT_NAMES[duty.name], company=known.company, until=until, day=due.isoformat()
    )
