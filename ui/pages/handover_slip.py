"""The slip of a handover as it will be printed; looked at, then printed or saved."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from registry_app.i18n import N_, _
from ui.pages.paper_sheet import PaperSheet, Words

if TYPE_CHECKING:
    from ui.pages.page import Page

PAPERS = {"a5": N_("A5"), "a4": N_("A4"), "letter": N_("Letter")}


def _words(seq: int) -> Words:
    return Words(
        title=_("Slip of entry {entry}").format(entry=seq), file=_("slip-{entry}.pdf").format(entry=seq),
        save=N_("Save the slip"), printed=N_("The slip of entry {entry} went to the printer."),
        saved=N_("The slip of entry {entry} lies in {file}."),
        not_taken=N_("The printer took nothing. See whether it is switched on, or save the slip as PDF."),
        facts={"entry": seq},
    )  # fmt: skip


class SlipSheet(PaperSheet):
    """The slip of the entry `seq`; the paper is remembered on this workstation."""

    def __init__(self, page: "Page", seq: int) -> None:
        super().__init__(page, page.desk, page.jobs, _words(seq), PAPERS, page.desk.settings.slip_paper)
        self._seq = seq
        self.make()

    def maker(self) -> Callable[..., bytes]:
        """The slip on the chosen paper."""
        return partial(_slip, self._seq, self.papers.code())

    def remember(self) -> None:
        """The paper is kept."""
        self._desk.settings.slip_paper = self.papers.code()


def _slip(seq: int, paper: str, session: Any) -> bytes:
    """The slip of an entry as PDF. Raises `Refused`."""
    from registry_app.services import slips

    return slips.make(session, entry=seq, paper=paper)
