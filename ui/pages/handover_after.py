"""What can be done with the handover that was just made: take it back whole while it is fresh, and print its slip."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _
from ui import files
from ui.pages.handover_draft import SAID, UNDO, HandoverDraft
from ui.parts.text import breakable

if TYPE_CHECKING:
    from registry_app.services.ledger import Posted
    from ui.pages.page import Page

FRESH_MS = 10_000
"""For so long it is offered to undo a handover."""


class After:
    """The last handover of a page: `seq` is its entry, 0 before there is one."""

    def __init__(self, page: "Page") -> None:
        self._page, self.seq = page, 0
        self._told: dict[str, str] = {}
        self._fresh = QTimer(page, singleShot=True, interval=FRESH_MS)

    def begin(self, draft: HandoverDraft, posted: "Posted") -> None:
        """A handover stands: say so, and offer to undo it."""
        self.seq, self._told = posted.seq, draft.told()
        strip = self._page.desk.strip
        strip.say(SAID[draft.act], **self._told, entry=posted.seq)
        strip.offer(UNDO[draft.act], self.undo, **self._told)
        self._fresh.start()

    def undo(self) -> None:
        """Enter that it was not so; only while the handover is fresh."""
        if not self._fresh.isActive():
            return
        from registry_app.services import corrections

        self._fresh.stop()
        job = self._page.jobs.write(corrections.void, seq=self.seq)
        job.then(lambda posted: self._undone(posted.seq))
        job.otherwise(lambda error: self._page.desk.strip.tell(error.findings), Refused)

    def _undone(self, seq: int) -> None:
        said = N_("Undone: {what}, {person}. Entry {entry} says so.")
        self._page.desk.strip.say(said, **self._told, entry=seq)
        self.seq = 0

    def ask_where(self) -> None:
        """Ask where the slip of the last handover shall lie."""
        if not self.seq:
            self._page.desk.strip.say(N_("Make a handover first: its slip is printed then."), "note")
            return
        dialog = QFileDialog(self._page, _("Save the slip"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / _("slip-{entry}.pdf").format(entry=self.seq)))
        dialog.fileSelected.connect(lambda file: self.keep(Path(file)))
        dialog.open()

    def keep(self, path: Path) -> None:
        """Write the slip of the last handover as a PDF."""
        job = self._page.jobs.read(slip, path, self.seq)
        said = N_("The slip of entry {entry} lies in {file}.")
        seq = self.seq
        job.then(lambda _done: self._page.desk.strip.say(said, entry=seq, file=breakable(str(path))))


def slip(session: Any, path: Path, seq: int) -> None:
    """Write the slip of an entry. Raises `Refused` or `Unavailable`."""
    from registry_app.services import slips

    files.write(path, slips.make(session, entry=seq))
