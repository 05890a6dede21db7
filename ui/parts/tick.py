"""A box to tick whose edge can be seen in every look: the style's own is nearly black on black when it is dark."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from ui import icons
from ui.theme import colour

ROUND = 4


class Tick(QCheckBox):
    """A QCheckBox; only its box is drawn otherwise."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words by the style, and over its box ours."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        whole = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, QRectF(whole))
        if self.isChecked():
            size = whole.width() - 3
            tone = "on_accent" if self.isEnabled() else "text3"
            picture = icons.pixmap("check", tone, size, self.devicePixelRatioF())
            painter.drawPixmap(whole.x() + 2, whole.y() + (whole.height() - size) // 2, picture)

    def _ground(self, painter: QPainter, box: QRectF) -> None:
        is_filled = self.isChecked() and self.isEnabled()
        painter.fillRect(box, colour("surface"))
        painter.setBrush(colour("accent" if is_filled else "surface"))
        painter.setPen(QPen(colour("accent" if is_filled else "edge" if self.isEnabled() else "line"), 1))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
