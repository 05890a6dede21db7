"""Checking papers while a register is open: the same as before it is, on a page."""

from registry_app.i18n import N_
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.paper_check import PaperCheck


class Papers(Page):
    """A page around the check of papers."""

    SHORTCUTS = (("Ctrl+O", N_("Open papers")),)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.check = PaperCheck(self.jobs, desk.settings)
        self.inside.addWidget(self.check, 1)

    def enter_list(self) -> None:
        """The cursor goes to the button that opens papers."""
        self.check.begin()
