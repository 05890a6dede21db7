"""What is still to be done in a case, in order and with its deadline: the steps of a loss and of a discharge."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry_app.domain import days
from registry_app.domain.choices import LOSS_OUTCOMES, STATES
from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import Discharge, Loss
from registry_app.i18n import N_, _, date, minute, n_, number
from registry_app.services import discharges, holds, losses
from registry_app.services.due_cases import CASE_DAYS
from registry_app.services.ledger import Posted
from ui.pages.case_reads import CaseWhole
from ui.pages.case_words import clock_text, left_text, left_tone
from ui.parts.points import Point

POLICE, NOTIFY, PAPER, OWNER, FIND, ADD, CLOSE = "police", "notify", "paper", "owner", "find", "add", "close"
TITLES: Mapping[str, str] = {
    POLICE: N_("Report it to the police"), NOTIFY: N_("Tell the authority"), PAPER: N_("Attach the report"),
    OWNER: N_("Say who follows it up"), FIND: N_("Enter what was found"), ADD: N_("Add what else is gone"),
    CLOSE: N_("Close the case"),
}  # fmt: skip
ASKED: Mapping[str, tuple[str, ...]] = {
    POLICE: ("police_number", "police_at"), NOTIFY: ("authority_id", "notice_number", "notified_at"),
    OWNER: ("owner_id",), CLOSE: ("outcome", "closed_on"),
}  # fmt: skip
"""The fields that a step fills in."""
REPORTS = ("police_report", "notice", "act")
"""The kinds of document by which the report counts as attached."""
FOUND = "found_"
"""Before the number of an item: how much of it was found."""
_FIELDS = {"loss": entered_fields(Loss), "discharge": entered_fields(Discharge)}
NOTE = Field("note", N_("Note"), max_length=400, help=N_("Kept with the entry; it can be erased."))


@dataclass(frozen=True)
class Step:
    """One step: `said` tells what is done or is to be done, `left` and `tone` how urgent it is."""

    code: str
    is_done: bool
    said: str
    left: str = ""
    tone: str = "text"
    is_optional: bool = False


def steps(whole: CaseWhole, kind: str) -> list[Step]:
    """The steps of a case in their order."""
    told = [_police(whole), _notify(whole), _paper(whole), _owner(whole)]
    found = [*_found(whole)] if kind == "loss" else []
    return [*told, *found, _close(whole, kind)]


def next_of(found: Sequence[Step]) -> str:
    """The first step that is still to be done; the last one where none is."""
    return next((step.code for step in found if not (step.is_done or step.is_optional)), found[-1].code)


def _is_open(whole: CaseWhole) -> bool:
    return not whole.values.get("closed_on")


def _police(whole: CaseWhole) -> Step:
    told, at = str(whole.values.get("police_number") or ""), str(whole.values.get("police_at") or "")
    said = " · ".join(each for each in (told, minute(at)) if each)
    return Step(POLICE, bool(told), said or _("Its number, and when it was reported"))


def _notify(whole: CaseWhole) -> Step:
    values, clock = whole.values, whole.clock
    if at := str(values.get("notified_at") or ""):
        authority = whole.called.get(int(values.get("authority_id") or 0), ("",))[0]
        said = " · ".join(each for each in (authority, str(values.get("notice_number") or ""), minute(at)) if each)
        is_late = clock.deadline is not None and days.moment_at(at, clock.zone) > clock.deadline
        return Step(NOTIFY, is_done=True, said=said, left=_("Told late") if is_late else "", tone="red")
    if clock.left is None or not _is_open(whole):
        return Step(NOTIFY, is_done=False, said=clock_text(clock))
    return Step(NOTIFY, False, clock_text(clock), left_text(clock.left), left_tone(clock.left))


def _paper(whole: CaseWhole) -> Step:
    many = sum(paper.kind in REPORTS for paper in whole.papers)
    said = n_("{n} report attached", "{n} reports attached", many).format(n=number(many))
    return Step(PAPER, bool(many), said if many else _("The police report, the notice, or the official act"))


def _owner(whole: CaseWhole) -> Step:
    owner = whole.called.get(int(whole.values.get("owner_id") or 0), ("",))[0]
    return Step(OWNER, bool(owner), owner or _("One person answers for it until it is closed"))


def _found(whole: CaseWhole) -> Iterator[Step]:
    """What is missing is found; and more may turn out to be gone while the case is open."""
    if whole.lost:
        left = ", ".join(_left(each.title, each.left) for each in whole.missing)
        said = _("Still missing: {items}").format(items=left) if left else _("Nothing of it is missing any more")
        yield Step(FIND, not whole.missing, said)
    if _is_open(whole):
        yield Step(ADD, False, _("Another firearm, more rounds, another article"), is_optional=True)


def _left(title: str, many: int) -> str:
    return title if many == 1 else f"{title} × {number(many)}"


def _close(whole: CaseWhole, kind: str) -> Step:
    values = whole.values
    if closed := str(values.get("closed_on") or ""):
        outcome = _(LOSS_OUTCOMES.get(str(values.get("outcome") or ""), "")) if values.get("outcome") else ""
        return Step(CLOSE, True, " · ".join(each for each in (outcome, date(closed)) if each))
    known = str(values.get("discovered_at") or values.get("happened_at") or "")[:10]
    until = dt.date.fromisoformat(known) + dt.timedelta(days=CASE_DAYS)
    here = dt.date.fromisoformat(days.minute_at(whole.clock.now, whole.clock.zone)[:10])
    said = _("How it ended, and on which day") if kind == "loss" else _("On which day the inquiry ended")
    left = (until - here).days
    return Step(CLOSE, False, said, left_text(left * 24 * 60), "red" if left < 0 else "text3")


def points(found: Sequence[Step]) -> list[Point]:
    """The steps as points, numbered; what is done says so."""
    told = []
    for at, step in enumerate(found, 1):
        value = step.left or (_("Done") if step.is_done else "")
        tone = step.tone if step.left else "green" if step.is_done else "text3"
        icon = "circle-check" if step.is_done else "plus" if step.is_optional else "clock"
        title = f"{number(at)}  {_(TITLES[step.code])}"
        told.append(Point(title, (step.said,), value, tone, icon=icon, key=step.code))
    return told


def fields_of(code: str, whole: CaseWhole, kind: str) -> list[Field]:
    """What a step asks."""
    if code == FIND:
        return [*map(_count, whole.missing), *_TAKEN_IN, NOTE]
    known = _FIELDS[kind]
    asked = [known[name] for name in ASKED[code] if name in known]
    if code == CLOSE:
        asked = [replace(each, required=True) for each in asked]
    return [*asked, NOTE]


_TAKEN_IN = (
    Field("to", N_("Into which place"), "reference", required=True, refers_to="place"),
    Field("state", N_("State"), "choice", required=True,
          choices={code: STATES[code] for code in ("held:quarantine", "ready", "held:evidence")}),
    Field("document", N_("Number of the paper"), max_length=60, help=N_("Of the act by which it was handed over.")),
)  # fmt: skip


def _count(each: Any) -> Field:
    return Field(f"{FOUND}{each.item}", each.title, "integer", most=each.left, help=each.detail)


def values_of(code: str, whole: CaseWhole, now: str) -> dict[str, Value]:
    """What is put forward in a step: what stands already, else that it is now."""
    if code == FIND:
        return {**{f"{FOUND}{each.item}": each.left for each in whole.missing}, "state": "held:quarantine"}
    stands = {name: whole.values.get(name) for name in ASKED[code]}
    usual: dict[str, Value] = {POLICE: {"police_at": now}, NOTIFY: {"notified_at": now}}.get(code, {})  # type: ignore[assignment]
    if code == CLOSE:
        usual = {"closed_on": now[:10], "outcome": _outcome(whole)}
    return {**stands, **{name: value for name, value in usual.items() if not stands.get(name)}}


def _outcome(whole: CaseWhole) -> str | None:
    """How it ended, as far as what was found tells."""
    if not whole.lost:
        return None
    return "recovered" if not whole.missing else None


Act = tuple[Callable[..., Posted], dict[str, Any]]


def act_of(code: str, whole: CaseWhole, kind: str, values: Mapping[str, Value], entry_id: str) -> Act:
    """The service by which a step is entered, and its keywords."""
    told = dict(values)
    shared = {"case": whole.record, "note": str(told.pop("note", None) or ""), "entry_id": entry_id}
    if code == FIND:
        items = {int(name.removeprefix(FOUND)): int(n) for name, n in told.items() if name.startswith(FOUND) and n}
        return holds.find, {
            **shared, "items": items, "to": told["to"], "state": told["state"],
            "document": str(told.get("document") or ""),
        }  # fmt: skip
    if code == CLOSE and kind == "loss":
        return losses.close, {**shared, "outcome": told["outcome"], "closed_on": told["closed_on"]}
    follow_up = losses.follow_up if kind == "loss" else discharges.follow_up
    return follow_up, {**shared, "values": _changed(told, whole.values)}


def _changed(told: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in told.items() if (value or None) != (before.get(name) or None)}
