"""Rules of audits: what is expected is frozen, independent people count, and what was closed is a checkpoint.

Nothing that moves things there is dated before it any more. How it is counted: `rules_counting`.
"""

from collections.abc import Iterator

from registry_app.domain.audit import BY_TWO
from registry_app.domain.case import Case
from registry_app.domain.days import minute_at
from registry_app.domain.entry import Position
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.rules_counting import SLACK, made

_NOW = 180_000
"""Milliseconds within which an entry is made that is made now: a clock may have been set back by two minutes."""


def audits_are_kept_as_they_go(case: Case) -> Iterator[Finding]:
    """An audit begins now, its differences are entered now, and it is closed now: none of it is dated back."""
    is_now = case.entry.recorded_at - case.entry.occurred_at <= _NOW
    if case.entry.kind in ("audit", "differ", "conclude") and not is_now:
        yield refuse("audit_dated_back", minute=minute_at(case.entry.occurred_at, case.entry.zone))


def audits_begin_at_a_head(case: Case) -> Iterator[Finding]:
    """An audit names a head of this very ledger, comes without an end, and is what it is once it began."""
    if case.entry.kind == "audit" and any(change.old for change in case.entry.records):
        yield refuse("audit_is_fixed")
    for change in made(case, "audit"):
        found = case.will_be(change.record)
        if _root_at(case, found.number("head_size")) != found.text("head_root"):
            yield refuse("audit_head_differs", size=found.number("head_size"))
        if found.text("closed_at") or found.text("outcome") or found.text("counted_root"):
            yield refuse("audit_ends_at_once")
        yield from _is_whole(case, found)


def samples_are_drawn_once(case: Case) -> Iterator[Finding]:
    """Whoever does not like what a word drew cannot draw again: a place has one open sample, each from a newer head.

    Nor is the beginning of a sample undone, which would hide the first draw.
    """
    original = case.original if case.is_undoing else None
    for change in original.records if original and original.kind == "audit" else ():
        if case.known(change.record).text("kind") == "sample":
            yield refuse("sample_drawn_already", audit=case.known(change.record).text("code"))
    for change in made(case, "audit"):
        found = case.will_be(change.record)
        others = [a for a in case.facts.listed("audit") if a.text("kind") == found.text("kind") == "sample"]
        for other in others:
            is_newer = other.text("closed_at") and other.number("head_size") < found.number("head_size")
            if other.number("place_id") == found.number("place_id") and not is_newer:
                yield refuse("sample_drawn_already", audit=other.text("code"))


def _root_at(case: Case, size: int) -> str:
    """The root when the ledger had so many entries, which the next one names."""
    following = case.entry if size == case.entry.seq else case.facts.entry(size)
    return following.prior_root if following else ""


def _is_whole(case: Case, found: RecordFacts) -> Iterator[Finding]:
    kind = found.text("kind")
    if {bool(found.number("size")), bool(found.text("word"))} != {kind == "sample"}:
        yield refuse("sample_needs_word")
    if kind == "hand_over" and not found.number("incoming_id"):
        yield refuse("hand_over_needs_custodian")
    if found.number("first_id") == found.number("second_id"):
        yield refuse("counters_are_two")
    if not case.is_inside(_at(found)):
        yield refuse("audit_outside", item=case.name(found.number("place_id")))


def _at(found: RecordFacts) -> Position:
    return Position(found.number("place_id"))


def counters_are_independent(case: Case) -> Iterator[Finding]:
    """Whoever counts everything is two people, one of them neither the custodian nor a counter of the last time."""
    for change in made(case, "audit"):
        found = case.will_be(change.record)
        if found.text("kind") not in BY_TWO:
            continue
        counters = {found.number("first_id"), found.number("second_id")} - {0}
        if len(counters) < 2:  # noqa: PLR2004 - a second pair of eyes
            yield refuse("count_needs_two")
        elif counters <= _bound(case, found.number("place_id")):
            yield refuse("counters_not_independent", people=tuple(case.name(each) for each in sorted(counters)))


