"""The table of every list: fixed rows, resizable and hidable columns, sorting by heading, copying without loss."""

from array import array
from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from registry_app.i18n import _
from ui.parts.cells import CellPainter
from ui.parts.columns import Column, Row
from ui.parts.table_head import TableHead
from ui.parts.table_model import Fetch, TableModel

COPY_AT_MOST = 50_000


class Table(QTableView):
    """Shows records by id. `opened` and `chosen` tell the id of the row that was activated or became current: as an
    object, since Qt's own numbers have 32 bits and ids may have 63."""

    opened = Signal(object)
    chosen = Signal(object)
    left_upwards = Signal()
    """The cursor went up from the first row: whoever has a search field above takes the focus."""

    def __init__(self, name: str, columns: Sequence[Column], fetch: Fetch) -> None:
        super().__init__()
        self._name = name
        self.rows = TableModel(columns, fetch, self)
        self._painter = CellPainter(self, self.rows)
        self._head = TableHead(self)
        self.setHorizontalHeader(self._head)
        self.setModel(self.rows)
        self.setItemDelegate(self._painter)
        self._set_up()
        self.reset_columns()
        self.retranslate()
        self.activated.connect(lambda index: self.opened.emit(self.rows.id_at(index.row())))
        self.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.entered.connect(self._hover)

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSortingEnabled(True)
        self._fit_rows()

    def _fit_rows(self) -> None:
        """Rows grow with the font, never fixed pixels."""
        self.verticalHeader().setDefaultSectionSize(round(self.fontMetrics().height() * 2.45))
        self._head.fit()

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these records; the current one stays current where it is still among them."""
        ids = ids if isinstance(ids, array) else array("q", ids)
        if ids == self.rows.ids():
            self.rows.refresh()
            return
        before = self.current_id() if self.has_current() else None
        self.rows.show_ids(ids)
        if (before is None or not self.go_to(before)) and self.hasFocus():
            self._begin_at_the_top()

    def has_current(self) -> bool:
        """Whether the cursor is on a row."""
        return self.currentIndex().isValid()

    def current_id(self) -> int:
        """The record of the current row, 0 when there is none."""
        index = self.currentIndex()
        return self.rows.id_at(index.row()) if index.isValid() else 0

    def selected_ids(self) -> list[int]:
        """The records of the selected rows, in the order shown."""
        return [self.rows.id_at(row) for row in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def go_to(self, record_id: int) -> bool:
        """Make a record the current one; whether it is in the list."""
        row = self.rows.row_of(record_id)
        if row >= 0:
            self.selectRow(row)
            self.scrollTo(self.rows.index(row, 0))
        return row >= 0

    def arrangement(self) -> dict[str, Any]:
        """Order, widths, hidden columns and sorting, for the user's settings."""
        return self._head.arrangement()

    def arrange(self, state: dict[str, Any]) -> None:
        """Take up what `arrangement()` gave; unknown columns are ignored."""
        self._head.arrange(state)

    def reset_columns(self) -> None:
        """Order, widths and hidden columns as declared."""
        self._head.begin_again()

    def column_menu(self) -> QMenu:
        """The menu of a right click on the headings."""
        return self._head.menu()

    def copy(self) -> None:
        """Fetch the selected rows and put them on the clipboard."""
        ids = self.selected_ids()[:COPY_AT_MOST]
        if ids:
            self.rows.fetch(ids).then(lambda rows: self._put(ids, rows))

    def _put(self, ids: list[int], rows: list[Row]) -> None:
        by_id = {row[0]: row for row in rows}
        shown = self._head.shown()
        lines = [[_(self.rows.columns[i].heading) for i in shown]]
        lines += [[self.rows.columns[i].text(by_id[each][i + 1]) for i in shown] for each in ids if each in by_id]
        QGuiApplication.clipboard().setMimeData(as_clipboard(lines))

    def show_band(self, band: QWidget, *, is_shown: bool) -> None:
        """Show a row of something between the headings and the rows, or take it away."""
        self._head.show_band(band if is_shown else None)
        band.setVisible(is_shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying, and leaving upwards into the search field."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Arriving by keyboard makes the first row current, so that arrows and Enter work at once."""
        self._begin_at_the_top()
        super().focusInEvent(event)

    def _begin_at_the_top(self) -> None:
        if not self.currentIndex().isValid() and self.rows.rowCount():
            self.selectRow(0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow language and font."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "_head"):
            self._fit_rows()
        super().changeEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is gone: no row is hovered."""
        self._painter.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def retranslate(self) -> None:
        """Say name and headings again."""
        self.setAccessibleName(_(self._name))
        self.rows.retranslate()
        self.viewport().update()

    def _hover(self, index: QModelIndex) -> None:
        self._painter.hovered = index.row()
        self.viewport().update()

    def _tell_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows.id_at(index.row()))


def as_clipboard(lines: Sequence[Sequence[str]]) -> QMimeData:
    """Cells for a spreadsheet: as HTML marked as text, so that `007` and `1-2` arrive unchanged, and as plain TSV."""
    clean = [[cell.replace("\t", " ").replace("\n", " ") for cell in line] for line in lines]
    cells = ("".join(f"<td style=\"mso-number-format:'\\@'\">{escape(cell)}</td>" for cell in line) for line in clean)
    copied = QMimeData()
    copied.setHtml("<table>" + "".join(f"<tr>{each}</tr>" for each in cells) + "</table>")
    copied.setText("\n".join("\t".join(line) for line in clean))
    return copied
