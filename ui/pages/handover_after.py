"""What can be done with the handover that was just made: take it back whole while it is fresh, and print its slip."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from registry_app.domain.errors import Refused
from registry_app.i18n import N_
from ui.pages.handover_draft import SAID, UNDO, HandoverDraft

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

    def show_slip(self) -> None:
        """Show the slip of the last handover, to be printed or saved."""
        if not self.seq:
            self._page.desk.strip.say(N_("Make a handover first: its slip is printed then."), "note")
            return
        from ui.pages.handover_slip import SlipSheet

        SlipSheet(self._page, self.seq).open()
