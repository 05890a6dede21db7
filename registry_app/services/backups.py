"""Backups: one verified copy of the register at a time, and a register made out of one."""

from functools import partial
from pathlib import Path

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from registry_app.domain.errors import Damaged
from registry_app.domain.rows import BackupRow
from registry_app.persistence import backup as copies
from registry_app.persistence import check as checker
from registry_app.persistence.backup import Manifest
from registry_app.persistence.check import Progress
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Store
from registry_app.services import ledger
from registry_app.services.register import Register

__all__ = ["Manifest", "backup", "days_since", "restore"]

DAY_MS = 86_400_000


def backup(register: Register, target_dir: Path, *, progress: Progress | None = None) -> Path:
    """Make a copy of the register in `target_dir`, which is made when missing; answers the copy's path.

    The copy is checked whole, as `check` does it, before it gets its name; `progress(done, all)` may raise to cancel.
    Others may go on working meanwhile. Raises `Unavailable`, `Refused`, or `Damaged` with what the check found: then
    the register itself is to be checked. The register notes when it was, unless it is read only.
    """
    made = copies.backup(register.opened, register.database_key, target_dir, prove=partial(_proven, progress))
    if not register.is_read_only:
        register.opened.store.write(_note)
    return made


def _note(session: Session) -> None:
    """Only the last one is kept: the register is no diary of copies."""
    made_at = int(session.info["clock"]())
    session.execute(delete(BackupRow))
    session.execute(insert(BackupRow).values(made_at=made_at, size=ledger.head(session).size))


def days_since(session: Session) -> int | None:
    """How many whole days ago the last good backup was made; `None` when there is none that the register knows of."""
    made_at = session.execute(select(func.max(BackupRow.made_at))).scalar()
    return None if made_at is None else max(0, int(session.info["clock"]()) - made_at) // DAY_MS


def _proven(progress: Progress | None, path: Path, key: Secret) -> tuple[int, bytes]:
    store = Store(path, key.reveal(), is_snapshot=True)
    try:
        with store.snapshot() as session:
            found = checker.whole(session, progress=progress)
    finally:
        store.close()
    if grave := [finding for finding in found.findings if finding.severity == "refusal"]:
        raise Damaged(*grave)
    return found.entries, found.root


def restore(backup: Path, folder: Path) -> Manifest:
    """Make the register `folder` out of a backup, never over anything; answers what the backup's list says of it.

    The register opens for reading only, until two persons declare it. Needs no passphrase: the files are compared
    with the list that was made when they were verified. Raises `Refused`, `Unavailable` or `Damaged`.
    """
    return copies.restore(backup, folder)
