"""One entry of the journal whole: what it moved and changed, who signed, and where it stands in the tree.

From here it is corrected, its slip is printed again, and everything that it names is one Enter away.
"""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from registry_app.services import entries
from registry_app.services.entries import EntryTold
from ui.desk import Desk
from ui.pages import entry_words as words
from ui.pages import sheet_head
from ui.pages.correct_form import CorrectForm
from ui.pages.life import ICONS
from ui.pages.record_sheet import LOWEST, NARROW
from ui.parts.card import Card, Chip, Tile
from ui.parts.facts import Fact, Facts
from ui.parts.folding import BELOW, BESIDE
from ui.parts.points import Points
from ui.parts.stack import Stack
from ui.parts.text import Button, Elided
from ui.tasks import Scope
from ui.theme import is_narrower
from ui.when import when

FACTS: tuple[Fact, ...] = (
    ("", "", N_("When and why")),
    ("occurred", "clock", N_("Happened")), ("recorded", "save", N_("Recorded")), ("reason", "info", N_("Reason")),
    ("note", "file-text", N_("Note")), ("document", "file-badge", N_("Number of the paper")),
    ("due", "calendar", N_("To be back")),
    ("", "", N_("Who")),
    ("actor", "user", N_("Entered by")), ("witness", "eye", N_("Witness")),
    ("acknowledged", "check", N_("Acknowledged by")), ("overrides", "shield-alert", N_("Let through")),
    ("", "", N_("Place in the ledger")),
    ("position", "hash", N_("Entry")), ("id", "hash", N_("Identifier")),
    ("batch", "file-spreadsheet", N_("Import")),
    ("leaf", "shield-check", N_("Hash of the entry")), ("root", "shield-check", N_("Head with it")),
    ("keys", "key-round", N_("Keys that signed")), ("policy", "shield-check", N_("Policy of entry")),
    ("build", "package", N_("Program")),
)  # fmt: skip
HIDDEN_EMPTY = ("reason", "note", "document", "due", "witness", "acknowledged", "overrides", "batch")
"""Facts that many entries have not: they are left out there."""


class EntrySheet(QWidget):
    """A `ui.pages.sheet.Sheet`, for whom no entry is -1. `asked` carries kind and number of what shall be shown."""

    left = Signal()
    asked = Signal(str, object)
    slip_asked = Signal(object)

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__()
        self._jobs, self._desk, self.record = jobs, desk, -1
        self.told: EntryTold | None = None
        self.back = Button(N_("Journal"), "arrow-left", key="Alt+Left")
        self.tile, self.title, self.below, self.chip = (
            Tile("hash", size=40),
            Elided(role="h1"),
            Elided(role="hint"),
            Chip(),
        )
        self.slip, self.correct = Button(N_("Slip…"), "printer"), Button(N_("Correct…"), "undo-2")
        self.points, self.facts = Points(N_("What the entry says"), is_opening=True), Facts(FACTS)
        self.form = CorrectForm(jobs, desk)
        self._pages = Stack()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        shown, whole = QWidget(), QVBoxLayout(self)
        inside = QVBoxLayout(shown)
        for layout in (inside, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(14)
        self._across = QBoxLayout(BESIDE)
        self._across.setSpacing(14)
        said, stands = Card(margin=1, spacing=4), Card(margin=1, spacing=4)
        said.inside.addWidget(self.points, 1)
        stands.inside.addWidget(_scrolling(self.facts), 1)
        self._cards = said, stands
        for card in self._cards:
            self._across.addWidget(card, 1)
        self._top = sheet_head.head(
            (self.back, self.tile), (self.title, self.below), (self.chip, self.slip, self.correct)
        )
        inside.addLayout(self._top)
        inside.addLayout(self._across, 1)
        whole.addWidget(self._pages)
        self._pages.addWidget(shown)
        self._pages.addWidget(self.form)

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.slip.clicked.connect(lambda: self.slip_asked.emit(self.record))
        self.correct.clicked.connect(lambda: self.begin_edit(self.record))
        self.points.opened.connect(self._open)
        self.form.left.connect(self._leave_form)
        self.form.saved.connect(self._leave_form)

    def _open(self, key: str) -> None:
        """What a point leads to: another entry is shown here, all else on its own page."""
        kind, number_ = key.split(" ")
        if kind == words.LEAD:
            self.open_record(int(number_))
        else:
            self.asked.emit(kind, int(number_))

    def open_record(self, record_id: int) -> None:
        """Fetch and show this entry."""
        self.record = record_id
        self._pages.setCurrentIndex(0)
        self.reload()

    def reload(self) -> None:
        """Fetch what is shown again: it may have been corrected since."""
        if self.record >= 0:
            self._jobs.latest("entry").read(entries.whole, self.record).then(self._show)

    def _show(self, told: EntryTold) -> None:
        self.told = told
        self.retranslate()

    def may_edit(self) -> bool:
        """Whether whoever works here may undo entries."""
        return self._desk.may("correct") or self._desk.may("void")

    def begin_edit(self, record_id: int) -> None:
        """Ask why the entry is to be undone, and show what that does."""
        self.record = record_id
        self._pages.setCurrentWidget(self.form)
        self.form.begin(record_id)

    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self._pages.currentWidget() is self.form

    def _leave_form(self) -> None:
        self.open_record(self.record)
        self.enter()

    def leave(self) -> None:
        """Leave the form that is open, else the entry."""
        self.form.leave() if self.is_editing() else self.left.emit()

    def enter(self) -> None:
        """The cursor goes into the form that is open, or to what the entry says."""
        self.form.enter() if self.is_editing() else self.points.setFocus(Qt.FocusReason.TabFocusReason)

    def draft(self) -> dict[str, Any]:
        """What was typed into the form and not saved."""
        return self.form.draft() if self.is_editing() else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        self.record = int(draft["record"])
        self._pages.setCurrentWidget(self.form)
        self.form.take_up(draft)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.form.retranslate()
        told = self.told
        if told is None:
            return
        icon, tone = ICONS.get(told.entry.kind, ("circle-check", "gray"))
        self.tile.show_icon(icon, tone, f"{tone}_t")
        act, at = words.act_text(told.entry.kind), when(told.entry.occurred_at, told.entry.zone)
        self.title.quote(_("Entry {entry}: {act}").format(entry=told.entry.seq, act=act))
        self.below.quote(_("{moment} · {who}").format(moment=at, who=told.actor))
        said, tone = words.state(told)
        self.chip.show_state(said, tone)
        self.chip.setVisible(bool(said))
        self.slip.setVisible(told.is_handover)
        self.correct.setVisible(self.may_edit() and told.may_be_undone)
        self.points.show_points(words.points(told))
        for key, (text, tone) in words.facts(told).items():
            self.facts.show_fact(key, text, tone)
            self.facts.show_line(key, is_shown=bool(text) or key not in HIDDEN_EMPTY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the facts stand below, and what can be done below what it is."""
        is_narrow = is_narrower(self, NARROW)
        for layout in (self._top, self._across):
            layout.setDirection(BELOW if is_narrow else BESIDE)
        for card in self._cards:
            card.setMinimumHeight(LOWEST if is_narrow else 0)
        super().resizeEvent(event)


def _scrolling(inside: QWidget) -> QScrollArea:
    area, held = QScrollArea(), QWidget()
    line = QVBoxLayout(held)
    line.setContentsMargins(18, 14, 12, 14)
    line.addWidget(inside)
    area.setWidgetResizable(True)
    area.setWidget(held)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
