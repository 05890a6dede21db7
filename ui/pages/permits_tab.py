"""The permits that a firearm has had, the newest on top."""

from collections.abc import Sequence

from registry_app.domain.choices import PERMIT_KINDS
from registry_app.i18n import N_, _, date, number
from registry_app.services.permits import Term
from ui.parts.points import Point, Points
from ui.when import today, when


class PermitsTab(Points):
    """One point for each permit."""

    def __init__(self) -> None:
        super().__init__(N_("Permits"))
        self._terms: Sequence[Term] = ()

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Show the permits of a firearm."""
        self._terms = terms
        self.retranslate()

    def retranslate(self) -> None:
        """Say them again in the reader's language."""
        points = [_point(term, is_newest=at == 0) for at, term in enumerate(self._terms)]
        self.show_points(points or [Point(_("No permit is entered."))])


def _point(term: Term, *, is_newest: bool) -> Point:
    kind = _(PERMIT_KINDS.get(term.kind, term.kind)) if term.kind else ""
    issued = _("issued on {day}").format(day=date(term.issued_on)) if term.issued_on else ""
    facts = {"moment": when(term.at, term.zone), "actor": term.actor, "entry": number(term.seq)}
    entered = _("Entered {moment} by {actor} · entry {entry}").format(**facts)
    lines = tuple(each for each in (" · ".join(each for each in (kind, issued) if each), entered) if each)
    until = _("until {day}").format(day=date(term.expires_on)) if term.expires_on else ""
    has_ended = bool(term.expires_on) and term.expires_on < today()
    chip, tone = _state(is_newest, has_ended)
    return Point(term.number or "—", lines, until, "text2" if not is_newest else "text", chip, tone,
                 key=str(term.seq))  # fmt: skip


def _state(is_newest: bool, has_ended: bool) -> tuple[str, str]:
    if not is_newest:
        return _("Replaced"), "gray"
    return (_("Expired"), "red") if has_ended else (_("In force"), "green")
