"""Backups: one verified copy of the register at a time, and a register made out of one."""

from functools import partial
from pathlib import Path

from registry_app.domain.errors import Damaged
from registry_app.persistence import backup as copies
from registry_app.persistence import check as checker
from registry_app.persistence.backup import Manifest
from registry_app.persistence.check import Progress
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Store
from registry_app.services.register import Register

__all__ = ["Manifest", "backup", "restore"]


def backup(register: Register, target_dir: Path, *, progress: Progress | None = None) -> Path:
    """Make a copy of the register in `target_dir`, which is made when missing; answers the copy's path.

    The copy is checked whole, as `check` does it, before it gets its name; `progress(done, all)` may raise to cancel.
    Others may go on working meanwhile. Raises `Unavailable`, `Refused`, or `Damaged` with what the check found: then
    the register itself is to be checked.
    """
    return copies.backup(register.opened, register.database_key, target_dir, prove=partial(_proven, progress))


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
