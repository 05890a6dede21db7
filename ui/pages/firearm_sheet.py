"""One firearm whole: its fields, marks, documents and permits, and beside them its life from the ledger."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.i18n import N_, n_, number
from registry_app.services import history
from registry_app.services.cuts import Cut
from ui.desk import Desk
from ui.pages.documents_tab import DocumentsTab
from ui.pages.dossier import VIEWS, Dossier, dossier_of
from ui.pages.firearm_facts import FIELDS, FirearmFacts
from ui.pages.life import happening
from ui.pages.marks_tab import MarksTab
from ui.pages.permits_tab import PermitsTab
from ui.pages.positions import IN_STORE, ISSUED, drawing_of, status_text, status_tone
from ui.parts.card import Card, Chip, Tile
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Label
from ui.parts.timeline import Timeline
from ui.tasks import Scope
from ui.theme import is_narrower

TABS = {
    "record": N_("Record"),
    "marks": N_("Marks"),
    "documents": N_("Documents"),
    "permits": N_("Permits"),
}


BELOW, BESIDE = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
NARROW = 760
"""Below this width the life stands under the record."""
LOWEST = 240
"""How high each of them is at least then, whatever the height of the screen."""


class FirearmSheet(QWidget):
    """`left` asks for the list again, `act_asked` for handing the firearm over."""

    left = Signal()
    act_asked = Signal(int)

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__()
        self._jobs, self._desk = jobs, desk
        self._dossier: Dossier | None = None
        self.cut: Cut | None = None
        self.record = 0
        self.back = Button(N_("Firearms"), "arrow-left", key="Alt+Left")
        self.back.clicked.connect(self.left)
        self.title, self._below, self._chip = Label(role="h1"), Label(role="hint"), Chip()
        self._tile = Tile("pistol", size=40)
        self.act = Button(N_("Issue…"), "arrow-up-right", "primary")
        self.act.clicked.connect(lambda: self.act_asked.emit(self.record))
        self.tabs, self.views = Segments(N_("What of the firearm"), TABS), Segments(N_("How it is seen"), VIEWS)
        self.facts, self.permits = FirearmFacts(), PermitsTab(jobs, desk.strip)
        self.marks, self.documents = MarksTab(jobs, desk.strip), DocumentsTab(jobs, desk.strip)
        self.life, self._count, self._stack = Timeline(N_("Life of the firearm")), Label(role="hint"), Stack()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(self._head())
        inside.addLayout(self._body(), 1)
        self._connect()

    def _head(self) -> QHBoxLayout:
        line, words = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(12)
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self._below)
        line.addWidget(self.back)
        line.addWidget(self._tile)
        line.addLayout(words)
        line.addWidget(self._chip)
        line.addStretch()
        line.addWidget(self.act)
        return line

    def _body(self) -> QBoxLayout:
        self._across = line = QBoxLayout(BESIDE)
        line.setSpacing(14)
        record, life = Card(margin=1, spacing=8), Card(N_("Life from the ledger"), margin=18, spacing=10)
        choice = QHBoxLayout()
        choice.setContentsMargins(18, 4, 16, 0)
        choice.addWidget(self.tabs)
        choice.addStretch()
        record.inside.addLayout(choice)
        for widget in (_scrolling(self.facts), self.marks, self.documents, self.permits):
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
        self.tabs.chosen.connect(lambda code: self._stack.setCurrentIndex(list(TABS).index(code)))
        self.views.chosen.connect(lambda _code: self._tell())
        self.marks.photo_asked.connect(self.documents.look)

    def open_record(self, record_id: int) -> None:
        """Fetch and show this firearm, as of `cut` where one is set: then nothing can be entered."""
        self.record = record_id
        self.tabs.choose("record")
        self.tabs.setEnabled(self.cut is None)
        self.reload()

    def enter(self) -> None:
        """The cursor goes into the life."""
        self.life.setFocus()

    def reload(self) -> None:
        """Fetch what is shown again."""
        if self.record:
            self._jobs.latest("sheet").read(dossier_of, self.record, self.cut).then(self._show)

    def _show(self, dossier: Dossier) -> None:
        self._dossier = dossier
        may = self._desk.may("describe")
        self.marks.show_marks(self.record, dossier.marks, may_add=may)
        self.documents.show_documents(self.record, dossier.papers, may_attach=may)
        may_renew = self._desk.may("renew")
        self.permits.show_permits(self.record, dossier.permits, dossier.zone, may_renew=may_renew)
        for code, found in (("marks", dossier.marks), ("documents", dossier.papers), ("permits", dossier.permits)):
            self.tabs.show_note(code, number(len(found)) if found else "")
        self._tell()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        for part in (self.marks, self.documents, self.permits):
            part.retranslate()
        self._tell()

    def _tell(self) -> None:
        dossier = self._dossier
        if dossier is None or dossier.row is None:
            return
        _number, tag, name, serial, _calibre, status, _holder, _place, kind, _permit, _until = dossier.row
        self._tile.show_icon(drawing_of(kind), "accent_text", "accent_tint")
        self.title.quote(str(name))
        self._below.quote(" · ".join(str(each) for each in (serial, tag) if each))
        self._chip.show_state(status_text(status), status_tone(status))
        self.act.say(N_("Take back…") if status == ISSUED else N_("Issue…"))
        self.act.show_icon("arrow-down-left" if status == ISSUED else "arrow-up-right")
        self.act.setVisible(status in (IN_STORE, ISSUED) and self.cut is None)
        self.facts.show_dossier(dossier, self.views.code())
        self._tell_life(dossier)

    def _tell_life(self, dossier: Dossier) -> None:
        events = dossier.seen(self.views.code())
        self.life.show_happenings([happening(event, FIELDS) for event in events[: history.SHOWN]])
        self._count.quote(n_("{n} entry", "{n} entries", len(events)).format(n=number(len(events))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the life stands below."""
        is_narrow = is_narrower(self, NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        for widget in (self._stack, self.life):
            widget.setMinimumHeight(LOWEST if is_narrow else 0)
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
