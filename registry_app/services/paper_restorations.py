"""A paper whose register came out of a backup: what it declares of that, held against its entries and against what the
authority received before.

An honest restore looks like history that was rewritten: entries that were received are gone, others stand in their
place. What tells them apart is the declaration of two persons, at the very place where the two histories part.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from registry_app.domain.errors import Finding, note, warn
from registry_app.domain.head import Head
from registry_app.services.carried_entries import Walk, day_of
from registry_app.services.desk import Known

Roots = Mapping[int, bytes]
_TOLD = frozenset({
    "armarium-inventory-return/1", "armarium-movements/1", "armarium-handovers/1", "armarium-ammunition/1",
    "armarium-ammunition-month/1", "armarium-people/1", "armarium-expiry/1", "armarium-changes/1",
})  # fmt: skip
"""The papers that list every restoration."""


@dataclass(frozen=True)
class Told:
    """By which heads a register went on after a restore: as the paper lists them, and as entries that were walked up
    to the paper's head prove it."""

    listed: frozenset[int] = frozenset()
    proven: frozenset[int] = frozenset()
    is_walked: bool = False
    """Whether all entries up to the paper's head were walked."""

    @property
    def sizes(self) -> frozenset[int]:
        """The sizes at which histories may part."""
        return frozenset(size for start in self.listed for size in (start, start + 1))


def listed(content: Mapping[str, Any]) -> frozenset[int]:
    """The heads that a paper lists; what is no list is for its schema to find."""
    rows = content.get("restorations")
    found = (row.get("restored") for row in rows if isinstance(row, dict)) if isinstance(rows, list) else ()
    return frozenset(size for size in found if type(size) is int and size > 0)


def proven(walk: Walk) -> frozenset[int]:
    """The heads that entries declare at their own place, once all of them were walked and found right."""
    return frozenset(each.seq for each in walk.declared if _head_of(each.records) == each.seq)


def _head_of(records: Any) -> int:
    sizes = (change.new.get("head_size") for change in records if change.kind == "restoration")
    return next((size for size in sizes if type(size) is int), -1)


def explained(told: Told, known: Known, roots: Roots, ours: Roots) -> int:
    """The head at which a proven restoration parts from what was received; 0 where none does: the entries before it
    are the same, and the one that was received there is another."""
    return max((
        start for start in told.proven & told.listed
        if start < known.entries and roots.get(start) == ours.get(start) is not None
        and roots.get(start + 1) != ours.get(start + 1)
    ), default=0)  # fmt: skip


def judged(found: Finding, told: Told, known: Known, roots: Roots, ours: Roots, day: str) -> Finding:
    """What is said where `found` would say that history was rewritten or cut: a declared restoration is neither."""
    if start := explained(told, known, roots, ours):
        return warn("history_restored", first=start, final=known.head.size - 1, day=day)
    if told.is_walked or not any(start < known.head.size for start in told.listed):
        return found
    return warn("restoration_unproven", size=min(told.listed))


def given_up(head: Head, known: Known) -> bool:
    """Whether a head is one of those that the company has declared lost since."""
    return any((each.size, each.root) == (head.size, head.root) for each in known.given_up)


def of_entries(content: Mapping[str, Any], walk: Walk, known: Known | None) -> Iterator[Finding]:
    """The restorations that the entries up to a paper's head declare: one that the authority has not heard of yet is a
    remark. Whether the paper lists them as they are is for `recomputed_reports` to say."""
    if content["format"] not in _TOLD:
        return
    for each in walk.declared:
        is_new = known is None or each.seq >= known.entries
        yield (warn if is_new else note)("restoration_told", entry=each.seq, day=day_of(each.recorded_at))


def listed_only(content: Mapping[str, Any]) -> Iterator[Finding]:
    """The restorations that a paper lists, where its entries are not all at hand."""
    for row in content.get("restorations", ()):
        yield warn("restoration_told", entry=row["entry"], day=row["occurred_at"][:10])
