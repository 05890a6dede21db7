"""Sums that the limits ask for, kept up entry by entry: what is inside the company, and which rounds came in when."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from registry_app.domain.acts import ENDLESS_ZONES
from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import Entry, Line, Position
from registry_app.domain.facts import RecordFacts

Lookup = Callable[[int], RecordFacts | None]


def is_licensed(person: RecordFacts, day: str) -> bool:
    """Whether somebody has a licence that is valid on that day and has not left."""
    left = person.text("left_on")
    return person.text("licence_expires_on") >= day and (not left or left > day)


def rounds_brought(entry: Entry, record: Lookup) -> int:
    """How many rounds a receipt brought from a supplier or buyer, which is no opening balance; 0 for other entries.

    What an authority gives back was the company's all along.
    """
    if entry.kind != "receive" or entry.reason_code == "opening":
        return 0
    return sum(line.quantity for line in entry.lines if _kind(record, line.item) == "lot" and _is_new(record, line))


def _is_new(record: Lookup, line: Line) -> bool:
    place = record(line.source.place)
    return place is not None and place.text("kind") in ENDLESS_ZONES


@dataclass
class Tally:
    """What came into the company less what left it, by kind of item, and the receipts of rounds by entry."""

    inside: Counter[str] = field(default_factory=Counter)
    receipts: dict[int, tuple[int, int]] = field(default_factory=dict)
    """When each happened (UTC ms), and how many rounds it brought."""

    def take(self, entry: Entry, record: Lookup) -> None:
        """Take an entry in; `record` answers for what its lines speak of as it stood before."""
        described = {c.record: RecordFacts(c.record, c.kind, c.new) for c in entry.records if not c.old}

        def known(number: int) -> RecordFacts | None:
            return described.get(number) or record(number)

        for line in entry.lines:
            crossed = _is_inside(known, line.target) - _is_inside(known, line.source)
            if crossed:
                self.inside[_kind(known, line.item)] += line.quantity * crossed
        if rounds := rounds_brought(entry, known):
            self.receipts[entry.seq] = (entry.occurred_at, rounds)
        self.receipts.pop(entry.corrects, None)

    def received(self, since: int, until: int) -> int:
        """The rounds of the receipts that happened from `since` on and before `until`."""
        return sum(rounds for at, rounds in self.receipts.values() if since <= at < until)


def _kind(record: Lookup, number: int) -> str:
    found = record(number)
    return found.kind if found else ""


def _is_inside(record: Lookup, position: Position) -> bool:
    place = record(position.place)
    return place is not None and place.text("kind") not in OUTSIDE
