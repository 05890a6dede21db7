"""The kit of a post: what a guard takes there with each firearm; said of it, or of its whole contract or client."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry_app.domain.choices import LOADS
from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import Value
from registry_app.domain.kit import KIT_KINDS
from registry_app.domain.records import Kit
from registry_app.i18n import N_, _, number
from registry_app.services import kits, references
from registry_app.services.kits import KitLine
from ui.job import Job
from ui.parts.listed import Listed
from ui.parts.points import Point, Points
from ui.parts.strip import Strip
from ui.parts.text import Button
from ui.tasks import Scope

FIELDS = tuple(field for name, field in entered_fields(Kit).items() if name != "place_id")
ICONS: Mapping[str, str] = {"rounds": "cartridge", "permit_card": "file-badge", "key": "key-round"}
KitLines = Sequence[tuple[KitLine, str]]


class KitTab(Listed):
    """One point for each kind of thing; Enter changes it, nothing (0) takes it out."""

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        add, save = Button(N_("Add to the kit…"), "plus"), Button(N_("Enter the line"), "check", "primary")
        super().__init__(Points(N_("Kit"), is_opening=True), FIELDS, strip, add, save)
        self._jobs = jobs
        self.post, self._may = 0, False
        self._lines: KitLines = ()
        self.list.opened.connect(self._change)

    def show_kit(self, post: int, lines: KitLines, *, may_change: bool) -> None:
        """Show the kit of a place of work."""
        self.post, self._lines, self._may = post, lines, may_change
        self.add.setVisible(may_change)
        self.retranslate()

    def _change(self, kind: str) -> None:
        line = next((line for line, _place in self._lines if line.kind == kind), None)
        if line is not None and self._may:
            self.ask({"kind": line.kind, "quantity": line.quantity, "load": line.load or None})

    def enter(self, values: dict[str, Value]) -> Job[Any]:
        """Write the line, in place of what was said of its kind before."""
        told = {name: value for name, value in values.items() if value is not None}
        return self._jobs.write(kits.describe, post=self.post, entry_id=self.entry, **told)

    def done(self) -> None:
        """Say so."""
        self._strip.say(N_("The kit is changed; the next handover to the post begins with it."))

    def retranslate(self) -> None:
        """Say the lines again in the reader's language."""
        nothing = _("Nothing yet. What is added here lies ready when a firearm is issued to the post.")
        self.show_points([self._point(line, place) for line, place in self._lines], nothing)

    def _point(self, line: KitLine, place: str) -> Point:
        load = _(LOADS.get(line.load, line.load)) if line.load else ""
        whose = _("as for {place}").format(place=place) if line.place != self.post else ""
        return Point(
            _(KIT_KINDS.get(line.kind, line.kind)), tuple(each for each in (load, whose) if each),
            _("{n} for each firearm").format(n=number(line.quantity)), icon=ICONS.get(line.kind, "package"),
            key=line.kind,
        )  # fmt: skip


def kit_of(session: Any, post: int) -> KitLines:
    """The lines of a kit, each with the name of the place that it was said for."""
    lines = kits.of_post(session, post)
    called = references.named(session, [line.place for line in lines])
    return [(line, called.get(line.place, ("", ""))[0]) for line in lines]
