"""The list itself on a page of records: segments, tools, table with filter row, count, and words where none is.

It knows how it is arranged and what it asks for; which records answer to that is the page's affair.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import N_
from ui.pages.list_tools import FILTER, ListTools
from ui.pages.views import View, Views
from ui.parts.card import Card
from ui.parts.columns import Column
from ui.parts.empty import Empty
from ui.parts.filter_row import FilterRow
from ui.parts.folding import Folding
from ui.parts.picker import Picker, Search
from ui.parts.segments import Segments
from ui.parts.table import Table
from ui.parts.table_model import Fetch
from ui.parts.text import Button, IconButton, Label

SIDES = 40
"""Pixels beside the segments that are the card's."""
UNBOUNDED = 16_777_215
"""What Qt takes for no limit of a height."""
NO_MATCH = (N_("Nothing matches"), N_("Look at what was typed, or show all again."))


@dataclass(frozen=True)
class Listed:
    """What a list is made of: its name, columns, segments by code (none: no choice), and the icon of its records."""

    name: str
    columns: Sequence[Column]
    segments: Mapping[str, str]
    icon: str


class ListCard(Card):
    """`fetch` answers rows; `find_places` finds places to narrow the list to, `None` where it cannot be."""

    view_asked = Signal(object)
    """A `View` that the user wants: the page takes it, since it knows the search."""
    place_changed = Signal()

    def __init__(self, listed: Listed, fetch: Fetch, find_places: Search | None, saved: Views) -> None:
        super().__init__(margin=1, spacing=6)
        self.table = Table(listed.name, listed.columns, fetch)
        self.filter = FilterRow(self.table)
        self.tools = ListTools(self.table, saved)
        self.segments = Segments(listed.name, listed.segments or {"": listed.name})
        self.place = Picker(find_places, N_("Any place"), N_("Place")) if find_places else None
        self.count, self._wrong = Label(role="hint"), Label(role="problem")
        self.another = IconButton(N_("Enter a new one"), "plus")
        self.all, self.make = Button(N_("Show all")), Button(N_("New…"), "plus", "primary")
        self._empty = Empty(listed.icon, NO_MATCH[0], NO_MATCH[1], self.all, self.make)
        self._codes, self._is_choosing = set(listed.segments), len(listed.segments) > 1
        self._saved, self._usual = saved, View()
        self._lay_out()
        if self.place is not None:
            self.place.changed.connect(self.place_changed)
        self.tools.view_chosen.connect(lambda name: self.view_asked.emit(saved.named(name) or self._usual))
        self.tools.usual_asked.connect(lambda: self.view_asked.emit(self._usual))
        self.filter.wrong.connect(self._wrong.quote)
        self.tools.filter_asked.connect(self.toggle_filter)

    def _lay_out(self) -> None:
        right, foot = QWidget(), QHBoxLayout()
        self._line = line = QHBoxLayout(right)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addStretch(1)
        if self.place is not None:
            self.place.setMaximumWidth(190)
            self.place.setMinimumWidth(90)
            line.addWidget(self.place, 2)
        line.addWidget(self.another)
        line.addWidget(self.tools)
        above = Folding(self.segments, right)
        above.setContentsMargins(14, 10, 10, 0)
        foot.setContentsMargins(14, 2, 14, 8)
        foot.addWidget(self.count)
        foot.addWidget(self._wrong, 1, Qt.AlignmentFlag.AlignRight)
        self.inside.addWidget(above)
        self.inside.addWidget(self.table, 1)
        self.inside.addWidget(self._empty, 1)
        self.inside.addLayout(foot)
        self._empty.hide()
        self.another.hide()
        self.segments.setVisible(self._is_choosing)

    def add_tool(self, widget: QWidget) -> None:
        """Put something among the tools."""
        self._line.insertWidget(self._line.count() - 1, widget)

    def add_below(self, widget: QWidget) -> None:
        """Put something between the rows and the count."""
        line = QHBoxLayout()
        line.setContentsMargins(14, 2, 14, 0)
        line.addWidget(widget)
        self.inside.insertLayout(self.inside.count() - 1, line)

    def narrowed(self) -> tuple[str, int]:
        """The segment and the place that are chosen."""
        return self.segments.code(), self.place.id() if self.place else 0

    def toggle_filter(self) -> None:
        """Show the filter row and start in it; or take it away, with all that was typed into it."""
        is_shown = not self.is_filter_shown()
        self.show_filter(is_shown=is_shown)
        if is_shown:
            self.filter.focus_first()
        else:
            self.filter.clear()

    def is_filter_shown(self) -> bool:
        """Whether there is a filter row."""
        return self.filter.isVisibleTo(self.table)

    def show_filter(self, *, is_shown: bool) -> None:
        """Show the filter row, or take it away."""
        self.tools.filter.setChecked(is_shown)
        self.table.show_band(self.filter, is_shown=is_shown)
        self._fit()

    def close_filter(self, why: str) -> None:
        """There is no filter row as long as `why` (a msgid) says something."""
        self.tools.filter.setEnabled(not why)
        self.tools.filter.say(why or FILTER)
        if why:
            self.show_filter(is_shown=False)
            self.filter.clear()

    def begin(self, first: str, *, is_descending: bool = False) -> tuple[str, bool]:
        """Stand as the list was left, at first sorted by the column `first`; tells what it is sorted by, and how."""
        keys = [column.key for column in self.table.rows.columns]
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.table.sortByColumn(keys.index(first), order)
        self._usual = self.view("")
        self.take(self._saved.last() or self._usual)
        sort, is_descending = self.table.arrangement()["sort"]
        return sort, is_descending

    def keep(self) -> None:
        """Remember how the list is left; names of people stay out of it."""
        personal = {each.key for each in self.table.rows.columns if each.field and each.field.personal}
        self._saved.keep(self.view("").without(personal))

    def save(self, name: str, text: str) -> None:
        """Save how the list stands by a name, with the text that is searched."""
        self._saved.save(name, self.view(text))

    def view(self, text: str) -> View:
        """How the list stands, with the text that is searched."""
        return View(self.table.arrangement(), self.filter.texts(), text, self.segments.code())

    def take(self, view: View) -> None:
        """Arrange and filter as a view says."""
        self.table.reset_columns()
        self.table.arrange(dict(view.arrangement))
        self.filter.show_texts(view.filters)
        self.show_filter(is_shown=bool(view.filters))
        if view.state in self._codes:
            self.segments.take(view.state)

    def clear(self) -> None:
        """Ask for everything of the usual segment."""
        self.filter.clear()
        self.segments.take(next(iter(self._codes & {""}), self.segments.code()))
        if self.place is not None:
            self.place.show_choice(None)

    def tell(self, said: str, nothing: tuple[str, str], *, is_bare: bool, may_make: bool) -> None:
        """Say how many are listed; and where none is, why: `nothing` where there is none at all (`is_bare`)."""
        self.count.quote(said)
        title, advice = nothing if is_bare else NO_MATCH
        self._empty.title.say(title)
        self._empty.advice.say(advice)
        self.all.setVisible(not is_bare)
        self.make.setVisible(is_bare and may_make)
        self.another.setVisible(may_make)
        self._fit()

    def fit(self, room: int) -> None:
        """Put as many segments side by side as there is room for, pixels."""
        self.segments.fit(room - SIDES)

    def _fit(self) -> None:
        """Where nothing is listed, the words stand below the headings, so that the filter row can be changed."""
        is_empty = not self.table.rows.rowCount()
        self._empty.setVisible(is_empty)
        self.table.setMaximumHeight(self.table.horizontalHeader().height() if is_empty else UNBOUNDED)
