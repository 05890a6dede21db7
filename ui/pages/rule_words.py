"""The rules in force as points of a list: what is demanded, how much, where it comes from, and what nobody verified."""

from collections.abc import Callable, Mapping, Sequence

from registry_app.domain.choices import JURISDICTIONS, REPORT_NAMES
from registry_app.domain.fields import Value
from registry_app.domain.jurisdiction import ADDRESSEES, EVERY, FORMALITIES, ReportDuty, Sourced, origin
from registry_app.i18n import N_, _, date, n_, number
from registry_app.services.rulebook import Duty, Limit, Rulebook
from ui.pages.life import value_text
from ui.parts.points import Point, heading

GROUPS: Mapping[str, str] = {
    "limits": N_("Limits"),
    "duties": N_("Reports"),
    "addressees": N_("Addressees"),
    "formalities": N_("Formalities"),
}
UNVERIFIED = N_("Unverified")
NOTHING: Mapping[str, str] = {
    "duties": N_("No report is due again and again."),
    "addressees": N_("No office is named."),
    "formalities": N_("No formality is named."),
}


def country(code: str) -> str:
    """The jurisdiction in the reader's language."""
    return _(JURISDICTIONS.get(code, code))


def unverified_told(book: Rulebook) -> str:
    """How many limits nobody has compared with a text; nothing when all were."""
    n, all_limits = len(book.unverified()), len(book.judged())
    said = n_("{n} of {all} limits is unverified.", "{n} of {all} limits are unverified.", n)
    return said.format(n=number(n), all=number(all_limits)) if n else ""


def since_told(book: Rulebook) -> str:
    """By which entry, when and by whom the rules were put in force."""
    event = book.since
    facts = {"entry": number(event.seq), "day": date(_day(event.recorded_at, event.zone)), "actor": event.actor}
    if event.witness:
        return _("In force since entry {entry}, {day}, by {actor}, witnessed by {witness}").format(
            **facts, witness=event.witness
        )
    return _("In force since entry {entry}, {day}, by {actor}").format(**facts)


def _day(at: int, zone: str) -> str:
    import datetime as dt
    from zoneinfo import ZoneInfo

    return dt.datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date().isoformat()


def points(book: Rulebook, group: str) -> list[Point]:
    """The points of one of `GROUPS`."""
    found = _POINTS[group](book)
    return found or [Point(_(NOTHING[group]))]


def limit_text(limit: Limit, value: Value) -> str:
    """What a limit is set to, a dash where it is not set."""
    if limit.field.name == "loss_hours" and value == 0:
        return _("At once")
    text = value_text(limit.field, value)
    return (number(int(value)) if limit.field.kind == "integer" and value else text) or "—"


def _limit(limit: Limit) -> Point:
    said, text = _source_of(limit), limit_text(limit, limit.value)
    is_open = not (limit.is_own or limit.is_verified)
    chip = _(UNVERIFIED) if is_open else ""
    return Point(_(limit.field.label), (said,), text, chip=chip, chip_tone="amber", key=limit.field.name)


def _source_of(limit: Limit) -> str:
    if limit.is_chosen:
        return _("As the company chooses")
    if limit.is_own:
        return _("From the company's own licence")
    if limit.provision is None:
        return _("Set by this register; the country's file says nothing of it")
    if not limit.is_stated:
        value = limit_text(limit, limit.provision.value)
        return _("Set by this register; the country's file has {value}").format(value=value)
    return _origin(limit.provision)


def _origin(of: Sourced) -> str:
    """The source; what is unverified says so by its chip."""
    return origin(of) if of.is_verified else of.source


def _sourced(of: Sourced, title: str, lines: Sequence[str] = (), value: str = "", key: str = "") -> Point:
    chip = "" if of.is_verified else _(UNVERIFIED)
    return Point(title, (*lines, _origin(of)), value, chip=chip, chip_tone="amber", key=key)


def _duty(duty: Duty) -> Point:
    report = duty.report
    to = _("To: {addressee}").format(addressee=_(ADDRESSEES[report.addressee]))
    due = date(duty.next_on) if duty.next_on else ""
    return _sourced(report, _(REPORT_NAMES[report.name]), (rhythm(report), to), due, report.name)


def rhythm(report: ReportDuty) -> str:
    """How often a report is due, and by when."""
    every = _(EVERY[report.every])
    if report.every == "change":
        return _("{every}, within {n} days").format(every=every, n=number(report.day))
    if report.day == 0:
        return _("{every}, on the last day of the period").format(every=every)
    return _("{every}, by day {day} of the month after").format(every=every, day=report.day)


_POINTS: Mapping[str, Callable[[Rulebook], list[Point]]] = {
    "limits": lambda book: [_limit(limit) for limit in book.limits],
    "duties": lambda book: [_duty(duty) for duty in book.duties],
    "addressees": lambda book: [_sourced(each, _(ADDRESSEES[each.role]), (each.name,), key=each.role)
                                for each in book.addressees],
    "formalities": lambda book: [_sourced(each, _(FORMALITIES[each.code]), key=each.code)
                                 for each in book.formalities],
}  # fmt: skip


def preview(limits: Sequence[Limit]) -> list[Point]:
    """What would change, old and new, and after it what would stay."""
    changed = [limit for limit in limits if limit.is_changed]
    stays = [limit for limit in limits if not limit.is_changed]
    points = [heading(_("What changes"), number(len(changed)))]
    points += [_change(limit) for limit in changed] or [Point(_("Nothing: these limits are in force already."))]
    return [*points, heading(_("What stays"), number(len(stays))), *(_limit(limit) for limit in stays)]


def _change(limit: Limit) -> Point:
    old, new = limit_text(limit, limit.before), limit_text(limit, limit.value)
    value = _("{old} → {new}").format(old=old, new=new)
    chip = "" if limit.is_own or limit.is_verified else _(UNVERIFIED)
    return Point(_(limit.field.label), (_source_of(limit),), value, "accent_text", chip, "amber", key=limit.field.name)
