"""Rules of papers: acts that rest on one name it, renewals renew, and who ought to sign did, or it is said why not."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import UNSIGNED
from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.records import RECORDS

LAST_DAYS = (
    "licence_expires_on",
    "course_expires_on",
    "fitness_expires_on",
    "permit_expires_on",
    "expires_on",
    "ends_on",
)
PAST_DAYS = (
    "cleaned_on", "inspected_on", "ballistic_on", "acquired_on", "permit_issued_on", "made_on", "dated_on", "filed_on",
    "receipted_on",
)  # fmt: skip
"""Days of what has happened; indicators count from some of them."""


def documents_are_named(case: Case) -> Iterator[Finding]:
    """Destruction, deposit, renewal, and holding as evidence rest on a paper that is named by its number."""
    is_evidence = any(line.target.state == "held:evidence" for line in case.fresh_lines)
    needs_one = case.act.needs_document or (case.entry.kind == "hold" and is_evidence)
    if needs_one and not case.refs("document"):
        yield refuse("document_missing", kind=case.entry.kind)


def only_its_fields_change(case: Case) -> Iterator[Finding]:
    """An act that changes certain fields changes no others: a renewal renews papers, a discharge counts rounds."""
    for change in case.entry.records if case.act.papers else ():
        strange = sorted(set(change.new) - set(case.act.papers)) if change.old else []
        if strange:
            yield refuse(
                "field_not_for_act", kind=case.entry.kind, item=case.name(change.record), fields=tuple(strange)
            )


def renewals_reach_further(case: Case) -> Iterator[Finding]:
    """A renewal changes something, and moves no last day back."""
    for change in case.entry.records if case.entry.kind == "renew" else ():
        if not change.old and change.kind != "document":
            yield refuse("renewal_of_nothing", item=case.name(change.record))
        elif change.old:
            yield from _reaches(case, change)


def _reaches(case: Case, change: Change) -> Iterator[Finding]:
    if change.old == change.new:
        yield refuse("amend_nothing", record=change.record)
    for name in LAST_DAYS:
        before, after = str(change.old.get(name, "")), str(change.new.get(name, ""))
        if name in change.new and after <= before:
            yield refuse("renewal_not_later", item=case.name(change.record), until=before, day=after)


def what_was_done_is_past(case: Case) -> Iterator[Finding]:
    """Nobody cleaned, inspected, marked or acquired a firearm, or issued its permit, on a day that has not come."""
    today = case.day_of(case.entry.recorded_at)
    for change in case.entry.records if not case.is_undoing else ():
        fields = entered_fields(RECORDS[change.kind]) if change.kind in RECORDS else {}
        for name in (name for name in PAST_DAYS if name in fields and str(change.new.get(name, "")) > today):
            yield refuse("day_in_the_future", field=name, label=fields[name].label, day=str(change.new[name]))


def attendants_are_people(case: Case) -> Iterator[Finding]:
    """Whoever is named as having been present is a person of the register."""
    for ref in case.refs("attended"):
        person = case.record(ref.number())
        if person is None or person.kind != "person":
            yield refuse("person_unknown", person=ref.value)


def acts_are_acknowledged(case: Case) -> Iterator[Finding]:
    """The guard acknowledges a discharge and the new custodian a hand-over; of a guard who cannot it is said why."""
    if not case.act.is_acknowledged or case.entry.acknowledged_by:
        return
    excuses = [ref.value for ref in case.refs("unsigned")]
    if case.entry.kind != "discharge" or not set(excuses) & UNSIGNED.keys():
        yield refuse("acknowledgement_missing", kind=case.entry.kind)


PAPER_RULES = (
    documents_are_named,
    only_its_fields_change,
    renewals_reach_further,
    what_was_done_is_past,
    attendants_are_people,
    acts_are_acknowledged,
)
