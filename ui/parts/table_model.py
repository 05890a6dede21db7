"""Rows by the page: a fixed array of ids, and the rows themselves fetched when they are looked at.

The ids are a snapshot: rows do not jump while others write. 8 bytes a row; at most `KEPT` pages of `PAGE` rows are
held.
"""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from registry_app.i18n import _
from ui.job import Job
from ui.parts.columns import Column, Row

PAGE = 128
KEPT = 64
WAITING = 4
"""Pages asked for and not yet fetched; older wishes are forgotten, since they have been scrolled away."""

Index = QModelIndex | QPersistentModelIndex
Fetch = Callable[[Sequence[int]], Job[list[Row]]]
DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class TableModel(QAbstractTableModel):
    """`fetch(ids)` starts a job that gives rows, each with its id first, in any order; missing ids stay blank."""

    sort_asked = Signal(str, bool)
    """The key of a column and whether descending: whoever owns the model answers with `show_ids`."""

    def __init__(self, columns: Sequence[Column], fetch: Fetch, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.fetch = fetch
        self._ids: array[int] = array("q")
        self._pages: OrderedDict[int, dict[int, Row]] = OrderedDict()
        self._stale: set[int] = set()
        self._wanted: list[int] = []
        self._under_way: int | None = None
        self._job: Job[list[Row]] | None = None
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)

    def show_ids(self, ids: Iterable[int]) -> None:
        """Show these records, in this order."""
        self.beginResetModel()
        self._ids = ids if isinstance(ids, array) else array("q", ids)
        self._forget()
        self.endResetModel()

    def refresh(self) -> None:
        """Fetch what is looked at again; what is shown stays until the new rows are there."""
        self._stale = set(self._pages)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def id_at(self, row: int) -> int:
        """The record of a row."""
        return self._ids[row]

    def row_of(self, record_id: int) -> int:
        """The row of a record, or -1."""
        try:
            return self._ids.index(record_id)
        except ValueError:
            return -1

    def ids(self) -> "array[int]":
        """All ids as they stand."""
        return self._ids

    def row(self, number: int) -> Row | None:
        """The row, or `None` while it is on its way; asking for it sends for it."""
        page = number // PAGE
        held = self._pages.get(page)
        if held is None or page in self._stale:
            self._want(page)
        if held is None:
            return None
        self._pages.move_to_end(page)
        return held.get(self._ids[number])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many rows as ids."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many columns as declared."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> str | None:
        """The cell in words, an ellipsis while it is on its way."""
        if role not in (DISPLAY, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.row(index.row())
        if row is None:
            return "…"
        return self.columns[index.column()].text(row[index.column() + 1])

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> object:
        """The heading in the reader's language."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole):
            return _(self.columns[section].heading)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].look == "number" else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask the owner for the ids in the new order."""
        if column >= 0 and self.columns[column].is_sorted:
            self.sort_asked.emit(self.columns[column].key, order == Qt.SortOrder.DescendingOrder)

    def retranslate(self) -> None:
        """Say headings and cells again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)

    def _forget(self) -> None:
        self._pages.clear()
        self._stale.clear()
        self._wanted.clear()
        if self._job is not None:
            self._job.drop()
        self._under_way = None

    def _want(self, page: int) -> None:
        if page != self._under_way and page not in self._wanted:
            self._wanted = [*self._wanted, page][-WAITING:]
            if self._under_way is None:
                self._asking.start()

    def _ask(self) -> None:
        """Fetch the page that was looked at last."""
        if self._under_way is not None or not self._wanted:
            return
        page = self._under_way = self._wanted.pop()
        ids = self._ids[page * PAGE : (page + 1) * PAGE].tolist()
        self._job = self.fetch(ids).then(lambda rows: self._keep(page, rows)).ended(self._free)

    def _free(self) -> None:
        self._under_way = None
        if self._wanted:
            self._asking.start()

    def _keep(self, page: int, rows: list[Row]) -> None:
        self._pages[page] = {int(row[0] or 0): row for row in rows}
        self._pages.move_to_end(page)
        self._stale.discard(page)
        while len(self._pages) > KEPT:
            self._stale.discard(self._pages.popitem(last=False)[0])
        last = min((page + 1) * PAGE, len(self._ids)) - 1
        self.dataChanged.emit(self.index(page * PAGE, 0), self.index(last, len(self.columns) - 1))
