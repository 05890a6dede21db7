"""Importing a list: choose it, see the verdict on each row, then take the good rows in; refused rows can be saved."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused, Unavailable
from registry_app.i18n import N_, _, n_, number
from ui.desk import Desk
from ui.job import Job
from ui.pages import import_rows
from ui.pages.handover_reads import choices
from ui.pages.import_rows import COLUMNS, VERDICTS
from ui.pages.import_start import KINDS, ImportStart
from ui.pages.page import Page
from ui.parts.card import Card, Figure
from ui.parts.columns import Row
from ui.parts.findings import FindingsList
from ui.parts.folding import Evenly, Folding, WithAside, at_end
from ui.parts.notice import Notice
from ui.parts.picker import Choice, Picker
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label, breakable

if TYPE_CHECKING:
    from registry_app.services.imports import Outcome

TOLD_AT_MOST, ASIDE = 500, 340
NOTES = {
    "created": N_("not on the register yet"),
    "updated": N_("some field is another"),
    "unchanged": N_("as on the register"),
    "refused": N_("stay out until they are repaired"),
}
ICONS = {"created": "plus", "updated": "pencil", "unchanged": "check", "refused": "x"}


class Imports(Page):
    """Two pictures behind each other: the beginning, and the verdicts."""

    SHORTCUTS = (("Ctrl+O", N_("Choose a file")), ("Ctrl+Return", N_("Import what is good")))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.outcome: Outcome | None = None
        self._file = Path()
        self._sort, self._is_descending = "row", False
        self.start = ImportStart()
        self.table = Table(N_("Rows of the list"), COLUMNS, self._fetch)
        self.verdicts = Segments(N_("Which rows"), {"": N_("All"), **VERDICTS})
        self.figures = {verdict: Figure(label, ICONS[verdict]) for verdict, label in VERDICTS.items()}
        self.findings = FindingsList(N_("Findings"))
        self.place = Picker(self._find_places, N_("Armoury or safe"))
        self.title, self._detail = Label(role="h2"), Label(role="hint", is_wrapping=True)
        self.go = Button(N_("Import"), "download", "primary", key="Ctrl+Return")
        self.rejects = Button(N_("Save the refused rows…"), "save")
        self.other = Button(N_("Another file"), "arrow-left")
        self._pages = Stack()
        self._pages.addWidget(self.start)
        self._pages.addWidget(self._verdicts())
        self.inside.addWidget(self._pages)
        self._connect()
        if not desk.may("receive", "describe"):
            self.inside.insertWidget(0, Notice(N_("Your role looks, but does not import: ask an armorer."), "gray"))
            self._pages.setEnabled(False)

    def _verdicts(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(Evenly(list(self.figures.values())))
        column.addWidget(WithAside(self._list_card(), self._side_card(), ASIDE), 1)
        return whole

    def fit(self) -> None:
        """The choices stand in as many rows as they need."""
        self.start.fit(self.room())

    def _list_card(self) -> Card:
        card, line = Card(margin=1, spacing=6), QHBoxLayout()
        line.setContentsMargins(14, 10, 14, 0)
        line.addWidget(Folding(self.verdicts, at_end(self.other)))
        card.inside.addLayout(line)
        card.inside.addWidget(self.table, 1)
        return card

    def _side_card(self) -> Card:
        card = Card(margin=18, spacing=10)
        self._place_label = Label(N_("Where items without a place are"), "strong", is_wrapping=True)
        self._place_label.setBuddy(self.place)
        for widget in (self.title, self._detail, self._place_label, self.place):
            card.inside.addWidget(widget)
        card.inside.addWidget(self.findings, 1)
        card.inside.addWidget(self.rejects)
        card.inside.addWidget(self.go)
        return card

    def _connect(self) -> None:
        self.start.chosen.connect(self.choose)
        self.other.clicked.connect(self.start_again)
        self.go.clicked.connect(self.take_in)
        self.rejects.clicked.connect(self._ask_where)
        self.place.picked.connect(lambda _place: self._plan())
        self.verdicts.chosen.connect(lambda _code: self._ask_rows())
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.rows.sort_asked.connect(self._sort_by)
        self.findings.row_chosen.connect(self.table.go_to)
        self.retranslate()

    def _find_places(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("places").read(choices, "place", text)

    def _fetch(self, ids: object) -> Job[list[Row]]:
        return self.jobs.run(import_rows.rows_of, self.outcome, ids)  # type: ignore[arg-type]

    def enter_list(self) -> None:
        """The cursor goes to choosing a file, or into the rows."""
        (self.table if self._pages.currentIndex() else self.start.button).setFocus()

    def choose(self, file: Path) -> None:
        """Say what an import of this file would do; nothing is written."""
        self._file = file
        self.place.show_choice(None)
        self._plan()

    def start_again(self) -> None:
        """Back to the beginning."""
        self.outcome = None
        self._pages.setCurrentIndex(0)
        self.start.button.setFocus()

    def _plan(self) -> None:
        by = self.desk.worker.actor
        job = self.jobs.latest("plan").read(
            import_rows.planned, self._file, self.start.kind(), self.place.id(), by  # type: ignore[arg-type, call-arg]
        )  # fmt: skip
        self.desk.strip.follow(job, N_("Reading {file}…"), file=self._file.name)
        self._pages.setEnabled(False)
        job.ended(lambda: self._pages.setEnabled(True)).then(self._show_plan)
        job.otherwise(self._unfit, Refused).otherwise(self._unreadable, Unavailable)

    def _unfit(self, error: Refused) -> None:
        """The list as a whole cannot be imported; a missing place can be named at once."""
        if [finding.code for finding in error.findings] == ["place_needed"]:
            self.outcome = None
            self._show(is_done=False)
            self.findings.show_findings(error.findings)
            self.place.setFocus()
        else:
            self.desk.strip.tell(error.findings)

    def _unreadable(self, error: Unavailable) -> None:
        self.desk.strip.tell((error.finding,))

    def _show_plan(self, outcome: "Outcome") -> None:
        self.outcome = outcome
        self.verdicts.take("refused" if outcome.refused else "")
        self._show(is_done=False)
        self.go.setFocus() if self.go.isEnabled() else self.other.setFocus()

    def _show(self, *, is_done: bool) -> None:
        self._pages.setCurrentIndex(1)
        self._is_done = is_done
        has_items = self.start.kind() in ("firearms", "ammunition", "articles")
        needs_place = has_items and (self.outcome is None or not self.outcome.table.has_place)
        for widget in (self.place, self._place_label):
            widget.setVisible(needs_place and not is_done)
        self._tell()
        self._ask_rows()

    def _tell(self) -> None:
        self.title.quote(self._file.name)
        self._detail.say(KINDS[self.start.kind()])
        counts = {verdict: self.outcome.count(verdict) if self.outcome else 0 for verdict in VERDICTS}  # type: ignore[arg-type]
        for verdict, figure in self.figures.items():
            note, is_alarming = _(NOTES[verdict]), verdict == "refused" and bool(counts[verdict])
            figure.show_value(number(counts[verdict]), "" if is_alarming else note, note if is_alarming else "", "red")
        good = counts["created"] + counts["updated"]
        self.go.setEnabled(bool(good) and not self._is_done)
        self.go.say(N_("Import {n} good rows") if not self._is_done else N_("Imported"), n=number(good))
        self.rejects.setVisible(bool(counts["refused"]))
        if self.outcome is not None:
            told = self.outcome.findings[:TOLD_AT_MOST]
            self.findings.show_findings([each.finding for each in told], [each.row for each in told])

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._ask_rows()

    def _ask_rows(self) -> None:
        if self.outcome is None:
            self.table.show_ids([])
            return
        asked = self.jobs.latest("rows").run(
            import_rows.numbers, self.outcome, self.verdicts.code(), self._sort, self._is_descending
        )  # fmt: skip
        asked.then(self._show_rows)

    def _show_rows(self, ids: list[int]) -> None:
        self.table.show_ids(ids)
        if ids and not self.table.current_id():
            self.table.selectRow(0)

    def take_in(self) -> None:
        """Import the good rows, beside the hatch; it can be stopped, and what is in stays in."""
        if self.outcome is None or not self.go.isEnabled():
            return
        job = self.jobs.labour(import_rows.taken_in, self.outcome)  # type: ignore[call-arg]
        self.desk.strip.follow(job, N_("Importing {file}…"), file=self._file.name)
        self._pages.setEnabled(False)
        job.ended(lambda: self._imported(job)).then(self._show_done)
        job.otherwise(self._unfit, Refused)

    def _imported(self, job: Job["Outcome"]) -> None:
        self._pages.setEnabled(True)
        if job.steps.is_cancelled:
            self._plan()
            self.desk.strip.say(N_("Stopped. What is in stays; importing the same file again goes on."), "note")

    def _show_done(self, outcome: "Outcome") -> None:
        self.outcome = outcome
        self._show(is_done=True)
        good = outcome.count("created") + outcome.count("updated")
        said = n_("{n} row imported", "{n} rows imported", good).format(n=number(good))
        if outcome.refused:
            told = N_("{said}. {n} refused: save them, repair them, and import them again.")
            self.desk.strip.say(told, "warning", said=said, n=number(len(outcome.refused)))
        else:
            self.desk.strip.say(N_("{said}."), said=said)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save the refused rows"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(str(_beside(self._file)))
        dialog.fileSelected.connect(lambda file: self.save_rejects(Path(file)))
        dialog.open()

    def save_rejects(self, file: Path) -> None:
        """Write the refused rows with their reasons as XLSX."""
        if self.outcome is not None:
            job = self.jobs.run(import_rows.rejected, self.outcome, file)
            job.then(lambda _n: self.desk.strip.say(N_("Saved in {file}"), file=breakable(str(file))))

    def retranslate(self) -> None:
        """Say names, figures and findings again."""
        self.place.setAccessibleName(self._place_label.text())
        if self._pages.currentIndex():
            self._tell()
            self.table.rows.refresh()


def _beside(file: Path) -> Path:
    """Where the refused rows are proposed to lie: beside the list, else among the documents."""
    folder = file.parent if file.parent.is_dir() else Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    )  # fmt: skip
    return folder / _("{name}-refused.xlsx").format(name=file.stem)
