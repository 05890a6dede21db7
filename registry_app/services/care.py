"""The care of firearms: which were cleaned or inspected, and in which state they were found; several in one entry."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import clock, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once_but

Found = Mapping[int, Mapping[str, Value]]
"""What was found of each firearm: fields of it, such as `condition` and `rounds_fired`."""


@once_but("firearms")
def clean(
    session: Session, *, firearms: Sequence[int], found: Found | None = None, on: str = "", reason: str = "care",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter that firearms were cleaned `on` a day, today when empty. Raises `Refused`."""
    return _entered(session, "cleaned_on", firearms, found or {}, on, reason, note, occurred_at, entry_id, by)


@once_but("firearms")
def inspect(
    session: Session, *, firearms: Sequence[int], found: Found | None = None, on: str = "", reason: str = "inspection",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter that somebody had firearms in hand `on` a day, today when empty, and read their marks. Raises `Refused`."""
    return _entered(session, "inspected_on", firearms, found or {}, on, reason, note, occurred_at, entry_id, by)


def _entered(
    session: Session, field: str, firearms: Sequence[int], found: Found, on: str, reason: str, note: str,
    occurred_at: int, entry_id: str, by: Actor,
) -> Posted:  # fmt: skip
    """One entry for all of them; those of which everything is on record already are left out."""
    facts, day = RegisterFacts(session), on or clock.minute(session, occurred_at)[:10]
    wishes = []
    for number in firearms:
        standing, told = facts.record(number), {field: day, **found.get(number, {})}
        if standing is None or any(standing.values.get(name, "") != (v or "") for name, v in told.items()):
            wishes.append(Wish("firearm", told, number))
    if firearms and not wishes:
        raise Refused(refuse("changes_nothing"))
    draft = Draft("amend", wishes=tuple(wishes), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)
