"""Rules of cases: nothing is lost without a case, its moments are in order, and it ends with an outcome."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from registry_app.domain.case import Case
from registry_app.domain.entry import NONE, Line
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts

_LATER = ("police_at", "notified_at")


def losses_have_a_case(case: Case) -> Iterator[Finding]:
    """What is lost belongs to a case: one that the entry opens, or one that is open already."""
    if case.entry.kind != "lose":
        return
    opened = [c for c in case.entry.records if c.kind == "loss" and not c.old]
    named = [case.record(ref.number()) for ref in case.refs("case")]
    if len(opened) + len(named) != 1:
        yield refuse("case_missing")
    for found in named:
        yield from _is_open(found)


def found_things_have_their_case(case: Case) -> Iterator[Finding]:
    """What is found may name the one case that it was lost in, and is no more than is missing there."""
    named = case.refs("case") if case.entry.kind == "find" else []
    if len(named) > 1:
        yield refuse("found_in_several_cases")
        return
    for ref in named:
        found = case.record(ref.number())
        if found is None or found.kind != "loss":
            yield refuse("case_unknown", case=ref.value)
        else:
            yield from _missing_there(case, found.id)


def _missing_there(case: Case, number: int) -> Iterator[Finding]:
    left = _missing(case, number)
    for item, quantity in _totals(case.entry.lines).items():
        if quantity > left[item]:
            yield refuse("found_not_of_case", item=case.name(item), case=number, wanted=quantity, there=left[item])


def _missing(case: Case, number: int) -> Counter[int]:
    """How much of each item was lost in a case and not found since."""
    left: Counter[int] = Counter()
    for seq in case.facts.mentions_after(number, NONE):
        entry = case.facts.entry(seq)
        if entry and entry.kind == "lose":
            left += _totals(entry.lines)
        elif entry and entry.kind == "find":
            left -= _totals(entry.lines)
    return left


def _totals(lines: Iterable[Line]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for line in lines:
        totals[line.item] += line.quantity
    return totals


def _is_open(found: RecordFacts | None) -> Iterator[Finding]:
    if found is None or found.kind != "loss":
        yield refuse("case_unknown", case=found.id if found else 0)
    elif closed := found.text("closed_on"):
        yield refuse("case_closed", case=found.id, until=closed)


def bare_cases_tell_of_documents(case: Case) -> Iterator[Finding]:
    """A case that is described by itself is one of lost documents: what else is lost is entered by losing it."""
    for change in case.entry.records:
        is_bare = case.entry.kind == "describe" and change.kind == "loss"
        if is_bare and not case.will_be(change.record).text("documents_lost"):
            yield refuse("case_of_nothing")


def moments_are_in_order(case: Case) -> Iterator[Finding]:
    """A loss happens before it is discovered, is told of after that, and none of it lies in the future."""
    for change in case.entry.records:
        if change.kind in ("loss", "discharge") and change.new:
            yield from _in_order(case, case.will_be(change.record))


def _in_order(case: Case, found: RecordFacts) -> Iterator[Finding]:
    now = dt.datetime.fromtimestamp(case.entry.recorded_at / 1000, ZoneInfo(case.entry.zone))
    latest = now.strftime("%Y-%m-%dT%H:%M")
    known = found.text("discovered_at") or found.text("happened_at")
    if found.text("happened_at") > known:
        yield refuse("happened_after_discovery", minute=found.text("happened_at"), known=known)
    for name in _LATER:
        if found.text(name) and found.text(name) < known:
            yield refuse("told_before_discovery", minute=found.text(name), known=known)
    for name in ("discovered_at", "happened_at", *_LATER):
        if found.text(name) > latest:
            yield refuse("minute_in_the_future", minute=found.text(name))
    if found.text("closed_on") > latest[:10]:
        yield refuse("minute_in_the_future", minute=found.text("closed_on"))


def cases_end_with_an_outcome(case: Case) -> Iterator[Finding]:
    """A loss case is closed only when it is said how it ended, and after the authority was told."""
    for change in case.entry.records:
        found = case.will_be(change.record)
        if change.kind == "loss" and change.new and found.text("closed_on"):
            if not found.text("outcome"):
                yield refuse("case_without_outcome")
            elif not found.text("notified_at") and found.text("outcome") != "error":
                yield refuse("case_never_notified")


CASE_RULES = (
    losses_have_a_case,
    found_things_have_their_case,
    bare_cases_tell_of_documents,
    moments_are_in_order,
    cases_end_with_an_outcome,
)
