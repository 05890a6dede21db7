"""What a page with a list does with one record of it: shows it whole on a sheet, edits it, makes a new one.

The sheet is made when it is first wanted, so that the list opens without waiting for it.
"""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from ui.pages import giving_up
from ui.pages.page import Page
from ui.parts.stack import Stack
from ui.parts.table import Table


class ListSheet(Page):
    """The half of `ui.pages.list_page.ListPage` that knows the sheet; the other half has the list."""

    MAKES: ClassVar[str] = ""
    """The act by which somebody makes a record here with the sheet's form; empty where there is none."""
    pages: Stack
    table: Table

    def build_sheet(self) -> Any:  # a `Sheet` that is a QWidget: no type says both
        """The `ui.pages.sheet.Sheet` that shows a record whole; called once, when the first record is opened."""
        return None

    @cached_property
    def sheet(self) -> Any:
        """The sheet, nothing where the list has none. A list opens before it, and without waiting for it."""
        made = self.build_sheet()
        if made is not None:
            self.pages.addWidget(made)
            made.left.connect(self.show_list)
            inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence("Esc"), made, made.leave, context=inside)
        return made

    def has_sheet(self) -> bool:
        """Whether a record can be shown whole."""
        return type(self).build_sheet is not ListSheet.build_sheet

    def sheet_made(self) -> Any:
        """The sheet where it is made already."""
        return self.__dict__.get("sheet")

    def may_make(self) -> bool:
        """Whether whoever works here can enter a new record."""
        return bool(self.MAKES) and self.has_sheet() and self.desk.may(self.MAKES)

    def is_open(self) -> bool:
        """Whether a record is shown whole."""
        return (sheet := self.sheet_made()) is not None and self.pages.currentWidget() is sheet

    def is_typed_into(self) -> bool:
        """Whether the sheet holds what was typed and not entered, and would lose it to another record."""
        return bool(ListSheet.draft(self))

    def lost(self) -> str:
        """What would be lost, in the reader's language; empty where there is nothing to tell it from."""
        return ""

    def unless_typed(self, go: Callable[[], None], record: int = 0) -> None:
        """Go on with something else; what was typed is given up only by somebody who says so.

        Whoever comes back to the `record` that it was typed about finds it as it was.
        """
        if self.is_typed_into():
            giving_up.go_elsewhere(self.pages, self.sheet, go, record, self.lost())
        else:
            go()

    def open_record(self, record_id: int) -> None:
        """Show this record whole."""
        if record_id and self.has_sheet():
            self.unless_typed(partial(self._open, record_id), record_id)

    def _open(self, record_id: int) -> None:
        self.sheet.open_record(record_id)
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.enter()

    def begin_new(self) -> None:
        """Open the form for a new record."""
        if self.may_make():
            self.unless_typed(self._begin_new)

    def _begin_new(self) -> None:
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.begin_edit(0)

    def begin_edit(self) -> None:
        """Open the form for the record that is shown, or that the cursor is on; what was typed is gone on with."""
        if self.is_typed_into():
            self.pages.setCurrentWidget(self.sheet)
            self.sheet.enter()
            return
        record = self.sheet.record if self.is_open() else self.table.current_id()
        if record and self.sheet.may_edit():
            self.pages.setCurrentWidget(self.sheet)
            self.sheet.begin_edit(record)

    def show_list(self) -> None:
        """Back to the list, on the record that was open."""
        self.pages.setCurrentIndex(0)
        if (sheet := self.sheet_made()) is not None:
            self.table.go_to(sheet.record)
        self.table.setFocus()

    def enter_list(self) -> None:
        """The cursor goes into the list, or stays with the record that is shown whole."""
        if self.is_open():
            self.sheet.enter()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def draft(self) -> dict[str, Any]:
        """What was typed into the form."""
        return sheet.draft() if (sheet := self.sheet_made()) is not None else {}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Open the form again as it was."""
        self.sheet.take_up(draft)
        self.pages.setCurrentWidget(self.sheet)
