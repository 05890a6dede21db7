"""Cases: notices to the authority whose clock runs from the discovery, and cases that are still open."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from registry_app.domain import days
from registry_app.domain.due import Due, Found
from registry_app.domain.records import Discharge, Loss, Person
from registry_app.services.due_dates import Column
from registry_app.services.due_outlook import Outlook
from registry_app.services.losses import MINUTE, minutes_allowed

CASE_DAYS = 30
"""Days in which the cause of a loss is found or the case is taken up again: practice of navies and armies."""

_LOSSES = (
    select(Loss.id, Loss.kind, Loss.discovered_at.label("known_at"), Loss.police_number,
           Loss.owner_id, Loss.described_seq, Person.code)
    .outerjoin(Person, Person.id == Loss.owner_id)
    .where(Loss.closed_on.is_(None))
)  # fmt: skip
_DISCHARGES = (
    select(Discharge.id, Discharge.kind, Discharge.happened_at.label("known_at"),
           Discharge.police_number, Discharge.owner_id, Discharge.described_seq, Person.code)
    .outerjoin(Person, Person.id == Discharge.owner_id)
    .where(Discharge.closed_on.is_(None))
)  # fmt: skip
_OPEN = {"loss": _LOSSES, "discharge": _DISCHARGES}
_NOTIFIED_AT: Mapping[str, Column] = {"loss": Loss.notified_at, "discharge": Discharge.notified_at}


def loss_notices(outlook: Outlook) -> Found:
    """Open losses that no authority was told of."""
    return outlook.counted(_notices(outlook, "loss"))


def discharge_notices(outlook: Outlook) -> Found:
    """Open discharges that no authority was told of: no law was found with a term of its own, so that of a loss."""
    return outlook.counted(_notices(outlook, "discharge"))


def _notices(outlook: Outlook, kind: str) -> Iterator[Due]:
    """By the policy under which the case was opened, where it sets a term."""
    allowed = minutes_allowed(outlook.session)
    for row in outlook.session.execute(_OPEN[kind].where(_NOTIFIED_AT[kind].is_(None))):
        term = allowed(row.described_seq)
        if term is not None:
            due_at = days.moment_at(row.known_at, outlook.zone) + term * MINUTE
            yield _case(outlook, f"{kind}_notice", kind, row, due_at=due_at)


def losses(outlook: Outlook) -> Found:
    """Cases of loss and theft that are open."""
    return outlook.counted(_open(outlook, "loss"))


def discharges(outlook: Outlook) -> Found:
    """Discharges that are not closed."""
    return outlook.counted(_open(outlook, "discharge"))


def _open(outlook: Outlook, kind: str) -> Iterator[Due]:
    for row in outlook.session.execute(_OPEN[kind]):
        known = dt.date.fromisoformat(row.known_at[:10])
        yield _case(outlook, kind, kind, row, due_on=(known + dt.timedelta(days=CASE_DAYS)).isoformat())


def _case(outlook: Outlook, code: str, kind: str, row: Any, **when: Any) -> Due:
    facts = {"what": row.kind, "minute": row.known_at, "police": row.police_number or ""}
    return outlook.due(
        code, kind=kind, record=row.id, name=str(row.id), key=str(row.id), owner=row.owner_id or 0,
        owner_code=row.code or "", facts=facts, **when,
    )  # fmt: skip
