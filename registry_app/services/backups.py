"""Backups: one verified copy of the register at a time, and a register made out of one."""

from pathlib import Path

from registry_app.persistence import backup as copies
from registry_app.persistence.backup import Manifest
from registry_app.services.register import Register

__all__ = ["Manifest", "backup", "restore"]


def backup(register: Register, target_dir: Path) -> Path:
    """Make a verified copy of the register in `target_dir`, which is made when missing; answers the copy's path.

    Others may go on working meanwhile. Raises `Unavailable`, `Refused`, or `Damaged` when the copy is not sound:
    then the register itself is to be checked.
    """
    return copies.backup(register.opened, register.database_key, target_dir)


def restore(backup: Path, folder: Path) -> Manifest:
    """Make the register `folder` out of a backup, never over anything; answers what the backup's list says of it.

    The register opens for reading only, until two persons declare it. Needs no passphrase: the files are compared
    with the list that was made when they were verified. Raises `Refused`, `Unavailable` or `Damaged`.
    """
    return copies.restore(backup, folder)
