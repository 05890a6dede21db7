"""Undoing an entry by a new one that names it; both stay visible."""

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.facts import Facts
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


def correction_of(
    facts: Facts, seq: int, *, reason: str, note: str = "", batch: str = "", entry_id: str = ""
) -> Draft:  # fmt: skip
    """The draft that undoes entry `seq` exactly. Raises `Refused` when there is no such entry."""
    wrong = facts.entry(seq)
    if wrong is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    return Draft("correct", wrong.undoing(), reason_code=reason, note=note, corrects=seq, batch=batch, id=entry_id)


@once
def correct(
    session: Session, *, seq: int, reason: str, note: str = "", batch: str = "", entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Undo entry `seq` exactly, lines and record changes; the right act is entered afterwards as its own entry.

    Raises `Refused`, naming the later entries when the effect of `seq` was used since.
    """
    draft = correction_of(RegisterFacts(session), seq, reason=reason, note=note, batch=batch, entry_id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)
