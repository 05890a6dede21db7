"""The firearm that the list stands on: what it is, where it is, what happened last, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from registry_app.domain.calibres import shown
from registry_app.i18n import N_, _, date
from registry_app.services.history import Event
from ui.pages.firearm_facts import FIELDS
from ui.pages.firearm_rows import KIND
from ui.pages.life import happening
from ui.pages.positions import IN_STORE, ISSUED, drawing_of, status_text, status_tone
from ui.parts.card import Card, Chip, Tile, rule
from ui.parts.columns import Row
from ui.parts.facts import Fact, Facts
from ui.parts.text import Button, Label
from ui.parts.timeline import Timeline
from ui.when import today

WIDE = 328
FACTS: tuple[Fact, ...] = (
    ("serial", "hash", N_("Serial number")),
    ("calibre", "cartridge", N_("Calibre")),
    ("place", "map-pin", N_("Place")),
    ("holder", "user", N_("Holder")),
    ("permit", "file-badge", N_("Permit")),
)


class FirearmCard(Card):
    """`act_asked` tells that the firearm shall be handed over, `life_asked` that its whole life shall be shown."""

    act_asked = Signal()
    life_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=18, spacing=10)
        self.setFixedWidth(WIDE)
        self._row: Row | None = None
        self.is_past = False
        """Whether what is shown is over: then nothing can be done with it."""
        self._events: Sequence[Event] = ()
        self._tile = Tile("pistol", size=40)
        self.title, self._below = Label(role="h2"), Label(role="hint")
        self._chip = Chip()
        self.facts = Facts(FACTS)
        self.life = Timeline(N_("What happened last"))
        self.act = Button(N_("Issue…"), "arrow-up-right", "primary")
        self.act.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.history = Button(N_("History"), "history")
        self.act.clicked.connect(self.act_asked)
        self.history.clicked.connect(self.life_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        top, words, foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        top.setSpacing(12)
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self._below)
        top.addWidget(self._tile)
        top.addLayout(words, 1)
        self.inside.addLayout(top)
        self.inside.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self.facts)
        self.inside.addWidget(rule())
        self.inside.addWidget(Label(N_("What happened last"), "muted"))
        self.inside.addWidget(self.life, 1)
        foot.setSpacing(8)
        foot.addWidget(self.act, 1)
        foot.addWidget(self.history)
        self.inside.addLayout(foot)

    def show_firearm(self, row: Row, events: Sequence[Event]) -> None:
        """Show a row of the list (`firearm_rows.COLUMNS`) and its latest entries."""
        self._row, self._events = row, events
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._row is None:
            return
        _number, tag, name, serial, calibre, status, holder, place, _kind, permit, until = self._row
        self._tile.show_icon(drawing_of(self._row[KIND]), "accent_text", "accent_tint")
        self.title.quote(str(name))
        self._below.quote(str(tag or serial))
        self._chip.show_state(status_text(status), status_tone(status))
        self.facts.show_fact("serial", str(serial))
        self.facts.show_fact("calibre", shown(str(calibre)))
        self.facts.show_fact("place", str(place))
        self.facts.show_fact("holder", str(holder) if status == ISSUED else "")
        self.facts.show_fact("permit", *permit_told(str(permit or ""), str(until or "")))
        self.life.show_happenings([happening(event, FIELDS) for event in self._events])
        self.act.say(N_("Take back…") if status == ISSUED else N_("Issue…"))
        self.act.show_icon("arrow-down-left" if status == ISSUED else "arrow-up-right")
        self.act.setVisible(status in (IN_STORE, ISSUED) and not self.is_past)


def permit_told(number: str, until: str) -> tuple[str, str]:
    """A permit with its last day in words, and the tone that warns when it has passed."""
    if not until:
        return number, ""
    if until < today():
        return _("{permit}, expired on {day}").format(permit=number, day=date(until)), "red"
    return _("{permit}, until {day}").format(permit=number, day=date(until)), ""
