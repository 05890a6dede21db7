"""What leaves a list: a file of exactly those records, in that order, with the columns that are shown; and labels."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from registry_app.i18n import N_, _, number
from ui import files
from ui.job import Job
from ui.pages.list_labels import ListLabels
from ui.parts.table import Table

if TYPE_CHECKING:
    from ui.pages.list_page import ListPage


class ListExport:
    """`ask_content(headed, suffix)` answers the file; `headed` are the columns by key with their headings."""

    def __init__(
        self, page: "ListPage", name: str, table: Table, ask_content: Callable[[Mapping[str, str], str], Job[bytes]]
    ) -> None:
        self._page, self._name, self._table, self._ask_content = page, name, table, ask_content
        self.labels = ListLabels(page) if ListLabels.is_for(page) else None

    def ask(self, suffix: str) -> None:
        """Ask where the file shall lie."""
        dialog = QFileDialog(self._page, _("Export what is listed"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.selectFile(_(self._name) + suffix)
        dialog.fileSelected.connect(lambda file: self.write(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def headed(self) -> dict[str, str]:
        """The columns that are shown, in the user's order, with their headings; those without a field have no text."""
        arranged = self._table.arrangement()
        headings = {column.key: column.heading for column in self._table.rows.columns if column.field is not None}
        return {key: headings[key] for key in arranged["order"] if key in headings and key not in arranged["hidden"]}

    def write(self, path: Path) -> None:
        """Write what is listed into a file of the kind that its suffix names."""
        many = self._table.rows.rowCount()
        self._ask_content(self.headed(), path.suffix.lower()).then(lambda content: self._write(path, content, many))

    def _write(self, path: Path, content: bytes, many: int) -> None:
        self._page.jobs.run(files.write, path, content).then(lambda _done: self._tell(path, many))

    def _tell(self, path: Path, many: int) -> None:
        said = N_("{n} rows lie in {file}; the file is not encrypted.")
        self._page.desk.strip.say(said, n=number(many), file=str(path))
