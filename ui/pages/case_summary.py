"""What a new case will enter, point by point: what moves, what is told of it, who enters it, which clock starts."""

from collections.abc import Iterable, Sequence

from registry_app.domain.acts import ACTS
from registry_app.domain.citations import cited
from registry_app.domain.jurisdiction import FORMALITIES
from registry_app.i18n import N_, _, n_, number
from registry_app.services.case_clocks import CaseClock
from ui.pages.case_draft import PAPERS, SHOT, Part
from ui.pages.case_lines import ICONS
from ui.pages.case_reads import detail_of, where_of
from ui.pages.case_words import clock_point
from ui.pages.rule_words import UNVERIFIED
from ui.parts.points import Point, heading

ACT_OF = {PAPERS: "describe", SHOT: "discharge"}
"""The act by which a way enters a case; every other way loses things."""
CLOCK = N_("The clock that starts")


def summary(
    way: str, parts: Sequence[Part], told: Iterable[tuple[str, str]], clock: CaseClock | None, actor: str, case: int
) -> list[Point]:
    """All points: `told` are labels and values of what was typed, `case` the open case that more is added to."""
    act = ACTS[ACT_OF.get(way, "lose")].label
    by = _("By {actor}").format(actor=actor)
    found = [heading(_("Entry: {act}").format(act=_(act)), by), *map(_gone, parts)]
    if case:
        found.append(Point(_("Added to case {case}").format(case=number(case)), icon="plus"))
    found += [Point(label, value=value) for label, value in told]
    if clock is not None:
        found += [heading(_(CLOCK)), clock_point(clock), *_asked(clock)]
    return found


def _gone(part: Part) -> Point:
    each = part.lying
    about = _("{what} · from {place}").format(what=detail_of(each), place=where_of(each))
    many = n_("{n} lost", "{n} lost", part.quantity).format(n=number(part.quantity))
    return Point(each.title, (about,), many, "red", icon=ICONS[each.kind])


def _asked(clock: CaseClock) -> Iterable[Point]:
    """What the law asks beside the term."""
    for each in clock.formalities:
        chip = "" if each.is_verified else _(UNVERIFIED)
        yield Point(_(FORMALITIES[each.code]), (cited(each.source),), chip=chip, chip_tone="amber", icon="info")
