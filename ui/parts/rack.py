"""A rack as it is seen: one cell for each slot, with what stands in it. Arrows walk the cells, Enter opens.

A state is told by a word, an edge and a colour, never by colour alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from registry_app.i18n import _
from ui.parts.points import KEYPAD
from ui.parts.spoken import SPOKEN, Index, Spoken
from ui.theme import colour, serial_font

LETTERS = 15
"""How many letters of the usual width a cell has room for."""
GAP, PAD, ROUND = 6, 9, 7
LINES = 4
CUT, LEFT = Qt.TextElideMode.ElideMiddle, int(Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True)
class Cell:
    """One slot in the reader's language; `tone` is that of its state, `key` what `Rack.opened` tells, empty for none.

    `serial` is empty for a slot that is free.
    """

    slot: str
    state: str
    tone: str
    serial: str = ""
    lines: tuple[str, ...] = ()
    key: str = ""

    def spoken(self) -> str:
        """All of it in one sentence."""
        return "; ".join(part for part in (self.slot, self.state, self.serial, *self.lines) if part)


class _Painter(QStyledItemDelegate):
    def __init__(self, view: "Rack", model: Spoken[Cell]) -> None:
        super().__init__(view)
        self._view, self._model = view, model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        metrics = QFontMetrics(self._view.font())
        return QSize(metrics.averageCharWidth() * LETTERS + 2 * PAD + GAP, metrics.height() * LINES + 2 * PAD + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell, box = self._model.all[index.row()], QRectF(option.rect).adjusted(1, 1, -GAP, -GAP)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._frame(painter, box, cell, is_current=bool(option.state & QStyle.StateFlag.State_Selected))
        self._words(painter, box.adjusted(PAD, PAD - 2, -PAD, -PAD + 2), cell)
        painter.restore()

    def _frame(self, painter: QPainter, box: QRectF, cell: Cell, *, is_current: bool) -> None:
        """What is free has a broken edge, what is out the ground of its colour; the cursor is a thick edge."""
        is_out = bool(cell.serial) and cell.tone != "green"
        dash = Qt.PenStyle.SolidLine if cell.serial else Qt.PenStyle.DashLine
        edge = QPen(colour("accent"), 2.5) if is_current else QPen(colour("edge"), 1, dash)
        painter.setPen(edge)
        painter.setBrush(colour(f"{cell.tone}_t") if is_out else colour("surface"))
        painter.drawRoundedRect(box, ROUND, ROUND)

    def _words(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        """Slot, serial, what it is; who has it, or the word of its state."""
        font = self._view.font()
        small, strong = QFont(font), serial_font(font)
        small.setPixelSize(font.pixelSize() - 1)
        strong.setWeight(QFont.Weight.DemiBold)
        lines = [(small, "text3", cell.slot), (strong, "text", cell.serial), *((small, "text2", t) for t in cell.lines)]
        for letters, ink, text in (*lines, (small, cell.tone, cell.state)):
            if text:
                metrics = QFontMetrics(letters)
                painter.setFont(letters)
                painter.setPen(colour(ink))
                painter.drawText(box, LEFT, metrics.elidedText(text, CUT, int(box.width())))
                box = box.adjusted(0, metrics.height(), 0, 0)


class Rack(QListView):
    """`name` is a msgid; `opened` tells the key of the cell that Enter or a double click was about."""

    opened = Signal(str)
    left_upwards = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._model: Spoken[Cell] = Spoken(self, (*SPOKEN, int(Qt.ItemDataRole.ToolTipRole)))
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self, self._model))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_(name))
        self.doubleClicked.connect(self._open)

    def show_cells(self, cells: Sequence[Cell]) -> None:
        """Show these in the order given; the cursor stays in its place."""
        row = max(self.currentIndex().row(), 0)
        self._model.show_all(cells)
        if cells:
            self.setCurrentIndex(self._model.index(min(row, len(cells) - 1), 0))

    def cells(self) -> list[Cell]:
        """What is shown."""
        return list(self._model.all)

    def current(self) -> Cell | None:
        """The cell that the cursor is on."""
        index = self.currentIndex()
        return self._model.all[index.row()] if index.isValid() else None

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and (key := self._model.all[index.row()].key):
            self.opened.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up from the first row of cells leaves the rack."""
        before = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            self._open(before)
            return
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Up and self.currentIndex() == before:
            self.left_upwards.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another language or font; whoever filled the rack fills it again."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
        elif event.type() == QEvent.Type.FontChange:
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)
