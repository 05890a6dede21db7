"""What a return carries so that an authority need not believe it: the proof that its ledger only extends the one that
was reported last, and the entries since then, from which everything can be computed anew.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import merkle
from registry_app.domain.head import Head
from registry_app.domain.rows import EntryRow
from registry_app.services import filings, ledger_files

ENTRIES = "entries.jsonl"
"""The name of the attached file."""


@dataclass(frozen=True)
class Proven:
    """The keys to add to a return's content, and the file that it carries; empty where it carries none."""

    told: dict[str, Any]
    entries: bytes = b""


def prove(
    session: Session, head: Head, *, addressee: int, has_entries: bool = True, from_first: bool = False
) -> Proven:  # fmt: skip
    """What proves a return with this head to the authority `addressee` (a place): `proof` from the head that it was
    sent last, and `carried`, what the attached entries are. Nothing of both for a head that was sent already."""
    last = filings.last(session, addressee=addressee)
    since = last.head_size if last else 0
    told: dict[str, Any] = {}
    if since:
        told["proof"] = {"size": since, "root": last.head_root, "hashes": consistency(session, since, head.size)}  # type: ignore[union-attr]
    since = 0 if from_first else since
    if not has_entries or since >= head.size:
        return Proven(told)
    entries = b"".join(ledger_files.lines(session, head, since=since))
    digest = hashlib.sha256(entries).hexdigest()
    told["carried"] = {"file": ENTRIES, "from": since, "count": head.size - since, "sha256": digest}
    return Proven(told, entries)


def consistency(session: Session, old_size: int, new_size: int) -> list[str]:
    """The hashes that show the ledger of `new_size` entries to extend that of `old_size` (RFC 6962 2.1.2), in hex."""
    query = select(EntryRow.leaf_hash).where(EntryRow.seq < new_size).order_by(EntryRow.seq)
    leaves = list(session.execute(query).scalars())
    return [each.hex() for each in merkle.consistency_proof(leaves, old_size)]
