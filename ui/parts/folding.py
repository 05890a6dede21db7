"""Two groups of controls side by side, or one below the other where there is no room for both."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

BESIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Folding(QWidget):
    """Asks for no more width than the wider of the two needs."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._both = (first, second)
        self._line = QBoxLayout(BESIDE, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        self._line.addWidget(first)
        self._line.addWidget(second, 1)

    def is_folded(self) -> bool:
        """Whether one stands below the other."""
        return self._line.direction() == BELOW

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two."""
        return QSize(max(self._wide()) + self.width() - self.contentsRect().width(), super().minimumSizeHint().height())

    def _wide(self) -> list[int]:
        return [each.minimumSizeHint().width() for each in self._both if not each.isHidden()]

    def _fold(self) -> None:
        wide = self._wide()
        has_room = sum(wide) + self._line.spacing() * (len(wide) - 1) <= self.contentsRect().width()
        self._line.setDirection(BESIDE if has_room else BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._fold()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Other words need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)
