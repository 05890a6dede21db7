"""Indicators of cases of loss and theft: how soon the authority was told, and how long cases stay open."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.indicator import Figure, count, median, rate
from registry_app.domain.rows import MentionRow
from registry_app.services import past
from registry_app.services.cuts import Cut
from registry_app.services.losses import minutes_allowed
from registry_app.services.past import Values

MINUTE, HOUR_OF_MINUTES = 60_000, 60
AGES: Mapping[str, tuple[int, int]] = {
    "open_cases_7": (0, 7), "open_cases_30": (8, 30), "open_cases_90": (31, 90), "open_cases_older": (91, 10**6),
}  # fmt: skip
"""Days since the discovery, both included."""


def figures(session: Session, cut: Cut, day: dt.date, zone: str) -> Iterator[Figure | None]:
    """The indicators of cases as of a cut, which lies on `day` in `zone`."""
    names = "discovered_at", "notified_at", "closed_on", "outcome"
    cases = past.records(session, "loss", cut, names=names)
    meant = {number: values for number, values in cases.items() if values["outcome"] != "error"}
    told = [taken for values in meant.values() if (taken := _minutes(values, zone)) is not None]
    yield median("hours_to_report", told, HOUR_OF_MINUTES)
    yield _in_time(session, meant, cut.moment, zone)
    yield from _open(cases.values(), day)


def _minutes(values: Values, zone: str) -> int | None:
    """Minutes from the discovery until the authority was told; `None` while it was not."""
    known, told = (values[name] for name in ("discovered_at", "notified_at"))
    return (_at(told, zone) - _at(known, zone)) // MINUTE if told else None


def _at(minute: object, zone: str) -> int:
    return days.moment_at(str(minute), zone)


def _in_time(session: Session, cases: Mapping[int, Values], now: int, zone: str) -> Figure | None:
    allowed = minutes_allowed(session)
    opened = _opened(session, list(cases))
    judged = []
    for number, values in cases.items():
        term = allowed(opened[number])
        if term is not None:
            taken = _minutes(values, zone)
            is_over = now > _at(values["discovered_at"], zone) + term * MINUTE
            judged += [taken is not None and taken <= term] if taken is not None or is_over else []
    return rate("reported_in_time", sum(judged), len(judged))


def _opened(session: Session, cases: Sequence[int]) -> dict[int, int]:
    """The entries that opened some cases: the first that speaks of each."""
    query = select(MentionRow.record_id, func.min(MentionRow.seq)).group_by(MentionRow.record_id)
    return {row[0]: row[1] for row in session.execute(query.where(MentionRow.record_id.in_(cases)))}


def _open(cases: Iterable[Values], day: dt.date) -> Iterator[Figure]:
    ages = [
        (day - dt.date.fromisoformat(str(values["discovered_at"])[:10])).days
        for values in cases
        if str(values["closed_on"] or "9") > day.isoformat()
    ]
    yield count("open_cases", len(ages))
    for code, (least, most) in AGES.items():
        yield count(code, sum(least <= age <= most for age in ages))
