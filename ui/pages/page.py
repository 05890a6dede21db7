"""The frame of every page: margins, life cycle, and jobs that end with it.

A page is made at its first visit and lives until the register is locked. It fetches in `reload()`, which is called at
each visit when something was written since, and at once when something is written while it is seen.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLineEdit, QStyle, QVBoxLayout, QWidget

from registry_app.domain.due import Due
from registry_app.domain.scan import Scan
from ui.desk import Desk
from ui.parts.shortcuts import Shortcut
from ui.theme import is_narrower

NARROW, ROOMY, TIGHT = 520, (24, 15, 24, 20), (12, 12, 12, 12)
"""Below which width the margins are tight: left, top, right, bottom."""


class Page(QWidget):
    """Subclasses fill `self.inside`, start jobs by `self.jobs`, and override what they need of the methods below."""

    SHORTCUTS: ClassVar[tuple[Shortcut, ...]] = ()
    """The page's own shortcuts, for the overview by Ctrl+/."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self.jobs = desk.tasks.of(self)
        self._is_stale = True
        # What is seen is arranged when Qt has shown and placed it all, not amid that.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._take_room)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(*ROOMY)
        self.inside.setSpacing(14)
        desk.tasks.wrote.connect(self._written)

    def reload(self) -> None:
        """Fetch what is shown again; what is there stays until the answer comes."""

    def open_record(self, record_id: int) -> None:
        """Show this record: another page led here."""

    def open_field(self, record_id: int, _field: str) -> None:
        """Show this record to change a field of it: another page led here. Pages without a form only show it."""
        self.open_record(record_id)

    def take_records(self, kind: str, records: Sequence[int]) -> None:
        """Take up these records of a kind: a list led here with them."""

    def take_act(self, act: str) -> None:
        """Begin this act: the palette led here to do it. Pages that do several acts choose it."""

    def take_due(self, due: Due) -> None:
        """Begin what settles this: the board led here."""

    def seek(self, text: str) -> None:
        """Show what matches `text`, typed or scanned into the header's search field."""

    def scanned(self, scan: Scan) -> None:
        """A scan, while this page is seen: into the field that has the cursor, else to the record that it means.

        Pages whose work is scanning override this. The scan may be misread: `reception.follow` says so.
        """
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit) and self.isAncestorOf(line) and line.isEnabled() and not line.isReadOnly():
            self.desk.reception.fill(line, scan)
        else:
            self.desk.reception.follow(scan)

    def arrive(self) -> None:
        """The user came here: put the cursor where the work begins."""
        self.enter_list()

    def enter_list(self) -> None:
        """Take the cursor that leaves the header's search field downwards."""
        self.setFocus()
        self.focusNextChild()

    def draft(self) -> dict[str, Any]:
        """What the user has typed and not saved, to be kept while the register is locked; empty for nothing."""
        return {}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft()` gave."""

    def retranslate(self) -> None:
        """Say again what is not a `Label`, a `Button` or another part that does so by itself."""

    def fit(self) -> None:
        """Arrange what is shown for the room and the letters that there are now."""

    def room(self) -> int:
        """How wide what is seen of the page is, pixels: what asks for more is scrolled sideways."""
        beside, bar = self.inside.contentsMargins(), self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        return self._seen_through().width() - bar - beside.left() - beside.right()

    def is_narrower(self, pixels: int) -> bool:
        """Whether there is less room than so many pixels would be with letters of the usual size."""
        return is_narrower(self._seen_through(), pixels)

    def _seen_through(self) -> QWidget:
        """What the page is seen through, which may be narrower than the page."""
        seen: QWidget | None = self
        while seen is not None and not isinstance(seen, QAbstractScrollArea):
            seen = seen.parentWidget()
        return seen or self

    def leave(self) -> None:
        """The register is being locked: drop what is under way."""
        self.jobs.drop()

    def _written(self) -> None:
        self._is_stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._is_stale = False
        self.reload()

    def showEvent(self, event: QShowEvent) -> None:
        """A visit; what the page is seen through may be another size than the last time."""
        self._seen_through().installEventFilter(self)
        self._fitting.start()
        if self._is_stale:
            self._refresh()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._take_room()
        super().resizeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Less room is told to a page, too, that has not become smaller yet, because what it holds is wide."""
        if event.type() == QEvent.Type.Resize and watched is not self and self.isVisible():
            self._fitting.start()
        return False

    def _take_room(self) -> None:
        """At 200 % on a small screen the margins give way first."""
        self.inside.setContentsMargins(*(TIGHT if self.is_narrower(NARROW) else ROOMY))
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language, or letters of another size."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange and self.isVisible():
            self.fit()
        super().changeEvent(event)
