"""Imports as batches: begun, finished, left unfinished by a crash, and taken back as a whole by corrections."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, insert, select, update
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.entry import NONE
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.records import User
from registry_app.domain.rows import BatchRow, EntryRow
from registry_app.services.corrections import correction_of
from registry_app.services.ledger import Pen
from registry_app.services.register import Register

Progress = Callable[[int, int], object]
"""Called as `progress(done, total)` between transactions; whatever it raises ends the work there."""

CHUNK_ROWS = 500
CHUNK_S = 0.4
"""A transaction ends after so many entries, or so many seconds, whichever comes first."""
REST_S = 0.11
"""Between transactions: SQLite's busy handler looks again every 0.1 s, so that whoever waits gets in."""


@dataclass(frozen=True)
class Batch:
    """An import: what was imported, the hash of the file, its rows, the entries that stand, who began it and when
    (UTC ms), and whether it is `running`, `finished` or `dropped`."""

    id: str
    kind: str
    file_hash: str
    rows: int
    entries: int
    started_at: int
    user: str
    state: str


@dataclass(frozen=True)
class Dropped:
    """What became of dropping a batch: how many entries were corrected, and those that could not be, by number."""

    corrected: int
    kept: tuple[tuple[int, Finding], ...]


_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)


def _standing(batch: str) -> Select[Any]:
    """The entries of a batch that nobody has corrected."""
    return select(EntryRow.seq).where(
        EntryRow.batch == batch, EntryRow.batch != "", EntryRow.corrects == NONE, EntryRow.seq.not_in(_CORRECTED)
    )


def begin(session: Session, *, batch: str, kind: str, file_hash: str, rows: int, by: Actor) -> None:
    """Put a batch on record as running, or let an unfinished one run on."""
    if session.execute(select(BatchRow.id).where(BatchRow.id == batch)).first() is None:
        row = {
            "id": batch, "kind": kind, "file_hash": file_hash, "rows": rows,
            "started_at": int(session.info["clock"]()), "user_id": by.user_id, "state": "running",
        }  # fmt: skip
        session.execute(insert(BatchRow), [row])


def end(session: Session, *, batch: str, state: str, by: Actor) -> None:  # noqa: ARG001 - every act names who acts
    """Mark a batch as `finished` or `dropped`."""
    session.execute(update(BatchRow).where(BatchRow.id == batch).values(state=state))


def unfinished(session: Session) -> list[Batch]:
    """The batches that are running, or were when the program ended, the oldest first.

    Importing the same file again goes on with its batch; `drop` takes it back.
    """
    return _batches(session, BatchRow.state == "running")


def every(session: Session) -> list[Batch]:
    """All batches, the oldest first."""
    return _batches(session, BatchRow.id != "")


def unfinished_of(session: Session, kind: str, file_hash: str) -> str:
    """The unfinished batch of this very file, ``""`` when there is none."""
    same = (BatchRow.kind == kind, BatchRow.file_hash == file_hash, BatchRow.state == "running")
    return session.execute(select(BatchRow.id).where(*same).order_by(BatchRow.started_at)).scalar() or ""


def _batches(session: Session, condition: object) -> list[Batch]:
    query = (
        select(BatchRow.id, BatchRow.kind, BatchRow.file_hash, BatchRow.rows, BatchRow.started_at, User.name,
               BatchRow.state)
        .outerjoin(User, User.id == BatchRow.user_id)
        .where(condition)  # type: ignore[arg-type]
        .order_by(BatchRow.started_at, BatchRow.id)
    )  # fmt: skip
    return [
        Batch(row.id, row.kind, row.file_hash, row.rows, _count(session, row.id), row.started_at, row.name or "",
              row.state)
        for row in session.execute(query)
    ]  # fmt: skip


def _count(session: Session, batch: str) -> int:
    return session.execute(select(func.count()).select_from(_standing(batch).subquery())).scalar() or 0


def drop(register: Register, batch: str, *, witness: Actor | None = None, progress: Progress | None = None) -> Dropped:
    """Take back every entry of a batch by corrections, the newest first; what was used since stays and is reported.

    Writes in short transactions; broken off, it can be repeated. The batch counts as dropped when nothing of it is
    left. Raises `Refused` when there is no such batch, or nothing of it could be corrected for want of a right.
    """
    if batch not in {each.id for each in register.read(every)}:
        raise Refused(refuse("batch_unknown", batch=batch))
    left = sorted(register.read(lambda session: list(session.execute(_standing(batch)).scalars())), reverse=True)
    corrected, kept, total = 0, list[tuple[int, Finding]](), len(left)
    while left:
        done, refused = register.write(_correct, seqs=left, batch=batch, witness=witness)
        corrected, kept = corrected + done, kept + refused
        left = left[done + len(refused) :]
        if progress:
            progress(total - len(left), total)
        time.sleep(REST_S if left else 0)
    register.write(end, batch=batch, state="finished" if kept else "dropped")
    return Dropped(corrected, tuple(kept))


def _correct(
    session: Session, *, seqs: Sequence[int], batch: str, witness: Actor | None, by: Actor
) -> tuple[int, list[tuple[int, Finding]]]:
    """Correct entries until the transaction is long enough: how many, and which could not be."""
    pen, until = Pen(session, by=by, witness=witness), time.monotonic() + CHUNK_S
    done, kept = 0, list[tuple[int, Finding]]()
    for seq in seqs[:CHUNK_ROWS]:
        try:
            pen.enter(correction_of(pen.pencil.facts, seq, reason="import_dropped", batch=batch))
            done += 1
        except Refused as refused:
            if any(f.code in _NOT_ALLOWED for f in refused.findings):
                raise
            kept.append((seq, refused.findings[0]))
        if time.monotonic() > until:
            break
    pen.write()
    return done, kept


_NOT_ALLOWED = frozenset({"role_may_not", "actor_unknown", "user_inactive", "witness_missing", "witness_unknown",
                          "witness_may_not", "witness_same_person"})  # fmt: skip
"""What the judge would say of every entry alike: said once, and nothing is done."""
