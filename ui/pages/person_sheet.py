"""One person whole: photo, papers, what the person has, the PIN, documents, and the life in the ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPixmap

from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date, number
from registry_app.services import lists, pins
from ui.desk import Desk
from ui.pages import dossier
from ui.pages.pin_tab import PinTab
from ui.pages.record_facts import Groups, RecordFacts
from ui.pages.record_form import Edited
from ui.pages.record_sheet import About, RecordSheet
from ui.pages.whole import Whole
from ui.parts.points import Point, Points
from ui.tasks import Scope
from ui.when import today

GROUPS: Groups = {
    N_("Person"): ("code", "name", "document", "card", "joined_on", "left_on"),
    N_("Licence"): ("licence_number", "licence_class", "licence_expires_on"),
    N_("Course and fitness"): ("course_name", "course_expires_on", "fitness_expires_on"),
}
ICONS = {"firearm": "pistol", "lot": "cartridge", "article": "package"}
FACE = 60
"""Pixels of a photo at the head of the sheet."""
Held = Sequence[tuple[int, str, str, int]]


def _state(values: Mapping[str, Value]) -> tuple[str, str]:
    left = str(values.get("left_on") or "")
    if left and left <= today():
        return _("Left on {day}").format(day=date(left)), "gray"
    until = str(values.get("licence_expires_on") or "")
    if until and until < today():
        return _("Licence expired on {day}").format(day=date(until)), "red"
    return "", "gray"


ABOUT = About(
    "person", "user", N_("People"), lambda values: str(values["name"] or values["code"]),
    lambda values: str(values["code"]), _state,
)  # fmt: skip
EDITED = Edited("person", N_("A new person"), N_("Change the record of the person"))


class PersonSheet(RecordSheet):
    """`item_asked` tells an item that shall be shown: its kind, and its number."""

    item_asked = Signal(str, object)

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        self.holds = Points(N_("What the person has"), is_opening=True)
        self._held: Held = ()
        self.pin = PinTab(jobs, desk.strip)
        tabs = {"holds": (N_("Holds"), self.holds), "pin": (N_("PIN"), self.pin)}
        super().__init__(jobs, desk, ABOUT, RecordFacts("person", GROUPS), EDITED, tabs)
        self.holds.opened.connect(self._ask_item)

    def _ask_item(self, key: str) -> None:
        kind, _dot, item = key.partition(".")
        self.item_asked.emit(kind, int(item))

    def open_record(self, record_id: int) -> None:
        """Show this person; no PIN that was typed stays."""
        self.pin.forget()
        super().open_record(record_id)

    def fill(self, whole: Whole) -> None:
        """Ask what the person has, whether there is a PIN, and for the latest photo."""
        self.jobs.latest("held").read(held_by, self.record).then(self._show_held)
        self.jobs.latest("pin").read(has_pin, self.record).then(self._show_pin)
        photo = [paper for paper in whole.papers if paper.kind == "photo" and paper.is_there][:1]
        self.jobs.latest("photo").read(dossier.thumbnails, photo).then(self._show_photo)

    def _show_photo(self, images: Mapping[str, QImage]) -> None:
        picture = next((QPixmap.fromImage(image) for image in images.values()), None)
        self.tile.show_picture(picture, FACE)

    def _show_pin(self, found: tuple[int, bool]) -> None:
        person, has = found
        self.pin.show_pin(person, has_pin=has, may_set=self.desk.may("describe", "amend"))

    def _show_held(self, held: Held) -> None:
        self._held = held
        self.show_many("holds", len(held))
        points = [_point(*each) for each in held]
        self.holds.show_points(points or [Point(_("Nothing is with this person."))])

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self._show_held(self._held)
        self.pin.retranslate()
        super().retranslate()


def held_by(session: Any, person: int) -> Held:
    """What a person has: item, its kind, its name, and how many."""
    return lists.held_by(session, person)


def has_pin(session: Any, person: int) -> tuple[int, bool]:
    """A person, and whether there is a PIN."""
    return person, pins.has_pin(session, person)


def _point(item: int, kind: str, name: str, many: int) -> Point:
    """Each leads to its sheet."""
    value = "" if kind == "firearm" else number(many)
    return Point(name, value=value, icon=ICONS[kind], key=f"{kind}.{item}")
