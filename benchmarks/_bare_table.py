"""The barest window with a table of so many rows, for `bench window`: prints what `benchmarks._hands` does."""

import json
import os
import sys
import time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from benchmarks._hands import resident

COLUMNS = 6


class Rows(QAbstractTableModel):
    """Rows that are made up as they are asked for."""

    def __init__(self, many: int) -> None:
        super().__init__()
        self.many = many

    def rowCount(self, _parent: Any = None) -> int:
        """So many."""
        return self.many

    def columnCount(self, _parent: Any = None) -> int:
        """As many as the list of firearms shows."""
        return COLUMNS

    def data(self, index: Any, role: int = 0) -> str | None:
        """Something to paint."""
        return f"{index.column()}-{index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


def main(many: int) -> dict[str, Any]:
    """Open, jump, leaf through."""
    app = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    empty, began = resident(), time.perf_counter()
    table, rows = QTableView(), Rows(many)
    table.setModel(rows)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    window.setCentralWidget(table)
    app.processEvents()
    took = {"open the page": time.perf_counter() - began}
    took["jump to any row"] = max(_jumped(table, (n * 7_919_003 + many // 3) % many) for n in range(20))
    took["a page down"] = max(_leafed(window) for _n in range(60))
    return {"took": took, "empty": empty, "listed": resident()}


def _jumped(table: QTableView, row: int) -> float:
    began = time.perf_counter()
    table.setCurrentIndex(table.model().index(row, 0, QModelIndex()))
    QApplication.processEvents()
    return time.perf_counter() - began


def _leafed(window: QMainWindow) -> float:
    began = time.perf_counter()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_PageDown)
    took = time.perf_counter() - began
    QApplication.processEvents()
    return took


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
