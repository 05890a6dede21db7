"""The papers that run out within so many days: permits, licences, courses, fitness, contracts; the overdue first.

Told by the clocks of the board (`services.due`), so that paper and board never differ.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.due import SEVERITIES, Due
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Company, Firearm, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.services import due, frame, oversight, policies
from registry_app.services.due_outlook import NOTICE_DAYS
from registry_app.services.frame import Asked, Content
from registry_app.services.return_lists import filled

NAME = "expiry"
CLOCKS = ("company_licence", "permit", "licence", "course", "fitness", "contract")
"""The clocks of the papers that are told of."""
_ALL = 10_000_000
_NUMBERED: Mapping[str, Any] = {
    "company_licence": (Company.id, Company.licence_number), "permit": (Firearm.id, Firearm.permit_number),
    "licence": (Person.id, Person.licence_number), "course": (Person.id, Person.course_name),
    "contract": (Place.id, Place.contract_number),
}  # fmt: skip
"""Where the number of each paper stands, or the name of the course."""


def content(session: Session, asked: Asked) -> Content:
    """The list as plain values (`docs/formats/papers-v1.md`), as of now: `asked.within` days ahead, else as many as the
    policy gives notice. Raises `Refused` for a day or head of the past."""
    taken = frame.of_a_moment(session, asked)
    if not taken.cut.is_live:
        raise Refused(refuse("report_only_now", value=NAME))
    within = _notice(session) if asked.within is None else max(0, asked.within)
    found = due.board(session, within=within, limit=_ALL, only=CLOCKS).items
    rows = _rows(session, sorted(found, key=_order), dt.date.fromisoformat(taken.day))
    return {
        **frame.top(taken, NAME, "EX"), "about": {"within": within}, "figures": _figures(rows), "papers": rows,
        **oversight.gather(taken),
    }  # fmt: skip


def _notice(session: Session) -> int:
    notice = policies.in_force(session).get("notice_days")
    return notice if isinstance(notice, int) else NOTICE_DAYS


def _order(each: Due) -> tuple[bool, str, int, int]:
    return each.severity != "overdue", each.due_on, CLOCKS.index(each.code), each.record


def _rows(session: Session, found: Iterable[Due], today: dt.date) -> list[Content]:
    numbers: dict[str, dict[int, str]] = {
        code: dict(session.execute(select(*columns)).all()) for code, columns in _NUMBERED.items()
    }
    armed = _armed(session)
    return [
        filled({
            "severity": each.severity if each.severity == "overdue" else "soon", "paper": each.code, "code": each.key,
            "name": each.name, "paper_number": numbers.get(each.code, {}).get(each.record), "expires_on": each.due_on,
            "days": (dt.date.fromisoformat(each.due_on) - today).days,
            "firearms": armed.get(each.record) if each.kind == "person" else None,
        })
        for each in found
    ]  # fmt: skip


def _armed(session: Session) -> dict[int, int]:
    """How many firearms each person has who has any."""
    query = (
        select(BalanceRow.person_id, func.sum(BalanceRow.quantity))
        .join(Firearm, Firearm.id == BalanceRow.item_id)
        .where(BalanceRow.person_id > 0)
        .group_by(BalanceRow.person_id)
    )
    return dict(session.execute(query).all())


def _figures(rows: Collection[Content]) -> dict[str, int]:
    severities = Counter(row["severity"] for row in rows)
    papers = Counter(row["paper"] for row in rows)
    told = {name: severities[name] for name in SEVERITIES if name != "later"}
    return told | {name: papers[code] for name, code in _COUNTED.items()} | {
        "armed": sum(row["severity"] == "overdue" and "firearms" in row for row in rows)
    }  # fmt: skip


_COUNTED = {"permits": "permit", "licences": "licence", "contracts": "contract"}
