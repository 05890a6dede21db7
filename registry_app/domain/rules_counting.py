"""Rules of counting: what is seen is of an open audit and stays, others recount, nobody settles what they counted."""

from collections.abc import Iterator

from registry_app.domain.audit import REMOTE_WAYS
from registry_app.domain.case import Case
from registry_app.domain.days import minute_at
from registry_app.domain.entry import NONE, Change, Entry
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.projection import mentions

SLACK = 60_000
"""Milliseconds: an entry made at once is not dated before anything."""
ADJUSTED = "counted"
"""The reason of what is put right because it was counted so."""
_PLANNED = ("owner_id", "due_on", "action", "cause", "evidence")
_EXPLAINED = ("action", "cause", "evidence", "settled_on")


def made(case: Case, kind: str) -> list[Change]:
    """The records of a kind that the entry describes anew."""
    return [change for change in case.entry.records if change.kind == kind and not change.old]


def sightings_are_of_an_open_audit(case: Case) -> Iterator[Finding]:
    """What is seen, and what differs, belongs to an audit that is open; it never changes afterwards."""
    for change in case.entry.records if case.entry.kind in ("sight", "shown", "differ") else ():
        if change.old and change.kind != "document":
            yield refuse("sighting_is_fixed")
        elif change.kind in ("sighting", "difference"):
            audit = _audit_of(case, change)
            if audit.text("closed_at"):
                yield refuse("audit_closed", audit=audit.text("code"), until=audit.text("closed_at"))


def _audit_of(case: Case, change: Change) -> RecordFacts:
    return case.known(case.will_be(change.record).number("audit_id"))


def sightings_are_of_the_count(case: Case) -> Iterator[Finding]:
    """What lies there is seen within the place that is counted, and nothing is seen before the count began."""
    for change in made(case, "sighting"):
        found, audit = case.will_be(change.record), _audit_of(case, change)
        is_there = found.number("person_id") or audit.number("place_id") in case.upwards(found.number("place_id"))
        if not is_there:
            yield refuse("sighting_outside", item=case.name(found.number("place_id")), audit=audit.text("code"))
        if case.entry.recorded_at - case.entry.occurred_at >= SLACK:
            yield from _seen_before(case, audit)


def _seen_before(case: Case, audit: RecordFacts) -> Iterator[Finding]:
    """Compared by the minute, which is what a sheet of paper says."""
    since = case.facts.mentions_after(audit.id, audit.number("head_size") - 1)
    begun = case.facts.entry(since[0]) if since else None
    minute = minute_at(case.entry.occurred_at, case.entry.zone)
    if begun and minute < (first := minute_at(begun.recorded_at, case.entry.zone)):
        yield refuse("sighting_before_audit", audit=audit.text("code"), minute=first)


def photos_are_there(case: Case) -> Iterator[Finding]:
    """What a photo showed comes with the photo."""
    pictured = {c.new.get("subject_id") for c in made(case, "document") if c.new.get("kind") == "photo"}
    for change in made(case, "sighting"):
        if change.new.get("way") == "photo" and change.record not in pictured:
            yield refuse("sighting_without_photo")


def sightings_say_how_many(case: Case) -> Iterator[Finding]:
    """Of a lot or of alike pieces it is said how many there are; with a guard it is said how that was seen."""
    for change in made(case, "sighting"):
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
    """The first turn is counted by the counters that the audit names."""
    for change in made(case, "sighting") if case.entry.kind == "sight" else ():
        audit = _audit_of(case, change)
        if case.will_be(change.record).number("turn") == 1 and not _people(case) & _counters(audit):
            yield refuse("counter_not_named", audit=audit.text("code"))


def others_recount(case: Case) -> Iterator[Finding]:
    """What differs is counted again, once that is entered, by nobody who counted it before."""
    for change in made(case, "sighting"):
        found, audit = case.will_be(change.record), _audit_of(case, change)
        if found.number("turn") == 1:
            continue
        if not any(each.number("audit_id") == audit.id for each in case.facts.listed("difference")):
            yield refuse("recount_too_early", audit=audit.text("code"))
        if _person(case, case.entry.actor) in _saw_before(case, audit, found):
            yield refuse("recount_by_same", audit=audit.text("code"))


def _saw_before(case: Case, audit: RecordFacts, found: RecordFacts) -> set[int]:
    """The counters, and who made a sighting of the item in an earlier turn."""
    item, turn = found.number("item_id"), found.number("turn")
    earlier = [e for e, n in _sights(case, audit, item) if n < turn] if item else []
    return _counters(audit) | {_person(case, entry.actor) for entry in earlier}


def _counters(audit: RecordFacts) -> set[int]:
    return {audit.number("first_id"), audit.number("second_id")} - {0}


def _sights(case: Case, audit: RecordFacts, item: int) -> Iterator[tuple[Entry, int]]:
    """The entries by which an item was seen in an audit and that stand, each with the turn."""
    later = map(case.facts.entry, case.facts.mentions_after(item, audit.number("head_size") - 1))
    for entry in (each for each in later if each and each.kind == "sight"):
        for change in entry.records:
            new = change.new
            if change.kind == "sighting" and (new.get("audit_id"), new.get("item_id")) == (audit.id, item):
                yield entry, RecordFacts(change.record, change.kind, new).number("turn")


def _people(case: Case) -> set[int]:
    return {_person(case, user) for user in (case.entry.actor, case.entry.witness) if user}


def _person(case: Case, user: int) -> int:
    return case.known(user).number("person_id")


def differences_are_entered_open(case: Case) -> Iterator[Finding]:
    """A difference is entered as it is found, with nothing that explains it: that is for others, before a witness."""
    for change in made(case, "difference"):
        if change.new.keys() & set(_EXPLAINED):
            yield refuse("difference_explained_at_once")


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
    for seq in (ref.number() for ref in case.refs("entry")):
        if not _is_about(case, seq, found.number("item_id")):
            yield refuse("difference_not_of_entry", entry=seq)
    if not case.entry.witness:
        yield refuse("witness_missing", kind="settle")
    counted = _counted_by(case, found) & _people(case)
    if counted:
        yield refuse("settled_by_counter", people=tuple(case.known(each).text("code") for each in sorted(counted)))


def _is_about(case: Case, seq: int, item: int) -> bool:
    """Whether there is such an entry, it stands, and it has to do with the item (0: with anything)."""
    entry = case.facts.entry(seq)
    return entry is not None and case.facts.corrected_by(seq) == NONE and (not item or item in mentions(entry))


def _counted_by(case: Case, found: RecordFacts) -> set[int]:
    """The counters of the audit, and all who entered or witnessed that they saw the item in it."""
    audit, item = case.known(found.number("audit_id")), found.number("item_id")
    seen = [entry for entry, _turn in _sights(case, audit, item)] if item else []
    users = {user for entry in seen for user in (entry.actor, entry.witness) if user}
    return _counters(audit) | {_person(case, user) for user in users}


def adjustments_are_witnessed(case: Case) -> Iterator[Finding]:
    """What moves because a count found it so has a witness, whatever the act."""
    if case.fresh_lines and case.entry.reason_code == ADJUSTED and not case.entry.witness:
        yield refuse("witness_missing", kind=case.entry.kind)


COUNTING_RULES = (
    sightings_are_of_an_open_audit,
    sightings_are_of_the_count,
    sightings_say_how_many,
    photos_are_there,
    who_counts_is_named,
    others_recount,
    differences_are_entered_open,
    differences_are_settled_by_others,
    adjustments_are_witnessed,
)
