"""The firearms: the list with search, filters and sorting, the one under the cursor, and one of them whole."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, n_
from registry_app.services.cuts import Cut
from registry_app.services.listing_firearms import FIREARMS
from ui.desk import Desk
from ui.job import Job
from ui.pages import firearm_rows
from ui.pages.as_of_bar import AsOfBar, Then, then
from ui.pages.dossier import Glance, glance_at
from ui.pages.firearm_card import FirearmCard
from ui.pages.firearm_rows import ALL_COLUMNS
from ui.pages.firearm_sheet import FirearmSheet
from ui.pages.foresight import Asked
from ui.pages.list_page import ListPage
from ui.parts.columns import Row
from ui.parts.shortcuts import EDIT_SHORTCUTS, LIST_SHORTCUTS
from ui.parts.text import IconButton

SHOWN_LAST = 6


class Firearms(ListPage):
    """The list, as it is or as it was at the end of a day; Enter opens the sheet, Alt+Left or Esc leads back."""

    KEY, NAME, LISTING, COLUMNS = "firearms", N_("Firearms"), FIREARMS, ALL_COLUMNS
    SEGMENTS = {
        "": N_("All"), "in_store": N_("In store"), "issued": N_("Issued"), "held": N_("On hold"),
        "transit": N_("In transit"), "gone": N_("Gone"),
    }  # fmt: skip
    KIND, MAKES, IS_PLACED = "firearm", "receive", True
    ICON = "pistol"
    NOTHING = (N_("No firearm is on record yet"), N_("Receive the first one by Ctrl+N, or import a list of all."))
    SHORTCUTS = (
        *LIST_SHORTCUTS,
        *EDIT_SHORTCUTS,
        ("Ctrl+I", N_("Issue or take back the firearm")),
        ("Ctrl+D", N_("Show the register as of a day")),
    )

    def __init__(self, desk: Desk) -> None:
        self._then: Then | None = None
        super().__init__(desk)
        self.day, self.as_of = AsOfBar(), IconButton(N_("As of a day"), "history", "Ctrl+D")
        self.list.add_tool(self.as_of)
        self.inside.insertWidget(0, self.day)
        self._connect_acts()

    def counted(self, n: int) -> str:
        """So many firearms."""
        return n_("{n} firearm", "{n} firearms", n)

    def build_card(self) -> FirearmCard:
        """The firearm under the cursor."""
        return FirearmCard()

    def build_sheet(self) -> FirearmSheet:
        """One firearm whole."""
        sheet = FirearmSheet(self.jobs, self.desk)
        sheet.act_asked.connect(self._hand_over)
        sheet.act.setEnabled(self.card.act.isEnabled())
        return sheet

    @property
    def _cut(self) -> Cut | None:
        return self._then.cut if self._then else None

    def _connect_acts(self) -> None:
        self.as_of.clicked.connect(self.day.begin)
        self.day.asked.connect(self._look_back)
        self.day.left.connect(lambda: self._show_then(None))
        self.card.act_asked.connect(lambda: self._hand_over(self.table.current_id()))
        self.card.life_asked.connect(lambda: self.open_record(self.table.current_id()))
        self.card.act.setEnabled(self.desk.may("issue", "take_back"))
        QShortcut(QKeySequence("Ctrl+I"), self, self._hand_over_current)

    def ask_ids(self, asked: Asked) -> Job[Any]:
        """The firearms that match, now or then."""
        return self.jobs.read(firearm_rows.ids, self._cut, **asked)

    def fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        """Their rows, now or then."""
        return self.jobs.read(firearm_rows.all_rows, ids, self._cut)

    def ask_content(self, headed: Mapping[str, str], suffix: str) -> Job[bytes]:
        """The file, now or then."""
        if self._cut is None:
            return super().ask_content(headed, suffix)
        return self.jobs.read(firearm_rows.file, self.table.rows.ids(), headed, suffix, self._cut)

    def is_narrowed(self) -> bool:
        """As of a day only the search narrows, and how many there were in all is not counted."""
        return self._then is None and super().is_narrowed()

    def _look_back(self, as_of: str, known_at: str) -> None:
        job = self.jobs.latest("then").read(then, as_of, known_at).then(self._show_then)
        job.otherwise(lambda error: self.day.show_findings(error.findings), Refused)

    def _show_then(self, shown: Then | None) -> None:
        """Show everything as it was, or as it is; nothing fetched before counts any more."""
        self._then = shown
        self.day.show_then(shown)
        self.card.is_past = shown is not None
        if self.bulk is not None:
            self.bulk.button.setEnabled(shown is None)
        self.list.close_filter(N_("An earlier day has no filter row: search instead") if shown else "")
        self.table.show_ids([])
        self.ask()
        if self.is_open():
            self.open_record(self.sheet.record)
        self.enter_list()

    def open_record(self, record_id: int) -> None:
        """Show this firearm whole, now or then."""
        self.sheet.cut = self._cut
        super().open_record(record_id)

    def open_field(self, record_id: int, field: str) -> None:
        """Show the record, with its form open on this field."""
        self.open_record(record_id)
        if not self.is_typed_into():
            self.sheet.edit_at(field)

    def show_card(self, record: int) -> None:
        """Tell of the firearm under the cursor."""
        self.jobs.latest("card").read(glance_at, record, SHOWN_LAST, self._cut).then(self._fill_card)

    def _fill_card(self, glance: Glance) -> None:
        row, events = glance
        if row is not None:
            self.card.show_firearm(row, events)

    def _hand_over_current(self) -> None:
        self._hand_over(self.sheet.record if self.is_open() else self.table.current_id())

    def _hand_over(self, record: int) -> None:
        if record and self.card.act.isEnabled() and self._then is None:
            self.desk.go("handover", record)

    def retranslate(self) -> None:
        """Say bar, card and sheet again."""
        self.day.retranslate()
        self.card.retranslate()
        super().retranslate()
