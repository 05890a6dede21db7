"""The differences of an audit as a workbook: where it shall lie, and writing it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from registry_app.domain.actor import Actor
from registry_app.i18n import N_, _, number
from registry_app.services.audit_views import Whole
from ui import files
from ui.desk import Desk
from ui.parts.text import breakable
from ui.tasks import Scope

SUFFIX = ".xlsx"
WRITTEN = N_("{n} rows lie in {file}; the file is not encrypted.")


class DifferenceExport:
    """Asks on behalf of `owner`; `desk` and `jobs` are those of its page."""

    def __init__(self, owner: QWidget, desk: Desk, jobs: Scope) -> None:
        self._owner, self._desk, self._jobs = owner, desk, jobs

    def ask(self, whole: Whole, many: int) -> None:
        """Ask where the workbook of an audit that has `many` differences shall lie."""
        dialog = QFileDialog(self._owner, _("Export the differences"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(SUFFIX[1:])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = _("differences-{audit}").format(audit=whole.row.code) + SUFFIX
        dialog.selectFile(str(Path(folder) / name))
        dialog.fileSelected.connect(lambda file: self.write(whole, Path(file), many))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write(self, whole: Whole, path: Path, many: int) -> None:
        """Write it."""
        if (by := self._desk.worker.actor) is not None:
            job = self._jobs.latest("export").read(_make, whole.row.number, path, by)
            job.then(lambda _done: self._desk.strip.say(WRITTEN, n=number(many), file=breakable(str(path))))


def _make(session: Any, audit: int, path: Path, by: Actor) -> None:
    from registry_app.services import audit_returns

    files.write(path, audit_returns.make_differences(session, audit=audit, suffix=SUFFIX, by=by))
