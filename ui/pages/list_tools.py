"""The buttons above a list: filter row, columns and saved views, export."""

from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from registry_app.i18n import N_, _
from ui.pages.views import Views
from ui.parts.ask import Ask
from ui.parts.table import Table
from ui.parts.text import IconButton

FILTER = N_("Filter by columns")
FORMATS = {".xlsx": N_("Workbook (XLSX)"), ".csv": N_("Text with commas (CSV)"), ".json": N_("For programs (JSON)")}


class ListTools(QWidget):
    """Tells what was asked for; the page does it."""

    filter_asked = Signal()
    view_chosen = Signal(str)
    view_named = Signal(str)
    usual_asked = Signal()
    export_asked = Signal(str)
    """The suffix of the file."""

    def __init__(self, table: Table, views: Views) -> None:
        super().__init__()
        self._table, self._views = table, views
        self.filter = IconButton(FILTER, "list-filter", "Ctrl+Shift+F")
        self.filter.setCheckable(True)
        self.view = IconButton(N_("Columns and saved views"), "columns-3")
        self.export = IconButton(N_("Export what is listed"), "download")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        for button in (self.filter, self.view, self.export):
            line.addWidget(button)
        self.filter.clicked.connect(self.filter_asked)
        self.view.clicked.connect(lambda: self._pop(self.view_menu(), self.view))
        self.export.clicked.connect(lambda: self._pop(self.export_menu(), self.export))

    def _pop(self, menu: QMenu, below: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def view_menu(self) -> QMenu:
        """The saved views to choose and to delete, how to save this one or go back to the usual, and the columns."""
        menu, columns = QMenu(self), self._table.column_menu()
        names = self._views.names()
        for name in names:
            menu.addAction(name.replace("&", "&&"), partial(self.view_chosen.emit, name))
        if names:
            menu.addSeparator()
        menu.addAction(_("Save this view…"), self.ask_name)
        if names:
            gone = menu.addMenu(_("Delete"))
            for name in names:
                gone.addAction(name.replace("&", "&&"), partial(self._views.delete, name))
        menu.addAction(_("As it was at first"), self.usual_asked.emit)
        menu.addSeparator()
        columns.setTitle(_("Columns"))
        menu.addMenu(columns)
        return menu

    def ask_name(self) -> None:
        """Ask what this view is to be called."""
        Ask(self, N_("Save this view"), N_("Name of the view"), self.view_named.emit).open()

    def export_menu(self) -> QMenu:
        """The kinds of file."""
        menu = QMenu(self)
        for suffix, label in FORMATS.items():
            menu.addAction(_(label), partial(self.export_asked.emit, suffix))
        return menu
