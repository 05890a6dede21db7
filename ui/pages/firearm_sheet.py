"""One firearm whole: all its fields, and its life from the ledger."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.declare import fields_of
from registry_app.domain.records import Firearm
from registry_app.i18n import N_, n_, number
from registry_app.services import history
from registry_app.services.history import Event
from ui.pages import firearm_rows
from ui.pages.life import happening, value_text
from ui.pages.positions import IN_STORE, ISSUED, drawing_of, status_text, status_tone
from ui.parts.card import Card, Chip, Tile
from ui.parts.columns import Row
from ui.parts.facts import Facts
from ui.parts.text import Button, Label
from ui.parts.timeline import Timeline
from ui.tasks import Scope

FIELDS = {name: field for name, field in fields_of(Firearm).items() if not field.derived}
WHERE = (("place", "", N_("Place")), ("holder", "", N_("Holder")))
Sheet = tuple[Row | None, dict[str, str | int | None], list[Event]]


def sheet_of(session: Any, record: int, limit: int = history.SHOWN) -> Sheet:
    """The row, the fields and the latest entries of one firearm, all of one moment."""
    found = firearm_rows.rows(session, [record])
    fields = history.detail(session, kind="firearm", record=record)
    return found[0] if found else None, fields, history.life(session, record=record, limit=limit)


class FirearmSheet(QWidget):
    """`left` asks for the list again, `act_asked` for handing the firearm over."""

    left = Signal()
    act_asked = Signal(int)

    def __init__(self, jobs: Scope) -> None:
        super().__init__()
        self._jobs = jobs
        self._sheet: Sheet = (None, {}, [])
        self.record = 0
        self.back = Button(N_("Firearms"), "arrow-left", key="Alt+Left")
        self.back.clicked.connect(self.left)
        self.title, self._below, self._chip = Label(role="h1"), Label(role="hint"), Chip()
        self._tile = Tile("pistol", size=40)
        self.act = Button(N_("Issue…"), "arrow-up-right", "primary")
        self.act.clicked.connect(lambda: self.act_asked.emit(self.record))
        self.facts = Facts([*WHERE, *((name, "", field.label) for name, field in FIELDS.items())])
        self.life = Timeline(N_("Life of the firearm"))
        self._count = Label(role="hint")
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(14)
        inside.addLayout(self._head())
        inside.addLayout(self._body(), 1)

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

    def _body(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(14)
        fields, life = (
            Card(N_("Record"), margin=18, spacing=12),
            Card(N_("Life from the ledger"), margin=18, spacing=12),
        )
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.facts)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        fields.inside.addWidget(area, 1)
        life.head.addWidget(self._count)
        life.inside.addWidget(self.life, 1)
        line.addWidget(fields, 5)
        line.addWidget(life, 6)
        return line

    def open_firearm(self, record: int) -> None:
        """Fetch and show this firearm."""
        self.record = record
        self.reload()

    def reload(self) -> None:
        """Fetch what is shown again."""
        if self.record:
            self._jobs.latest("sheet").read(sheet_of, self.record).then(self._show)

    def _show(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        row, values, events = self._sheet
        if row is None:
            return
        _number, tag, name, serial, _calibre, status, holder, place, kind, _permit, _until = row
        self._tile.show_icon(drawing_of(kind), "accent_text", "accent_tint")
        self.title.quote(str(name))
        self._below.quote(" · ".join(str(each) for each in (serial, tag) if each))
        self._chip.show_state(status_text(status), status_tone(status))
        self.act.say(N_("Take back…") if status == ISSUED else N_("Issue…"))
        self.act.show_icon("arrow-down-left" if status == ISSUED else "arrow-up-right")
        self.act.setVisible(status in (IN_STORE, ISSUED))
        self.facts.show_fact("place", str(place or ""))
        self.facts.show_fact("holder", str(holder) if status == ISSUED else "")
        for key, field in FIELDS.items():
            self.facts.show_fact(key, value_text(field, values.get(key)))
        self._tell_life(events)

    def _tell_life(self, events: Sequence[Event]) -> None:
        self.life.show_happenings([happening(event, FIELDS) for event in events])
        self._count.quote(n_("{n} entry", "{n} entries", len(events)).format(n=number(len(events))))
