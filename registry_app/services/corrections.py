"""Undoing an entry by a new one that names it; both stay visible."""

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.facts import Facts
from registry_app.domain.rules_voids import VOIDED
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


def correction_of(
    facts: Facts, seq: int, *, reason: str, note: str = "", batch: str = "", entry_id: str = "", kind: str = "correct"
) -> Draft:  # fmt: skip
    """The draft of a kind that undoes entry `seq` exactly. Raises `Refused` when there is no such entry."""
    wrong = facts.entry(seq)
    if wrong is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    return Draft(kind, wrong.undoing(), reason_code=reason, note=note, corrects=seq, batch=batch, id=entry_id)


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


@once
def void(session: Session, *, seq: int, note: str = "", entry_id: str = "", by: Actor) -> Posted:
    """Undo at once, and without a witness, the handover `seq` that the same user made by mistake; see `rules_voids`.

    Raises `Refused` for another's entry, after a minute, or when its effect was used since: then it is to be corrected.
    """
    draft = correction_of(RegisterFacts(session), seq, reason=VOIDED, note=note, entry_id=entry_id, kind="void")
    return ledger.post(session, draft, by=by)
