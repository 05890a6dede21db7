"""One entry together with the facts that it is judged on: what the rules look at."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from zoneinfo import ZoneInfo

from registry_app.domain.acts import ACTS, ACTS_OF, UNDOING, Act, zone_of
from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, Ref
from registry_app.domain.facts import Facts, RecordFacts
from registry_app.domain.projection import after

_NAMES = ("serial", "lot_number", "name", "code", "text", "title", "number")
"""The fields that people call a record by, the best first."""


@dataclass(frozen=True)
class Case:
    """An entry and the ledger before it; records that the entry itself describes count as known."""

    entry: Entry
    facts: Facts

    @cached_property
    def act(self) -> Act:
        """The act that the entry makes."""
        return self.acts[self.entry.kind]

    @cached_property
    def acts(self) -> Mapping[str, Act]:
        """The table of acts of the edition in force."""
        return ACTS_OF.get(self.policy.number("edition"), ACTS)

    @cached_property
    def policy(self) -> RecordFacts:
        """The policy in force, or the one that the set-up itself makes."""
        made = next((self.record(c.record) for c in self.entry.records if c.kind == "policy"), None)
        found = self.facts.policy_in_force() or made
        return found or RecordFacts(0, "policy", {})

    @cached_property
    def changes(self) -> dict[int, Change]:
        """What the entry does to records, by number."""
        return {c.record: c for c in self.entry.records}

    @cached_property
    def described(self) -> dict[int, Change]:
        """The records that the entry describes anew, by number."""
        return {c.record: c for c in self.entry.records if not c.old}

    @cached_property
    def original(self) -> Entry | None:
        """The entry that this one corrects."""
        return None if self.entry.corrects == NONE else self.facts.entry(self.entry.corrects)

    @cached_property
    def undoing(self) -> tuple[Line, ...]:
        """The lines that a correction must consist of."""
        return self.original.undoing() if self.original else ()

    @cached_property
    def fresh_lines(self) -> tuple[Line, ...]:
        """The lines that are judged as movements of their act: none of a correction, whose lines only undo."""
        return () if self.is_undoing else self.entry.lines

    @property
    def is_undoing(self) -> bool:
        """Whether the entry only undoes another one: a correction, or a void."""
        return self.entry.kind in UNDOING

    @cached_property
    def day(self) -> str:
        """The calendar day of the act where it happened."""
        return self.day_of(self.entry.occurred_at)

    def day_of(self, moment: int) -> str:
        """The calendar day of a moment (UTC ms) where the company is."""
        return dt.datetime.fromtimestamp(moment / 1000, ZoneInfo(self.entry.zone)).date().isoformat()

    def record(self, record_id: int) -> RecordFacts | None:
        """A record known before the entry or described by it."""
        if record_id in self.described:
            change = self.described[record_id]
            return RecordFacts(record_id, change.kind, change.new)
        return self.facts.record(record_id)

    def known(self, record_id: int) -> RecordFacts:
        """A record that earlier rules have found to exist."""
        return self.record(record_id) or RecordFacts(record_id, "", {})

    def will_be(self, record_id: int) -> RecordFacts:
        """A record as the entry leaves it."""
        found = self.facts.record(record_id)
        change = self.changes.get(record_id)
        if change is None:
            return found or RecordFacts(record_id, "", {})
        return RecordFacts(record_id, change.kind, after(found.values if found else {}, change))

    def upwards(self, place: int) -> list[int]:
        """A place and those that it lies in as the entry leaves them, innermost first; a ring ends where it closes."""
        found: list[int] = []
        while place and place not in found:
            found.append(place)
            place = self.will_be(place).number("parent_id")
        return found

    def zone(self, position: Position) -> str:
        """The zone of a position."""
        return zone_of(self.known(position.place).text("kind"), position.person)

    def is_inside(self, position: Position) -> bool:
        """Whether a position is the company's."""
        return self.known(position.place).text("kind") not in OUTSIDE

    def name(self, record_id: int) -> str:
        """What people call a record: serial, lot number, place name or code."""
        found = self.known(record_id)
        if found.kind == "article":
            return found.text("code")
        return next((found.text(n) for n in _NAMES if found.text(n)), str(record_id))

    def where(self, position: Position) -> str:
        """A position in a few words: the place, and the code of who has it."""
        place = self.name(position.place)
        return f"{place}, {self.known(position.person).text('code')}" if position.person else place

    def is_one_piece(self, item: int) -> bool:
        """Whether an item is in one position only: a firearm, or an article with a code of its own."""
        found = self.known(item)
        return found.kind == "firearm" or (found.kind == "article" and bool(found.number("is_single")))

    def refs(self, kind: str) -> list[Ref]:
        """What the entry rests on, of a kind."""
        return [ref for ref in self.entry.refs if ref.kind == kind]

    def month(self) -> tuple[int, int]:
        """The first millisecond of the act's calendar month where it happened, and that of the next (UTC ms)."""
        zone = ZoneInfo(self.entry.zone)
        first = dt.date.fromisoformat(self.day).replace(day=1)
        following = (first + dt.timedelta(days=31)).replace(day=1)
        began, ends = (int(dt.datetime.combine(d, dt.time(), zone).timestamp()) * 1000 for d in (first, following))
        return began, ends

    def items(self, kind: str) -> Iterator[tuple[Line, RecordFacts]]:
        """The fresh lines that move items of a kind, each with its item."""
        for line in self.fresh_lines:
            item = self.known(line.item)
            if item.kind == kind:
                yield line, item
