"""One field of many records changed at once: first shown with what the judge says of each, then entered together.

Only fields of `SAFE` are changed so: none that tells records apart, is a paper's, or is changed by an act of its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import RECORDS
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import history, ledger, references, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once_but

SAFE: Mapping[str, tuple[str, ...]] = {
    "firearm": ("home_id", "condition", "action", "country", "importer", "acquired_from", "acquired_by", "acquired_on",
                "cleaned_on", "inspected_on"),
    "person": ("licence_class", "course_name", "joined_on", "left_on"),
    "lot": ("load", "pack_size", "hazard_division", "compatibility_group", "best_before", "propellant_mg"),
    "article": ("maker", "model", "capacity", "protection"),
    "place": ("parent_id", "grade"),
}  # fmt: skip
"""The fields that can be changed of many records at once, by kind of record."""
MOST = 500
"""So many records in one entry: more is hard to look through, and to correct."""


@dataclass(frozen=True)
class Preview:
    """What would become of one record: its name, the value before and after, and what the judge says of it."""

    record: int
    name: str
    old: Value
    new: Value
    findings: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the entry would change it."""
        return self.old != self.new and all(finding.severity != "refusal" for finding in self.findings)


@dataclass(frozen=True)
class Previews:
    """All of them, with the names of the records that values before and after refer to."""

    each: tuple[Preview, ...]
    called: Mapping[int, tuple[str, str]]

    def changed(self) -> list[int]:
        """The records that the entry would change."""
        return [one.record for one in self.each if one.is_changed]


def safe_fields(kind: str) -> dict[str, Field]:
    """The fields of a kind of record that can be changed of many at once."""
    return {name: entered_fields(RECORDS[kind])[name] for name in SAFE.get(kind, ())}


def preview(
    session: Session, *, kind: str, records: Sequence[int], field: str, value: Value, reason: str = "", by: Actor
) -> Previews:
    """What the change would do to each record, each judged by itself; nothing is written.

    Raises `Refused` for more than `MOST` records and for a field that is not changed so.
    """
    asked = _checked(kind, records, field)
    facts = RegisterFacts(session)
    each = []
    for record in records:
        old = history.detail(session, kind=kind, record=record).get(field)
        wish = Wish(kind, {field: value}, record)
        said = _judged(session, Draft("amend", wishes=(wish,), reason_code=reason), by) if old != value else ()
        each.append(Preview(record, whereabouts.name(facts, record), old, value, said))
    refers = {int(one.old or 0) for one in each} | {int(value or 0)} if asked.refers_to else set()
    return Previews(tuple(each), references.named(session, refers))


def _judged(session: Session, draft: Draft, by: Actor) -> tuple[Finding, ...]:
    try:
        return ledger.rehearse(session, draft, by=by).findings
    except Refused as refused:
        return refused.findings


def _checked(kind: str, records: Sequence[int], field: str) -> Field:
    if len(records) > MOST:
        raise Refused(refuse("too_many_at_once", many=len(records), most=MOST))
    if field not in SAFE.get(kind, ()):
        raise Refused(refuse("field_not_at_once", field=field, kind=kind))
    return safe_fields(kind)[field]


@once_but("records")
def amend_all(
    session: Session, *, kind: str, records: Sequence[int], field: str, value: Value, reason: str = "", note: str = "",
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Change one field of many records to the same value, by one entry: all of them or none.

    Records that have the value already stay out of it. Raises `Refused`, as `preview` does and for what the judge says.
    """
    _checked(kind, records, field)
    differing = [r for r in records if history.detail(session, kind=kind, record=r).get(field) != value]
    if not differing:
        raise Refused(refuse("changes_nothing"))
    wishes = tuple(Wish(kind, {field: value}, record) for record in differing)
    return ledger.post(session, Draft("amend", wishes=wishes, reason_code=reason, note=note, id=entry_id), by=by)
