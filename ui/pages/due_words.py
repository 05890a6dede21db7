"""What is due as points of a list: what is to be done, in how many days, who answers for it, and by which source."""

import datetime as dt
from collections.abc import Mapping

from registry_app.domain import wording_due
from registry_app.domain.citations import cited
from registry_app.domain.due import CLOCKS, SEVERITIES, Due, HowMany, Severity
from registry_app.i18n import N_, _, n_, number
from registry_app.services.due import Board
from ui.pages.rule_words import UNVERIFIED
from ui.parts.points import Point, heading

TONES: Mapping[Severity, str] = {"overdue": "red", "soon": "amber", "later": "blue"}
ICONS: Mapping[str, str] = {
    "loss_notice": "triangle-alert", "discharge_notice": "triangle-alert", "closure": "building-2",
    "armed": "shield-alert", "company_licence": "building-2", "return": "file-text", "change_notice": "file-text",
    "out": "clock", "loss": "search", "discharge": "triangle-alert", "hold": "lock", "workshop": "wrench",
    "deposit": "arrow-left", "delivery": "arrow-right", "key": "key-round", "audit": "clipboard-check",
    "hand_over_count": "clipboard-check", "difference": "search", "security": "lock",
    "contract": "file-text", "article": "package", "lot": "cartridge", "rotate": "refresh-cw", "inspect": "eye",
    "clean": "wrench",
}  # fmt: skip
"""The drawing of each clock; papers of people and firearms share one."""
HOUR = 3_600_000
HOURS_AT_MOST = 48
"""What is nearer than this, and runs by the hour, is told in hours."""
NEAR = {0: N_("today"), 1: N_("tomorrow"), -1: N_("since yesterday")}
ALL, EVERY = "", "every"
"""No topic and no urgency in particular; and the key of all topics together."""


def icon_of(code: str) -> str:
    """The drawing of a clock."""
    return ICONS.get(code, "file-badge")


def distance(due: Due, today: str, now: int) -> str:
    """How far off it is: `3 days late`, `in 12 days`, `today`; in hours where the term runs by the hour."""
    hours = (due.due_at - now) / HOUR if due.due_at else HOURS_AT_MOST
    if abs(hours) < HOURS_AT_MOST:
        return _hours(int(abs(hours)), is_late=hours < 0)
    days = (dt.date.fromisoformat(due.due_on) - dt.date.fromisoformat(today)).days
    if days in NEAR:
        return _(NEAR[days])
    if days < 0:
        return n_("{n} day late", "{n} days late", -days).format(n=number(-days))
    return n_("in {n} day", "in {n} days", days).format(n=number(days))


def _hours(hours: int, *, is_late: bool) -> str:
    if not hours:
        return _("just now late") if is_late else _("within the hour")
    said = n_("{n} hour late", "{n} hours late", hours) if is_late else n_("in {n} hour", "in {n} hours", hours)
    return said.format(n=number(hours))


def points(board: Board, now: int, zone: str, severity: str = ALL) -> list[Point]:
    """The board, grouped by how urgent things are; `severity` asks for one group alone."""
    total = board.total
    found: list[Point] = []
    for code, label in SEVERITIES.items():
        items = [(at, due) for at, due in enumerate(board.items) if due.severity == code]
        if items and severity in (ALL, code):
            found.append(heading(_(label), _shown(len(items), getattr(total, code))))
            found += [_point(at, due, board.day, now, zone) for at, due in items]
    return found


def _shown(many: int, of: int) -> str:
    return number(of) if many == of else _("{n} of {all}").format(n=number(many), all=number(of))


def _point(at: int, due: Due, today: str, now: int, zone: str) -> Point:
    about = " · ".join((wording_due.when(due, zone), wording_due.who(due), wording_due.settled_by(due)))
    lines = tuple(each for each in (about, cited(due.source)) if each)
    chip = "" if due.is_verified else _(UNVERIFIED)
    tone = TONES[due.severity]
    return Point(wording_due.title(due), lines, distance(due, today, now), tone, chip, "amber", icon_of(due.code),
                 key=str(at))  # fmt: skip


def topics(counts: Mapping[str, HowMany], total: HowMany) -> list[Point]:
    """All clocks that show something, with how much, and first all of them together."""
    every = [_topic(ALL, _("Everything"), total)]
    return [*every, *(_topic(code, wording_due.heading(code), counts[code]) for code in CLOCKS if code in counts)]


def _topic(code: str, label: str, counts: HowMany) -> Point:
    late = n_("{n} late", "{n} late", counts.overdue).format(n=number(counts.overdue)) if counts.overdue else ""
    return Point(label, (), number(counts.total), "text2", late, "red", key=code or EVERY)
