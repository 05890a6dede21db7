"""Checking a register: whole on demand, and what came after the last checkpoint when it is opened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import count
from registry_app.domain.errors import Damaged, Finding, Unavailable, warn
from registry_app.domain.head import Head
from registry_app.domain.records import Audit
from registry_app.persistence import check as checker
from registry_app.persistence.check import Checked, IsCancelled, Progress
from registry_app.services import anchors, audits, counts, ledger, snapshots
from registry_app.services.register import Register

VerdictCode = Literal["intact", "remarks", "tampered", "damaged", "cannot_tell"]


@dataclass(frozen=True)
class Verdict:
    """What a check says: a code, how many entries it walked, the root over them in hex, and its findings.

    Notes leave a register intact; warnings make remarks; anything that does not follow from the ledger is tampering.
    """

    verdict: VerdictCode
    entries: int
    root: str
    findings: tuple[Finding, ...]


def check(
    register: Register, *, whole: bool = True, processes: int = 0, progress: Progress | None = None,
    is_cancelled: IsCancelled | None = None, heads: Sequence[Head] = (),
) -> Verdict:  # fmt: skip
    """Check the register: whole, or from its last checkpoint on. A whole check also reckons again what every closed
    audit came to; an intact one keeps a signed checkpoint, and
    the snapshots of months that have none.

    `processes` 0 takes as many as there are processors. `progress(done, all)` counts entries and may raise to cancel;
    `is_cancelled` is asked now and then. `heads` were kept elsewhere, on slips or by an authority, and must be this
    ledger's: a whole check compares them. Raises `Unavailable` when cancelled or when the file cannot be read.
    """
    with register.opened.store.snapshot() as session:
        if whole:
            found = checker.whole(
                session, processes=processes, progress=progress, is_cancelled=is_cancelled, heads=heads
            )
        else:
            found = checker.since_checkpoint(session, progress=progress, is_cancelled=is_cancelled)
        if whole and verdict_of(found) in ("intact", "remarks"):
            found = replace(found, findings=(*found.findings, *_counts(session, is_cancelled)))
        behind = anchors.behind(session, register.folder) if whole else []
    verdict = Verdict(verdict_of(found), found.entries, found.root.hex(), (*found.findings, *behind))
    if found.is_whole and verdict.verdict in ("intact", "remarks"):
        _keep(register, found)
    return verdict


def _counts(session: Session, is_cancelled: IsCancelled | None) -> Iterator[Finding]:
    """The audits whose count does not come to what they were closed as: the judge does not reckon, so that who writes
    past the program could call clean what was not."""
    for audit in session.execute(select(Audit).where(Audit.closed_at.is_not(None)).order_by(Audit.id)).scalars().all():
        if is_cancelled and is_cancelled():
            raise Unavailable("interrupted")
        results = counts.standing(session, audit.id).results
        left = audits.not_entered(session, audit.id, results)
        if left or count.digest(results) != audit.counted_root:
            yield warn("audit_not_as_closed", audit=audit.code, left=len(left))


AT_OPENING = 3
"""Months of which an opening keeps the snapshot; more are left to the next whole check."""


def check_opening(register: Register) -> None:
    """The check of a register that was just opened: what came after the last checkpoint. Raises `Damaged`.

    Afterwards the newest finished months that have no snapshot get one.
    """
    verdict = check(register, whole=False)
    if verdict.verdict in ("tampered", "damaged"):
        raise Damaged(*(finding for finding in verdict.findings if finding.severity == "refusal"))
    snapshots.keep_months(register, most=AT_OPENING)


DAMAGE = frozenset({"file_malformed", "search_differs"})
"""What a failing disk does as easily as a hand: no reason to accuse anybody."""
UNTOLD = frozenset({"edition_unknown"})
"""What only a newer release can tell."""


def verdict_of(found: Checked) -> VerdictCode:
    """What findings come to: damage where a failing disk explains them, tampering where nothing innocent does."""
    graves = {finding.code for finding in found.findings if finding.severity == "refusal"}
    if not found.is_file_sound or (graves and graves <= DAMAGE):
        return "damaged"
    if graves:
        return "cannot_tell" if graves <= UNTOLD | DAMAGE else "tampered"
    return "remarks" if any(finding.severity == "warning" for finding in found.findings) else "intact"


def _keep(register: Register, found: Checked) -> None:
    """Keep a checkpoint, and snapshots, where this user may write."""
    if not register.is_read_only and found.entries:
        head = Head(found.origin, found.entries, found.root.hex())
        register.write(ledger.keep_checkpoint, found=head)
        snapshots.keep_months(register)
