"""Making a backup from the window: ask for a folder, copy and verify beside the work, say where it lies."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from registry_app.i18n import N_, _
from ui.desk import Desk
from ui.parts.text import breakable


def ask_backup(desk: Desk) -> QFileDialog:
    """Ask where the copy shall lie; answers the dialog, which is open."""
    dialog = QFileDialog(desk.strip.window(), _("Where shall the backup lie? Best on another disk."))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(lambda folder: make_backup(desk, Path(folder)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def make_backup(desk: Desk, folder: Path) -> None:
    """Copy the register into `folder` and verify the copy; the hatch goes on meanwhile."""
    job = desk.tasks.labour(_backup, folder)
    desk.strip.follow(job, N_("Copying the register and verifying the copy…"))
    job.then(lambda made: desk.strip.say(N_("Backup made and verified: {file}"), file=breakable(str(made))))


def _backup(register: Any, folder: Path, progress: Any = None) -> Path:
    from registry_app.services import backups

    return backups.backup(register, folder, progress=progress)
