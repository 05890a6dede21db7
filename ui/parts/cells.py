"""Paints the rows of a table straight from their tuples: chips, icons, serials, placeholders.

No style option is built and no role asked for per cell, which makes a full repaint as fast as Qt's own models.
"""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import icons
from ui.parts.columns import Column, Row
from ui.parts.table_model import TableModel
from ui.theme import colour, serial_font

PAD, CHIP_OVER = 10, 6
"""Pixels beside what a cell says, and how far a chip may stand into them."""
ICON = 16
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def chip_font(font: QFont) -> QFont:
    """The font of a chip next to text in `font`."""
    small = QFont(font)
    small.setPixelSize(font.pixelSize() - 1)
    small.setWeight(QFont.Weight.Medium)
    return small


def chip_size(font: QFont, text: str) -> QSize:
    """The room that a chip needs."""
    metrics = QFontMetrics(chip_font(font))
    return QSize(metrics.horizontalAdvance(text) + 28, metrics.height() + 6)


def draw_chip(painter: QPainter, left: float, middle: float, text: str, tone: str, room: float) -> None:
    """Draw a state as a tinted chip with a dot, cut with an ellipsis at `room` pixels."""
    font = chip_font(painter.font())
    metrics = QFontMetrics(font)
    size = chip_size(painter.font(), text)
    box = QRectF(left, middle - size.height() / 2, min(size.width(), room), size.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour(f"{tone}_t"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    painter.setBrush(colour(tone))
    painter.drawEllipse(QPointF(left + 12, middle), 3, 3)
    painter.setFont(font)
    painter.setPen(colour(tone))
    words = box.adjusted(20, 0, -4, 0)
    painter.drawText(words, LEFT, metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(words.width()) + 1))
    painter.restore()


def cut(text: str, metrics: QFontMetrics, room: int, *, is_prose: bool = False) -> str:
    """`text` as it is written into `room` pixels: whole, or cut as `Column` promises."""
    side = Qt.TextElideMode.ElideRight if is_prose else Qt.TextElideMode.ElideMiddle
    return metrics.elidedText(text, side, room)


class CellPainter(QStyledItemDelegate):
    """The delegate of `ui.parts.table.Table`."""

    def __init__(self, view: QTableView, model: TableModel) -> None:
        super().__init__(view)
        self._view, self._model = view, model
        self.hovered = -1

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Rows are as high as the table says."""
        return QSize(80, self._view.verticalHeader().defaultSectionSize())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """One cell."""
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, box, index, is_selected)
        room = box.adjusted(PAD, 0, -PAD, -1)
        row = self._model.row(index.row())
        painter.save()
        painter.setFont(self._view.font())
        if row is None:
            self._placeholder(painter, room)
        else:
            self._cell(painter, room, self._model.columns[index.column()], row, index.column())
        painter.restore()

    def _ground(
        self, painter: QPainter, box: QRect, index: QModelIndex | QPersistentModelIndex, is_selected: bool
    ) -> None:
        if is_selected:
            painter.fillRect(box, colour("accent_tint"))
        elif index.row() == self.hovered:
            painter.fillRect(box, colour("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, colour("line"))
        if is_selected and self._view.horizontalHeader().visualIndex(index.column()) == 0:
            painter.fillRect(box.left(), box.top() + 8, 3, box.height() - 17, colour("accent"))

    def _placeholder(self, painter: QPainter, room: QRect) -> None:
        bar = QRectF(room.left(), room.center().y() - 4, min(room.width(), 72), 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("gray_t"))
        painter.drawRoundedRect(bar, 4, 4)

    def _cell(self, painter: QPainter, room: QRect, column: Column, row: Row, number: int) -> None:
        value = row[number + 1]
        text = column.text(value)
        if column.icon is not None:
            room = self._icon(painter, room, column.icon(row))
        if column.look == "chip":
            if text:
                draw_chip(
                    painter, room.left(), room.center().y() + 0.5, text, column.tone(value), room.width() + CHIP_OVER
                )
            return
        self._pen(painter, column.look)
        side = RIGHT if column.look == "number" else LEFT
        painter.drawText(room, side, cut(text, painter.fontMetrics(), room.width(), is_prose=column.is_prose))

    def _icon(self, painter: QPainter, room: QRect, name: str) -> QRect:
        picture = icons.pixmap(name, "text2", ICON, self._view.devicePixelRatioF())
        painter.drawPixmap(room.left(), room.center().y() - ICON // 2, picture)
        return room.adjusted(ICON + 9, 0, 0, 0)

    def _pen(self, painter: QPainter, look: str) -> None:
        painter.setPen(colour("text2" if look == "muted" else "text"))
        font = self._view.font()
        if look == "strong":
            font.setWeight(QFont.Weight.Medium)
        painter.setFont(serial_font(font) if look == "serial" else font)
