"""Rules of audits: what is expected is frozen, independent people count, nobody settles what they counted.

A closed audit is a checkpoint: nothing that moves things there is dated before it any more.
"""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from registry_app.domain.audit import REMOTE_WAYS
from registry_app.domain.case import Case
from registry_app.domain.entry import Change, Entry, Position
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts

_SLACK = 60_000
"""Milliseconds: an entry made at once is not dated before anything."""
_PLANNED = ("owner_id", "due_on", "action", "cause", "evidence")


def audits_begin_at_a_head(case: Case) -> Iterator[Finding]:
    """An audit names a head of this very ledger, and comes without an end."""
    for change in _made(case, "audit"):
        found = case.will_be(change.record)
        if _root_at(case, found.number("head_size")) != found.text("head_root"):
            yield refuse("audit_head_differs", size=found.number("head_size"))
        if found.text("closed_at") or found.text("outcome") or found.text("counted_root"):
            yield refuse("audit_ends_at_once")
        yield from _is_whole(case, found)


def _made(case: Case, kind: str) -> list[Change]:
    return [change for change in case.entry.records if change.kind == kind and not change.old]


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
    for change in _made(case, "audit"):
        found = case.will_be(change.record)
        if found.text("kind") not in ("full", "hand_over"):
            continue
        counters = {found.number("first_id"), found.number("second_id")} - {0}
        if len(counters) < 2:  # noqa: PLR2004 - a second pair of eyes
            yield refuse("count_needs_two")
        elif counters <= _bound(case, found.number("place_id")):
            yield refuse("counters_not_independent", people=tuple(case.name(each) for each in sorted(counters)))


def _bound(case: Case, place: int) -> set[int]:
    """Those who answer for a place, or counted it last."""
    custodians = {case.known(each).number("custodian_id") for each in case.upwards(place)}
    closed = [a for a in case.facts.listed("audit") if a.number("place_id") == place and a.text("closed_at")]
    last = max(closed, key=lambda audit: audit.text("closed_at"), default=None)
    return custodians | ({last.number("first_id"), last.number("second_id")} if last else set())


def sightings_are_of_an_open_audit(case: Case) -> Iterator[Finding]:
    """What is seen, and what differs, belongs to an audit that is open; it never changes afterwards."""
    for change in case.entry.records if case.entry.kind in ("sight", "shown", "differ") else ():
        if change.old and change.kind != "document":
            yield refuse("sighting_is_fixed")
        elif change.kind in ("sighting", "difference"):
            audit = case.known(case.will_be(change.record).number("audit_id"))
            if audit.text("closed_at"):
                yield refuse("audit_closed", audit=audit.text("code"), until=audit.text("closed_at"))


def sightings_say_how_many(case: Case) -> Iterator[Finding]:
    """Of a lot or of alike pieces it is said how many there are; with a guard it is said how that was seen."""
    for change in _made(case, "sighting"):
        found = case.will_be(change.record)
        item, is_counted = found.number("item_id"), {"packs", "quantity"} & found.values.keys()
        if item and case.known(item).kind not in ("firearm", "lot", "article"):
            yield refuse("item_unknown", item=item)
        elif item and not case.is_one_piece(item) and not is_counted:
            yield refuse("sighting_without_number", item=case.name(item))
        elif not item and not found.text("raw"):
            yield refuse("sighting_of_nothing")
        if found.number("person_id") and found.text("way") not in (*REMOTE_WAYS, "paper", "shown"):
            yield refuse("sighting_afar", person=case.known(found.number("person_id")).text("code"))


def who_counts_is_named(case: Case) -> Iterator[Finding]:
    """The first turn is counted by the counters that the audit names, a recount by others."""
    for change in _made(case, "sighting") if case.entry.kind == "sight" else ():
        found = case.will_be(change.record)
        audit, turn = case.known(found.number("audit_id")), found.number("turn")
        counters = {audit.number("first_id"), audit.number("second_id")}
        is_named = _people(case) & counters
        if turn == 1 and not is_named:
            yield refuse("counter_not_named", audit=audit.text("code"))
        elif turn > 1 and _person(case, case.entry.actor) in counters:
            yield refuse("recount_by_same", audit=audit.text("code"))


