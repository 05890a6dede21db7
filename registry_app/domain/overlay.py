"""The ledger as it would be after some more entries: the judge's questions answered over other facts.

An import drafts thousands of entries one after the other, each judged on those before it, and writes them together or
not at all. What lies below must not change meanwhile: its answers are remembered.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from registry_app.domain.entry import NONE, Change, Entry, Position
from registry_app.domain.facts import Facts, RecordFacts
from registry_app.domain.projection import after, mentions
from registry_app.domain.replay import keys_of
from registry_app.domain.serials import normalised
from registry_app.domain.tally import Tally, is_licensed, rounds_brought

_KeyOf = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass
class Overlay:
    """`below` and the entries applied since; implements `Facts`."""

    below: Facts
    _entries: dict[int, Entry] = field(default_factory=dict)
    _records: dict[int, RecordFacts | None] = field(default_factory=dict)
    _keys: dict[_KeyOf, int] = field(default_factory=dict)
    _twins: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _moved: dict[int, Counter[Position]] = field(default_factory=dict)
    _mentions: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _corrected: dict[int, int] = field(default_factory=dict)
    _settled: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _taken_below: dict[_KeyOf, int] = field(default_factory=dict)
    _twins_below: dict[str, frozenset[int]] = field(default_factory=dict)
    _tally: Tally = field(default_factory=Tally)
    _inside_below: dict[str, int] = field(default_factory=dict)
    _licensed_below: dict[str, int] = field(default_factory=dict)
    _last: Entry | None = None
    _policy: tuple[int, int] | None = None
    _newest: int = 0
    _users: int = 0

    def apply(self, entry: Entry) -> None:
        """Take `entry` in; it was judged on this overlay."""
        self._tally.take(entry, self.record)
        for change in entry.records:
            self._change(entry.seq, change)
        for line in entry.lines:
            self._move(line.item, line.source, -line.quantity)
            self._move(line.item, line.target, line.quantity)
        for record in mentions(entry):
            self._mentions[record].append(entry.seq)
        if entry.corrects != NONE:
            self._corrected[entry.corrects] = entry.seq
        if entry.kind in ("accept", "reject"):
            self._settled[entry.settles()].append(entry.seq)
        self._entries[entry.seq] = self._last = entry

    def _change(self, seq: int, change: Change) -> None:
        before = self.record(change.record)
        self._unindex(before)
        self._newest = max(self._newest, change.record)
        if not change.new:
            self._records[change.record] = None
            return
        kept = RecordFacts(change.record, change.kind, after(before.values if before else {}, change))
        self._records[change.record] = kept
        self._index(kept)
        if change.kind == "policy":
            self._policy = (change.record, seq)
        if change.kind == "user" and not change.old:
            self._users += 1

    def _index(self, record: RecordFacts) -> None:
        self._keys.update(dict.fromkeys(keys_of(record), record.id))
        if record.kind == "firearm":
            self._twins[normalised(record.text("serial"))].add(record.id)

    def _unindex(self, record: RecordFacts | None) -> None:
        for key in keys_of(record) if record else ():
            self._keys.pop(key, None)
        if record and record.kind == "firearm":
            self._twins[normalised(record.text("serial"))].discard(record.id)

    def _move(self, item: int, position: Position, quantity: int) -> None:
        self._moved.setdefault(item, Counter())[position] += quantity

    def last_recorded_at(self) -> int:
        """See `Facts`."""
        return self._last.recorded_at if self._last else self._recorded_below

    @cached_property
    def _recorded_below(self) -> int:
        return self.below.last_recorded_at()

    def policy_in_force(self) -> RecordFacts | None:
        """See `Facts`."""
        return self.record(self._policy[0]) if self._policy else self._policy_below[0]

    def policy_seq(self) -> int:
        """See `Facts`."""
        return self._policy[1] if self._policy else self._policy_below[1]

    @cached_property
    def _policy_below(self) -> tuple[RecordFacts | None, int]:
        return self.below.policy_in_force(), self.below.policy_seq()

    def next_record(self) -> int:
        """See `Facts`."""
        return max(self._next_below, self._newest + 1)

    @cached_property
    def _next_below(self) -> int:
        return self.below.next_record()

    def user_count(self) -> int:
        """See `Facts`."""
        return self._users_below + self._users

    @cached_property
    def _users_below(self) -> int:
        return self.below.user_count()

    def record(self, record_id: int) -> RecordFacts | None:
        """See `Facts`."""
        if record_id in self._records:
            return self._records[record_id]
        return self.below.record(record_id) if record_id < self._next_below else None

    def taken(self, kind: str, names: tuple[str, ...], values: tuple[str, ...]) -> int:
        """See `Facts`."""
        key = (kind, names, values)
        if found := self._keys.get(key):
            return found
        if key not in self._taken_below:
            self._taken_below[key] = self.below.taken(kind, names, values)
        found = self._taken_below[key]
        return 0 if found in self._records else found

    def twins(self, serial_normal: str) -> Iterable[int]:
        """See `Facts`."""
        if serial_normal not in self._twins_below:
            self._twins_below[serial_normal] = frozenset(self.below.twins(serial_normal))
        below = self._twins_below[serial_normal]
        return self._twins.get(serial_normal, set()) | (below - self._records.keys() if below else below)

    def positions(self, item: int) -> Mapping[Position, int]:
        """See `Facts`."""
        below = self.below.positions(item) if item < self._next_below else {}
        if item not in self._moved:
            return below
        now = Counter(dict(below))
        now.update(self._moved[item])
        return {position: quantity for position, quantity in now.items() if quantity}

    def held_items(self, person: int) -> Iterable[int]:
        """See `Facts`."""
        moved = {item for item, positions in self._moved.items() if any(p.person == person for p in positions)}
        held = set(self.below.held_items(person)) | moved
        return sorted(i for i in held if any(p.person == person and n > 0 for p, n in self.positions(i).items()))

    def entry(self, seq: int) -> Entry | None:
        """See `Facts`."""
        return self._entries.get(seq) or self.below.entry(seq)

    def corrected_by(self, seq: int) -> int:
        """See `Facts`."""
        return self._corrected[seq] if seq in self._corrected else self.below.corrected_by(seq)

    def mentions_after(self, record: int, seq: int) -> list[int]:
        """See `Facts`."""
        later = [*self.below.mentions_after(record, seq), *(s for s in self._mentions.get(record, ()) if s > seq)]
        return [s for s in later if s not in self._corrected and not self._is_correction(s)]

    def _is_correction(self, seq: int) -> bool:
        return seq in self._entries and self._entries[seq].corrects != NONE

    def count_inside(self, kind: str) -> int:
        """See `Facts`."""
        if kind not in self._inside_below:
            self._inside_below[kind] = self.below.count_inside(kind)
        return self._inside_below[kind] + self._tally.inside[kind]

    def people_licensed(self, day: str) -> int:
        """See `Facts`."""
        if day not in self._licensed_below:
            self._licensed_below[day] = self.below.people_licensed(day)
        changed = [number for number, found in self._records.items() if _is_person(found, self.below.record(number))]
        now, before = (
            sum(found is not None and is_licensed(found, day) for found in map(record, changed))
            for record in (self.record, self.below.record)
        )
        return self._licensed_below[day] + now - before

    def rounds_received(self, since: int, until: int) -> int:
        """See `Facts`."""
        undone = (self.below.entry(seq) for seq in self._corrected if seq not in self._entries)
        gone = sum(rounds_brought(e, self.below.record) for e in undone if e and since <= e.occurred_at < until)
        return self.below.rounds_received(since, until) - gone + self._tally.received(since, until)

    def listed(self, kind: str) -> list[RecordFacts]:
        """See `Facts`."""
        below = {found.id: found for found in self.below.listed(kind) if found.id not in self._records}
        above = {n: found for n, found in self._records.items() if found is not None and found.kind == kind}
        return [found for _number, found in sorted({**below, **above}.items())]

    def unsettled(self, seq: int, item: int) -> int:
        """See `Facts`."""
        if seq in self._corrected:
            return 0
        left = self._quantity(seq, item) if seq in self._entries else self.below.unsettled(seq, item)
        reopened = [s for s in self._corrected if s not in self._entries and self._settles(s) == seq]
        settled = [s for s in self._settled.get(seq, ()) if s not in self._corrected]
        return left + sum(self._quantity(s, item) for s in reopened) - sum(self._quantity(s, item) for s in settled)

    def _settles(self, seq: int) -> int:
        found = self.entry(seq)
        return found.settles() if found else NONE

    def _quantity(self, seq: int, item: int) -> int:
        found = self.entry(seq)
        return sum(line.quantity for line in found.lines if line.item == item) if found else 0


def _is_person(*found: RecordFacts | None) -> bool:
    return any(record is not None and record.kind == "person" for record in found)
