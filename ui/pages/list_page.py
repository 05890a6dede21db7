"""What all pages that list records share. A page says what it lists, and gets the rest:

search from the header, segments, a filter row (Ctrl+Shift+F), columns to choose, order, widths and sorting that last,
saved views, a count, export of exactly what is listed (Ctrl+P: as a workbook), copying, words where nothing is listed,
Enter to open; with `MAKES` and a sheet that edits: Ctrl+E to edit, Ctrl+N for a new one.

    class People(ListPage):
        KEY, NAME, LISTING = "people", N_("People"), PEOPLE             # PEOPLE: services/listing_people.py
        COLUMNS = (of_field(PEOPLE.fields["code"], 9, "serial"), ...)   # their keys are those of the listing
        SEGMENTS = {"": N_("Here"), "left": N_("Have left")}            # codes of PEOPLE.states
        ICON, NOTHING = "users", (N_("Nobody is on record yet"), N_("Enter the first person by Ctrl+N ..."))
        KIND, MAKES = "person", "describe"      # whose safe fields change at once; the act that enters a new record
        def counted(self, n): return n_("{n} person", "{n} people", n)  # `{n}` stays
        def build_sheet(self): return RecordSheet(...)                  # a record whole; may be left out

and a line in `ui.destinations`. A page that lists otherwise (as of a day) overrides `ask_ids`, `fetch`, `ask_content`;
one with a card beside the list `build_card` and `show_card`; `self.list.add_tool` puts more buttons above the list.
The `field` of a column is what its filter is read by and its export told by.
"""

from array import array
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from registry_app.domain.criterion import Criterion
from registry_app.i18n import _, number
from registry_app.services import list_files, listing
from registry_app.services.listing import Listing
from ui.desk import Desk
from ui.header import SearchField
from ui.job import Job
from ui.pages import record_choices
from ui.pages.foresight import Asked, Foresight, with_key
from ui.pages.list_bulk import ListBulk
from ui.pages.list_card import ListCard, Listed
from ui.pages.list_export import ListExport
from ui.pages.list_sheet import ListSheet
from ui.pages.views import View, Views
from ui.parts.columns import Column, Row
from ui.parts.picker import Choice
from ui.parts.shortcuts import LIST_SHORTCUTS, Shortcut
from ui.parts.stack import Stack

NARROW = 1020
"""Below this width of the page the list stands alone."""


