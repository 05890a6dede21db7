"""The permits that a firearm has had, one after the other, as the ledger tells them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from registry_app.domain.entry import NONE
from registry_app.services import history
from registry_app.services.history import Event

_FIELDS = {f"permit_{name}": name for name in ("number", "kind", "issued_on", "expires_on")}
ALL = 1_000_000


@dataclass(frozen=True)
class Term:
    """A permit as it stood from entry `seq` on (UTC ms `at`, on the clock of `zone`), until the next one."""

    number: str = ""
    kind: str = ""
    issued_on: str = ""
    expires_on: str = ""
    seq: int = NONE
    at: int = 0
    zone: str = ""
    actor: str = ""
    act: str = ""


def history_of(session: Session, *, firearm: int) -> list[Term]:
    """Every permit of a firearm, the newest first; what was corrected never counted."""
    return of_life(history.life(session, record=firearm, limit=ALL))


def of_life(events: Sequence[Event]) -> list[Term]:
    """The same from a whole life, the newest entry first, that is known already."""
    terms: list[Term] = []
    for event in reversed(events):
        changed = {_FIELDS[c.name]: str(c.new or "") for c in event.changes if c.name in _FIELDS}
        if changed and event.corrects == NONE and event.corrected_by == NONE and event.seq != _last(terms).seq:
            facts = {"seq": event.seq, "at": event.occurred_at, "zone": event.zone, "actor": event.actor}
            terms.append(replace(_last(terms), **changed, **facts, act=event.kind))  # type: ignore[arg-type]
    return [term for term in reversed(terms) if term.number or term.expires_on]


def _last(terms: list[Term]) -> Term:
    return terms[-1] if terms else Term()
