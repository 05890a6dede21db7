"""The ledger handed out: the exact bodies of all entries with signatures and hashes, one JSON object on each line.

Whoever has the file, and the description of entries, can check all of it without this program
(`docs/formats/ledger-file-v1.md`). It holds no personal value: those lie in a file of their own, `personal`.
"""

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Damaged, refuse
from registry_app.domain.head import Head
from registry_app.domain.pin import SECRET
from registry_app.domain.rows import CheckpointRow, EntryRow, PersonalRow
from registry_app.persistence import atomic
from registry_app.services import cuts, ledger

FORMAT = "armarium-ledger/1"
SUFFIX = ".jsonl"
AT_ONCE = 500
"""Entries fetched with one statement, and between two words of progress."""

Progress = Callable[[int, int], None]
"""Told how much of how much is done; may raise to stop."""


def write(session: Session, target: Path, *, known_at: str = "", progress: Progress | None = None) -> Head:
    """Put the ledger at `target`, whole or not at all, in place of an earlier file; answers its head.

    `known_at` is a head, as `cuts.head_of` reads it: the ledger as it was then. Raises `Refused`, `Unavailable`, and
    `Damaged` when the entries do not make the head.
    """
    head = cuts.head_of(session, known_at) if known_at else ledger.head(session)
    with atomic.whole_file(target, lambda _path: None) as part, part.open("wb") as file:
        for line in lines(session, head, progress=progress):
            file.write(line)
    return head


def lines(session: Session, head: Head, *, since: int = 0, progress: Progress | None = None) -> Iterator[bytes]:
    """The lines of the file, in ASCII: first the head, then each entry from number `since` on. Raises `Damaged` at the
    first one that is not what its hash says."""
    began = {"from": since} if since else {}
    yield _line(
        {"format": FORMAT, "origin": head.origin, "size": head.size, "root": head.root} | began | _signed(session, head)
    )
    peaks = _peaks(session, since)
    for number, row in enumerate(_rows(session, head.size, since), since):
        if row.seq != number:
            raise Damaged(refuse("entry_missing", entry=number))
        found = merkle.leaf_hash(signing.leaf(row.body, row.signatures))
        if found != row.leaf_hash:
            raise Damaged(refuse("leaf_differs", entry=row.seq))
        peaks = merkle.append(peaks, row.seq, found)
        yield _line({
            "seq": row.seq, "body": row.body.decode(), "signatures": base64.b64encode(row.signatures).decode(),
            "leaf_hash": found.hex(),
        })  # fmt: skip
        if progress and (row.seq + 1) % AT_ONCE == 0:
            progress(row.seq + 1, head.size)
    if merkle.root_of_peaks(peaks).hex() != head.root:
        raise Damaged(refuse("leaf_differs", entry=head.size - 1))


def _peaks(session: Session, size: int) -> tuple[bytes, ...]:
    """The peaks of the tree over the first `size` entries."""
    found = session.execute(select(EntryRow.peaks).where(EntryRow.seq == size - 1)).scalar()
    return merkle.unpack(found, size) if found else ()


def _rows(session: Session, size: int, since: int) -> Iterator[Any]:
    query = select(EntryRow.seq, EntryRow.body, EntryRow.signatures, EntryRow.leaf_hash).order_by(EntryRow.seq)
    for start in range(since, size, AT_ONCE):
        yield from session.execute(query.where(EntryRow.seq >= start, EntryRow.seq < min(start + AT_ONCE, size)))


def _signed(session: Session, head: Head) -> dict[str, Any]:
    """The newest checkpoint up to the head: the root that a user signed after a whole check."""
    query = select(CheckpointRow).where(CheckpointRow.size <= head.size).order_by(CheckpointRow.size.desc()).limit(1)
    found = session.execute(query).scalar()
    if found is None:
        return {}
    return {"checkpoint": {
        "size": found.size, "root": found.root.hex(), "made_at": found.made_at, "user": found.user_id,
        "signature": base64.b64encode(found.signature).decode(),
    }}  # fmt: skip


def personal(session: Session) -> Iterator[bytes]:
    """Every personal value and note that was not erased, with the salt that opens its commitment; by commitment.

    The verifiers of PINs are kept back: four digits are guessed in no time by who has one.
    """
    columns = PersonalRow.commit, PersonalRow.subject, PersonalRow.salt, PersonalRow.value
    query = select(*columns).where(PersonalRow.subject != SECRET)
    for row in session.execute(query.order_by(PersonalRow.commit).execution_options(yield_per=AT_ONCE)):
        yield _line({"commit": row.commit, "subject": row.subject, "salt": row.salt.hex(), "value": row.value})


def _line(told: dict[str, Any]) -> bytes:
    return (json.dumps(told, separators=(",", ":")) + "\n").encode("ascii")
