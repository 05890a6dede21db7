"""What the pages of lots and of articles share: in a place only what lies there is counted, and acts begin by keys."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from registry_app.domain.fields import Field
from registry_app.i18n import N_, number
from registry_app.services.listing import Listing
from ui.desk import Desk
from ui.pages.item_sheet import ACTS_KEY, ItemSheet
from ui.pages.list_page import ListPage
from ui.parts.columns import Cell, Column, of_field
from ui.parts.shortcuts import EDIT_SHORTCUTS, LIST_SHORTCUTS

ISSUE, TAKE_BACK = "issue", "take_back"
OUT = N_("Out")
"""The heading of what is with people, where columns are narrow."""


class StockPage(ListPage):
    """Enter opens the sheet, Ctrl+Shift+A tells all that can be done with the item under the cursor."""

    IN_PLACE: ClassVar[Callable[[int], Listing]]
    """The list with the figures of a place, 0 for the whole company."""
    sheet: ItemSheet
    MAKES, IS_PLACED = "receive", True
    SHORTCUTS = (
        *LIST_SHORTCUTS,
        *EDIT_SHORTCUTS,
        ("Ctrl+I", N_("Issue it, or take it back")),
        (ACTS_KEY, N_("All that can be done with it")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(ACTS_KEY), self.list, lambda: self._open_for(ACTS_KEY), context=inside)
        QShortcut(QKeySequence("Ctrl+I"), self, lambda: self._open_for(ISSUE, TAKE_BACK))

    @property
    def place(self) -> int:
        """The place that the list is narrowed to."""
        return self.list.narrowed()[1]

    def in_place(self) -> Listing:
        """The list with the figures of the place that is chosen."""
        return type(self).IN_PLACE(self.place)

    def take_act(self, _act: str) -> None:
        """Receive a new item."""
        self.begin_new()

    def _open_for(self, *acts: str) -> None:
        """Open the item under the cursor, and begin with it as soon as it is shown."""
        if self.is_open():
            self.sheet.begin_first(*acts)
        elif record := self.table.current_id():
            self.sheet.want(*acts)
            self.open_record(record)


def counted(field: Field, width: int, *, is_hidden: bool = False) -> Column:
    """A column of pieces or rounds; none at all leaves the cell empty, so that the eye finds what there is."""
    return replace(of_field(field, width, "number", is_hidden=is_hidden), text=_count)


def _count(value: Cell) -> str:
    return number(int(value)) if value else ""
