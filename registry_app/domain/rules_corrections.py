"""Rules of corrections: an entry is undone exactly, once, and only while nothing rests on what it did."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from registry_app.domain.acts import ENDLESS_ZONES, UNDOING
from registry_app.domain.case import Case
from registry_app.domain.entry import NONE, Entry, Position
from registry_app.domain.errors import Finding, refuse

NOT_CORRECTED = (*UNDOING, "set_up", "user", "policy", "erase", "found", "certify", "declare_restored")
"""Kinds of entry that are not undone, but followed by another one that says what holds now; nothing brings back what
was erased, a key that was withdrawn stays so, and what was lost stays told."""

NAMED_AT_MOST = 20


def correction_undoes_exactly(case: Case) -> Iterator[Finding]:
    """A correction consists of the lines and changes that undo the entry it names, once only."""
    original = case.original
    if not case.is_undoing or original is None:
        return
    if original.kind in NOT_CORRECTED:
        yield refuse("correction_not_for", entry=original.seq, kind=original.kind)
        return
    if (earlier := case.facts.corrected_by(original.seq)) != NONE:
        yield refuse("corrected_already", entry=original.seq, by=earlier)
        return
    undone = tuple(change.reversed() for change in reversed(original.records))
    if case.entry.lines != case.undoing or case.entry.records != undone:
        yield refuse("correction_differs", entry=original.seq)
    yield from _used_since(case, original)


def _used_since(case: Case, original: Entry) -> Iterator[Finding]:
    """Names, record by record, the later entries that rest on what `original` did and still stand."""
    records = (*(line.item for line in original.lines), *(change.record for change in original.records))
    for record in dict.fromkeys(records):
        if later := _users(case, original, record):
            yield refuse("correction_used_since", item=case.name(record), entries=tuple(later[:NAMED_AT_MOST]))


def _users(case: Case, original: Entry, record: int) -> Sequence[int]:
    later = case.facts.mentions_after(record, original.seq)
    change = next((c for c in original.records if c.record == record), None)
    if change and not change.old:
        return later
    entries = [entry for seq in later if (entry := case.facts.entry(seq))]
    fields = change.new.keys() if change else set[str]()
    used = {e.seq for e in entries if e.settles() == original.seq or _changes(e, record, fields)}
    return sorted(used | set(_takers(case, original, record, entries)))


def _changes(entry: Entry, record: int, fields: Iterable[str]) -> bool:
    return any(c.record == record and not c.new.keys().isdisjoint(fields) for c in entry.records)


def _takers(case: Case, original: Entry, item: int, later: Sequence[Entry]) -> Iterator[int]:
    """The entries that took of what `original` brought: any that moved a firearm, or left too few rounds there."""
    if case.is_one_piece(item):
        yield from (e.seq for e in later if any(line.item == item for line in e.lines))
        return
    for position, brought in _net(original, item).items():
        if brought > 0 and case.zone(position) not in ENDLESS_ZONES:
            yield from _takers_at(case, item, position, brought, later)


def _takers_at(case: Case, item: int, position: Position, brought: int, later: Sequence[Entry]) -> Iterator[int]:
    """Walks back from now: after every later entry at least `brought` must have been left at the position."""
    least = here = case.facts.positions(item).get(position, 0)
    takers = []
    for entry in reversed(later):
        net = _net(entry, item)[position]
        takers += [entry.seq] if net < 0 else []
        here -= net
        least = min(least, here)
    yield from takers if least < brought else ()


def _net(entry: Entry, item: int) -> Counter[Position]:
    net: Counter[Position] = Counter()
    for line in entry.lines:
        if line.item == item:
            net[line.source] -= line.quantity
            net[line.target] += line.quantity
    return net


CORRECTION_RULES = (correction_undoes_exactly,)
