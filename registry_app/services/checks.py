"""Checking a register: whole on demand, and what came after the last checkpoint when it is opened."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from registry_app.domain.errors import Finding
from registry_app.domain.head import Head
from registry_app.persistence import check as checker
from registry_app.persistence.check import Checked
from registry_app.services import ledger
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
    register: Register, *, whole: bool = True, processes: int = 0, progress: Callable[[int, int], None] | None = None
) -> Verdict:
    """Check the register: whole, or from its last checkpoint on, and whole where there is none.

    An intact whole check keeps a signed checkpoint.

    `processes` 0 takes as many as there are processors. `progress(done, all)` may raise to cancel.
    Raises `Unavailable` when the file cannot be read to its end.
    """
    with register.opened.store.snapshot() as session:
        if whole:
            found = checker.whole(session, processes=processes, progress=progress)
        else:
            found = checker.since_checkpoint(session, progress=progress)
    verdict = Verdict(_verdict(found), found.entries, found.root.hex(), found.findings)
    if found.is_whole and verdict.verdict in ("intact", "remarks"):
        _keep(register, found)
    return verdict


def _verdict(found: Checked) -> VerdictCode:
    severities = {finding.severity for finding in found.findings}
    if not found.is_file_sound:
        return "damaged"
    if "refusal" in severities:
        return "tampered"
    return "remarks" if "warning" in severities else "intact"


def _keep(register: Register, found: Checked) -> None:
    """Keep a checkpoint where this user may write."""
    if not register.is_read_only and found.entries:
        head = Head(found.origin, found.entries, found.root.hex())
        register.write(ledger.keep_checkpoint, found=head)
