"""One person whole: papers, what the person has, documents, and the life in the ledger."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal

from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date, number
from registry_app.services import lists
from ui.desk import Desk
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
    """`item_asked` tells a firearm that shall be shown."""

    item_asked = Signal(int)

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        self.holds = Points(N_("What the person has"), is_opening=True)
        self._held: Held = ()
        tabs = {"holds": (N_("Holds"), self.holds)}
        super().__init__(jobs, desk, ABOUT, RecordFacts("person", GROUPS), EDITED, tabs)
        self.holds.opened.connect(lambda key: self.item_asked.emit(int(key)))

    def fill(self, _whole: Whole) -> None:
        """Ask what the person has."""
        self.jobs.latest("held").read(held_by, self.record).then(self._show_held)

    def _show_held(self, held: Held) -> None:
        self._held = held
        self.show_many("holds", len(held))
        points = [_point(*each) for each in held]
        self.holds.show_points(points or [Point(_("Nothing is with this person."))])

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self._show_held(self._held)
        super().retranslate()


def held_by(session: Any, person: int) -> Held:
    """What a person has: item, its kind, its name, and how many."""
    return lists.held_by(session, person)


def _point(item: int, kind: str, name: str, many: int) -> Point:
    """Firearms lead to their sheets."""
    value = "" if kind == "firearm" else number(many)
    return Point(name, value=value, icon=ICONS[kind], key=str(item) if kind == "firearm" else "")
