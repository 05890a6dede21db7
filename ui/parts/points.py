"""A list of points in groups: what it is and where it comes from at the left, how much and a state at the right.

Every word is shown whole, in as many lines as it takes. Arrows walk from point to point past the headings, Enter opens.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
    SignalInstance,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from registry_app.i18n import _
from ui import icons
from ui.parts.cells import chip_size, draw_chip
from ui.parts.spoken import Index, Spoken
from ui.theme import colour

DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_ROLES = Qt.ItemDataRole
HINTS = tuple(map(int, (_ROLES.ToolTipRole, _ROLES.WhatsThisRole, _ROLES.AccessibleDescriptionRole)))
LEFT = int(Qt.TextFlag.TextWordWrap)
RIGHT = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignRight)
PAD, SIDE, TILE, GAP = 9, 18, 30, 12
VALUE_SHARE = 0.42
"""What a value may take of the width before it goes on in a second line."""


@dataclass(frozen=True)
class Point:
    """One thing, all in the reader's language; `key` is what `Points.opened` tells of it.

    `value` stands at the right end in the colour `tone`, `chip` below it in its own; `icon` names a drawing; `hint` is
    told of it by a tooltip, and by screen readers as its description.
    """

    title: str
    lines: tuple[str, ...] = ()
    value: str = ""
    tone: str = "text"
    chip: str = ""
    chip_tone: str = "gray"
    icon: str = ""
    key: str = ""
    hint: str = ""
    is_heading: bool = False

    def spoken(self) -> str:
        """All of it in one sentence, for screen readers."""
        return "; ".join(part for part in (self.title, self.value, self.chip, *self.lines) if part)


def heading(title: str, note: str = "") -> Point:
    """The title of a group, with a remark at its right end."""
    return Point(title, value=note, tone="text3", is_heading=True)


class _Model(Spoken[Point]):
    """Points, of which headings cannot be chosen and some have a hint."""

    def data(self, index: Index, role: int = DISPLAY) -> str | None:
        return (self.all[index.row()].hint or None) if role in HINTS else super().data(index, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.all[index.row()].is_heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "Points", model: _Model) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def _fonts(self, point: Point) -> tuple[QFont, QFont, QFont]:
        """Of the title, of the lines below it, of the value."""
        title, small, value = (QFont(self._view.font()) for _each in range(3))
        small.setPixelSize(small.pixelSize() - 1)
        title.setWeight(QFont.Weight.DemiBold if point.is_heading else QFont.Weight.Medium)
        value.setWeight(QFont.Weight.Normal if point.is_heading else QFont.Weight.DemiBold)
        if point.is_heading:
            value.setPixelSize(value.pixelSize() - 1)
        return title, small, value

    def _columns(self, point: Point, width: int) -> tuple[int, int, int]:
        """Where the words begin, and how wide they and what stands right of them are."""
        value = self._fonts(point)[2]
        wide = QFontMetrics(value).horizontalAdvance(point.value) + 2 if point.value else 0
        wide = min(wide, round(width * VALUE_SHARE))
        if point.chip:
            wide = max(wide, chip_size(self._view.font(), point.chip).width())
        left = SIDE + (TILE + GAP if point.icon or point.key in self._view.pictures else 0)
        return left, max(width - left - SIDE - (wide + GAP if wide else 0), 60), wide

    def _pieces(self, point: Point, width: int) -> list[tuple[QFont, str, str, QRect, int]]:
        """Font, colour, text, box from the top of the point, and flags, of each text."""
        title, small, value = self._fonts(point)
        left, wide, beside = self._columns(point, width)
        top, pieces = PAD + (6 if point.is_heading else 0), []
        tone = "text3" if point.is_heading else "text"
        for font, ink, text in ((title, tone, point.title), *((small, "text3", line) for line in point.lines)):
            tall = QFontMetrics(font).boundingRect(QRect(0, 0, wide, 10_000), LEFT, text).height()
            pieces.append((font, ink, text, QRect(left, top, wide, tall), LEFT))
            top += tall + 2
        if point.value:
            box = QRect(width - SIDE - beside, PAD + (6 if point.is_heading else 0), beside, 10_000)
            tall = QFontMetrics(value).boundingRect(box, RIGHT, point.value).height()
            pieces.append((value, point.tone, point.value, QRect(box.x(), box.y(), beside, tall), RIGHT))
        return pieces

    def _chip_top(self, pieces: list[tuple[QFont, str, str, QRect, int]], point: Point) -> int:
        return pieces[-1][3].bottom() + 4 if point.value else PAD - 2

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        point, width = self._model.all[index.row()], self._view.viewport().width()
        pieces = self._pieces(point, width)
        bottom = max(piece[3].bottom() for piece in pieces)
        if point.chip:
            bottom = max(bottom, self._chip_top(pieces, point) + chip_size(self._view.font(), point.chip).height())
        if point.icon or point.key in self._view.pictures:
            bottom = max(bottom, PAD + TILE)
        return QSize(width, bottom + (4 if point.is_heading else PAD))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        point = self._model.all[index.row()]
        painter.save()
        if not point.is_heading:
            self._ground(painter, box, option.state)
        self._tile(painter, box, point)
        pieces = self._pieces(point, box.width())
        for font, tone, text, piece, flags in pieces:
            painter.setFont(font)
            painter.setPen(colour(tone))
            painter.drawText(piece.translated(box.topLeft()), flags, text)
        if point.chip:
            painter.setFont(self._view.font())
            size = chip_size(self._view.font(), point.chip)
            top = box.top() + self._chip_top(pieces, point) + size.height() / 2
            draw_chip(painter, box.right() - SIDE - size.width(), top, point.chip, point.chip_tone, size.width())
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(box, colour("accent_tint"))
            painter.fillRect(box.left(), box.top() + 6, 3, box.height() - 13, colour("accent"))
        elif state & QStyle.StateFlag.State_MouseOver and self._view.is_opening:
            painter.fillRect(box, colour("hover"))
        painter.fillRect(box.left() + SIDE, box.bottom(), box.width() - 2 * SIDE, 1, colour("line"))

    def _tile(self, painter: QPainter, box: QRect, point: Point) -> None:
        picture = self._view.pictures.get(point.key) if point.key else None
        tile = QRect(box.left() + SIDE, box.top() + PAD, TILE, TILE)
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(tile, picture)
        elif point.icon:
            tint = point.tone if point.tone in ("green", "amber", "red", "blue") else "gray"
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(f"{tint}_t"))
            painter.drawRoundedRect(tile, 7.5, 7.5)
            drawn = icons.pixmap(point.icon, tint, 16, self._view.devicePixelRatioF())
            painter.drawPixmap(tile.x() + (TILE - 16) // 2, tile.y() + (TILE - 16) // 2, drawn)


class Points(QListView):
    """`name` is a msgid; `opened` tells the key of the point that Enter or a click was about, where `is_opening`."""

    opened = Signal(str)
    chosen = Signal(str)
    """The key of the point that the cursor came to."""
    left_upwards = Signal()

    def __init__(self, name: str, *, is_opening: bool = False) -> None:
        super().__init__()
        self._name, self.is_opening = name, is_opening
        self.pictures: Mapping[str, QPixmap] = {}
        """Square pictures by the keys of points, in place of their drawings."""
        self._model = _Model(self)
        self._painter = _Painter(self, self._model)
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_(name))
        self.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now, self.chosen))
        self.clicked.connect(lambda index: self._tell(index, self.opened))

    def show_points(self, points: Sequence[Point]) -> None:
        """Show these, in the order given; the cursor stays on the point of the same key, and nothing is told of it."""
        before = self.key()
        with QSignalBlocker(self):
            self._model.show_all(points)
            if not self.go_to(before) and self.hasFocus():
                self._begin_at_the_top()

    def points(self) -> list[Point]:
        """What is shown, headings included."""
        return list(self._model.all)

    def key(self) -> str:
        """The key of the point that the cursor is on."""
        index = self.currentIndex()
        return self._model.all[index.row()].key if index.isValid() else ""

    def go_to(self, key: str) -> bool:
        """Bring the cursor to the point of a key; whether there is one."""
        row = next((row for row, point in enumerate(self._model.all) if key and point.key == key), -1)
        if row >= 0:
            self.setCurrentIndex(self._model.index(row, 0))
        return row >= 0

    def _tell(self, index: QModelIndex, signal: SignalInstance) -> None:
        if index.isValid() and (key := self._model.all[index.row()].key):
            signal.emit(key)

    def _begin_at_the_top(self) -> None:
        row = next((row for row, point in enumerate(self._model.all) if not point.is_heading), -1)
        if row >= 0 and not self.currentIndex().isValid():
            self.setCurrentIndex(self._model.index(row, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Up from the first point leaves the list."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            self._tell(self.currentIndex(), self.opened)
        elif event.key() == Qt.Key.Key_Up and self._is_at_the_top():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _is_at_the_top(self) -> bool:
        return all(point.is_heading for point in self._model.all[: max(self.currentIndex().row(), 0)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by keyboard marks the first point."""
        self._begin_at_the_top()
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other line breaks."""
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language or font; whoever filled the list fills it again."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
        elif event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)


KEYPAD = Qt.KeyboardModifier.KeypadModifier
