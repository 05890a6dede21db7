"""Rules of papers: acts that rest on one name it, renewals renew, and who ought to sign did, or it is said why not."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import UNSIGNED
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse

LAST_DAYS = (
    "licence_expires_on",
    "course_expires_on",
    "fitness_expires_on",
    "permit_expires_on",
    "expires_on",
    "ends_on",
)


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
    attendants_are_people,
    acts_are_acknowledged,
)
