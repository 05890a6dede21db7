"""One record whole: its fields in groups, its documents, its life from the ledger, and the form that changes it.

Any kind of record can use it as it is: `RecordSheet(jobs, desk, About(...), RecordFacts(kind, groups), Edited(...))`.
A kind with more to show gives further `tabs` and overrides `read` and `fill`; one without a form passes no `Edited`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, n_, number
from registry_app.services import history
from ui.desk import Desk
from ui.job import Job
from ui.pages import sheet_head
from ui.pages.documents_tab import DocumentsTab
from ui.pages.life import happening
from ui.pages.record_facts import RecordFacts
from ui.pages.record_form import Edited, RecordForm
from ui.pages.tab_forms import TabForms
from ui.pages.whole import VIEWS, Whole, whole_of
from ui.parts.card import Card, Chip, Tile
from ui.parts.folding import BELOW, BESIDE
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Elided, Label
from ui.parts.timeline import Timeline
from ui.tasks import Scope
from ui.theme import is_narrower

NARROW = 760
"""Below this width the life stands under the record."""
ROW = 390
"""So wide is one row of tabs at most then."""
LOWEST = 240
"""How high each of them is at least then, whatever the height of the screen."""
Values = Mapping[str, Value]


@dataclass(frozen=True)
class About:
    """What the head of a sheet says: `list_name` (msgid) leads back, `title` and `below` are told of the values.

    `chip` is a state in words with its tone; without words there is none.
    """

    kind: str
    icon: str
    list_name: str
    title: Callable[[Values], str]
    below: Callable[[Values], str]
    chip: Callable[[Values], tuple[str, str]] = lambda _values: ("", "gray")


class RecordSheet(QWidget):
    """`left` asks for the list again; `tabs` are further ones by code: a msgid, and what is shown."""

    left = Signal()

    def __init__(
        self, jobs: Scope, desk: Desk, about: About, facts: RecordFacts, edited: Edited | None = None,
        tabs: Mapping[str, tuple[str, QWidget]] = {},
    ) -> None:  # fmt: skip
        super().__init__()
        self.jobs, self.desk, self.about, self.record = jobs, desk, about, 0
        self.whole: Whole | None = None
        self.facts, self.documents = facts, DocumentsTab(jobs, desk.strip)
        self.form = RecordForm(jobs, desk.strip, edited) if edited else None
        self._sheets = {
            "record": (N_("Record"), _scrolling(facts)), **tabs, "documents": (N_("Documents"), self.documents),
        }  # fmt: skip
        self.tabs = Segments(N_("What of the record"), {code: name for code, (name, _shown) in self._sheets.items()})
        self.tab_forms = TabForms(self.tabs, {code: shown for code, (_name, shown) in self._sheets.items()})
        self.views, self.life = Segments(N_("How it is seen"), VIEWS), Timeline(N_("Life of the record"))
        self.back = Button(about.list_name, "arrow-left", key="Alt+Left")
        self.edit = Button(N_("Edit…"), "pencil")
        self.title, self.below, self.chip = Elided(role="h1"), Elided(role="hint"), Chip()
        self.tile, self._count = Tile(about.icon, size=40), Label(role="hint")
        self._stack, self._pages = Stack(), Stack()
        self._lay_out()
        self._connect()

    def acts(self) -> tuple[Button, ...]:
        """Further buttons at the head."""
        return ()

    def _lay_out(self) -> None:
        shown, whole = QWidget(), QVBoxLayout(self)
        inside = QVBoxLayout(shown)
        for layout in (inside, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(14)
        acts = (self.chip, self.edit, *self.acts())
        self._top = sheet_head.head((self.back, self.tile), (self.title, self.below), acts)
        inside.addLayout(self._top)
        inside.addLayout(self._body(), 1)
        whole.addWidget(self._pages)
        self._pages.addWidget(shown)
        if self.form is not None:
            self._pages.addWidget(self.form)
        self.edit.setVisible(self.may_edit())

    def _body(self) -> QBoxLayout:
        self._across = line = QBoxLayout(BESIDE)
        line.setSpacing(14)
        record, life = Card(margin=1, spacing=8), Card(N_("Life from the ledger"), margin=18, spacing=10)
        choice = QHBoxLayout()
        choice.setContentsMargins(18, 4, 8, 0)
        choice.addWidget(self.tabs)
        choice.addStretch()
        record.inside.addLayout(choice)
        for _name, widget in self._sheets.values():
            self._stack.addWidget(widget)
        record.inside.addWidget(self._stack, 1)
        record.inside.addSpacing(8)
        life.head.addWidget(self._count)
        life.inside.addWidget(self.views)
        life.inside.addWidget(self.life, 1)
        line.addWidget(record, 1)
        line.addWidget(life, 1)
        return line

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.edit.clicked.connect(self._edit)
        self.tabs.chosen.connect(lambda code: self._stack.setCurrentIndex(list(self._sheets).index(code)))
        self.views.chosen.connect(lambda _code: self.tell())
        if self.form is not None:
            self.form.saved.connect(self.open_record)
            self.form.left.connect(self._leave_form)

    def may_edit(self) -> bool:
        """Whether whoever works here may change what is shown."""
        return self.form is not None and self.desk.may("amend")

    def open_record(self, record_id: int) -> None:
        """Fetch and show this record; what was in the form, or about another one, is given up."""
        if self.form is not None:
            self.form.forget()
        self._stand_at(record_id)
        self._pages.setCurrentIndex(0)
        self.tabs.choose("record")
        self.reload()

    def _stand_at(self, record_id: int) -> None:
        if record_id != self.record:
            self.tab_forms.forget()
        self.record = record_id

    def _edit(self) -> None:
        """Open the form; what was typed in a tab is gone on with."""
        self.enter() if self.tab_forms.draft() else self.begin_edit(self.record)

    def begin_edit(self, record_id: int, field: str = "") -> None:
        """Open the form for a record, 0 for a new one; on this field where one is named."""
        if self.form is not None:
            self._stand_at(record_id)
            self._pages.setCurrentWidget(self.form)
            self.form.begin(record_id, field)

    def edit_at(self, field: str) -> None:
        """Open the form of what is shown on this field, for who may change it."""
        if field and self.may_edit():
            self.begin_edit(self.record, field)

    def is_editing(self) -> bool:
        """Whether the form is open."""
        return self.form is not None and self._pages.currentWidget() is self.form

    def _leave_form(self) -> None:
        if self.record:
            self.open_record(self.record)
            self.enter()
        else:
            self._pages.setCurrentIndex(0)
            self.left.emit()

    def leave(self) -> None:
        """Leave the form that is open, else the record."""
        if self.form is not None and self.is_editing():
            self.form.leave()
        elif not self.tab_forms.leave():
            self.left.emit()

    def enter(self) -> None:
        """The cursor goes into the form that is open, or into the life."""
        if self.form is not None and self.is_editing():
            self.form.form.focus_first()
        elif not self.tab_forms.enter():
            self.life.setFocus()

    def read(self) -> Job[Any]:
        """Start reading all of the record."""
        return self.jobs.latest("sheet").read(whole_of, self.about.kind, self.record)

    def reload(self) -> None:
        """Fetch what is shown again."""
        if self.record:
            self.read().then(self.show_whole)

    def show_whole(self, whole: Whole) -> None:
        """Show all of the record."""
        self.whole = whole
        self.documents.show_documents(self.record, whole.papers, may_attach=self.desk.may("describe"))
        self.show_many("documents", len(whole.papers))
        self.fill(whole)
        self.tell()
        self.tab_forms.take_up()

    def show_many(self, code: str, many: int) -> None:
        """Write after a tab how many there are."""
        self.tabs.show_note(code, number(many) if many else "")

    def fill(self, whole: Whole) -> None:
        """Show what the further tabs hold."""

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.documents.retranslate()
        self.tell()

    def tell(self) -> None:
        """Write everything, as one of the views has it."""
        if self.whole is None or not self.whole.values:
            return
        self.tell_head(self.whole)
        self.facts.show_whole(self.whole, self.views.code())
        events = self.whole.seen(self.views.code())
        self.life.show_happenings(
            [happening(event, self.facts.fields, self.about.kind) for event in events[: history.SHOWN]]
        )
        said = _("the latest {n} entries") if self.whole.is_cut else n_("{n} entry", "{n} entries", len(events))
        self._count.quote(said.format(n=number(len(events))))

    def tell_head(self, whole: Whole) -> None:
        """Say which record it is."""
        said, tone = self.about.chip(whole.values)
        for line, tell in ((self.title, self.about.title), (self.below, self.about.below)):
            line.quote(tell(whole.values))
        self.chip.show_state(said, tone)
        self.chip.setVisible(bool(said))

    def draft(self) -> dict[str, Any]:
        """What was typed into the form, or into one in a tab, and not saved."""
        if self.form is not None and self.is_editing():
            return self.form.draft()
        return {"record": self.record, **draft} if (draft := self.tab_forms.draft()) else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        if "tab" in draft:
            self.open_record(int(draft["record"]))
            self.tab_forms.await_record(draft)
        elif self.form is not None:
            self._stand_at(int(draft["record"]))
            self._pages.setCurrentWidget(self.form)
            self.form.take_up(draft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the life stands below, and what can be done below what it is."""
        is_narrow = is_narrower(self, NARROW)
        for layout in (self._top, self._across):
            layout.setDirection(BELOW if is_narrow else BESIDE)
        for widget in (self._stack, self.life):
            widget.setMinimumHeight(LOWEST if is_narrow else 0)
        self.tabs.fold(self.tabs.half() if is_narrow and self.tabs.unfolded() > ROW else 0)
        super().resizeEvent(event)


def _scrolling(inside: QWidget) -> QScrollArea:
    area, held = QScrollArea(), QWidget()
    line = QVBoxLayout(held)
    line.setContentsMargins(18, 0, 8, 0)
    line.addWidget(inside)
    area.setWidgetResizable(True)
    area.setWidget(held)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
