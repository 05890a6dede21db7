"""What becomes of a row of an import: a new record, an amendment, nothing, or a refusal; judged like any other act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import NEW_ITEM, Draft, Wish
from registry_app.domain.errors import Finding, Refused, note, refuse
from registry_app.domain.facts import Facts, RecordFacts
from registry_app.domain.fields import Value
from registry_app.domain.records import RECORDS, Person
from registry_app.services.import_tables import COLUMN_OF, KINDS, Row
from registry_app.services.import_values import Parsed, RowFinding
from registry_app.services.whereabouts import usual_parent

Verdict = Literal["created", "updated", "unchanged", "refused"]
Told = tuple[Finding, ...]
Enter = Callable[[Draft], Told]
"""Takes a draft in and answers what the judge notes; `Refused` when it says no."""

_FIELD_OF_CODE = {
    "firearm_exists": "serial", "firearm_reopens": "serial", "serial_of_another": "serial",
    "serial_of_destroyed": "serial", "serial_is_junk": "serial", "serial_only_zeros": "serial",
    "act_not_between": "place", "quantity_below_one": "quantity", "place_in_itself": "parent",
    "person_outside": "person",
}  # fmt: skip
"""The field that a finding of the judge is about, where the finding does not name it."""


@dataclass(frozen=True)
class RowVerdict:
    """What became, or would become, of a row: `created`, `updated`, `unchanged` or `refused`, and why."""

    parsed: Parsed
    verdict: Verdict
    told: tuple[RowFinding, ...] = ()

    @property
    def row(self) -> Row:
        """The row as it stands in the file."""
        return self.parsed.row

    @property
    def findings(self) -> tuple[RowFinding, ...]:
        """What is to be said of it: of its texts first, then of what it enters."""
        return (*self.parsed.findings, *self.told)


def about(row: Row, finding: Finding) -> RowFinding:
    """A finding with the field and the text of the row that it is about."""
    named = finding.facts.get("field") or _FIELD_OF_CODE.get(finding.code, "")
    field = COLUMN_OF[str(named)].name if named in COLUMN_OF else str(named)
    return RowFinding(row.number, field, row.texts.get(field, ""), finding)


@dataclass
class Clerk:
    """Enters parsed rows of one kind one after the other, within one transaction or snapshot.

    `batch` marks every entry; `place` is where items go whose row names none.
    """

    KIND: ClassVar[str]
    IDENTITY: ClassVar[tuple[str, ...]] = ("code",)
    """The fields that tell which record a row is about; an import never changes them."""

    session: Session
    facts: Facts
    enter: Enter
    batch: str = ""
    place: int = 0

    def take(self, parsed: Parsed) -> RowVerdict:
        """What becomes of a row; a refused one leaves no trace."""
        if parsed.is_refused:
            return RowVerdict(parsed, "refused")
        try:
            verdict, told = self.decide(parsed.values)
        except Refused as refused:
            verdict, told = "refused", refused.findings
        return RowVerdict(parsed, verdict, tuple(about(parsed.row, each) for each in told))

    def decide(self, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """What becomes of these values, entered; `Refused` when it cannot be."""
        found = self.standing(values)
        if found is None:
            return "created", self.enter(self.described(values))
        return self.amended(found, values)

    @classmethod
    def identity(cls, values: Mapping[str, Value]) -> tuple[str, ...]:
        """What two rows about the same record have in common."""
        return tuple(str(values[name]).casefold() for name in cls.IDENTITY)

    def standing(self, values: Mapping[str, Value]) -> RecordFacts | None:
        """The record on the register that a row is about."""
        found = self.facts.taken(self.KIND, ("code",), (str(values["code"]),))
        return self.facts.record(found) if found else None

    def described(self, values: Mapping[str, Value]) -> Draft:
        """The entry that makes the record."""
        return Draft("describe", wishes=(Wish(self.KIND, self.own(values)),), batch=self.batch)

    def amended(self, found: RecordFacts, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """Change what the row has otherwise, if anything."""
        changed = self.differences(found, values)
        if not changed:
            return "unchanged", ()
        wish = Wish(self.KIND, changed, found.id)
        return "updated", self.enter(Draft("amend", wishes=(wish,), batch=self.batch))

    def differences(self, found: RecordFacts, values: Mapping[str, Value]) -> dict[str, Value]:
        """The fields that the row gives and the record has otherwise; an empty cell takes nothing away."""
        standing = self.current(found)
        own = self.own(values)
        return {n: v for n, v in own.items() if n not in self.IDENTITY and standing.get(n) != v}

    def current(self, found: RecordFacts) -> Mapping[str, object]:
        """The record's values as they can be compared with a row's."""
        return found.values

    def own(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """The values that are fields of the record itself."""
        fields = entered_fields(RECORDS[self.KIND])
        return {name: value for name, value in values.items() if name in fields}


class PlaceClerk(Clerk):
    """Enters places; a place that names none to lie in lies in the company.

    Custodians are not taken from lists: they acknowledge what they take over.
    """

    KIND = KINDS["places"]

    def decide(self, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`."""
        found = self.standing(values)
        verdict, told = super().decide(values)
        said, stands = str(values.get("custodian", "")), self._custodian(found)
        if said and said.casefold() not in stands:
            told = (*told, note("custodian_left_out", field="custodian", value=said, item=str(values["code"])))
        return verdict, told

    def _custodian(self, place: RecordFacts | None) -> tuple[str, ...]:
        """What the custodian of a place is called."""
        query = select(Person.code, Person.name).where(Person.id == (place.number("custodian_id") if place else 0))
        row = self.session.execute(query).first()
        return tuple(str(part).casefold() for part in row or ())

    def own(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """See `Clerk`; the code of the place above becomes its record."""
        own = super().own(values)
        if code := values.get("parent"):
            own["parent_id"] = self.facts.taken("place", ("code",), (str(code),))
            if not own["parent_id"]:
                raise Refused(refuse("place_not_found", field="parent", value=str(code)))
        return own

    def described(self, values: Mapping[str, Value]) -> Draft:
        """See `Clerk`."""
        own = usual_parent(self.session, values.get("kind")) | self.own(values)
        return Draft("describe", wishes=(Wish(self.KIND, own, placeholder=NEW_ITEM),), batch=self.batch)


class PersonClerk(Clerk):
    """Enters persons."""

    KIND = KINDS["people"]
    _PERSONAL = tuple(f.name for f in entered_fields(Person).values() if f.personal)

    def current(self, found: RecordFacts) -> Mapping[str, object]:
        """See `Clerk`; what the ledger holds as commitments is read from the erasable table's projection."""
        columns = [Person.__table__.c[name] for name in self._PERSONAL]
        row = self.session.execute(select(*columns).where(Person.id == found.id)).first()
        return {**found.values, **dict(zip(self._PERSONAL, row or (), strict=False))}
