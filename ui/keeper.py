"""The keeper of drafts: a moment after something was typed it lies in the register, and no crash loses it.

It looks at the drafts of the pages twice a second, which costs less than asking every editor to tell, and writes only
what differs from what was written last, off the window's thread. A draft that is empty again, because its act stands or
it was thrown away, is erased.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from registry_app.domain.errors import Refused, Unavailable
from ui.kept import packed
from ui.tasks import Tasks

LOOKS_EVERY_MS = 500


class Keeper(QObject):
    """`drafts` gives by page what was typed and not saved; `kept` is what the register has of it already."""

    def __init__(
        self, tasks: Tasks, drafts: Callable[[], Mapping[str, dict[str, Any]]], kept: Mapping[str, str], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tasks, self._drafts, self._kept = tasks, drafts, dict(kept)
        self._timer = QTimer(self, interval=LOOKS_EVERY_MS)
        self._timer.timeout.connect(self.look)
        tasks.wrote.connect(lambda: QTimer.singleShot(0, self, self.look))
        self._timer.start()

    def look(self) -> None:
        """Keep what has changed since the last look."""
        self._keep({page: packed(draft) for page, draft in self._drafts().items()})

    def throw_away(self) -> None:
        """Erase all, and look no more: the user wants to be rid of it."""
        self._timer.stop()
        self._keep({})

    def _keep(self, now: Mapping[str, str]) -> None:
        from registry_app.services import drafts

        changed = {page: now.get(page, "") for page in {*now, *self._kept} if now.get(page) != self._kept.get(page)}
        if changed:
            self._kept = dict(now)
            self._tasks.note(drafts.keep, pages=changed).otherwise(self._could_not, Refused, Unavailable)

    def _could_not(self, _error: Refused | Unavailable) -> None:
        """The disk is full, or the register is busy: the next look tries again, and the act itself will tell."""
        self._kept = dict.fromkeys(self._kept, "")
