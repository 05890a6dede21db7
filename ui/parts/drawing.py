"""A field to sign in, by mouse, pen or finger: strokes of points with the moment of each."""

from PySide6.QtCore import QElapsedTimer, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from registry_app.i18n import _
from ui.theme import colour

WIDE, TALL = 440, 150
PEN = 2.2


class Drawing(QWidget):
    """`changed` tells that something more was drawn, or all was wiped; pens and fingers come as the mouse does."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """`name` is a msgid."""
        super().__init__()
        self.strokes: list[list[tuple[int, int, int]]] = []
        self._clock = QElapsedTimer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_(name))

    def sizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(WIDE, TALL)

    def wipe(self) -> None:
        """Begin anew."""
        self.strokes.clear()
        self.changed.emit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pen is set down."""
        if not self.strokes:
            self._clock.start()
        self.strokes.append([])
        self._add(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The pen moves."""
        if self.strokes and event.buttons():
            self._add(event.position())

    def _add(self, at: QPointF) -> None:
        x, y = (max(0, round(value)) for value in (at.x(), at.y()))
        self.strokes[-1].append((x, y, int(self._clock.elapsed())))
        self.changed.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The paper, the line to sign on, and what was drawn."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface"))
        painter.setPen(QPen(colour("edge"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.drawLine(20, self.height() - 34, self.width() - 20, self.height() - 34)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("text"), PEN, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        for stroke in self.strokes:
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y, _at in stroke]))
