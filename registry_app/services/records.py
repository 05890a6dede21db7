"""Describing and amending records: places, people, firearms, lots; each change is an entry."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.fields import Value
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@once
def describe(
    session: Session, *, kind: str, values: Mapping[str, Value], reason: str = "", note: str = "", batch: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make a record of `kind`; `Posted.records` holds its number. Raises `Refused`."""
    draft = Draft(
        "describe", wishes=(Wish(kind, values),), reason_code=reason, note=note, batch=batch,
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


@once
def amend(
    session: Session, *, kind: str, record: int, values: Mapping[str, Value], reason: str = "", note: str = "",
    batch: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Change the named fields of a record; the others stay. Raises `Refused`."""
    draft = Draft(
        "amend", wishes=(Wish(kind, values, record),), reason_code=reason, note=note, batch=batch,
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)
