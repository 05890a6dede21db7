"""Sheets one behind the other, of which one is seen: only that one asks for room, so that no other makes it scroll."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

AS_TALL_AS_ROOM = (QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
"""For lists beside words that wrap: they ask for no height, so that no page is taller than its window for them."""
UNSEEN = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)


class Sheet(QWidget):
    """A sheet whose height depends on its width: behind others it asks for none. Qt's own layout asks all of them."""

    def heightForWidth(self, wide: int) -> int:
        """The height that it needs at this width, while it is seen."""
        return -1 if self.isHidden() else super().heightForWidth(wide)


class Stack(QStackedWidget):
    """A QStackedWidget as large as what it shows."""

    def __init__(self) -> None:
        super().__init__()
        self._policies: dict[QWidget, QSizePolicy] = {}
        self.currentChanged.connect(lambda _at: self._suit())

    def addWidget(self, sheet: QWidget) -> int:
        """One more sheet, behind the others."""
        self._policies[sheet] = sheet.sizePolicy()
        at = super().addWidget(sheet)
        self._suit()
        return at

    def removeWidget(self, sheet: QWidget) -> None:
        """A sheet is none of these any more."""
        super().removeWidget(sheet)
        sheet.setSizePolicy(self._policies.pop(sheet))
        self._suit()

    def _suit(self) -> None:
        """Qt's own layout asks every sheet how low it may be, wherever this stack lies in another layout."""
        shown = self.currentWidget()
        for sheet, policy in self._policies.items():
            sheet.setSizePolicy(policy if sheet is shown else UNSEEN)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the sheet that is seen would like."""
        shown = self.currentWidget()
        return shown.sizeHint() if shown else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What the sheet that is seen needs."""
        shown = self.currentWidget()
        return shown.minimumSizeHint().expandedTo(shown.minimumSize()) if shown else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Whether the sheet that is seen gets higher where it is narrower."""
        shown = self.currentWidget()
        return shown.hasHeightForWidth() if shown else False

    def heightForWidth(self, wide: int) -> int:
        """The height that the sheet that is seen needs at this width, -1 where that makes no difference."""
        shown = None if self.isHidden() else self.currentWidget()
        return shown.heightForWidth(wide) if shown and shown.hasHeightForWidth() else -1
