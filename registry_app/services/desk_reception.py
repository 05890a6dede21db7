"""What an official does with a return that came in: verify it, and where it stands, keep it at the desk.

What contradicts a return that was kept before is no longer verified as intact, and is kept all the same: as evidence.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from registry_app.domain import disk, received
from registry_app.domain.errors import Finding, Refused, warn
from registry_app.domain.trust import TrustList
from registry_app.services.desk import Desk, Kept, Overtaken, Taken

KEPT = ("intact", "remarks")
"""The verdicts with which a return comes in."""
EVIDENCE = frozenset({"history_forked"})
"""The findings that say: this contradicts what was received."""


class Verified(Protocol):
    """What verification says of a file: its verdict and findings, its data where they could be read, its entries."""

    @property
    def verdict(self) -> str:
        """`intact`, `remarks`, `altered` or `cannot tell`."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What was found."""

    @property
    def content(self) -> Mapping[str, Any] | None:
        """The data of the return."""

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed it whom the list of whom to trust names for this ledger."""

    @property
    def before(self) -> int:
        """How many returns of its ledger the desk had when it was verified."""

    @property
    def entries(self) -> Sequence[bytes]:
        """The lines of the entries that it carries, without the first line of their file."""


Verify = Callable[..., Verified]
"""`verify(content, desk=..., trust=..., name=...)`."""


@dataclass(frozen=True)
class Arrived:
    """A return that was handed in: what it was found to be, and how the desk kept it, `None` where it did not."""

    sha256: str
    verdict: str
    findings: tuple[Finding, ...]
    taken: Taken | None = None


def receive(desk: Desk, file: Path, *, trust: TrustList | None = None, verify: Verify | None = None) -> Arrived:
    """Verify a file and keep it where its verdict is one of `KEPT`, or where it is evidence of a second history.

    `trust` is the desk's own list where none is given. Raises `Unavailable` when the file cannot be read.
    """
    content = disk.read(file, received.LARGEST)
    listed = trust or desk.trust()
    while True:
        found = (verify or _verify)(content, desk=desk, trust=listed, name=file.name)
        try:
            return _received(desk, content, found, is_known=listed is not None)
        except Overtaken:
            continue


def _received(desk: Desk, content: bytes, found: Verified, *, is_known: bool) -> Arrived:
    """Keep what stands; with a list of whom to trust (`is_known`) only what somebody signed whom it names, because
    whatever else a stranger may have sent: a history that the company never had, or evidence against it."""
    which = sha256(content).hexdigest()
    is_evidence = any(finding.code in EVIDENCE for finding in found.findings)
    if found.content is None or not (found.verdict in KEPT or is_evidence) or _is_given_up(found):
        return Arrived(which, found.verdict, tuple(found.findings))
    if is_known and not found.is_signed:
        verdict = "cannot tell" if found.verdict in KEPT else found.verdict
        return Arrived(which, verdict, (*found.findings, warn("return_not_signed")))
    try:
        kept = received.of(found.content, content, entries=found.entries, restored=_restored(found))
        taken = desk.take(kept, before=found.before)
    except Refused as refused:
        return Arrived(which, "altered", (*found.findings, *refused.findings))
    verdict = "altered" if any(f.severity == "refusal" for f in taken.findings) else found.verdict
    return Arrived(which, verdict, (*found.findings, *taken.findings), taken)


def _restored(found: Verified) -> int:
    """How many entries the ledger goes on from by a declared restoration, 0 where it is not about one."""
    sizes = (f.facts["first"] for f in found.findings if f.code == "history_restored")
    return next((size for size in sizes if isinstance(size, int)), 0)


def _is_given_up(found: Verified) -> bool:
    return any(finding.code == "history_given_up" for finding in found.findings)


def _verify(content: bytes, *, desk: Desk, trust: TrustList | None, name: str) -> Verified:
    """The verification of papers, which loads what reads PDF: only where a paper came in."""
    from registry_app.services import verifying

    return verifying.verify(content, desk=desk, trust=trust, name=name)


def received_before(desk: Desk, file: Path) -> Kept | None:
    """How this very file was kept, `None` when it was not; a file comes in only once it was verified."""
    which = sha256(disk.read(file, received.LARGEST)).hexdigest()
    found = (kept for known in desk.all() for kept in (*known.returns, *known.given_up) if kept.sha256 == which)
    return next(found, None)
