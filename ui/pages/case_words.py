"""What the list of cases shows, and the clock of a case in words: how much time is left, or how late it is."""

from registry_app.domain.choices import LOSS_KINDS
from registry_app.domain.citations import cited
from registry_app.i18n import N_, _, n_, number
from registry_app.services.case_clocks import CaseClock
from registry_app.services.listing_cases import CASES, DOCUMENTS, IN_TIME, NOTICES, TOLD_LATE
from ui.pages.rule_words import UNVERIFIED
from ui.parts.columns import Cell, Column, Row, of_field
from ui.parts.points import Point
from ui.when import when

HOUR, DAY = 60, 24 * 60
"""Minutes."""
IN_HOURS = 2 * DAY
"""What is nearer than this is told in hours and minutes."""
PRESSING = 12 * HOUR
"""So little time is left that it is told in amber."""
LOST_KINDS = (*LOSS_KINDS, DOCUMENTS)


def left_text(minutes: int) -> str:
    """How much time is left, or how late it is where it is less than nothing."""
    many, is_late = abs(minutes), minutes < 0
    if many >= IN_HOURS:
        days = many // DAY
        said = n_("{n} day late", "{n} days late", days) if is_late else n_("{n} day left", "{n} days left", days)
        return said.format(n=number(days))
    said = _("{h} h {m} min late") if is_late else _("{h} h {m} min left")
    hours, rest = divmod(many, HOUR)
    return said.format(h=number(hours), m=number(rest))


def left_tone(minutes: int) -> str:
    """Its colour."""
    return "red" if minutes < 0 else "amber" if minutes < PRESSING else "blue"


def notice_text(value: Cell) -> str:
    """How the notice stands: minutes left while somebody is to be told, else a code of `NOTICES`."""
    return left_text(value) if isinstance(value, int) else _(NOTICES[value]) if value else ""


def notice_tone(value: Cell) -> str:
    """Its colour."""
    if isinstance(value, int):
        return left_tone(value)
    return {IN_TIME: "green", TOLD_LATE: "red"}.get(str(value), "gray")


def icon_of(row: Row) -> str:
    """The drawing of a case: what is gone is searched for, a shot is told of."""
    kind = str(row[KEYS.index("kind") + 1])
    return ("file-text" if kind == DOCUMENTS else "search") if kind in LOST_KINDS else "triangle-alert"


_F = CASES.fields
COLUMNS = (
    Column("number", _F["number"].label, 7, "muted", field=_F["number"]),
    Column("kind", _F["kind"].label, 15, "strong", of_field(_F["kind"], 15).text, icon=icon_of, field=_F["kind"]),
    of_field(_F["what"], 15, "serial", stretches=True),
    of_field(_F["person"], 15),
    of_field(_F["known_at"], 17),
    Column("notice", N_("Notice"), 16, "chip", notice_text, notice_tone, field=_F["notice"]),
    of_field(_F["owner"], 13, "muted"),
    *(
        of_field(_F[name], 15, is_hidden=True)
        for name in (
            "rounds", "outcome", "closed_on", "place", "deadline", "authority", "notified_at", "notice_number",
            "police_number", "documents_lost", "happened_at",
        )
    ),
)  # fmt: skip
KEYS = [column.key for column in COLUMNS]


def clock_text(clock: CaseClock) -> str:
    """By when the authority is to be told, in a sentence."""
    if clock.deadline is None:
        return _("The rules in force set no term for telling the authority.")
    until = when(clock.deadline, clock.zone)
    if clock.is_at_once:
        return _("The authority is to be told at once: by {until}").format(until=until)
    hours = number((clock.minutes or 0) // HOUR)
    return _("The authority is to be told within {hours} hours: by {until}").format(hours=hours, until=until)


def clock_point(clock: CaseClock) -> Point:
    """The clock that starts, with the law it comes from."""
    source = cited(clock.source) or _("Set by this register")
    left = "" if clock.left is None else left_text(clock.left)
    tone = "text" if clock.left is None else left_tone(clock.left)
    is_open = clock.deadline is not None and not clock.is_verified
    return Point(
        clock_text(clock), (source,) if clock.deadline is not None else (), left, tone,
        _(UNVERIFIED) if is_open else "", "amber", "clock",
    )  # fmt: skip


SEGMENTS = {
    "": N_("Still open"), "late": N_("Past the term"), "losses": N_("Losses"), "discharges": N_("Discharges"),
    "closed": N_("Closed"),
}  # fmt: skip
