"""A paper's head held against what the authority received before: its history only grows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry_app.domain import merkle
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.domain.head import Head
from registry_app.services import paper_restorations
from registry_app.services.carried_entries import day_of
from registry_app.services.desk import Known
from registry_app.services.paper_restorations import Told


@dataclass(frozen=True)
class Claim:
    """What a paper says of its ledger: its head, when it was made (UTC ms), its number, the SHA-256 of its file, and
    the proof that leads from an earlier head, where it has one."""

    head: Head
    made_at: int
    number: str
    sha256: str
    proof: Mapping[str, Any] | None


NOTHING_TOLD = Told()
Roots = Mapping[int, bytes]
"""Roots that were computed from entries, by size."""


def proof_differs(claim: Claim) -> list[Finding]:
    """Whether the proof that a paper carries holds."""
    if claim.proof is None or _holds(claim):
        return []
    return [refuse("proof_wrong", size=_size(claim))]


def _size(claim: Claim) -> int:
    return int(claim.proof["size"]) if claim.proof else 0


def _holds(claim: Claim) -> bool:
    assert claim.proof is not None
    try:
        old, hashes = bytes.fromhex(claim.proof["root"]), [bytes.fromhex(each) for each in claim.proof["hashes"]]
    except ValueError:
        return False
    new, size = bytes.fromhex(claim.head.root), _size(claim)
    return size > 0 and merkle.is_extension(size, old, claim.head.size, new, hashes)


def asked(claim: Claim, known: Known) -> frozenset[int]:
    """The sizes of which roots are needed."""
    return frozenset({claim.head.size, known.head.size, _size(claim), *(each.size for each in known.returns)})


def differing(claim: Claim, known: Known, roots: Roots, ours: Roots, told: Told = NOTHING_TOLD) -> list[Finding]:
    """How a paper's head fits what was received. `roots` are those of the paper's own entries (the known ones before
    them), `ours` those of the known entries alone, `told` the restorations that it tells."""
    longest = max(known.returns, key=lambda each: (each.size, -each.taken_at), default=None)
    day = day_of(longest.taken_at) if longest else "–"
    found = list(_again(claim, known))
    if paper_restorations.given_up(claim.head, known):
        return [*found, warn("history_given_up", size=claim.head.size)]
    if forked := _forked(claim, known, roots, ours):
        wrong = refuse("history_forked", size=forked, day=day)
        return [*found, paper_restorations.judged(wrong, told, known, roots, ours, day)]
    if claim.head.size > known.head.size:
        return found if _is_linked(claim, known, roots) else [
            *found, warn("history_unlinked", before=known.head.size, day=day)
        ]  # fmt: skip
    if claim.head.size == known.head.size or any(each.code != "number_used" for each in found):
        return found
    if longest and claim.made_at > longest.taken_at:
        wrong = refuse("history_shortened", size=claim.head.size, before=known.head.size, day=day)
        return [*found, paper_restorations.judged(wrong, told, known, roots, ours, day)]
    return [*found, warn("older_than_known", before=known.head.size, day=day)]


def _again(claim: Claim, known: Known) -> Iterator[Finding]:
    received = (*known.returns, *known.given_up)
    same = next((each for each in received if each.sha256 == claim.sha256), None)
    if same:
        yield warn("received_before", day=day_of(same.taken_at))
        return
    used = next((each for each in received if each.number == claim.number), None)
    if used:
        yield warn("number_used", number=claim.number, day=day_of(used.taken_at))


def _forked(claim: Claim, known: Known, roots: Roots, ours: Roots) -> int:
    """The size at which the paper's ledger is shown to be another than the known one; 0 where it is not."""
    received = {each.size: each.root for each in known.returns} | {known.head.size: known.head.root}
    received |= {size: root.hex() for size, root in ours.items()}
    claimed = {size: root.hex() for size, root in roots.items()} | {claim.head.size: claim.head.root}
    if claim.proof:
        claimed[_size(claim)] = str(claim.proof["root"])
    return min((size for size in claimed if received.get(size, claimed[size]) != claimed[size]), default=0)


def _is_linked(claim: Claim, known: Known, roots: Roots) -> bool:
    """Whether the paper shows that its ledger goes on from the known head: by entries, or by a proof from it."""
    return roots.get(known.head.size, b"").hex() == known.head.root or (
        claim.proof is not None and _size(claim) == known.head.size
    )
