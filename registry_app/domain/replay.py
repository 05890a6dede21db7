"""The ledger in memory: entries are applied one after the other, and the judge's questions answered from there.

`check`, `verify` and the property tests rebuild with it what the file holds as projections. Entries that no rule let in
are taken as they are: what a forged ledger leads to is compared all the same.
"""

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from registry_app.domain.entry import NONE, Change, Entry, Position
from registry_app.domain.facts import LISTED, RecordFacts
from registry_app.domain.projection import after, mentions
from registry_app.domain.records import RECORDS
from registry_app.domain.serials import normalised
from registry_app.domain.tally import Tally, is_licensed

KEPT_AT_HAND = 10_000
"""Entries held in memory where older ones can be fetched."""


def _numbers() -> "array[int]":
    return array("q")


@dataclass
class Kept:
    """A record as the entries so far leave it, with the entries that described it and changed it last."""

    facts: RecordFacts
    described_seq: int
    changed_seq: int


@dataclass
class Replay:
    """Everything that follows from the entries applied so far; implements `Facts`.

    `older` fetches an entry that was applied before; with it only the newest are held in memory, so that a long
    history takes no more than the records, balances and mentions that it leads to.
    """

    older: Callable[[int], Entry | None] | None = None
    entries: dict[int, Entry] = field(default_factory=dict)
    records: dict[int, Kept] = field(default_factory=dict)
    balances: dict[int, Counter[Position]] = field(default_factory=dict)
    mentioned: "dict[int, array[int]]" = field(default_factory=lambda: defaultdict(_numbers))
    """For each record the numbers of the entries that mention it, in order."""
    _corrected: dict[int, int] = field(default_factory=dict)
    _corrections: set[int] = field(default_factory=set)
    _settled: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _keys: dict[tuple[str, tuple[str, ...], tuple[str, ...]], int] = field(default_factory=dict)
    _twins: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _held: dict[int, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    _listed: dict[str, dict[int, None]] = field(default_factory=lambda: {kind: {} for kind in LISTED})
    _policy: tuple[int, int] = (0, 0)
    _last_record: int = 0
    _last_entry: int = NONE
    _last_recorded_at: int = 0
    _users: int = 0
    _tally: Tally = field(default_factory=Tally)
    _licensed: dict[str, int] = field(default_factory=dict)

    def apply(self, entry: Entry) -> None:
        """Take `entry` in as it is; whether it may be is the judge's question."""
        self._tally.take(entry, self.record)
        for change in entry.records:
            self._change(entry.seq, change)
        for line in entry.lines:
            self._move(line.item, line.source, -line.quantity)
            self._move(line.item, line.target, line.quantity)
        for record in mentions(entry):
            self.mentioned[record].append(entry.seq)
        if entry.corrects != NONE:
            self._corrected[entry.corrects] = entry.seq
            self._corrections.add(entry.seq)
        if entry.kind in ("accept", "reject"):
            self._settled[entry.settles()].append(entry.seq)
        self._last_entry, self._last_recorded_at = entry.seq, entry.recorded_at
        self._hold(entry)

    def _hold(self, entry: Entry) -> None:
        self.entries[entry.seq] = entry
        if self.older and len(self.entries) > KEPT_AT_HAND:
            del self.entries[next(iter(self.entries))]

    def _change(self, seq: int, change: Change) -> None:
        before = self.records.get(change.record)
        self._unindex(before)
        if change.kind == "person":
            self._licensed.clear()
        values = after(before.facts.values if before else {}, change)
        self._last_record = max(self._last_record, change.record)
        if not change.new:
            self.records.pop(change.record, None)
            self._listed.get(change.kind, {}).pop(change.record, None)
            return
        kept = Kept(RecordFacts(change.record, change.kind, values), before.described_seq if before else seq, seq)
        self.records[change.record] = kept
        self._index(kept.facts)
        if change.kind in LISTED:
            self._listed[change.kind][change.record] = None
        if change.kind == "policy":
            self._policy = (change.record, seq)
        if change.kind == "user" and not change.old:
            self._users += 1

    def _index(self, record: RecordFacts) -> None:
        self._keys.update(dict.fromkeys(keys_of(record), record.id))
        if record.kind == "firearm":
            self._twins[normalised(record.text("serial"))].add(record.id)

    def _unindex(self, kept: Kept | None) -> None:
        if kept is None:
            return
        for key in keys_of(kept.facts):
            self._keys.pop(key, None)
        if kept.facts.kind == "firearm":
            self._twins[normalised(kept.facts.text("serial"))].discard(kept.facts.id)

    def _move(self, item: int, position: Position, quantity: int) -> None:
        counts = self.balances.setdefault(item, Counter())
        counts[position] += quantity
        if not counts[position]:
            del counts[position]
        if position.person:
            self._held[position.person][item] += quantity

    def last_recorded_at(self) -> int:
        """See `Facts`."""
        return self._last_recorded_at

    def policy_in_force(self) -> RecordFacts | None:
        """See `Facts`."""
        kept = self.records.get(self._policy[0])
        return kept.facts if kept else None

    def policy_seq(self) -> int:
        """See `Facts`."""
        return self._policy[1]

    def next_record(self) -> int:
        """See `Facts`."""
        return self._last_record + 1

    def user_count(self) -> int:
        """See `Facts`."""
        return self._users

    def record(self, record_id: int) -> RecordFacts | None:
        """See `Facts`."""
        kept = self.records.get(record_id)
        return kept.facts if kept else None

    def taken(self, kind: str, names: tuple[str, ...], values: tuple[str, ...]) -> int:
        """See `Facts`."""
        return self._keys.get((kind, names, values), 0)

    def twins(self, serial_normal: str) -> Iterable[int]:
        """See `Facts`."""
        return self._twins.get(serial_normal, set())

    def positions(self, item: int) -> Mapping[Position, int]:
        """See `Facts`."""
        return self.balances.get(item, {})

    def held_items(self, person: int) -> Iterable[int]:
        """See `Facts`."""
        return sorted(item for item, quantity in self._held.get(person, {}).items() if quantity > 0)

    def entry(self, seq: int) -> Entry | None:
        """See `Facts`."""
        found = self.entries.get(seq)
        is_older = found is None and 0 <= seq <= self._last_entry
        return self.older(seq) if self.older and is_older else found

    def corrected_by(self, seq: int) -> int:
        """See `Facts`."""
        return self._corrected.get(seq, NONE)

    def mentions_after(self, record: int, seq: int) -> list[int]:
        """See `Facts`."""
        told = self.mentioned.get(record, ())
        return [s for s in told[bisect_right(told, seq) :] if s not in self._corrected and s not in self._corrections]

    def count_inside(self, kind: str) -> int:
        """See `Facts`."""
        return self._tally.inside[kind]

    def people_licensed(self, day: str) -> int:
        """See `Facts`."""
        if day not in self._licensed:
            people = (kept.facts for kept in self.records.values() if kept.facts.kind == "person")
            self._licensed[day] = sum(is_licensed(person, day) for person in people)
        return self._licensed[day]

    def rounds_received(self, since: int, until: int) -> int:
        """See `Facts`."""
        return self._tally.received(since, until)

    def listed(self, kind: str) -> list[RecordFacts]:
        """See `Facts`."""
        return [self.records[number].facts for number in sorted(self._listed[kind])]

    def unsettled(self, seq: int, item: int) -> int:
        """See `Facts`."""
        if seq in self._corrected:
            return 0
        settled = sum(self._quantity(s, item) for s in self._settled.get(seq, []) if s not in self._corrected)
        return self._quantity(seq, item) - settled

    def _quantity(self, seq: int, item: int) -> int:
        found = self.entry(seq)
        return sum(line.quantity for line in found.lines if line.item == item) if found else 0


def keys_of(record: RecordFacts) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The groups of values that no other record of its kind may share with this one: kind, names, values."""
    groups = RECORDS[record.kind].KEYS if record.kind in RECORDS else ()
    keys = [(record.kind, names, tuple(record.text(n) for n in names)) for names in groups]
    return [key for key in keys if all(key[2])]
