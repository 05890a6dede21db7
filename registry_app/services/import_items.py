"""Rows about firearms and ammunition: they also say where each item is when the register begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select

from registry_app.domain.draft import NEW_ITEM, Draft, Wish
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Finding, Refused, note, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.fields import Value
from registry_app.domain.records import Lot, Place
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.domain.serials import normalised
from registry_app.services.import_rows import Clerk, PersonClerk, PlaceClerk, Told, Verdict
from registry_app.services.import_tables import KINDS
from registry_app.services.whereabouts import place_of_kind


@dataclass
class ItemClerk(Clerk):
    """Enters items: a new one is described and received in one entry, at the position that its row says.

    An item on the register stays where it is, whatever the row says; a difference is noted.
    """

    _names: dict[str, list[int]] = field(default_factory=dict)
    _supplier: int = 0

    def described(self, values: Mapping[str, Value]) -> Draft:
        """See `Clerk`."""
        wish = Wish(self.KIND, self.own(values), placeholder=NEW_ITEM)
        return self.received(NEW_ITEM, values, (wish,))

    def received(self, item: int, values: Mapping[str, Value], wishes: tuple[Wish, ...] = ()) -> Draft:
        """The entry that brings an item in as opening balance."""
        self._supplier = self._supplier or place_of_kind(self.session, "supplier")
        line = Line(item, self.quantity(values), Position(self._supplier), self.opening(values))
        return Draft("receive", (line,), wishes, reason_code="opening", batch=self.batch)

    def quantity(self, values: Mapping[str, Value]) -> int:
        """How many of the item the row is about."""
        return int(values.get("quantity", 1) or 0)

    def opening(self, values: Mapping[str, Value]) -> Position:
        """The position that a row says its item has; `Refused` when the register has no such place or person."""
        text, code = values.get("place"), values.get("person")
        place = self._place(str(text)) if text else self.place
        if not place:
            raise Refused(refuse("place_missing", field="place"))
        person = self.facts.taken("person", ("code",), (str(code),)) if code else 0
        if code and not person:
            raise Refused(refuse("person_not_found", field="person", value=str(code)))
        return Position(place, person)

    def _place(self, text: str) -> int:
        """A place by its code, else by its name."""
        if found := self.facts.taken("place", ("code",), (text.upper(),)):
            return found
        if not self._names:
            for row in self.session.execute(select(Place.id, Place.name)):
                self._names.setdefault(row.name.casefold(), []).append(row.id)
        named = self._names.get(text.casefold(), [])
        if len(named) == 1:
            return named[0]
        raise Refused(refuse("place_ambiguous" if named else "place_not_found", field="place", value=text))

    def amended(self, found: RecordFacts, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`."""
        verdict, told = super().amended(found, values)
        return verdict, (*told, *(self._elsewhere(found, values) if values.get("place") else ()))

    def _elsewhere(self, found: RecordFacts, values: Mapping[str, Value]) -> Told:
        try:
            said = self.opening(values)
        except Refused as unknown:
            return tuple(note(f.code, **f.facts) for f in unknown.findings)
        return tuple(self.differing(found, said, self.quantity(values)))

    def differing(self, found: RecordFacts, said: Position, quantity: int) -> Iterator[Finding]:
        """What the register has elsewhere than the row says, or another quantity of."""
        raise NotImplementedError

    def where(self, position: Position) -> str:
        """A position in words: the place's name, and the code of who has it."""
        place, person = self.facts.record(position.place), self.facts.record(position.person)
        return ", ".join([place.text("name") if place else "", *([person.text("code")] if person else [])])


