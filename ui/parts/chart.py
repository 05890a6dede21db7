"""Grouped bars: read-out by mouse and arrow keys, the same numbers told to screen readers."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import _, number
from ui.parts.text import Label
from ui.theme import colour

COLOURS = ("series1", "series2")
LINES = 4


class BarChart(QWidget):
    """One group of bars per label, one bar per series (two at most). `name` and series names are msgids."""

    def __init__(self, name: str, series: Sequence[str]) -> None:
        super().__init__()
        self._name, self._series = name, tuple(series)
        self._labels: tuple[str, ...] = ()
        self._values: tuple[tuple[int, ...], ...] = ()
        self._at = -1
        self.setMouseTracking(True)
        self.setMinimumHeight(150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_(name))

    def show_values(self, labels: Sequence[str], values: Sequence[Sequence[int]]) -> None:
        """`values[series][group]`, none negative; `labels` are already in the reader's language."""
        self._labels, self._values = tuple(labels), tuple(tuple(each) for each in values)
        self._at = -1
        self.setAccessibleDescription("; ".join(self._reading(i) for i in range(len(self._labels))))
        self.update()

    def _reading(self, group: int) -> str:
        figures = (
            f"{_(name)} {number(values[group])}" for name, values in zip(self._series, self._values, strict=True)
        )
        return f"{self._labels[group]}: {', '.join(figures)}"

    def _highest(self) -> int:
        """The top of the scale: a round number not below the highest bar."""
        most = max((value for values in self._values for value in values), default=0)
        step = max(int(f"1{'0' * (len(str(most)) - 1)}") // 2, 1)
        return max(-(-most // (step * LINES)) * step * LINES, LINES)

    def _plot(self) -> QRectF:
        metrics = QFontMetrics(self._font())
        left = metrics.horizontalAdvance(number(self._highest())) + 10
        return QRectF(left, 8, self.width() - left - 4, self.height() - metrics.height() - 18)

    def _font(self) -> QFont:
        font = self.font()
        font.setPixelSize(font.pixelSize() - 2)
        return font

    def _group_at(self, x: float) -> int:
        plot = self._plot()
        group = math.floor((x - plot.left()) / (plot.width() / max(len(self._labels), 1)))
        return group if 0 <= group < len(self._labels) else -1

    def _point(self, group: int) -> None:
        if group != self._at:
            self._at = group
            self.setToolTip("")
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the group under the mouse."""
        self._point(self._group_at(event.position().x()))

    def leaveEvent(self, _event: QEvent) -> None:
        """Read out nothing."""
        self._point(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go from group to group."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step and self._labels:
            self._point(max(0, min(len(self._labels) - 1, self._at + step)))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say the name again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
        super().changeEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Scale, bars, labels, read-out."""
        if not self._labels:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._font())
        plot = self._plot()
        self._draw_scale(painter, plot)
        wide = plot.width() / len(self._labels)
        every = math.ceil(max(map(painter.fontMetrics().horizontalAdvance, self._labels)) / max(wide - 4, 1))
        for i, label in enumerate(self._labels):
            group = QRectF(plot.left() + wide * i, plot.top(), wide, plot.height())
            self._draw_group(painter, group, i)
            if i % every == 0 or i == self._at:
                painter.setPen(colour("text" if i == self._at else "text3"))
                below = QRectF(group.left() - wide, plot.bottom() + 6, wide * 3, painter.fontMetrics().height())
                painter.drawText(below, Qt.AlignmentFlag.AlignCenter, label)
        if self._at >= 0:
            self._draw_reading(painter, plot, plot.left() + wide * (self._at + 0.5))

    def _draw_scale(self, painter: QPainter, plot: QRectF) -> None:
        top = self._highest()
        for k in range(LINES + 1):
            y = plot.bottom() - plot.height() * k / LINES
            painter.fillRect(QRectF(plot.left(), round(y), plot.width(), 1), colour("line"))
            painter.setPen(colour("text3"))
            box = QRectF(0, y - 10, plot.left() - 6, 20)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, number(top * k // LINES))

    def _draw_group(self, painter: QPainter, group: QRectF, i: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if i == self._at:
            painter.setBrush(colour("hover"))
            painter.drawRoundedRect(group.adjusted(1, 0, -1, 0), 5, 5)
        bar = min(13.0, group.width() * 0.6 / len(self._values))
        left = group.center().x() - (bar + 1) * len(self._values) / 2
        for series, values in enumerate(self._values):
            tall = group.height() * values[i] / self._highest()
            box = QRectF(left + series * (bar + 2), group.bottom() - tall, bar, tall)
            painter.save()
            painter.setClipRect(box.adjusted(-1, -1, 1, 0))
            painter.setBrush(colour(COLOURS[series]))
            painter.drawRoundedRect(box.adjusted(0, 0, 0, 4), 3, 3)
            painter.restore()

    def _draw_reading(self, painter: QPainter, plot: QRectF, x: float) -> None:
        text = self._reading(self._at)
        wide = painter.fontMetrics().horizontalAdvance(text) + 20
        left = max(plot.left(), min(x - wide / 2, plot.right() - wide))
        box = QRectF(left, 1.5, wide, painter.fontMetrics().height() + 10)
        painter.setPen(QPen(colour("line2"), 1))
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class _Dot(QWidget):
    def __init__(self, tone: str) -> None:
        super().__init__()
        self._tone = tone
        self.setFixedSize(10, 10)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(self._tone))
        painter.drawRoundedRect(QRectF(QPointF(0, 0), self.size()), 3, 3)


class Legend(QWidget):
    """Which colour stands for which series; names are msgids."""

    def __init__(self, series: Sequence[str]) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        for name, tone in zip(series, COLOURS, strict=False):
            line.addWidget(_Dot(tone))
            line.addWidget(Label(name, "muted"))
            line.addSpacing(6)
