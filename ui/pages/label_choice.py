"""Of what labels are printed: records are added by typing, by scanning, by a place; each kind has a list of its own.

Enter takes what was typed, Delete takes the selected rows off again.
"""

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.errors import Refused
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.i18n import N_, number
from ui.desk import Desk
from ui.job import Job
from ui.pages import label_reads as reads
from ui.pages import record_choices
from ui.parts.card import Card
from ui.parts.columns import Column, Row
from ui.parts.form import Form
from ui.parts.picker import Choice
from ui.parts.table import Table
from ui.parts.text import IconButton, Label
from ui.tasks import Scope

THINGS = ("firearm", "lot", "article", "place")
KINDS = {kind: KIND_LABELS[kind] for kind in (*THINGS, "person")}
FIELDS = (
    Field("kind", N_("Labels for"), "choice", required=True, choices=KINDS),
    Field("which", N_("Add"), "reference", refers_to="", help=N_("Type or scan; several with commas between.")),
    Field("place", N_("Add all in a place"), "reference", refers_to="place"),
)
COLUMNS = (
    Column("name", N_("Name"), 15, "strong"),
    Column("detail", N_("What it is"), 10, "muted", stretches=True),
)


class ChosenTable(Table):
    """The records that get labels, in the order of printing."""

    taken_off = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the selected ones off."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.taken_off.emit()
        else:
            super().keyPressEvent(event)


class LabelChoice(Card):
    """`changed` tells that other records, or records of another kind, are to be printed."""

    changed = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__(N_("Of what"), spacing=10)
        self._desk, self._jobs = desk, jobs
        self._lists: dict[str, list[int]] = {kind: [] for kind in KINDS}
        self.form = Form(FIELDS, {"which": self._find, "place": self._find_places})
        self.table = ChosenTable(N_("Records that get labels"), COLUMNS, self._fetch)
        self.count = Label(role="hint")
        self.off = IconButton(N_("Take the selected ones off the list"), "x")
        self.none = IconButton(N_("Empty the list"), "trash-2")
        self.form.show_values({"kind": "firearm"})
        self._lay_out()
        self._connect()
        self._put([])

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.off)
        foot.addWidget(self.none)
        self.inside.addWidget(self.form)
        self.inside.addWidget(self.table, 1)
        self.inside.addLayout(foot)

    def _connect(self) -> None:
        self.form.rows["kind"].editor.changed.connect(self._show_other)  # type: ignore[attr-defined]
        self.form.rows["which"].editor.picked.connect(self._take)  # type: ignore[attr-defined]
        self.form.rows["place"].editor.picked.connect(self._take_place)  # type: ignore[attr-defined]
        self.table.rows.sort_asked.connect(self._sort)
        self.table.taken_off.connect(self.take_off)
        self.table.left_upwards.connect(self.form.rows["place"].editor.setFocus)
        self.off.clicked.connect(self.take_off)
        self.none.clicked.connect(lambda: self._put([]))

    @property
    def kind(self) -> str:
        """The kind of record that gets labels."""
        return self.form.rows["kind"].text() or next(iter(KINDS))

    def records(self) -> tuple[int, ...]:
        """The records that get labels, in the order of printing."""
        return tuple(self._lists[self.kind])

    def take_records(self, kind: str, records: Sequence[int]) -> None:
        """Print these and no others of their kind."""
        self._choose(kind)
        self._put(list(records))

    def add(self, kind: str, records: Iterable[int]) -> bool:
        """Print these, too; whether one of them was not on the list yet."""
        self._choose(kind)
        known = set(self._lists[kind])
        new = [record for record in dict.fromkeys(records) if record not in known]
        if new:
            self._put([*self._lists[kind], *new])
        return bool(new)

    def take_off(self) -> None:
        """Print no labels for the selected rows."""
        gone = set(self.table.selected_ids())
        if gone:
            self._put([record for record in self._lists[self.kind] if record not in gone])

    def reload(self) -> None:
        """Read the names again."""
        self.table.rows.refresh()

    def _choose(self, kind: str) -> None:
        if kind != self.kind:
            with QSignalBlocker(self.form.rows["kind"].editor):
                self.form.rows["kind"].show_value(kind)
            self._show_other()

    def _show_other(self) -> None:
        self._clear("which")
        self._show()
        self.changed.emit()

    def _put(self, records: list[int], *, is_sorted: bool = False) -> None:
        self._lists[self.kind] = records
        if not is_sorted:
            self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        records = self._lists[self.kind]
        self.table.show_ids(records)
        self.tell()
        for button in (self.off, self.none):
            button.setEnabled(bool(records))

    def tell(self) -> None:
        """Say how many are on the list."""
        many = len(self._lists[self.kind])
        self.count.say(N_("{n} on the list"), n=number(many))

    def _find(self, text: str) -> Job[list[Choice]]:
        return self._jobs.latest("which").read(reads.find, self.kind, text)

    def _find_places(self, text: str) -> Job[list[Choice]]:
        return self._jobs.latest("place").read(record_choices.places, text)

    def _fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        return self._jobs.read(reads.rows, ids)

    def _take(self, record: int) -> None:
        names = reads.names_in(self.form.rows["which"].editor.text()) if record == reads.SEVERAL else []  # type: ignore[attr-defined]
        if not names:
            self._clear("which")
            self.add(self.kind, [record])
            return
        job = self._jobs.latest("names").read(reads.called, self.kind, names)
        job.then(self._take_named).otherwise(lambda error: self._desk.strip.tell(error.findings), Refused)

    def _take_named(self, records: list[int]) -> None:
        self._clear("which")
        self.add(self.kind, records)

    def _take_place(self, place: int) -> None:
        job = self._jobs.latest("lying").read(reads.lying, self.kind, place)
        job.then(self._take_lying)

    def _take_lying(self, records: list[int]) -> None:
        self._clear("place")
        if not records:
            self._desk.strip.say(N_("Nothing of this kind lies there."), "note")
        self.add(self.kind, records)

    def _clear(self, name: str) -> None:
        self.form.rows[name].show_value(None)

    def _sort(self, key: str, is_descending: bool) -> None:
        column = [each.key for each in COLUMNS].index(key) + 1
        records = self._lists[self.kind]
        if records:
            job = self._jobs.latest("order").read(reads.ordered, records, column, is_descending)
            job.then(partial(self._put, is_sorted=True))
