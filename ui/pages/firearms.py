"""The firearms: the list with search, filters and sorting, the one under the cursor, and one of them whole."""

from array import array
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, n_, number
from registry_app.services import lists
from registry_app.services.cuts import Cut
from ui.desk import Desk
from ui.job import Job
from ui.pages import firearm_rows
from ui.pages.as_of_bar import AsOfBar, Then, then
from ui.pages.dossier import Glance, glance_at
from ui.pages.firearm_card import FirearmCard
from ui.pages.firearm_rows import COLUMNS
from ui.pages.firearm_sheet import FirearmSheet
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.empty import Empty
from ui.parts.picker import Choice, Picker
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.table import Table
from ui.parts.text import Button, IconButton, Label

FILTERS = {
    "": N_("All"),
    "in_store": N_("In store"),
    "issued": N_("Issued"),
    "held": N_("On hold"),
    "transit": N_("In transit"),
    "gone": N_("Gone"),
}
SHOWN_LAST = 6
COLUMN_OF_SERIAL = 2
NARROW = 1020
"""Below this width of the page the list stands alone."""


class Firearms(Page):
    """The list and the sheet lie behind each other; Enter opens the sheet, Alt+Left or Esc leads back."""

    SHORTCUTS = (
        ("Return", N_("Open the firearm")),
        ("Alt+Left", N_("Back to the list")),
        ("Ctrl+I", N_("Issue or take back the firearm")),
        ("Ctrl+D", N_("Show the register as of a day")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text, self._sort, self._is_descending = "", "serial", False
        self._then: Then | None = None
        self.table = Table(N_("Firearms"), COLUMNS, lambda ids: self.jobs.read(firearm_rows.rows, ids, self._cut))
        self.day, self.as_of = AsOfBar(), IconButton(N_("As of a day"), "history", "Ctrl+D")
        self.filters = Segments(N_("Which firearms"), FILTERS)
        self.place = Picker(self._find_places, N_("Any place"), N_("Place"))
        self.card, self.sheet = FirearmCard(), FirearmSheet(self.jobs, desk)
        self._count = Label(role="hint")
        self._clear = Button(N_("Show all"))
        self._listed, self._pages = Stack(), Stack()
        self._lay_out()
        self._connect()
        if arrangement := desk.settings.tables.get("firearms"):
            self.table.arrange(arrangement)

    def _lay_out(self) -> None:
        nothing = Empty(
            "search", N_("No firearm matches"),
            N_("Search by serial, tag, maker, model, permit or holder's code; look-alike characters are understood."),
            self._clear,
        )  # fmt: skip
        self._listed.addWidget(self.table)
        self._listed.addWidget(nothing)
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self._list_card(), 1)
        across.addWidget(self.card)
        self._pages.addWidget(both)
        self._pages.addWidget(self.sheet)
        self.inside.addWidget(self.day)
        self.inside.addWidget(self._pages, 1)

    @property
    def _cut(self) -> Cut | None:
        return self._then.cut if self._then else None

    def _list_card(self) -> Card:
        card, line = Card(margin=1, spacing=6), QHBoxLayout()
        columns = IconButton(N_("Columns"), "columns-3")
        columns.clicked.connect(
            lambda: self.table.column_menu().popup(columns.mapToGlobal(columns.rect().bottomLeft()))
        )
        self.place.setMaximumWidth(190)
        self.place.setMinimumWidth(72)
        line.setContentsMargins(14, 10, 10, 0)
        line.setSpacing(8)
        line.addWidget(self.filters)
        line.addWidget(self.place, 1)
        line.addWidget(self.as_of)
        line.addWidget(columns)
        card.inside.addLayout(line)
        card.inside.addWidget(self._listed, 1)
        self._count.setContentsMargins(14, 2, 14, 8)
        card.inside.addWidget(self._count)
        return card

    def _connect(self) -> None:
        self.as_of.clicked.connect(self.day.begin)
        self.day.asked.connect(self._look_back)
        self.day.left.connect(lambda: self._show_then(None))
        self.filters.chosen.connect(lambda _code: self._ask())
        self.place.changed.connect(self._ask)
        self.table.sortByColumn(COLUMN_OF_SERIAL, Qt.SortOrder.AscendingOrder)
        self.table.rows.sort_asked.connect(self._sort_by)
        self.table.chosen.connect(self._show_card)
        self.table.opened.connect(self.open_record)
        self.table.left_upwards.connect(self.desk.focus_search)
        self.card.act_asked.connect(lambda: self._hand_over(self.table.current_id()))
        self.card.life_asked.connect(lambda: self.open_record(self.table.current_id()))
        self.sheet.act_asked.connect(self._hand_over)
        self.sheet.left.connect(self.show_list)
        self._clear.clicked.connect(self._show_all)
        for button in (self.card.act, self.sheet.act):
            button.setEnabled(self.desk.may("issue", "take_back"))
        QShortcut(
            QKeySequence("Esc"), self.sheet, self.show_list, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        QShortcut(QKeySequence("Ctrl+I"), self, self._hand_over_current)

    def _find_places(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("places").read(_places, text)

    def reload(self) -> None:
        """Fetch list and sheet."""
        self._ask()
        self.sheet.reload()

    def _ask(self) -> None:
        asked = self.jobs.latest("ids").read(
            firearm_rows.ids, self._cut, text=self._text, state=self.filters.code(), place=self.place.id(),
            sort=self._sort, descending=self._is_descending,
        )  # fmt: skip
        asked.then(self._show_ids)

    def _look_back(self, as_of: str, known_at: str) -> None:
        job = self.jobs.latest("then").read(then, as_of, known_at).then(self._show_then)
        job.otherwise(lambda error: self.day.show_findings(error.findings), Refused)

    def _show_then(self, shown: Then | None) -> None:
        """Show everything as it was, or as it is; nothing fetched before counts any more."""
        self._then = shown
        self.day.show_then(shown)
        self.card.is_past = shown is not None
        self.table.show_ids([])
        self._ask()
        if self._pages.currentWidget() is self.sheet:
            self.sheet.open_firearm(self.sheet.record, self._cut)
        self.enter_list()

    def _show_ids(self, ids: "array[int]") -> None:
        self.table.show_ids(ids)
        self._listed.setCurrentIndex(0 if ids else 1)
        if ids and not self.table.current_id():
            self.table.selectRow(0)
        elif ids:
            self._show_card(self.table.current_id())
        self.card.setEnabled(bool(ids))
        self._tell_count()

    def _tell_count(self) -> None:
        n = self.table.rows.rowCount()
        self._count.quote(n_("{n} firearm", "{n} firearms", n).format(n=number(n)))

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._ask()

    def _show_card(self, record: int) -> None:
        self.jobs.latest("card").read(glance_at, record, SHOWN_LAST, self._cut).then(self._fill_card)

    def _fill_card(self, glance: Glance) -> None:
        row, events = glance
        if row is not None:
            self.card.show_firearm(row, events)

    def _show_all(self) -> None:
        self._text = ""
        self.desk.clear_search()
        self.place.show_choice(None)
        self.filters.choose("")

    def open_record(self, record_id: int) -> None:
        """Show this firearm whole."""
        if record_id:
            self.sheet.open_firearm(record_id, self._cut)
            self._pages.setCurrentWidget(self.sheet)
            self.sheet.life.setFocus()

    def show_list(self) -> None:
        """Back to the list, on the firearm that was open."""
        self._pages.setCurrentIndex(0)
        self.table.go_to(self.sheet.record)
        self.table.setFocus()

    def seek(self, text: str) -> None:
        """List what matches."""
        self._pages.setCurrentIndex(0)
        if text != self._text:
            self._text = text
            self._ask()

    def enter_list(self) -> None:
        """The cursor goes into the list, or stays with the firearm that is shown whole."""
        is_open = self._pages.currentWidget() is self.sheet
        (self.sheet.life if is_open else self.table).setFocus(Qt.FocusReason.TabFocusReason)

    def _hand_over_current(self) -> None:
        is_open = self._pages.currentWidget() is self.sheet
        self._hand_over(self.sheet.record if is_open else self.table.current_id())

    def _hand_over(self, record: int) -> None:
        if record and self.card.act.isEnabled() and self._then is None:
            self.desk.go("handover", record)

    def leave(self) -> None:
        """Remember how the columns are arranged."""
        self.desk.settings.tables["firearms"] = self.table.arrangement()
        super().leave()

    def retranslate(self) -> None:
        """Say count, card and sheet again."""
        self._tell_count()
        self.day.retranslate()
        self.card.retranslate()
        self.sheet.retranslate()

    def fit(self) -> None:
        """On a narrow window the list stands alone."""
        self.card.setVisible(not self.is_narrower(NARROW))


def _places(session: Any, text: str) -> list[Choice]:
    return [Choice(*found) for found in lists.find(session, kind="place", text=text)]
