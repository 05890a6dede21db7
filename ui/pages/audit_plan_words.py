"""The plan of counts in words: what is to be counted until when, when it was counted last, who may count it."""

from collections.abc import Mapping

from registry_app.domain import wording_due
from registry_app.domain.audit import AUDIT_KINDS, AUDIT_OUTCOMES
from registry_app.domain.due import SEVERITIES
from registry_app.i18n import N_, _, date, n_, number
from registry_app.services.audit_calendar import Calendar, Line
from registry_app.services.audit_plan import BOUND, LastCount, Planned
from ui.pages.due_words import TONES, distance
from ui.parts.points import Point, heading

ICONS: Mapping[str, str] = {"overdue": "triangle-alert", "soon": "clock", "later": "calendar"}
NO_RULE = N_("No rule asks for a count")
UNDER_WAY = N_("In progress")


def points(calendar: Calendar) -> list[Point]:
    """All lines, grouped by how urgent they are; armouries that no rule asks to be counted stand last."""
    found: list[Point] = []
    for code, label in (*SEVERITIES.items(), ("", NO_RULE)):
        lines = [line for line in calendar.lines if _severity(line) == code]
        if lines:
            found.append(heading(_(label), number(len(lines))))
            found += [_point(line, calendar) for line in lines]
    return found


def _severity(line: Line) -> str:
    return line.due.severity if line.due else ""


def _point(line: Line, calendar: Calendar) -> Point:
    chip, tone = state(line)
    about = " · ".join(filter(None, (_(AUDIT_KINDS[line.kind]), rule(line, calendar))))
    value = distance(line.due, calendar.day, calendar.now) if line.due else ""
    icon = ICONS.get(_severity(line), "clipboard-check")
    return Point(
        line.planned.name, (about, last(line.planned.last)), value, _tone(line), chip, tone, icon, key=line.key
    )


def _tone(line: Line) -> str:
    return TONES[line.due.severity] if line.due else "text2"


def state(line: Line) -> tuple[str, str]:
    """The word that says how a line stands, and its colour: in progress goes before late."""
    if line.under_way:
        return _(UNDER_WAY), "blue"
    return (_(SEVERITIES[line.due.severity]), TONES[line.due.severity]) if line.due else ("", "gray")


def rule(line: Line, calendar: Calendar) -> str:
    """By which rule it is to be counted."""
    if line.due is None:
        return ""
    if line.kind == "hand_over":
        return _("somebody else answers for it since {day}").format(day=date(line.planned.changed_on))
    days = calendar.cycle
    return n_("again each {n} day", "again every {n} days", days).format(n=number(days))


def about(line: Line, calendar: Calendar) -> str:
    """What is to be counted by which rule, and the last day that is in time."""
    if line.due is None:
        return _(NO_RULE)
    said = _("to be counted by {day}").format(day=date(line.due.due_on))
    return " · ".join((_(AUDIT_KINDS[line.kind]), rule(line, calendar), said))


def last(counted: LastCount | None) -> str:
    """When it was counted last, and with which result."""
    if counted is None:
        return _("Never counted in full")
    outcome = _(AUDIT_OUTCOMES.get(counted.outcome, counted.outcome))
    return _("Counted last on {day}, audit {code}: {outcome}").format(
        day=date(counted.day), code=counted.code, outcome=outcome
    )


def free(planned: Planned) -> str:
    """Who may count and be the independent one; plainly where there is nobody."""
    if planned.independent:
        return ", ".join(planned.independent)
    return _("Nobody with an account may: give somebody else the role of counter, or ask another armoury.")


def bound(planned: Planned) -> list[str]:
    """Who may not be the independent counter, and why."""
    return [_("{person}: {reason}").format(person=each.name, reason=_(BOUND[each.why])) for each in planned.bound]


def source(line: Line) -> str:
    """Where the term comes from; nothing for the company's own."""
    return wording_due.source(line.due) if line.due else ""