class ListPage(ListSheet):
    """See the module: subclasses say what they list."""

    KEY: ClassVar[str]
    NAME: ClassVar[str]
    LISTING: ClassVar[Listing]
    COLUMNS: ClassVar[Sequence[Column]]
    SEGMENTS: ClassVar[Mapping[str, str]] = {}
    IS_PLACED: ClassVar[bool] = False
    IS_NEWEST_FIRST: ClassVar[bool] = False
    """Whether the list can be narrowed to a place; whether its usual order runs backwards."""
    ICON: ClassVar[str] = "inbox"
    NOTHING: ClassVar[tuple[str, str]]
    """What stands where there is nothing at all: title, and what to do next."""
    KIND: ClassVar[str] = ""
    """The kind of record, where safe fields of many can be changed at once (`services.amending`)."""
    SHORTCUTS: ClassVar[tuple[Shortcut, ...]] = LIST_SHORTCUTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._text, self._total, self._total_of = "", 0, ("?", 0)
        self._criteria: dict[str, Criterion] | None = None
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._fetch_ids)
        self._foresight, self.shown = Foresight(self.ask_ids), dict[str, Any]()
        desk.reception.held.connect(self._foresee)
        self._looking = QTimer(self, singleShot=True, interval=0)
        self._looking.timeout.connect(lambda: self.show_card(self.table.current_id()))
        saved = Views(desk.settings, desk.worker.actor.name if desk.worker.actor else "", self.KEY)
        listed = Listed(self.NAME, self.COLUMNS, self.SEGMENTS, self.ICON)
        self.list = ListCard(listed, self.fetch, self._find_places if self.IS_PLACED else None, saved)
        self.table, self.filter = self.list.table, self.list.filter
        self.card, self.pages = self.build_card(), Stack()
        self.exports = ListExport(self, self.NAME, self.table, self.ask_content)
        self._lay_out()
        self.bulk = ListBulk(self, self.KIND) if ListBulk.is_for(self) else None
        self._sort, self._is_descending = self.list.begin(self.LISTING.first, is_descending=self.IS_NEWEST_FIRST)
        self._connect()
        self._add_keys()

    def counted(self, n: int) -> str:
        """So many records in the reader's words, with `{n}` left for the number."""
        raise NotImplementedError

    def build_card(self) -> Any:  # a QWidget of the page's own, or nothing
        """What stands beside the list where there is room, about the record under the cursor."""
        return None

    def show_card(self, record: int) -> None:
        """Tell of the record under the cursor."""

    def _lay_out(self) -> None:
        both = QWidget()
        across = QHBoxLayout(both)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(self.list, 1)
        if self.card is not None:
            across.addWidget(self.card)
        self.pages.addWidget(both)
        self.inside.addWidget(self.pages, 1)

    def _connect(self) -> None:
        self.list.segments.chosen.connect(lambda _code: self.ask())
        self.list.place_changed.connect(self.ask)
        self.table.rows.sort_asked.connect(self._sort_by)
        self.table.chosen.connect(lambda _record: self._looking.start())
        self.table.opened.connect(self.open_record)
        self.table.left_upwards.connect(self.desk.focus_search)
        self.filter.changed.connect(self._refilter)
        self.list.all.clicked.connect(self.show_all)
        self.list.make.clicked.connect(self.begin_new)
        self.list.view_asked.connect(self.take_view)
        self.list.tools.view_named.connect(lambda name: self.list.save(name, self._text))
        self.list.tools.export_asked.connect(self.exports.ask)

    def _add_keys(self) -> None:
        QShortcut(QKeySequence("Ctrl+P"), self, lambda: self.exports.ask(".xlsx"))
        if self.has_sheet():
            QShortcut(QKeySequence("Ctrl+E"), self, self.begin_edit)
        if self.has_sheet() and self.MAKES:
            QShortcut(QKeySequence("Ctrl+N"), self, self.begin_new)
            self.list.another.clicked.connect(self.begin_new)

    def _find_places(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("places").read(record_choices.places, text)

    def in_place(self) -> Listing:
        """What is listed; a page with the figures of the place that is chosen has a listing for each."""
        return self.LISTING

    def asked(self) -> dict[str, Any]:
        """What is asked of the list, as `listing.ids` takes it."""
        state, place = self.list.narrowed()
        order = {"sort": self._sort, "descending": self._is_descending}
        return order | {"text": self._text, "criteria": self.filter.criteria(), "state": state, "place": place}

    def ask_ids(self, asked: Asked) -> Job[Any]:
        """Ask for the records that match."""
        return self.jobs.read(listing.ids, self.in_place(), **asked)

    def fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        """Ask for some rows, as the table wants them."""
        return self.jobs.read(listing.rows, self.in_place(), ids, keys=[column.key for column in self.COLUMNS])

    def reload(self) -> None:
        """Fetch list and sheet."""
        self._total_of = ("?", 0)
        self.ask()
        if (sheet := self.sheet_made()) is not None:
            sheet.reload()

    def ask(self) -> None:
        """Fetch what is listed, as it is now; once, however many ask at this moment."""
        self._foresight.forget()
        self._asking.start()

    def _fetch_ids(self) -> None:
        asked = self.asked()
        self._criteria = asked["criteria"]
        self._foresight.ask(asked, partial(self._show, asked))

    def _foresee(self, key: str) -> None:
        """A key is held: seek already what it asks for if it is a person's."""
        line = QApplication.focusWidget()
        if not self.isVisible() or not isinstance(line, QLineEdit):
            return
        if isinstance(line, SearchField):
            self._foresight.foresee(self.asked() | {"text": with_key(line, key).strip()})
        elif self.filter.isAncestorOf(line):
            self._foresight.foresee(self.asked() | {"criteria": self.filter.criteria_with(line, with_key(line, key))})

    def _show(self, asked: dict[str, Any], ids: "array[int]") -> None:
        self.shown = asked
        self._show_ids(ids)

    def is_narrowed(self) -> bool:
        """Whether less is listed than the segment and the place hold."""
        return bool(self._text.strip() or self.filter.criteria())

    def _show_ids(self, ids: "array[int]") -> None:
        self.table.show_ids(ids)
        if ids and not self.table.has_current():
            self.table.selectRow(0)
        elif ids:
            self._looking.start()
        if self.card is not None:
            self.card.setEnabled(bool(ids))
        if not self.is_narrowed():
            self._total, self._total_of = len(ids), self.list.narrowed()
        elif self.list.narrowed() != self._total_of:
            self._ask_total()
        self.tell()

    def _ask_total(self) -> None:
        self._total_of = state, place = self.list.narrowed()
        self.jobs.latest("total").read(listing.total, self.in_place(), state=state, place=place).then(self._show_total)

    def _show_total(self, many: int) -> None:
        self._total = many
        self.tell()

    def tell(self) -> None:
        """Say how many are listed, or why none is."""
        listed = self.table.rows.rowCount()
        total = max(self._total, listed) if self.is_narrowed() else listed
        said = self.counted(total).format(n=number(total))
        if listed != total:
            said = _("{n} of {all}").format(n=number(listed), all=said)
        is_bare = not (self.is_narrowed() or any(self.list.narrowed()))
        self.list.tell(said, self.NOTHING, is_bare=is_bare, may_make=self.may_make())

    def _refilter(self) -> None:
        if self.filter.criteria() != self._criteria:
            self._asking.start()

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self.ask()

    def take_view(self, view: View) -> None:
        """Arrange, filter and search as a view says."""
        self.list.take(view)
        self._text = view.text
        self.desk.clear_search()
        self.ask()

    def show_all(self) -> None:
        """Take away search, filters, place and segment."""
        self._text = ""
        self.desk.clear_search()
        self.list.clear()
        self.ask()

    def seek(self, text: str) -> None:
        """List what matches."""
        self.pages.setCurrentIndex(0)
        if text != self._text:
            self._text = text
            self._asking.start()

    def ask_content(self, headed: Mapping[str, str], suffix: str) -> Job[bytes]:
        """Ask for what is listed as a file, with these columns."""
        shown, ids = self.in_place(), self.table.rows.ids()
        return self.jobs.read(list_files.make, shown, ids=ids, headed=headed, name=self.NAME, suffix=suffix)

    def leave(self) -> None:
        """Remember how the list is left; names of people stay out of it."""
        self.list.keep()
        super().leave()

    def retranslate(self) -> None:
        """Say count and sheet again."""
        self.list.fit(self.room())
        self.tell()
        for part in (self.sheet_made(), self.bulk.made() if self.bulk else None):
            if part is not None:
                part.retranslate()

    def fit(self) -> None:
        """On a narrow window the list stands alone, and its segments in several rows."""
        self.list.fit(self.room())
        if self.card is not None:
            self.card.setVisible(not self.is_narrower(NARROW))
