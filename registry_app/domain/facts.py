"""What the judge may ask about the ledger before an entry: one protocol, answered by SQL or from memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from registry_app.domain.entry import Entry, Position, Stored

LISTED = ("audit", "difference", "place", "certificate", "restoration")
"""The kinds of record of which there are few enough for the judge to ask for all of them."""


@dataclass(frozen=True)
class RecordFacts:
    """A record as it stands: its kind and its entered values; fields without a value are absent."""

    id: int
    kind: str
    values: Mapping[str, Stored]

    def text(self, name: str) -> str:
        """A value as text, ``""`` when absent or personal."""
        value = self.values.get(name, "")
        return value if isinstance(value, str) else str(value) if isinstance(value, int) else ""

    def number(self, name: str) -> int:
        """A value as integer, 0 when absent."""
        value = self.values.get(name, 0)
        return value if isinstance(value, int) else 0


class Facts(Protocol):
    """The ledger before the entry under judgement; every answer is about that moment."""

    def last_recorded_at(self) -> int:
        """When the last entry was recorded (UTC ms); 0 in an empty ledger."""

    def policy_in_force(self) -> RecordFacts | None:
        """The newest policy, `None` in an empty ledger."""

    def policy_seq(self) -> int:
        """The number of the entry that made it."""

    def next_record(self) -> int:
        """The number that the next record must take."""

    def user_count(self) -> int:
        """How many users were ever described."""

    def record(self, record_id: int) -> RecordFacts | None:
        """A record, `None` when unknown or withdrawn."""

    def taken(self, kind: str, names: tuple[str, ...], values: tuple[str, ...]) -> int:
        """The record of this kind that has these values already, or 0."""

    def twins(self, serial_normal: str) -> Iterable[int]:
        """The firearms whose normalised serial is this one."""

    def positions(self, item: int) -> Mapping[Position, int]:
        """Where an item is: every position with a quantity other than 0, outside ones included."""

    def held_items(self, person: int) -> Iterable[int]:
        """The items that a person holds now."""

    def entry(self, seq: int) -> Entry | None:
        """An earlier entry."""

    def corrected_by(self, seq: int) -> int:
        """The entry that corrects `seq`, or `entry.NONE`."""

    def mentions_after(self, record: int, seq: int) -> list[int]:
        """The entries after `seq` that mention a record, oldest first, corrected ones and corrections left out."""

    def count_inside(self, kind: str) -> int:
        """How many pieces or rounds of a kind of item the company has, wherever inside it."""

    def people_licensed(self, day: str) -> int:
        """How many people have a licence that is valid on that day and have not left."""

    def rounds_received(self, since: int, until: int) -> int:
        """How many rounds came from suppliers and buyers by receipts that happened from `since` on and before `until`
        (UTC ms).

        Opening balances and receipts that were corrected are left out, and what an authority gave back.
        """

    def listed(self, kind: str) -> list[RecordFacts]:
        """All standing records of one of the kinds `LISTED`, in the order of their numbers."""

    def unsettled(self, seq: int, item: int) -> int:
        """How much of an item is still under way of what entry `seq` sent."""
