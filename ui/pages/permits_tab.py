"""The permits that a firearm has had, the newest on top, and its renewal."""

from collections.abc import Sequence
from typing import Any

from registry_app.domain.choices import PERMIT_KINDS
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_, _, date, number
from registry_app.services import renewals
from registry_app.services.renewals import Permit
from ui.job import Job
from ui.parts.listed import Listed
from ui.parts.points import Point, Points
from ui.parts.strip import Strip
from ui.parts.text import Button
from ui.tasks import Scope
from ui.when import today, when

PAPER = Field("document", N_("Number of the paper"), required=True, max_length=60)
FIELDS = (*renewals.fields("firearm"), PAPER)


class PermitsTab(Listed):
    """One point for each permit."""

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        renew, save = Button(N_("Renew the permit…"), "refresh-cw"), Button(N_("Enter the renewal"), "check", "primary")
        super().__init__(Points(N_("Permits")), FIELDS, strip, renew, save)
        self._jobs = jobs
        self.firearm, self._zone = 0, ""
        self._permits: Sequence[Permit] = ()

    def show_permits(self, firearm: int, permits: Sequence[Permit], zone: str, *, may_renew: bool) -> None:
        """Show the permits of a firearm; `zone` is the company's."""
        self.firearm, self._permits, self._zone = firearm, permits, zone
        self.add.setVisible(may_renew)
        self.retranslate()

    def begin(self) -> None:
        """Ask for the new permit, beginning with the one in force."""
        now = self._permits[0] if self._permits else None
        self.ask({"permit_number": now.number, "permit_kind": now.kind} if now else {})

    def enter(self, values: dict[str, Value]) -> Job[Any]:
        """Write the renewal."""
        document = str(values.pop("document"))
        told = {name: value for name, value in values.items() if value is not None}
        asked = {"record": self.firearm, "document": document, "entry_id": self.entry}
        return self._jobs.write(renewals.renew, values=told, **asked)

    def done(self) -> None:
        """Say so."""
        self._strip.say(N_("The permit is renewed."))

    def retranslate(self) -> None:
        """Say the permits again in the reader's language."""
        points = [self._point(permit, is_newest=at == 0) for at, permit in enumerate(self._permits)]
        self.show_points(points, _("No permit is entered."))

    def _point(self, permit: Permit, *, is_newest: bool) -> Point:
        kind = _(PERMIT_KINDS.get(permit.kind, permit.kind)) if permit.kind else ""
        issued = _("issued on {day}").format(day=date(permit.issued_on)) if permit.issued_on else ""
        paper = _("paper {number}").format(number=permit.document) if permit.document else ""
        told = " · ".join(each for each in (kind, issued, paper) if each)
        at = when(permit.occurred_at, self._zone)
        entered = _("{moment} · entry {entry}").format(moment=at, entry=number(permit.seq))
        until = _("until {day}").format(day=date(permit.expires_on)) if permit.expires_on else ""
        chip, tone = _state(is_newest, bool(permit.expires_on) and permit.expires_on < today())
        lines = tuple(each for each in (told, entered) if each)
        return Point(permit.number or "—", lines, until, "text" if is_newest else "text2", chip, tone,
                     key=str(permit.seq))  # fmt: skip


def _state(is_newest: bool, has_ended: bool) -> tuple[str, str]:
    if not is_newest:
        return _("Replaced"), "gray"
    return (_("Expired"), "red") if has_ended else (_("In force"), "green")
