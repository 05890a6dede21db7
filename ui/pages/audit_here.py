"""Where one counts: a place in large letters, or a person who has what is counted, and how that is seen."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.audit import SIGHTING_WAYS
from registry_app.i18n import N_, _
from registry_app.services.counting import Spot
from ui.parts.card import Tile
from ui.parts.folding import BELOW, BESIDE
from ui.parts.picker import Choice, Picker, Search
from ui.parts.segments import Segments
from ui.parts.text import Button, Label

NOWHERE = N_("Where are you?")
AT, WITH = N_("You count in"), N_("You count what somebody has")
WAYS = {"remote": SIGHTING_WAYS["remote"], "photo": SIGHTING_WAYS["photo"]}


class Here(QWidget):
    """`place_chosen` and `person_chosen` carry what somebody picked; `changed` tells that one counts elsewhere."""

    place_chosen = Signal(object)
    changed = Signal()

    def __init__(self, find_places: Search, find_people: Search) -> None:
        super().__init__()
        self.place: Choice | None = None
        self.person: Choice | None = None
        self.photo = b""
        self.is_blind = True
        self._above, self.title = Label(AT, "muted"), Label(role="figure", is_wrapping=True)
        self.ways = Segments(N_("How it is seen"), WAYS)
        self.picture = Button(N_("Photo of the same day…"), "upload")
        self.places = Picker(find_places, N_("Place: name or code"), N_("Place where you count"))
        self.people = Picker(find_people, N_("Person: name or code"), N_("Person who has it"))
        self.choose = Button(N_("Place (F4)"), "map-pin")
        self.guard = Button(N_("With a guard (F7)"), "user")
        self._tile = Tile("map-pin", size=44)
        self._lay_out()
        self._connect()
        self.show_here()

    def _lay_out(self) -> None:
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        named, words, acts = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        words.setSpacing(0)
        words.addWidget(self._above)
        words.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.choose)
        line.addWidget(self.guard)
        acts.setSpacing(6)
        acts.addLayout(line)
        for widget in (self.places, self.people, self.ways, self.picture):
            acts.addWidget(widget)
        named.setSpacing(14)
        named.addWidget(self._tile, 0, Qt.AlignmentFlag.AlignTop)
        named.addLayout(words, 1)
        across.addLayout(named, 1)
        across.addLayout(acts)

    def _connect(self) -> None:
        self.choose.clicked.connect(self.ask_place)
        self.guard.clicked.connect(self.toggle_guard)
        self.places.picked.connect(lambda _id: self.place_chosen.emit(self.places.choice()))
        self.people.picked.connect(lambda _id: self.go_to_person(self.people.choice()))
        self.picture.clicked.connect(self._ask_photo)

    def fit(self, *, is_narrow: bool) -> None:
        """On a narrow window the place has the whole width for its letters, and the buttons stand below it."""
        self._across.setDirection(BELOW if is_narrow else BESIDE)

    def ask_place(self) -> None:
        """Ask where one counts."""
        self._ask(self.places)

    def _ask(self, picker: Picker) -> None:
        for each in (self.places, self.people):
            each.setVisible(each is picker)
        picker.show_choice(None)
        picker.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def toggle_guard(self) -> None:
        """Ask who has it; while something is counted with a person, the key leads back to the place."""
        if self.person is None:
            self._ask(self.people)
        else:
            self.go_to_person(None)

    def go_to(self, place: Choice) -> None:
        """Count in this place from now on."""
        self.place, self.person, self.photo = place, None, b""
        self.show_here()
        self.changed.emit()

    def go_to_person(self, person: Choice | None) -> None:
        """Count what this person has from now on; nobody: in the place again."""
        self.person, self.photo = person, b""
        self.show_here()
        self.changed.emit()

    def show_here(self) -> None:
        """Say where one is."""
        is_with = self.person is not None
        self._above.say(WITH if is_with else AT)
        at = self.person or self.place
        self.title.quote(at.title) if at else self.title.say(NOWHERE)
        self.title.set_tone("" if at else "amber")
        self._tile.show_icon("user" if is_with else "map-pin", "accent_text", "accent_tint")
        self.guard.say(N_("Back to the place (F7)") if is_with else N_("With a guard (F7)"))
        for widget in (self.places, self.people):
            widget.hide()
        self.ways.setVisible(is_with)
        self.picture.setVisible(is_with)

    def spot(self) -> Spot | None:
        """Where one is, as counting takes it; nothing while nobody said."""
        if self.person is not None:
            return Spot(self.place.id if self.place else 0, self.person.id, self.ways.code(), self.photo, self.is_blind)
        return Spot(self.place.id, is_blind=self.is_blind) if self.place else None

    def _ask_photo(self) -> None:
        dialog = QFileDialog(self, _("Choose the photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Photo ({suffixes})").format(suffixes="*.jpg *.jpeg *.png")])
        dialog.setDirectory(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))
        dialog.fileSelected.connect(lambda file: self.take_photo(Path(file)))
        dialog.open()

    def take_photo(self, path: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> None:
        """Keep a photo for what is seen next."""
        self.photo = read(path)
        self.ways.take("photo")
        self.picture.say(N_("Photo: {file}"), file=path.name)

    def forget_photo(self) -> None:
        """A photo shows one thing."""
        self.photo = b""
        self.picture.say(N_("Photo of the same day…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts the pickers away."""
        if event.key() == Qt.Key.Key_Escape and (self.places.isVisible() or self.people.isVisible()):
            self.show_here()
            self.changed.emit()
        else:
            super().keyPressEvent(event)
