"""The count sheets of an audit as they will be printed: by rack or by serial, on the format that is chosen."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from registry_app.domain.actor import Actor
from registry_app.i18n import N_, _
from registry_app.services.audit_views import Whole
from ui.desk import Desk
from ui.pages.audit_looked_for import ORDERS
from ui.pages.paper_sheet import FORMATS, PaperSheet, Words
from ui.parts.segments import Segments
from ui.tasks import Scope


def _words(audit: str) -> Words:
    return Words(
        title=_("Count sheets of {audit}").format(audit=audit), file=_("count-sheets-{audit}.pdf").format(audit=audit),
        save=N_("Save the count sheets"), printed=N_("The count sheets of {audit} went to the printer."),
        saved=N_("The count sheets of {audit} lie in {file}."),
        not_taken=N_("The printer took nothing. See whether it is switched on, or save the sheets as PDF."),
        facts={"audit": audit},
    )  # fmt: skip


class CountSheets(PaperSheet):
    """Format and order are remembered on this workstation; `ordered` tells another order."""

    ordered = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, jobs: Scope, whole: Whole, by: Actor) -> None:
        kept = desk.settings
        super().__init__(parent, desk, jobs, _words(whole.row.code), FORMATS, kept.sheet_paper)
        self._audit, self._by = whole.row.number, by
        self.orders = Segments(N_("Order of the sheets"), ORDERS)
        self.orders.take(kept.sheet_order if kept.sheet_order in ORDERS else next(iter(ORDERS)))
        self.head.insertWidget(0, self.orders)
        self.orders.chosen.connect(self._choose)
        self.orders.chosen.connect(self.ordered)
        self.make()

    def maker(self) -> Callable[..., bytes]:
        """The sheets in the chosen order, on the chosen format."""
        return partial(_sheets, self._audit, self.orders.code(), self.papers.code(), self._by)

    def remember(self) -> None:
        """Both are kept."""
        self._desk.settings.sheet_paper, self._desk.settings.sheet_order = self.papers.code(), self.orders.code()


def _sheets(audit: int, order: str, paper: str, by: Actor, session: Any) -> bytes:
    """The count sheets of an audit as PDF. Raises `Refused`."""
    from registry_app.services import count_sheets

    return count_sheets.make(session, audit=audit, order=order, paper=paper, by=by)
