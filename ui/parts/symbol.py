"""A symbol for a scanner on the screen: black dots on white in every look, with the quiet zone that scanners need."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 4
"""Dots of white around it (ISO/IEC 18004)."""


class Symbol(QWidget):
    """Draws rows of dots, each a whole number of pixels, as large as fits."""

    def __init__(self, size: int = 200) -> None:
        super().__init__()
        self._dots: Sequence[Sequence[bool]] = ()
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_dots(self, dots: Sequence[Sequence[bool]], name: str) -> None:
        """Draw these; `name` is what the symbol says, for those who do not see it."""
        self._dots = dots
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White ground, black dots."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._dots:
            return
        across = len(self._dots) + 2 * QUIET
        side = max(1, min(self.width(), self.height()) // across)
        left = (self.width() - side * len(self._dots)) // 2
        for y, row in enumerate(self._dots):
            for x in (x for x, is_dark in enumerate(row) if is_dark):
                painter.fillRect(left + x * side, left + y * side, side, side, Qt.GlobalColor.black)