def _people(case: Case) -> set[int]:
    return {_person(case, user) for user in (case.entry.actor, case.entry.witness) if user}


def _person(case: Case, user: int) -> int:
    return case.known(user).number("person_id")


def differences_are_settled_by_others(case: Case) -> Iterator[Finding]:
    """A difference is settled once, with a cause, under the eyes of a witness, by nobody who counted it."""
    for change in case.entry.records if case.entry.kind == "settle" else ():
        if change.kind != "difference":
            continue
        before, found = case.facts.record(change.record), case.will_be(change.record)
        if before is None or not change.old:
            yield refuse("record_unknown", record=change.record, kind="difference")
        elif before.text("settled_on"):
            yield refuse("difference_settled", until=before.text("settled_on"))
        elif strange := set(change.new) - {*_PLANNED, "settled_on"}:
            yield refuse("field_not_for_act", kind="settle", fields=tuple(sorted(strange)), item=str(found.id))
        elif found.text("settled_on"):
            yield from _is_settled_rightly(case, found)


def _is_settled_rightly(case: Case, found: RecordFacts) -> Iterator[Finding]:
    if not found.text("cause"):
        yield refuse("difference_without_cause")
    if not (found.text("evidence") or found.text("action") or case.refs("entry")):
        yield refuse("difference_without_evidence")
    if not case.entry.witness:
        yield refuse("witness_missing", kind="settle")
    counted = _counted_by(case, found) & _people(case)
    if counted:
        yield refuse("settled_by_counter", people=tuple(case.known(each).text("code") for each in sorted(counted)))


def _counted_by(case: Case, found: RecordFacts) -> set[int]:
    """The people who counted the item in this audit; its counters where nobody saw it, or it is unknown."""
    audit, item = case.known(found.number("audit_id")), found.number("item_id")
    named = {audit.number("first_id"), audit.number("second_id")} - {0}
    seen = case.facts.mentions_after(item, audit.number("head_size") - 1) if item else []
    return named | {_person(case, entry.actor) for entry in map(case.facts.entry, seen) if entry and _saw(entry, audit)}


def _saw(entry: Entry, audit: RecordFacts) -> bool:
    return entry.kind == "sight" and any(c.kind == "sighting" and c.new["audit_id"] == audit.id for c in entry.records)


def audits_close_rightly(case: Case) -> Iterator[Finding]:
    """An audit is closed once, now, with what was counted; unexplained differences close it only as such."""
    for change in case.entry.records if case.entry.kind == "conclude" else ():
        before, found = case.facts.record(change.record), case.will_be(change.record)
        if before is None or not change.old or set(change.new) != {"outcome", "closed_at", "counted_root"}:
            yield refuse("audit_not_closed_so")
            continue
        if before.text("closed_at"):
            yield refuse("audit_closed", audit=found.text("code"), until=before.text("closed_at"))
        if found.text("closed_at") != minute_of(case.entry.occurred_at, case.entry.zone):
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
    if case.entry.recorded_at - case.entry.occurred_at < _SLACK or not case.fresh_lines:
        return
    minute = minute_of(case.entry.occurred_at, case.entry.zone)
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


def minute_of(moment: int, zone: str) -> str:
    """A moment (UTC ms) as a minute on the company's clock, as fields of kind `moment` hold it."""
    return dt.datetime.fromtimestamp(moment / 1000, ZoneInfo(zone)).strftime("%Y-%m-%dT%H:%M")


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
    audits_begin_at_a_head,
    counters_are_independent,
    sightings_are_of_an_open_audit,
    sightings_say_how_many,
    who_counts_is_named,
    differences_are_settled_by_others,
    audits_close_rightly,
    nothing_is_dated_before_a_closed_count,
    closed_audits_stay,
    remarks_say_something,
    answers_are_of_armouries,
)
