"""Rules of cases: nothing is lost without a case, its moments are in order, and every shot is accounted for."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from registry_app.domain.case import Case
from registry_app.domain.entry import NONE, Change, Ref
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
    """What is found may name the case that it was lost in, and no other record."""
    if case.entry.kind == "find":
        for ref in case.refs("case"):
            found = case.record(ref.number())
            if found is None or found.kind != "loss":
                yield refuse("case_unknown", case=ref.value)


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


def discharges_are_whole(case: Case) -> Iterator[Finding]:
    """A discharge tells of one use by who acknowledges it, under the eyes of a director, and its rounds were there."""
    if case.entry.kind != "discharge":
        return
    told = [c for c in case.entry.records if c.kind == "discharge" and not c.old]
    if len(told) != 1:
        yield refuse("discharge_missing")
        return
    yield from _signed(case, told[0])
    yield from _rounds(case, told[0])


def _signed(case: Case, told: Change) -> Iterator[Finding]:
    witness = case.known(case.entry.witness)
    if witness.kind and "director" not in (case.entry.role, *witness.text("roles").split()):
        yield refuse("discharge_without_director")
    if case.entry.acknowledged_by not in (0, case.will_be(told.record).number("person_id")):
        yield refuse("discharge_signed_by_another")


def _rounds(case: Case, told: Change) -> Iterator[Finding]:
    """The rounds are the entry's own lines, or were used up by the entry that it names, in the firearm's calibre."""
    found = case.will_be(told.record)
    used = sum(line.quantity for line in case.fresh_lines) + sum(_used_before(case, ref) for ref in case.refs("entry"))
    if used != found.number("rounds"):
        yield refuse("discharge_rounds", wanted=found.number("rounds"), there=used)
    calibre = case.known(found.number("firearm_id")).text("calibre")
    for line in case.fresh_lines:
        if case.known(line.item).text("calibre") != calibre:
            yield refuse("discharge_calibre", item=case.name(line.item), calibre=calibre)
        if line.source.person not in (0, found.number("person_id")):
            yield refuse("discharge_of_anothers_rounds", item=case.name(line.item))


def _used_before(case: Case, ref: Ref) -> int:
    """How many rounds an earlier entry that stands used up, when it is one that takes back or expends."""
    earlier = case.facts.entry(ref.number())
    if earlier is None or earlier.kind not in ("take_back", "expend") or case.facts.corrected_by(earlier.seq) != NONE:
        return 0
    return sum(line.quantity for line in earlier.lines if case.zone(line.target) == "expended")


CASE_RULES = (
    losses_have_a_case,
    found_things_have_their_case,
    bare_cases_tell_of_documents,
    moments_are_in_order,
    cases_end_with_an_outcome,
    discharges_are_whole,
)
