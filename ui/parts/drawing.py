"""A field to sign in, by mouse, pen or finger: strokes of points with the moment of each."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from registry_app.i18n import _
from ui.theme import colour

WIDE, TALL = 440, 150
PEN = 2.2
DOWN = (QEvent.Type.TabletPress, QEvent.Type.TouchBegin)
ON = (QEvent.Type.TabletMove, QEvent.Type.TouchUpdate)


class Drawing(QWidget):
    """`changed` tells that something more was drawn, or all was wiped."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """`name` is a msgid."""
        super().__init__()
        self.strokes: list[list[tuple[int, int, int]]] = []
        self._is_down = False
        self._clock = QElapsedTimer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setMinimumHeight(TALL)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_(name))

    def sizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(WIDE, TALL)

    def wipe(self) -> None:
        """Begin anew."""
        self.strokes.clear()
        self._is_down = False
        self.changed.emit()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mouse begins a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._begin(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """It goes on."""
        if self._is_down:
            self._add(event.position())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """It ends."""
        self._is_down = False

    def tabletEvent(self, event: QTabletEvent) -> None:
        """A pen; taken here, so that it does not come again as a mouse."""
        self._follow(event.type(), event.position())
        event.accept()

    def event(self, event: QEvent) -> bool:
        """The first finger that touches draws."""
        if isinstance(event, QTouchEvent) and event.points():
            self._follow(event.type(), event.points()[0].position())
            event.accept()
            return True
        return super().event(event)

    def _follow(self, kind: QEvent.Type, at: QPointF) -> None:
        if kind in DOWN:
            self._begin(at)
        elif kind not in ON:
            self._is_down = False
        elif self._is_down:
            self._add(at)

    def _begin(self, at: QPointF) -> None:
        if not self.strokes:
            self._clock.start()
        self.strokes.append([])
        self._is_down = True
        self._add(at)

    def _add(self, at: QPointF) -> None:
        """What leaves the field runs along its edge; a point where the pen is already says nothing."""
        x, y = (max(0, min(round(p), most)) for p, most in ((at.x(), self.width()), (at.y(), self.height())))
        stroke = self.strokes[-1]
        if stroke and stroke[-1][:2] == (x, y):
            return
        stroke.append((x, y, int(self._clock.elapsed())))
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
            points = [QPointF(x, y) for x, y, _at in stroke]
            painter.drawPolyline(QPolygonF(points)) if len(points) > 1 else painter.drawPoint(points[0])