def _bound(case: Case, place: int) -> set[int]:
    """Those who answer for a place, for what it lies in or for what lies in it, or counted all of it last."""
    around = case.upwards(place)
    inside = [p for p in case.facts.listed("place") if p.number("custodian_id") and place in case.upwards(p.id)]
    custodians = {p.number("custodian_id") for p in (*map(case.known, around), *inside)}
    whole = [a for a in case.facts.listed("audit") if a.number("place_id") in around and a.text("kind") in BY_TWO]
    closed = [a for a in whole if a.text("closed_at")]
    last = max(closed, key=lambda audit: (audit.text("closed_at"), audit.id), default=None)
    return custodians | ({last.number("first_id"), last.number("second_id")} if last else set())


def audits_close_rightly(case: Case) -> Iterator[Finding]:
    """An audit is closed once, now, with what was counted; unexplained differences close it only as such."""
    for change in case.entry.records if case.entry.kind == "conclude" else ():
        before, found = case.facts.record(change.record), case.will_be(change.record)
        if before is None or not change.old or set(change.new) != {"outcome", "closed_at", "counted_root"}:
            yield refuse("audit_not_closed_so")
            continue
        if before.text("closed_at"):
            yield refuse("audit_closed", audit=found.text("code"), until=before.text("closed_at"))
        if found.text("closed_at") != minute_at(case.entry.occurred_at, case.entry.zone):
            yield refuse("audit_closed_another_time", minute=found.text("closed_at"))
        yield from _outcome(case, found)


def _outcome(case: Case, found: RecordFacts) -> Iterator[Finding]:
    differences = [d for d in case.facts.listed("difference") if d.number("audit_id") == found.id]
    left = sum(not each.text("settled_on") for each in differences)
    fitting = "with_differences" if left else "explained" if differences else "clean"
    if found.text("outcome") != fitting:
        yield refuse("audit_outcome_is", outcome=fitting, left=left)


def nothing_is_dated_before_a_closed_count(case: Case) -> Iterator[Finding]:
    """What moves where a count was closed happened after it, or is a correction, which names what it corrects."""
    if case.entry.recorded_at - case.entry.occurred_at < SLACK or not case.fresh_lines:
        return
    minute = minute_at(case.entry.occurred_at, case.entry.zone)
    later = [a for a in case.facts.listed("audit") if a.text("closed_at") > minute and a.text("kind") != "sample"]
    places = {p.place for line in case.fresh_lines for p in (line.source, line.target)} if later else set[int]()
    for audit in later:
        if any(audit.number("place_id") in case.upwards(place) for place in places):
            yield refuse("dated_before_count", audit=audit.text("code"), until=audit.text("closed_at"))


def closed_audits_stay(case: Case) -> Iterator[Finding]:
    """Nothing of an audit is corrected once it was closed, and its closing never is."""
    for change in case.original.records if case.is_undoing and case.original else ():
        found = case.known(change.record)
        audit = found if change.kind == "audit" else case.known(found.number("audit_id"))
        if change.kind in ("audit", "sighting", "difference") and (until := audit.text("closed_at")):
            yield refuse("audit_closed", audit=audit.text("code"), until=until)


def remarks_say_something(case: Case) -> Iterator[Finding]:
    """A remark has words; where there are no findings it needs none. It never changes."""
    for change in case.entry.records if case.entry.kind == "remark" else ():
        found = case.will_be(change.record)
        if change.old:
            yield refuse("sighting_is_fixed")
        elif found.text("kind") != "no_findings" and not found.text("text"):
            yield refuse("remark_empty")


def answers_are_of_armouries(case: Case) -> Iterator[Finding]:
    """The security that is checked is that of an armoury; only what is done about an answer changes afterwards."""
    for change in case.entry.records if case.entry.kind == "assess" else ():
        found = case.will_be(change.record)
        if change.kind == "answer" and case.known(found.number("place_id")).text("kind") != "armoury":
            yield refuse("answer_not_of_armoury", item=case.name(found.number("place_id")))
        if change.kind == "answer" and change.old and set(change.new) - {"action", "due_on", "done_on"}:
            yield refuse("answer_is_fixed")


AUDIT_RULES = (
    audits_are_kept_as_they_go,
    audits_begin_at_a_head,
    samples_are_drawn_once,
    counters_are_independent,
    audits_close_rightly,
    nothing_is_dated_before_a_closed_count,
    closed_audits_stay,
    remarks_say_something,
    answers_are_of_armouries,
)
