"""Changing a field of the rows that are selected in a list: a button among its tools, and a form behind the list."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from registry_app.i18n import N_
from registry_app.services import amending
from ui.pages.bulk_form import BulkForm
from ui.parts.text import IconButton

if TYPE_CHECKING:
    from ui.pages.list_page import ListPage


class ListBulk:
    """For records of `kind`, where whoever works here may amend them."""

    def __init__(self, page: "ListPage", kind: str) -> None:
        self._page = page
        self.button = IconButton(N_("Change a field of the selected rows"), "pencil", "Ctrl+Shift+E")
        self._kind = kind
        page.list.add_tool(self.button)
        self.button.clicked.connect(self.begin)

    @cached_property
    def form(self) -> BulkForm:
        """The form, made when it is first wanted."""
        made = BulkForm(self._page.jobs, self._page.desk, self._kind)
        self._page.pages.addWidget(made)
        made.left.connect(self.leave)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), made, self.leave, context=inside)
        return made

    def made(self) -> BulkForm | None:
        """The form, where it is made already."""
        form: BulkForm | None = self.__dict__.get("form")
        return form

    @staticmethod
    def is_for(page: "ListPage") -> bool:
        """Whether a page's records can be changed so, by whoever works there."""
        return page.KIND in amending.SAFE and page.desk.may("amend")

    def begin(self) -> None:
        """Open the form for what is selected."""
        if records := self._page.table.selected_ids():
            self._page.pages.setCurrentWidget(self.form)
            self.form.begin(records)

    def leave(self) -> None:
        """Back to the list, whose selection stays."""
        self._page.pages.setCurrentIndex(0)
        self._page.table.setFocus()
