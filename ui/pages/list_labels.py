"""Labels of what a list shows: a button among its tools, Ctrl+Shift+L, brings the records to the page of labels."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from registry_app.i18n import N_
from ui.parts.text import IconButton

if TYPE_CHECKING:
    from ui.pages.list_page import ListPage

KINDS = ("firearm", "person", "lot", "article")
KEYS, PAGE = "Ctrl+Shift+L", "labels"


class ListLabels:
    """For lists of records that have codes of ours; on a record that is shown whole, for that one alone."""

    def __init__(self, page: "ListPage") -> None:
        self._page = page
        self.button = IconButton(N_("Labels of the rows shown, or of those selected"), "printer", KEYS)
        page.list.add_tool(self.button)
        self.button.clicked.connect(self._of_list)
        of_sheet = QShortcut(QKeySequence(KEYS), page, self._of_sheet)
        of_sheet.setEnabled(False)  # the button of the list has the same keys
        page.pages.currentChanged.connect(lambda _at: of_sheet.setEnabled(page.is_open()))

    @staticmethod
    def is_for(page: "ListPage") -> bool:
        """Whether a page's records have labels."""
        return page.KIND in KINDS

    def _of_list(self) -> None:
        """One row is always selected, by the cursor: only several are a selection."""
        selected = self._page.table.selected_ids()
        self._bring(selected if len(selected) > 1 else self._page.table.rows.ids().tolist())

    def _of_sheet(self) -> None:
        self._bring([self._page.sheet.record])

    def _bring(self, records: list[int]) -> None:
        if any(records):
            self._page.desk.bring(PAGE, self._page.KIND, records)
