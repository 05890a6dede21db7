"""Undoing an entry by a new one that names it; both stay visible."""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Entry
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.facts import Facts
from registry_app.domain.rules_voids import VOIDED
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import entries, ledger
from registry_app.services.entries import Changed, Moved
from registry_app.services.history import Names
from registry_app.services.ledger import Posted
from registry_app.services.once import once

REASONS = ("typing_error", "wrong_item", "wrong_person", "duplicate", "other")
"""The reasons of a correction that people choose from."""


def correction_of(
    facts: Facts, seq: int, *, reason: str, note: str = "", batch: str = "", entry_id: str = "", kind: str = "correct"
) -> Draft:  # fmt: skip
    """The draft of a kind that undoes entry `seq` exactly. Raises `Refused` when there is no such entry."""
    wrong = _wrong(facts, seq)
    return Draft(kind, wrong.undoing(), reason_code=reason, note=note, corrects=seq, batch=batch, id=entry_id)


def _wrong(facts: Facts, seq: int) -> Entry:
    found = facts.entry(seq)
    if found is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    return found


@dataclass(frozen=True)
class Preview:
    """What undoing entry `seq` would do: lines that lead back and fields that get their old values, what is against it,
    and whether it is a `void`, which whoever made the entry may do alone, or a `correct`, which is witnessed."""

    seq: int
    act: str
    kind: str
    lines: tuple[Moved, ...]
    changes: tuple[Changed, ...]
    findings: tuple[Finding, ...]

    @property
    def is_possible(self) -> bool:
        """Whether nothing but a witness and a reason is missing."""
        return not any(finding.severity == "refusal" for finding in self.findings)


def preview(session: Session, *, seq: int, by: Actor) -> Preview:
    """What undoing entry `seq` would do now, with nothing written. Raises `Refused` when there is no such entry."""
    facts = RegisterFacts(session)
    wrong, draft = _wrong(facts, seq), correction_of(facts, seq, reason=VOIDED, kind="void")
    if against := _against(session, draft, by):
        draft = replace(draft, kind="correct", reason_code=REASONS[0])
        against = _against(session, draft, by)
    names, undone = Names(session, [wrong]), tuple(change.reversed() for change in reversed(wrong.records))
    lines = tuple(entries.told_lines(session, names, draft.lines))
    changes = tuple(entries.told_changes(session, names, undone))
    return Preview(seq, wrong.kind, draft.kind, lines, changes, against)


def _against(session: Session, draft: Draft, by: Actor) -> tuple[Finding, ...]:
    """What the judge says against a draft, but for the witness, who is asked when it is made."""
    try:
        ledger.rehearse(session, draft, by=by)
    except Refused as refused:
        return tuple(finding for finding in refused.findings if finding.code != "witness_missing")
    return ()


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
    """Undo without a witness the handover or sighting `seq` that the same user entered by mistake; see `rules_voids`.

    Raises `Refused` for another's entry, when it is too late, or its effect was used since: then it is to be corrected.
    """
    draft = correction_of(RegisterFacts(session), seq, reason=VOIDED, note=note, entry_id=entry_id, kind="void")
    return ledger.post(session, draft, by=by)
