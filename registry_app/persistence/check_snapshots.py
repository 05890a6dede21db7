"""The snapshots of months, summed again while the ledger is walked: each is what its entries come to, or is found.

Lines are gathered by the snapshot into which they came first. A sum that is no longer asked for is poured into the
next, so that the walk holds what was held once more, and not once for each month.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterator

from registry_app.domain.entry import NONE, Entry
from registry_app.domain.errors import FactValue, Finding, refuse
from registry_app.domain.rows import SnapshotRow
from registry_app.domain.snapshot import At, Snapshot
from registry_app.persistence.check_rows import Raw, shown, table_of

SNAPSHOT = table_of(SnapshotRow)
Sums = dict[At, int]
MS_PER_DAY = 86_400_000
HALF_DAY = MS_PER_DAY // 2
"""Before the end of a month it is the last day of the month by nearly every clock of the earth."""
MOST_DAYS = 2_932_896
"""Days from 1970 to the year 9999."""


class Snapshots:
    """Follows a walk: `reach` before each entry is taken, `take` once it is applied, `ended` when there is no more."""

    def __init__(self, raw: Raw, older: Callable[[int], Entry | None]) -> None:
        self._raw, self._older = raw, older
        self._corrected: set[int] = set()
        self._strange: list[Finding] = []
        self._waiting: dict[int, list[int]] = {}
        """The moments of the snapshots that are not reached yet, by their size."""
        for moment, size in raw.execute(f'SELECT moment, size FROM "{SNAPSHOT.name}"'):  # noqa: S608 - own name
            if isinstance(moment, int) and isinstance(size, int):
                self._waiting.setdefault(size, []).append(moment)
            else:
                self._strange.append(_differs(moment))
        self._moments = sorted(moment for moments in self._waiting.values() for moment in moments)
        self._sums: list[Sums] = [{} for _moment in self._moments]
        """What moved after the moment before, up to each moment that is waited for."""

    def reach(self, size: int) -> Iterator[Finding]:
        """What is wrong with the snapshots of a head, whose entries have all been taken."""
        for moment in sorted(self._waiting.pop(size, ())):
            if not self._is_right(moment, size):
                yield _differs(moment)
            self._let_go(moment)

    def _is_right(self, moment: int, size: int) -> bool:
        row = self._raw.execute(f'SELECT content FROM "{SNAPSHOT.name}" WHERE moment = ?', (moment,)).fetchone()  # noqa: S608
        try:
            kept = Snapshot(row[0], moment, size).as_packed()
        except (TypeError, ValueError):
            return False
        return kept == self._held(moment)

    def _held(self, moment: int) -> Sums:
        first, *others = self._sums[: self._moments.index(moment) + 1]
        held = dict(first) if others else first
        for sums in others:
            _pour(sums, held)
        return {at: quantity for at, quantity in held.items() if quantity}

    def _let_go(self, moment: int) -> None:
        """Forget a moment that is no longer waited for: what moved up to it goes to the next one."""
        at = self._moments.index(moment)
        gone = self._sums.pop(at)
        self._moments.pop(at)
        if at < len(self._sums):
            if len(gone) > len(self._sums[at]):
                gone, self._sums[at] = self._sums[at], gone
            _pour(gone, self._sums[at])

    def take(self, entry: Entry) -> None:
        """Add what an entry moved; of a correction, take back what the corrected one did."""
        if not self._moments:
            return
        if entry.corrects == NONE:
            self._add(entry, 1)
        elif entry.corrects not in self._corrected and (wrong := self._older(entry.corrects)):
            self._corrected.add(entry.corrects)
            self._add(wrong, -1 if wrong.corrects == NONE else 0)

    def _add(self, entry: Entry, sign: int) -> None:
        at = bisect_left(self._moments, entry.occurred_at)
        if at == len(self._moments):
            return
        sums = self._sums[at]
        for line in entry.lines:
            for position, moved in ((line.source, -line.quantity), (line.target, line.quantity)):
                key = (line.item, *position)
                sums[key] = sums.get(key, 0) + sign * moved

    def ended(self) -> list[Finding]:
        """The snapshots that no head of this ledger has."""
        return self._strange + [_differs(moment) for moments in self._waiting.values() for moment in sorted(moments)]


def _pour(sums: Sums, into: Sums) -> None:
    for at, quantity in sums.items():
        into[at] = into.get(at, 0) + quantity


def _differs(moment: object) -> Finding:
    facts: dict[str, FactValue] = {"row": shown((moment,))[:20]}
    if isinstance(moment, int) and 0 <= (days := (moment - HALF_DAY) // MS_PER_DAY) < MOST_DAYS:
        facts["day"] = (dt.date(1970, 1, 1) + dt.timedelta(days=days)).isoformat()
    return refuse("snapshot_differs", **facts)
