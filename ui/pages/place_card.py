"""The place that the tree stands on: what lies there, its rack drawn slot by slot, who answers for it and its keys."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_, _, n_, number
from registry_app.services.places import Contents, Node
from ui.pages import place_words
from ui.pages.place_words import ICONS, kind_text
from ui.parts.card import Card, Tile
from ui.parts.points import Points
from ui.parts.rack import Rack
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Elided, Label

VIEWS = {"lying": N_("What lies here"), "rack": N_("Rack"), "keys": N_("Keys")}


class PlaceCard(Card):
    """`firearm_asked` and `key_asked` tell what shall be shown, `whole_asked` and `new_asked` what shall be opened."""

    firearm_asked = Signal(int)
    key_asked = Signal(int)
    whole_asked = Signal()
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=1, spacing=8)
        self._node: Node | None = None
        self.contents: Contents | None = None
        self.tile, self.title, self.below = Tile("map-pin", size=40), Elided(role="h1"), Elided(role="hint")
        self.custodian, self.told = Elided(role="muted"), Label(role="hint")
        self.views, self._stack = Segments(N_("What of the place"), VIEWS), Stack()
        self.lying = Points(N_("What lies here"), is_opening=True)
        self.rack = Rack(N_("Rack"))
        self.keys = Points(N_("Keys"), is_opening=True)
        self.new, self.whole = Button(N_("New place below…"), "plus"), Button(N_("Open the place"), "map-pin")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top, line = QHBoxLayout(), QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self.title, self.below, self.custodian):
            words.addWidget(label)
        top.setContentsMargins(18, 12, 14, 0)
        top.setSpacing(12)
        top.addWidget(self.tile)
        top.addLayout(words, 1)
        for button in (self.new, self.whole):
            top.addWidget(button)
        line.setContentsMargins(18, 2, 18, 0)
        line.addWidget(self.views)
        line.addStretch()
        line.addWidget(self.told)
        self.inside.addLayout(top)
        self.inside.addLayout(line)
        for widget in (self.lying, _padded(self.rack), self.keys):
            self._stack.addWidget(widget)
        self.inside.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.views.chosen.connect(lambda code: self._stack.setCurrentIndex(list(VIEWS).index(code)))
        self.lying.opened.connect(lambda key: self.firearm_asked.emit(int(key)))
        self.rack.opened.connect(lambda key: self.firearm_asked.emit(int(key)))
        self.keys.opened.connect(lambda key: self.key_asked.emit(int(key)))
        self.whole.clicked.connect(self.whole_asked)
        self.new.clicked.connect(self.new_asked)

    def show_place(self, node: Node, contents: Contents) -> None:
        """Show a place; one with a rack shows it at once, unless the keys were looked at."""
        is_other = self._node is None or self._node.id != node.id
        self._node, self.contents = node, contents
        self.views.offer("rack", is_offered=bool(contents.slots))
        if is_other and contents.slots and self.views.code() != "keys":
            self.views.choose("rack")
        self.retranslate()

    def enter(self) -> None:
        """The cursor goes into what is shown."""
        {"lying": self.lying, "rack": self.rack, "keys": self.keys}[self.views.code()].setFocus()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._node is None or self.contents is None:
            return
        node, contents = self._node, self.contents
        self.tile.show_icon(ICONS.get(node.kind, "map-pin"), "accent_text", "accent_tint")
        self.title.quote(node.name)
        firearms = n_("{n} firearm", "{n} firearms", node.firearms).format(n=number(node.firearms))
        self.below.quote(" · ".join((kind_text(node.kind), node.code, firearms)))
        self._say_custodian(contents)
        self.views.show_note("keys", number(len(contents.keys)) if contents.keys else "")
        self.lying.show_points(place_words.lying(contents))
        self.rack.show_cells(place_words.cells(contents.slots))
        self.keys.show_points(place_words.keys(contents.keys))
        self.told.quote(place_words.rack_text(contents.slots) if contents.slots else "")

    def _say_custodian(self, contents: Contents) -> None:
        found = contents.custodian
        self.custodian.setVisible(found is not None)
        if found is not None:
            name = found.person_name or _("nobody yet")
            said = _("Custodian of {armoury}: {name}").format(armoury=found.armoury_name, name=name)
            self.custodian.quote(said)


def _padded(rack: Rack) -> QWidget:
    """The rack with room around it."""
    whole = QWidget()
    inside = QVBoxLayout(whole)
    inside.setContentsMargins(18, 0, 12, 8)
    inside.addWidget(rack)
    return whole
