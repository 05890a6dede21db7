"""The last sightings of a count as points of a list, what waits for a word first."""

from collections.abc import Iterable

from registry_app.i18n import N_, _, n_, number
from registry_app.services.count_lists import Line, Progress
from registry_app.services.counting import Taken
from ui.parts.points import Point
from ui.when import clock_time


def points(progress: Progress, waiting: Iterable[Taken]) -> list[Point]:
    """What waits, the newest first, then what was seen last."""
    held = [_waiting(each) for each in waiting]
    return [*reversed(held), *(_seen(each, progress.zone) for each in progress.last)]


def _waiting(taken: Taken) -> Point:
    said = _("On record: {where}").format(where=taken.person or taken.place or "—")
    return Point(taken.hit.title, (f"{taken.hit.detail} · {said}",), chip=_("Waits for F2"), chip_tone="amber",
                 icon="triangle-alert", tone="amber")  # fmt: skip


def _seen(line: Line, zone: str) -> Point:
    tone, icon = ("red", "circle-alert") if line.is_unknown else ("green", "circle-check")
    chip, chip_tone = "", "gray"
    if line.is_unknown:
        chip, chip_tone = _("Not in the register"), "red"
    elif line.has_other_marks:
        chip, chip_tone, tone, icon = _("Marks differ"), "amber", "amber", "triangle-alert"
    where = " · ".join(filter(None, (line.detail, line.person or line.place, how_many(line))))
    return Point(line.title, (where,), clock_time(line.at, zone), tone, chip, chip_tone, icon)


def how_many(line: Line) -> str:
    """How many there were; nothing for one piece."""
    if line.quantity < 0:
        return ""
    loose = n_("{n} loose", "{n} loose", line.quantity).format(n=number(line.quantity))
    if not line.packs:
        return loose
    packs = n_("{n} sealed pack", "{n} sealed packs", line.packs).format(n=number(line.packs))
    return _(N_("{packs} and {loose}")).format(packs=packs, loose=loose)
