"""The line at the foot of the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import N_, n_, number
from ui.exposure_line import ExposureLine
from ui.parts.text import Label

if TYPE_CHECKING:
    from registry_app.services.exposure import Exposure

BACKUP_DAYS = 7
"""A backup older than a week is too old: what would be lost is more than a week of entries."""
ROUND, GAP = 72, 28
"""Pixels around the line with the gap before its stretch, and between its parts."""


class Foot(QWidget):
    """The head of the ledger, what nobody outside has seen of it, the age of the last backup, and where the register
    lies. Where there is not room for all, the last of these goes first, and the exposure never."""

    exposure_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._days: int | None = 0
        self.setObjectName("footer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head, self._note, self._backup = Label(role="hint"), Label(role="hint"), Label(role="hint")
        self.exposure = ExposureLine(self)
        self.exposure.clicked.connect(self.exposure_chosen)
        line = QHBoxLayout(self)
        line.setContentsMargins(24, 6, 20, 6)
        line.setSpacing(GAP)
        line.addWidget(self._head)
        line.addWidget(self.exposure)
        line.addWidget(self._backup)
        line.addStretch()
        line.addWidget(self._note)
        self._note.say(N_("Local register · this workstation only"))

    def show_head(self, size: str, root: str) -> None:
        """The number of entries as the reader writes it, and the root in hexadecimal, of which 16 digits are shown."""
        groups = " ".join(root[i : i + 4] for i in range(0, 16, 4))
        self._head.say(N_("Head {size} · {root}"), size=size, root=groups)
        self._head.setToolTip(root)

    def show_exposure(self, exposure: "Exposure") -> None:
        """What no receipt of an authority covers."""
        self.exposure.show_exposure(exposure)
        self.fit()

    def show_backup(self, days: int | None) -> None:
        """How many days ago the last backup was made, `None` for never; red when that is too long ago."""
        self._days = days
        if days is None:
            self._backup.say(N_("No backup yet"))
        elif days == 0:
            self._backup.say(N_("Last backup: today"))
        else:
            said = n_("Last backup: {n} day ago", "Last backup: {n} days ago", days)
            self._backup.quote(said.format(n=number(days)))
        self._backup.set_tone("red" if days is None or days > BACKUP_DAYS else "")

    def minimumSizeHint(self) -> QSize:
        """As narrow as the exposure may be."""
        return QSize(self.exposure.minimumSizeHint().width() + ROUND, super().minimumSizeHint().height())

    def fit(self) -> None:
        """Show what there is room for."""
        room = self.width() - ROUND - self.exposure.sizeHint().width()
        for label in (self._head, self._backup, self._note):
            room -= label.sizeHint().width() + GAP
            label.setVisible(room >= 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self.fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say the days again in the new language."""
        if event.type() == QEvent.Type.LanguageChange and self._days:
            self.show_backup(self._days)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            QTimer.singleShot(0, self, self.fit)  # once the parts have said it again, too

    def show_note(self, msgid: str, **facts: object) -> None:
        """What is special about this register: read-only, a restored copy, the demo."""
        self._note.say(msgid, **facts)
