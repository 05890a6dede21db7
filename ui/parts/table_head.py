"""The headings of a table: widths in characters, a column chooser, the arrow of the sorted column."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QFont, QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from registry_app.i18n import _
from ui import icons
from ui.parts.cells import PAD
from ui.theme import colour

if TYPE_CHECKING:
    from ui.parts.table import Table

ICON_ROOM, ARROW_ROOM = 25, 22
HEADING_AT_MOST = 1.6
"""A long heading widens its column by so much; then it is cut, and whole in its tooltip."""


class TableHead(QHeaderView):
    """Belongs to one table and remembers how the user arranged it."""

    def __init__(self, table: "Table") -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSortIndicatorShown(False)
        self.setMinimumSectionSize(48)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._band: QWidget | None = None
        self._sorted = self.sortIndicatorSection(), self.sortIndicatorOrder()
        self.sortIndicatorChanged.connect(self._keep_sorted)

    def _keep_sorted(self, section: int, order: Qt.SortOrder) -> None:
        """A column that cannot be sorted by leaves the order as it was."""
        if 0 <= section < len(self._table.rows.columns) and not self._table.rows.columns[section].is_sorted:
            self.setSortIndicator(*self._sorted)
        else:
            self._sorted = section, order

    def show_band(self, band: QWidget | None) -> None:
        """Make room below the headings for a row of something, as high as it wants to be; `None` takes it away."""
        self._band = band
        self.fit()

    def fit(self) -> None:
        """As high as the letters need, and what stands below the headings."""
        tall = self._tall()
        band = self._band.sizeHint().height() if self._band else 0
        self.setFixedHeight(tall + band)
        if self._band is not None:
            self._band.setGeometry(0, tall, self.width(), band)
            self._band.raise_()

    def _tall(self) -> int:
        return round(self._table.fontMetrics().height() * 2.2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What stands below is as wide as the headings."""
        super().resizeEvent(event)
        if self._band is not None:
            self._band.setGeometry(0, self._tall(), self.width(), self._band.height())

    def begin_again(self) -> None:
        """As declared: order, widths, hidden columns. (`reset` is Qt's own, called whenever other rows are shown.)"""
        wide = QFontMetrics(self._table.font()).averageCharWidth()
        for i, column in enumerate(self._table.rows.columns):
            self.moveSection(self.visualIndex(i), i)
            self.setSectionHidden(i, column.is_hidden)
            heading = self._metrics().horizontalAdvance(_(column.heading)) + ARROW_ROOM
            room = max(column.width * wide, min(heading, round(column.width * wide * HEADING_AT_MOST)))
            self.resizeSection(i, room + 2 * PAD + (ICON_ROOM if column.icon else 0))
            self.setSectionResizeMode(
                i, QHeaderView.ResizeMode.Stretch if column.stretches else QHeaderView.ResizeMode.Interactive
            )

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._font())

    def _font(self) -> QFont:
        font = QFont(self._table.font())
        font.setPixelSize(font.pixelSize() - 1)
        font.setWeight(font.Weight.Medium)
        return font

    def shown(self) -> list[int]:
        """The columns that are to be seen, in the user's order."""
        order = (self.logicalIndex(i) for i in range(self.count()))
        return [i for i in order if not self.isSectionHidden(i)]

    def arrangement(self) -> dict[str, Any]:
        """The arrangement by the keys of the columns."""
        columns = self._table.rows.columns
        order = [columns[self.logicalIndex(i)].key for i in range(self.count())]
        widths = {column.key: self.sectionSize(i) for i, column in enumerate(columns) if not self.isSectionHidden(i)}
        hidden = [column.key for i, column in enumerate(columns) if self.isSectionHidden(i)]
        by = self.sortIndicatorSection()
        sort = [columns[by].key, self._is_descending()] if 0 <= by < len(columns) else []
        return {"order": order, "widths": widths, "hidden": hidden, "sort": sort}

    def arrange(self, state: dict[str, Any]) -> None:
        """Arrange as remembered; what the table no longer has is ignored."""
        numbers = {column.key: i for i, column in enumerate(self._table.rows.columns)}
        known = [numbers[key] for key in state.get("order", []) if key in numbers]
        for place, i in enumerate(known):
            self.moveSection(self.visualIndex(i), place)
        for key, width in state.get("widths", {}).items():
            if key in numbers and isinstance(width, int):
                self.resizeSection(numbers[key], width)
        for key, i in numbers.items():
            self.setSectionHidden(i, key in state.get("hidden", []))
        if (sort := state.get("sort")) and sort[0] in numbers:
            order = Qt.SortOrder.DescendingOrder if sort[1] else Qt.SortOrder.AscendingOrder
            self.setSortIndicator(numbers[sort[0]], order)

    def menu(self) -> QMenu:
        """One line per column to show or hide it, and a way back."""
        menu = QMenu(self)
        for i, column in enumerate(self._table.rows.columns):
            choice = QAction(_(column.heading), menu, checkable=True, checked=not self.isSectionHidden(i))
            choice.setEnabled(self.isSectionHidden(i) or len(self.shown()) > 1)
            choice.toggled.connect(lambda is_shown, i=i: self.setSectionHidden(i, not is_shown))
            menu.addAction(choice)
        menu.addSeparator()
        menu.addAction(_("Columns as they were"), self.begin_again)
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Right click: the column chooser."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos() + QPoint(0, 4))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """The heading, cut with an ellipsis, and an arrow where the table is sorted by it."""
        rect.setHeight(self._tall())
        is_sorted = self._table.isSortingEnabled() and section == self.sortIndicatorSection()
        painter.save()
        painter.fillRect(rect.left(), self.height() - 1, rect.width(), 1, colour("line"))
        painter.setFont(self._font())
        painter.setPen(colour("text" if is_sorted or self._is_hovered(section) else "text3"))
        text = str(self._table.rows.headerData(section, Qt.Orientation.Horizontal))
        room = rect.adjusted(PAD, 0, -PAD - (14 if is_sorted else 0), 0)
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        is_number = self._table.rows.columns[section].look == "number"
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, shown)
        if is_sorted:
            left = room.right() + 3 if is_number else room.left() + metrics.horizontalAdvance(shown) + 4
            self._draw_arrow(painter, left, rect)
        painter.restore()

    def _draw_arrow(self, painter: QPainter, left: int, rect: QRect) -> None:
        name = "chevron-down" if self._is_descending() else "chevron-up"
        picture = icons.pixmap(name, "text2", 12, self.devicePixelRatioF())
        painter.drawPixmap(left, rect.center().y() - 5, picture)

    def _is_hovered(self, section: int) -> bool:
        where = self.mapFromGlobal(self.cursor().pos())
        return self.underMouse() and self.logicalIndexAt(where) == section

    def _is_descending(self) -> bool:
        return self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
