"""What the overview says of things that need attention and of rounds: points of a list, in the reader's language."""

from collections.abc import Iterator, Mapping

from registry_app.domain import wording_due
from registry_app.domain.calibres import shown
from registry_app.domain.due import CLOCKS, Due, HowMany
from registry_app.i18n import _, n_, number
from registry_app.services.cover import SPAN_DAYS, Cover
from registry_app.services.due import Board
from registry_app.services.overview import Overview, Waiting
from ui.pages.due_words import icon_of
from ui.parts.points import Point

PAPERS = ("company_licence", "permit", "licence", "course", "fitness")
"""The clocks of papers that run out."""
LOW_DAYS = 30
"""Fewer days of cover than these are told as low: what a dealer needs to deliver, by practice."""
YEAR = 365
ICONS: Mapping[str, tuple[str, str]] = {"held": ("lock", "amber"), "transit": ("arrow-right", "blue")}


def pressing(board: Board) -> Iterator[tuple[str, HowMany]]:
    """The clocks that show something overdue or due soon: first those with something overdue, then by their weight."""
    found = [(code, board.counts[code]) for code in CLOCKS if code in board.counts]
    return iter(
        sorted((each for each in found if each[1].overdue or each[1].soon), key=lambda each: not each[1].overdue)
    )


def first_of(board: Board, code: str) -> Due:
    """The most urgent thing of a clock."""
    return next(each for each in board.items if each.code == code)


def attention(found: Overview) -> list[Point]:
    """All that needs attention, the most urgent first."""
    due = [_due(found.board, code, counts) for code, counts in pressing(found.board)]
    return [*due, *(_waiting(each) for each in found.waiting)]


def _due(board: Board, code: str, counts: HowMany) -> Point:
    late, soon = n_("{n} late", "{n} late", counts.overdue), n_("{n} soon", "{n} soon", counts.soon)
    many, said, tone = (counts.overdue, late, "red") if counts.overdue else (counts.soon, soon, "amber")
    about = (wording_due.title(first_of(board, code)),)
    return Point(wording_due.heading(code), about, said.format(n=number(many)), tone, icon=icon_of(code), key=code)


def _waiting(waiting: Waiting) -> Point:
    n = waiting.count
    said = {
        "held": n_("{n} firearm on hold", "{n} firearms on hold", n),
        "transit": n_("{n} firearm in transit", "{n} firearms in transit", n),
    }[waiting.code]
    icon, tone = ICONS[waiting.code]
    return Point(said.format(n=number(n)), (waiting.name,), "", tone, icon=icon, key=waiting.code)


def rounds(covers: tuple[Cover, ...]) -> list[Point]:
    """How many rounds of each calibre lie ready, and for how long they last."""
    return [_cover(each) for each in covers]


def is_low(cover: Cover) -> bool:
    """Whether the rounds last only a few weeks."""
    return cover.days is not None and cover.days < LOW_DAYS


def _cover(cover: Cover) -> Point:
    chip = _("Low") if is_low(cover) else ""
    return Point(shown(cover.calibre), (lasts(cover),), number(cover.ready), chip=chip, chip_tone="amber",
                 icon="cartridge", key=cover.calibre)  # fmt: skip


def lasts(cover: Cover) -> str:
    """For how long the rounds of a calibre last, in words."""
    if cover.days is None:
        return _("none used in {n} days").format(n=number(SPAN_DAYS))
    if cover.days > YEAR:
        return _("for more than a year")
    return n_("for {n} day", "for {n} days", cover.days).format(n=number(cover.days))


def papers(board: Board) -> HowMany:
    """The papers of firearms, people and company that have expired or soon will."""
    total = HowMany()
    for code in PAPERS:
        total = total.plus(board.counts.get(code, HowMany()))
    return HowMany(total.overdue, total.soon)
