"""Undoing an entry by a new one that names it; both stay visible."""

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.errors import Refused, refuse
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger
from registry_app.services.ledger import Posted


def correct(
    session: Session, *, seq: int, reason: str, note: str = "", batch: str = "", entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Undo entry `seq` exactly, lines and record changes; the right act is entered afterwards as its own entry.

    Raises `Refused`, naming the later entries when the effect of `seq` was used since.
    """
    wrong = RegisterFacts(session).entry(seq)
    if wrong is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    lines = tuple(line.reversed() for line in wrong.lines)
    draft = Draft("correct", lines, reason_code=reason, note=note, corrects=seq, batch=batch, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)
