"""The change notice: what is otherwise than the last return told the same authority, computed from two heads.

The last return is the last one that told of arms (`due_returns.TELLING`). Before the first, everything is new.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import NONE, Entry, Position, skim
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.services import books, cuts, filings, frame, holdings, oversight, past, place_names
from registry_app.services.cuts import Cut
from registry_app.services.due_returns import TELLING
from registry_app.services.filings import Filed
from registry_app.services.frame import Asked, Content, Frame
from registry_app.services.holdings import Held
from registry_app.services.past import Values
from registry_app.services.period_entries import Period
from registry_app.services.return_lists import filled

NAME = "changes"
PERMIT = ("permit_number", "permit_kind", "permit_issued_on", "permit_expires_on", "registration_number")
IDENTITY = ("serial", "maker", "model", "kind", "calibre", "action", "importer", "country", "year", "barrel_mm")
FIELDS = {
    "renamed": ("firearm", IDENTITY), "permits": ("firearm", PERMIT),
    "places": ("place", ("code", "name", "kind", "parent_id", "address", "custodian_id", "contract_number", "starts_on",
                         "ends_on")),
    "accounts": ("user", ("name", "person_id", "roles", "is_active")),
}  # fmt: skip
"""The lists of changed records: of which kind, and which fields are compared."""
_CALLED = ("serial", "code", "name")
_FIREARM = ("serial", "maker", "model", "kind", "calibre", "permit_number")
_NO_CUT = Cut(-1, is_now=False)
"""Before anything happened."""


def content(session: Session, asked: Asked) -> Content:
    """The notice as plain values (`docs/formats/papers-v1.md`). Raises `Refused` without an addressee."""
    taken = frame.of_a_moment(session, asked)
    if not taken.addressee:
        raise Refused(refuse("changes_for_whom"))
    last = _last(session, taken.addressee)
    both = Between(taken, _cut_of(session, last) if last else _NO_CUT)
    lists = {
        "gained": both.crossed(both.now, both.then), "gone": both.crossed(both.then, both.now), "moved": both.moved(),
        **{name: list(both.changed(name)) for name in FIELDS}, "people": both.people(), "policy": both.policy(),
    }  # fmt: skip
    return {
        **frame.top(taken, NAME, "CN"), "about": _about(last), "figures": _figures(lists),
        **{name: rows for name, rows in lists.items() if rows or name in ("gained", "gone")}, **oversight.gather(taken),
    }  # fmt: skip


def _last(session: Session, addressee: int) -> Filed | None:
    """The last return that told this authority of arms."""
    told = [each for each in filings.filed(session, addressee=addressee) if each.report in TELLING]
    return max(told, key=lambda each: each.number, default=None)


def _cut_of(session: Session, last: Filed) -> Cut:
    """What a return told of: its day, as known at its head."""
    return cuts.asked(session, as_of=last.until_on, known_at=str(last.head_size))[1]


def _figures(lists: Mapping[str, list[Content]]) -> dict[str, int]:
    many = {name: len(rows) for name, rows in lists.items()}
    return {name: many[name] for name in ("gained", "gone", "moved", "people")} | {
        "fields": many["renamed"] + many["permits"], "other": many["places"] + many["accounts"] + many["policy"]
    }  # fmt: skip


def _about(last: Filed | None) -> Content:
    if last is None:
        return {}
    return {
        "since_report": last.report, "since_number": last.number, "since_on": last.until_on,
        "since_size": last.head_size, "since_root": last.head_root,
    }  # fmt: skip


@dataclass(frozen=True)
class Between:
    """Two states of the register: as of the frame, and as of the cut `before`."""

    frame: Frame
    before: Cut

    @cached_property
    def _period(self) -> Period:
        return Period(self.frame)

    @cached_property
    def _names(self) -> Mapping[int, str]:
        return {**books.names(self.frame.session), **self._places}

    @cached_property
    def _places(self) -> Mapping[int, str]:
        return place_names.in_lists(self.frame.session)

    @cached_property
    def now(self) -> Mapping[int, Held]:
        """Where each firearm in the company is."""
        return self._inside(self.frame.cut)

    @cached_property
    def then(self) -> Mapping[int, Held]:
        """Where each was."""
        return self._inside(self.before)

    def _inside(self, cut: Cut) -> dict[int, Held]:
        session = self.frame.session
        kinds = past.records(session, "place", cut.known(), names=("kind",))
        firearms = past.records(session, "firearm", cut.known(), names=("serial",))
        return {
            each.item: each
            for each in holdings.held(session, cut)
            if each.item in firearms and each.quantity > 0 and kinds[each.place]["kind"] not in OUTSIDE
        }

    def _records(self, kind: str, cut: Cut, names: Collection[str] = ()) -> dict[int, Values]:
        if cut is _NO_CUT:
            return {}
        return past.records(self.frame.session, kind, cut, names=tuple(names))

    def crossed(self, there: Mapping[int, Held], missing: Mapping[int, Held]) -> list[Content]:
        """The firearms that are in one state and not in the other, with the entry that brought or took them."""
        numbers = sorted(set(there) - set(missing))
        known = self._records("firearm", self.before, _FIREARM) | self._records("firearm", self.frame.cut, _FIREARM)
        entries = self._crossings(numbers)
        rows = [filled(known[n]) | self._how(entries.get(n), n) for n in numbers]
        return sorted(rows, key=lambda row: (row.get("entry", NONE), row["serial"]))

    def _crossings(self, items: Collection[int]) -> dict[int, Entry]:
        """The last entry that counts which moved each firearm over the border."""
        kinds = past.records(self.frame.session, "place", self.frame.cut.known(), names=("kind",))
        outside = [number for number, values in kinds.items() if values["kind"] in OUTSIDE]
        query = (
            select(LineRow.item_id, EntryRow.body)
            .join(EntryRow, EntryRow.seq == LineRow.seq)
            .where(LineRow.source_place.in_(outside) | LineRow.target_place.in_(outside))
            .where(LineRow.seq.not_in(self.frame.cut.excluded()))
            .order_by(EntryRow.occurred_at, LineRow.seq)
        )
        wanted = set(items)
        return {item: skim(body) for item, body in self.frame.session.execute(query) if item in wanted}

    def _how(self, entry: Entry | None, item: int) -> Content:
        if entry is None:
            return {}
        line = next(each for each in entry.lines if each.item == item)
        about = self._period.about(entry)
        told = {name: about[name] for name in ("entry", "occurred_at", "reason", "document") if name in about}
        return told | {"act": entry.kind} | filled(
            {"from": self._where(line.source), "to": self._where(line.target)}
        )  # fmt: skip

    def _where(self, position: Position) -> str:
        """The person who has it, else the place."""
        return self._period.person(position.person) or self._places.get(position.place, "")

    def moved(self) -> list[Content]:
        """The firearms that lie, or are at work, at another place than before."""
        known = past.known(self.frame.session, "firearm", self.frame.cut, names=_FIREARM)
        rows = [
            filled(known[n]) | filled({"from": self._place(n, self.then), "to": self._place(n, self.now)})
            for n in sorted(self.now.keys() & self.then.keys())
            if self.now[n].place != self.then[n].place
        ]  # fmt: skip
        return sorted(rows, key=lambda row: (row["to"], row["serial"]))

    def _place(self, item: int, state: Mapping[int, Held]) -> str:
        return self._places.get(state[item].place, "")

    def changed(self, name: str) -> Iterator[Content]:
        """A row for each field of a record that is otherwise; records that are new or gone have one row."""
        kind, fields = FIELDS[name]
        called = [c for c in _CALLED if c in RECORDS[kind].__table__.c]
        was, now = (self._records(kind, cut, (*fields, *called)) for cut in (self.before, self.frame.cut))
        for number in sorted(was.keys() & now.keys() if kind == "firearm" else was.keys() | now.keys()):
            before, after = was.get(number), now.get(number)
            about = {"name": self._called(after or before or {}, called)}
            if before is None or after is None:
                yield about | {"change": "gone" if after is None else "new"}
                continue
            yield from (about | each for each in self._otherwise(kind, before, after, fields))

    def _called(self, values: Values, called: Collection[str]) -> str:
        return " ".join(str(values[name]) for name in called if values.get(name))

    def _otherwise(self, kind: str, before: Values, after: Values, fields: Collection[str]) -> Iterator[Content]:
        for field in fields:
            old, new = before.get(field), after.get(field)
            if old != new:
                sides = {"before": self._told(field, old), "after": self._told(field, new)}
                yield {"change": "changed", "field": f"{kind}.{field}"} | filled(sides)

    def _told(self, field: str, value: Any) -> str:
        """A value as text; what it refers to by name."""
        if value is None:
            return ""
        return self._names.get(int(value), str(value)) if field.endswith("_id") else str(value)

    def people(self) -> list[Content]:
        """Who joined or left, and who has arms now and had none, or the other way round."""
        names = ("code", "name", "left_on")
        was, now = (self._records("person", cut, names) for cut in (self.before, self.frame.cut))
        armed, unarmed = (
            Counter(each.person for each in state.values() if each.person) for state in (self.now, self.then)
        )
        rows = []
        for number in sorted(was.keys() | now.keys()):
            before, after = was.get(number), now.get(number)
            values = after or before or {}
            told = filled({"person_code": values.get("code"), "person": values.get("name")})
            changes = _person_changes(before, after, armed[number], unarmed[number])
            rows += [told | {"change": change, "firearms": armed[number]} for change in changes]
        return rows

    def policy(self) -> list[Content]:
        """What the rules in force are otherwise."""
        was, now = (self._records("policy", cut) for cut in (self.before, self.frame.cut))
        if not was or not now:
            return []
        (before, after) = (records[max(records)] for records in (was, now))
        return list(self._otherwise("policy", before, after, list(after)))


def _person_changes(before: Values | None, after: Values | None, armed: int, was_armed: int) -> Iterator[str]:
    if before is None:
        yield "joined"
    elif after is None or (after.get("left_on") and not before.get("left_on")):
        yield "left"
    if armed and not was_armed:
        yield "armed"
    if was_armed and not armed:
        yield "disarmed"
