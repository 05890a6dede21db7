"""The entries that happened in the period of a paper, with everything that people call what they speak of.

Corrected entries and their corrections are among them: a book shows both, and says which is which.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, select

from registry_app.domain.entry import NONE, Entry, Line, Position, skim
from registry_app.domain.records import Article, Firearm, Lot, Person, Place, User
from registry_app.domain.rows import EntryRow
from registry_app.services import books, cuts
from registry_app.services.frame import Content, Frame
from registry_app.services.return_lists import filled

AT_ONCE = 1_000


@dataclass(frozen=True)
class Period:
    """The entries of a frame's period, and the names to tell them by."""

    frame: Frame

    @cached_property
    def names(self) -> Mapping[int, str]:
        """What people call each record."""
        return books.names(self.frame.session)

    @cached_property
    def _people(self) -> Mapping[int, str]:
        """People by name, and by code where the name was erased."""
        query = select(Person.id, Person.name, Person.code)
        return {row.id: row.name or row.code for row in self.frame.session.execute(query)}

    @cached_property
    def _users(self) -> Mapping[int, str]:
        return {row.id: row.name for row in self.frame.session.execute(select(User.id, User.name))}

    @cached_property
    def places(self) -> Mapping[int, str]:
        """Places by what they are called in full."""
        return {row.id: row.name for row in self.frame.session.execute(select(Place.id, Place.name))}

    @cached_property
    def codes(self) -> Mapping[int, str]:
        """People by their codes."""
        return {row.id: row.code for row in self.frame.session.execute(select(Person.id, Person.code))}

    @cached_property
    def corrected(self) -> Mapping[int, int]:
        """The entries that were corrected, as far as is known, each with its correction."""
        query = select(EntryRow.corrects, EntryRow.seq).where(EntryRow.corrects >= 0, self._known())
        return {row.corrects: row.seq for row in self.frame.session.execute(query)}

    @cached_property
    def items(self) -> Mapping[int, Content]:
        """What each item is: its kind, what people call it, maker, model and calibre as far as it has them."""
        found: dict[int, Content] = {}
        for kind, columns in _CALLED.items():
            for row in self.frame.session.execute(select(*columns)):
                number, *values = tuple[Any, ...](row)
                found[number] = filled({"item_kind": kind} | dict(zip(_NAMES[kind], values, strict=True)))
        return found

    def _known(self) -> ColumnElement[bool]:
        return cuts.entry_number < (self.frame.cut.head or self.frame.head.size)

    def entries(self, *kinds: str) -> Iterator[Entry]:
        """The entries, of some kinds where any are named, in the order in which they happened."""
        query = select(EntryRow.body).where(
            EntryRow.occurred_at.between(self.frame.since, self.frame.until), self._known()
        )
        if kinds:
            query = query.where(EntryRow.kind.in_(kinds))
        query = query.order_by(EntryRow.occurred_at, EntryRow.seq).execution_options(yield_per=AT_ONCE)
        return map(skim, self.frame.session.execute(query).scalars())

    def numbered(self, numbers: Collection[int]) -> dict[int, Entry]:
        """Some entries by their numbers, whenever they happened."""
        wanted, found = sorted(numbers), dict[int, Entry]()
        for at in range(0, len(wanted), AT_ONCE):
            query = select(EntryRow.body).where(EntryRow.seq.in_(wanted[at : at + AT_ONCE]))
            found |= {entry.seq: entry for entry in map(skim, self.frame.session.execute(query).scalars())}
        return found

    def about(self, entry: Entry) -> Content:
        """What a row says of its entry."""
        return filled({
            "entry": entry.seq, "occurred_at": self.frame.minute(entry.occurred_at), "kind": entry.kind,
            "reason": entry.reason_code, "user": self._users.get(entry.actor),
            "witness": self._users.get(entry.witness),
            "document": "; ".join(ref.value for ref in entry.refs if ref.kind == "document"),
            "corrects": None if entry.corrects == NONE else entry.corrects,
            "corrected_by": self.corrected.get(entry.seq),
        })  # fmt: skip

    def moved(self, line: Line) -> Content:
        """What a row says of a line: the item, how many pieces or rounds, from where and to where."""
        told = {
            "quantity": line.quantity, "from": self.where(line.source), "to": self.where(line.target),
            "from_state": line.source.state, "to_state": line.target.state,
        }  # fmt: skip
        return {**self.items.get(line.item, {"item": self.names.get(line.item, str(line.item))}), **filled(told)}

    def where(self, position: Position) -> str:
        """A position in words: the person who has it, else the place."""
        return self.person(position.person) or self.names.get(position.place, "")

    def user(self, number: int) -> str:
        """What a user is called; nothing for none."""
        return self._users.get(number, "")

    def person(self, number: int) -> str:
        """What people call a person; nothing for nobody."""
        return self._people.get(number, "") if number else ""


_CALLED: Mapping[str, tuple[Any, ...]] = {
    "firearm": (Firearm.id, Firearm.serial, Firearm.maker, Firearm.model, Firearm.calibre),
    "lot": (Lot.id, Lot.lot_number, Lot.maker, Lot.calibre),
    "article": (Article.id, Article.code, Article.name),
}
_NAMES = {
    "firearm": ("item", "maker", "model", "calibre"), "lot": ("item", "maker", "calibre"),
    "article": ("item", "model"),
}  # fmt: skip
