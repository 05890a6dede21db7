"""The beginning of an import: what it is a list of, and the file, chosen or dropped."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from ui.parts.card import Card, Tile
from ui.parts.segments import Segments
from ui.parts.text import Button, Label

KINDS = {
    "firearms": N_("Firearms"),
    "ammunition": N_("Ammunition"),
    "articles": N_("Articles"),
    "people": N_("People"),
    "places": N_("Places"),
}
MARGIN, WIDEST = 36, 620
SUFFIXES = (".csv", ".xlsx", ".txt", ".tsv")


class ImportStart(QWidget):
    """`chosen` carries the file; `kind()` says what it is a list of."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.kinds = Segments(N_("What the list is of"), KINDS)
        self.button = Button(N_("Choose a file…"), "file-spreadsheet", "primary", key="Ctrl+O")
        self.button.clicked.connect(self._ask)
        card = Card(margin=MARGIN, spacing=14)
        middle = Qt.AlignmentFlag.AlignHCenter
        advice = Label(N_(
            "A CSV or XLSX file with a line of headings, in English, Spanish, Portuguese or French. First you see what "
            "would happen to each row; nothing is written before you say so."), "muted", is_wrapping=True)  # fmt: skip
        advice.setAlignment(middle)
        card.inside.addWidget(Tile("file-spreadsheet", size=52), 0, middle)
        card.inside.addWidget(Label(N_("Import a list"), "h2"), 0, middle)
        card.inside.addWidget(advice)
        card.inside.addSpacing(6)
        card.inside.addWidget(self.kinds, 0, middle)
        card.inside.addSpacing(6)
        card.inside.addWidget(self.button, 0, middle)
        card.inside.addWidget(Label(N_("or drop it here"), "hint"), 0, middle)
        card.setMinimumWidth(460)
        card.setMaximumWidth(WIDEST)
        across, down = QHBoxLayout(), QVBoxLayout(self)
        across.addStretch(1)
        across.addWidget(card, 4)
        across.addStretch(1)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)

    def fit(self, room: int) -> None:
        """The choices stand in as many rows as `room` pixels ask for."""
        self.kinds.fit(min(room, WIDEST) - 2 * MARGIN)

    def kind(self) -> str:
        """What the list is of: a key of the import service's kinds."""
        return self.kinds.code()

    def _ask(self) -> None:
        dialog = QFileDialog(self, _("Choose a list"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Lists ({suffixes})").format(suffixes="*.csv *.xlsx *.tsv *.txt"), _("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.chosen.emit(Path(file)))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file that was dropped."""
        self.chosen.emit(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()
