"""Cards and what stands in them: icons, tiles, chips, figures with a sparkline, meters, rules."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from registry_app.i18n import _
from ui import icons
from ui.parts.cells import chip_size, draw_chip
from ui.parts.text import Label
from ui.theme import colour
from ui.tokens import TONES


class Card(QFrame):
    """A white sheet with a thin edge; `inside` is its layout, with a title line where a `title` msgid is given."""

    def __init__(self, title: str = "", *, margin: int = 16, spacing: int = 8) -> None:
        super().__init__()
        self.setObjectName("card")
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(margin, margin - 2, margin, margin - 2)
        self.inside.setSpacing(spacing)
        self.head = QHBoxLayout()
        if title:
            self.head.addWidget(Label(title, "h2"))
            self.head.addStretch()
            self.inside.addLayout(self.head)


class Icon(QLabel):
    """A drawing that follows the theme; hidden from screen readers by having no text."""

    def __init__(self, name: str, tone: str = "text2", size: int = 16) -> None:
        super().__init__()
        self.setFixedSize(size, size)
        icons.dress(self, name, tone, size)


class Tile(QWidget):
    """A rounded square of a tint with an icon in it."""

    def __init__(self, icon: str, tone: str = "accent_text", tint: str = "accent_tint", size: int = 32) -> None:
        super().__init__()
        self._icon, self._tone, self._tint, self._size = icon, tone, tint, size
        self._picture: QPixmap | None = None
        self.setFixedSize(size, size)

    def show_picture(self, picture: QPixmap | None, size: int) -> None:
        """A square photo of so many pixels in place of the drawing, or the drawing again."""
        self._picture = picture
        side = size if picture is not None else self._size
        self.setFixedSize(side, side)
        self.update()

    def show_icon(self, icon: str, tone: str, tint: str) -> None:
        """Another drawing or colour."""
        self._icon, self._tone, self._tint = icon, tone, tint
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, then drawing; or the photo."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._picture is not None:
            self._paint_picture(painter, self._picture)
            return
        painter.setBrush(colour(self._tint))
        painter.drawRoundedRect(self.rect(), self.width() / 4, self.width() / 4)
        size = round(self.width() * 0.55)
        edge = (self.width() - size) // 2
        painter.drawPixmap(edge, edge, icons.pixmap(self._icon, self._tone, size, self.devicePixelRatioF()))

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        edge = QPainterPath()
        edge.addRoundedRect(self.rect(), self.width() / 6, self.width() / 6)
        painter.setClipPath(edge)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(self.rect(), picture)


class Chip(QWidget):
    """A state as word and colour, as in tables."""

    def __init__(self, text: str = "", tone: str = "gray") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(text, tone)

    def show_state(self, text: str, tone: str) -> None:
        """Another state; `text` is already in the reader's language."""
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the word."""
        return chip_size(self.font(), self._text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chip."""
        painter = QPainter(self)
        painter.setFont(self.font())
        draw_chip(painter, 0, self.height() / 2, self._text, self._tone, self.width())


class Sparkline(QWidget):
    """The course of a figure, without scale; the figure beside it says how much."""

    def __init__(self) -> None:
        super().__init__()
        self._values: list[float] = []
        self.setFixedSize(84, 30)

    def show_values(self, values: Sequence[float]) -> None:
        """Draw these, the newest last."""
        self._values = list(values)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A soft line over a fading ground; nothing for fewer than two values."""
        if len(self._values) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = _soft_line(self._points())
        ground = QPainterPath(line)
        ground.lineTo(self.width() - 2, self.height())
        ground.lineTo(2, self.height())
        painter.fillPath(ground, self._fading())
        painter.setPen(QPen(colour("series1"), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPath(line)

    def _points(self) -> list[QPointF]:
        low, high = min(self._values), max(self._values)
        step, tall = (self.width() - 4) / (len(self._values) - 1), self.height() - 6
        return [
            QPointF(2 + step * i, 3 + tall - tall * (value - low) / ((high - low) or 1))
            for i, value in enumerate(self._values)
        ]

    def _fading(self) -> QLinearGradient:
        fading = QLinearGradient(0, 0, 0, self.height())
        strong = colour("series1")
        strong.setAlpha(60)
        clear = QColor(strong)
        clear.setAlpha(0)
        fading.setColorAt(0, strong)
        fading.setColorAt(1, clear)
        return fading


def _soft_line(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath(points[0])
    for before, after in pairwise(points):
        middle = (before.x() + after.x()) / 2
        path.cubicTo(QPointF(middle, before.y()), QPointF(middle, after.y()), after)
    return path


class Figure(Card):
    """One number of the overview: what it counts, how many, what to note, how it came about."""

    def __init__(self, title: str, icon: str) -> None:
        super().__init__(spacing=6)
        self._title = title
        self._course = Sparkline()
        top = QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(Icon(icon, "text3", 15))
        top.addWidget(Label(title, "muted"), 1)
        self._value, self._alert, self._note = Label(role="figure"), Label(role="hint"), Label(role="hint")
        middle = QHBoxLayout()
        middle.addWidget(self._value, 1)
        middle.addWidget(self._course, 0, Qt.AlignmentFlag.AlignBottom)
        self._course.hide()
        below = QHBoxLayout()
        below.setSpacing(6)
        below.addWidget(self._alert)
        below.addWidget(self._note, 1)
        for line in (top, middle, below):
            self.inside.addLayout(line)
        self.show_value("—")

    def show_course(self, values: Sequence[float]) -> None:
        """How the number came about, the newest last; nothing is drawn for what never moved."""
        self._course.show_values(values)
        self._course.setVisible(len(set(values)) > 1)

    def set_tone(self, tone: str) -> None:
        """Colour the number by a tone of `ui.tokens`; another word takes the colour away."""
        self._value.set_tone(tone if tone in TONES else "")

    def show_value(self, value: str, note: str = "", alert: str = "", tone: str = "amber") -> None:
        """The number and its remarks, already in the reader's language; `alert` is coloured by `tone`."""
        self._value.quote(value)
        self._note.quote(note)
        self._alert.quote(alert)
        self._alert.set_tone(tone)
        self._alert.setVisible(bool(alert))
        self.setAccessibleName(" ".join(part for part in (_(self._title), value, alert, note) if part))


def rule() -> QFrame:
    """A thin line across."""
    line = QFrame()
    line.setObjectName("rule")
    line.setFixedHeight(1)
    return line
