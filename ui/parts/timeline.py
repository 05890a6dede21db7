"""What happened, the newest on top: a drawing on a thread of time, a headline, who and when, and what changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from registry_app.i18n import _
from ui import icons
from ui.parts.spoken import Index, Spoken
from ui.theme import colour

WRAP = int(Qt.TextFlag.TextWordWrap)
TILE, GAP, PAD = 26, 12, 8


@dataclass(frozen=True)
class Happening:
    """One event, all in the reader's language: `headline`, `detail` (when, who), and further `lines`."""

    icon: str
    tone: str
    headline: str
    detail: str
    lines: tuple[str, ...] = ()
    is_struck: bool = False
    """Corrected since, so that it no longer counts."""

    def spoken(self) -> str:
        """All of it in one sentence, for screen readers."""
        return "; ".join((self.headline, self.detail, *self.lines))


class _Painter(QStyledItemDelegate):
    def __init__(self, view: QListView, happenings: Spoken[Happening]) -> None:
        super().__init__(view)
        self._view, self._happenings = view, happenings

    def _fonts(self, is_struck: bool) -> tuple[QFont, QFont]:
        strong, small = QFont(self._view.font()), QFont(self._view.font())
        strong.setWeight(QFont.Weight.Medium)
        strong.setStrikeOut(is_struck)
        small.setPixelSize(small.pixelSize() - 1)
        return strong, small

    def _pieces(self, happening: Happening, width: int) -> list[tuple[QFont, str, str, QRect]]:
        """Font, colour, text and box of each line, the boxes counted from the top of the event's words."""
        strong, small = self._fonts(happening.is_struck)
        lines = [(strong, "text", happening.headline), (small, "text3", happening.detail)]
        lines += [(small, "text2", line) for line in happening.lines]
        top, pieces = 0, []
        for font, tone, text in lines:
            tall = QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), WRAP, text).height()
            pieces.append((font, tone, text, QRect(0, top, width, tall)))
            top += tall + 1
        return pieces

    def _width(self) -> int:
        return max(self._view.viewport().width() - TILE - GAP - 6, 60)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        last = self._pieces(self._happenings.all[index.row()], self._width())[-1][3]
        return QSize(self._view.viewport().width(), max(last.bottom(), TILE) + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        happening = self._happenings.all[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(colour("accent"))
            painter.drawRoundedRect(box.adjusted(0, 1, -1, -2), 6, 6)
        self._thread(painter, box, index.row())
        self._tile(painter, box, happening)
        words = box.adjusted(TILE + GAP, PAD, 0, 0).topLeft()
        for font, tone, text, piece in self._pieces(happening, self._width()):
            painter.setFont(font)
            painter.setPen(colour("text3" if happening.is_struck else tone))
            painter.drawText(piece.translated(words), WRAP, text)
        painter.restore()

    def _thread(self, painter: QPainter, box: QRect, row: int) -> None:
        top = box.top() + (PAD if row == 0 else 0)
        bottom = box.top() + PAD if row == len(self._happenings.all) - 1 else box.bottom() + 1
        painter.fillRect(box.left() + TILE // 2 + 1, top, 1, bottom - top, colour("line2"))

    def _tile(self, painter: QPainter, box: QRect, happening: Happening) -> None:
        tile = QRectF(box.left() + 1, box.top() + PAD, TILE, TILE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(tile.adjusted(-1, -2, 1, 2), 7, 7)
        painter.setBrush(colour(f"{happening.tone}_t"))
        painter.drawRoundedRect(tile, 7, 7)
        picture = icons.pixmap(happening.icon, happening.tone, 15, self._view.devicePixelRatioF())
        painter.drawPixmap(round(tile.center().x() - 7.5), round(tile.center().y() - 7.5), picture)


class Timeline(QListView):
    """`name` is a msgid."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._happenings: Spoken[Happening] = Spoken(self)
        self._painter = _Painter(self, self._happenings)
        self.setModel(self._happenings)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_(name))

    def show_happenings(self, happenings: Sequence[Happening]) -> None:
        """Show these, in the order given."""
        self._happenings.show_all(happenings)

    def happenings(self) -> list[Happening]:
        """What is shown."""
        return list(self._happenings.all)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other line breaks."""
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language; whoever filled the list fills it again."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
        super().changeEvent(event)