class FirearmClerk(ItemClerk):
    """Enters firearms, told apart by maker, model and serial as the judge tells them."""

    KIND = KINDS["firearms"]
    IDENTITY = ("serial", "maker", "model")

    @classmethod
    def identity(cls, values: Mapping[str, Value]) -> tuple[str, ...]:
        """See `Clerk`."""
        serial, *make = (str(values[name]) for name in cls.IDENTITY)
        return normalised(serial), *(part.casefold() for part in make)

    def standing(self, values: Mapping[str, Value]) -> RecordFacts | None:
        """See `Clerk`."""
        wanted = self.identity(values)
        for twin in sorted(self.facts.twins(wanted[0])):
            found = self.facts.record(twin)
            if found and self.identity({n: found.text(n) for n in self.IDENTITY}) == wanted:
                return found
        return None

    def amended(self, found: RecordFacts, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`."""
        verdict, told = super().amended(found, values)
        said, stands = str(values["serial"]), found.text("serial")
        spelled = () if said == stands else (note("spelled_differently", field="serial", value=said, found=stands),)
        return verdict, (*told, *spelled)

    def differing(self, found: RecordFacts, said: Position, quantity: int) -> Iterator[Finding]:  # noqa: ARG002
        """See `ItemClerk`."""
        here = next((p for p, n in self.facts.positions(found.id).items() if n > 0), None)
        if here is not None and here[:2] != said[:2]:
            yield note(
                "position_differs", field="place", item=found.text("serial"), item_id=found.id, said=self.where(said),
                found=self.where(here),
            )  # fmt: skip


@dataclass
class LotClerk(ItemClerk):
    """Enters lots of ammunition; one that lies in several places stands in several rows, each of them an opening."""

    KIND = KINDS["ammunition"]
    IDENTITY = ("maker", "calibre", "lot_number")

    _known: dict[tuple[str, ...], int] | None = None
    _arrived: dict[int, set[Position]] | None = None

    def standing(self, values: Mapping[str, Value]) -> RecordFacts | None:
        """See `Clerk`."""
        if self._known is None:
            rows = self.session.execute(select(Lot.id, Lot.maker, Lot.calibre, Lot.lot_number))
            self._known = {tuple(part.casefold() for part in row[1:]): row[0] for row in rows}
        same = tuple(str(values[name]) for name in self.IDENTITY)
        found = self._known.get(self.identity(values)) or self.facts.taken(self.KIND, self.IDENTITY, same)
        return self.facts.record(found) if found else None

    def decide(self, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`."""
        if self.standing(values) is not None:
            return super().decide(values)
        number, at = self.facts.next_record(), self.opening(values)
        told = self.enter(self.described(values))
        self._openings()[number] = {at}
        return "created", told

    def amended(self, found: RecordFacts, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`; a lot that this import has described is not amended but added to."""
        openings = self._openings().get(found.id)
        if openings is None:
            return super().amended(found, values)
        if differing := self.differences(found, values):
            raise Refused(refuse("lot_rows_differ", field=min(differing), item=found.text("lot_number")))
        at = self.opening(values)
        if at in openings:
            return "unchanged", ()
        told = self.enter(self.received(found.id, values))
        openings.add(at)
        return "created", told

    def _openings(self) -> dict[int, set[Position]]:
        """The lots that this batch has described, and the positions that it has brought them to."""
        if self._arrived is None:
            query = (
                select(LineRow.item_id, LineRow.target_place, LineRow.target_person)
                .join(EntryRow, EntryRow.seq == LineRow.seq)
                .where(EntryRow.batch == self.batch, EntryRow.batch != "", EntryRow.kind == "receive")
            )
            self._arrived = {}
            for row in self.session.execute(query):
                self._arrived.setdefault(row.item_id, set()).add(Position(row.target_place, row.target_person))
        return self._arrived

    def differing(self, found: RecordFacts, said: Position, quantity: int) -> Iterator[Finding]:
        """See `ItemClerk`."""
        there = sum(n for p, n in self.facts.positions(found.id).items() if p[:2] == said[:2])
        if there != quantity:
            yield note(
                "quantity_differs", field="quantity", item=found.text("lot_number"), item_id=found.id,
                place=self.where(said), said=quantity, found=there,
            )  # fmt: skip


CLERKS: Mapping[str, type[Clerk]] = {
    "places": PlaceClerk,
    "people": PersonClerk,
    "firearms": FirearmClerk,
    "ammunition": LotClerk,
}
"""Who enters the rows of each kind of list."""
