"""Rows about firearms, ammunition and articles: they also say where each item is when the register begins."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

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

    def _place(self, text: str, field: str = "place") -> int:
        """A place by its code, else by its name; `field` is the column that names it."""
        if found := self.facts.taken("place", ("code",), (text.upper(),)):
            return found
        if not self._names:
            for row in self.session.execute(select(Place.id, Place.name)):
                self._names.setdefault(row.name.casefold(), []).append(row.id)
        named = self._names.get(text.casefold(), [])
        if len(named) == 1:
            return named[0]
        raise Refused(refuse("place_ambiguous" if named else "place_not_found", field=field, value=text))

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
        if not self.is_one_piece(found):
            there = sum(n for p, n in self.facts.positions(found.id).items() if p[:2] == said[:2])
            if there != quantity:
                yield note(
                    "quantity_differs", field="quantity", item=self.name(found), item_id=found.id,
                    place=self.where(said), said=quantity, found=there,
                )  # fmt: skip
            return
        here = next((p for p, n in self.facts.positions(found.id).items() if n > 0), None)
        if here is not None and here[:2] != said[:2]:
            yield note(
                "position_differs", field="place", item=self.name(found), item_id=found.id, said=self.where(said),
                found=self.where(here),
            )  # fmt: skip

    def is_one_piece(self, found: RecordFacts) -> bool:
        """Whether an item is in one position only."""
        return found.kind == "firearm" or bool(found.number("is_single"))

    def name(self, found: RecordFacts) -> str:
        """What people call an item."""
        return next(filter(None, map(found.text, ("serial", "lot_number", "code"))), str(found.id))

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

    def own(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """See `Clerk`; the code or name of the home place becomes its record."""
        own = super().own(values)
        if home := values.get("home"):
            own["home_id"] = self._place(str(home), "home")
        return own


@dataclass
class StockClerk(ItemClerk):
    """Enters what may lie in several places, and then stands in several rows, each of them an opening."""

    ROWS_DIFFER: ClassVar[str]

    _arrived: dict[int, set[Position]] | None = None

    def decide(self, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`."""
        if self.standing(values) is not None:
            return super().decide(values)
        number, at = self.facts.next_record(), self.opening(values)
        told = self.enter(self.described(values))
        self._openings()[number] = {at}
        return "created", told

    def amended(self, found: RecordFacts, values: Mapping[str, Value]) -> tuple[Verdict, Told]:
        """See `Clerk`; what this import has described is not amended but added to."""
        openings = self._openings().get(found.id)
        if openings is None:
            return super().amended(found, values)
        if differing := self.differences(found, values):
            raise Refused(refuse(self.ROWS_DIFFER, field=min(differing), item=self.name(found)))
        at = self.opening(values)
        if at in openings:
            return "unchanged", ()
        told = self.enter(self.received(found.id, values))
        openings.add(at)
        return "created", told

    def _openings(self) -> dict[int, set[Position]]:
        """The items that this batch has described, and the positions that it has brought them to."""
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


@dataclass
class LotClerk(StockClerk):
    """Enters lots of ammunition."""

    KIND = KINDS["ammunition"]
    IDENTITY = ("maker", "calibre", "lot_number")
    ROWS_DIFFER = "lot_rows_differ"

    _known: dict[tuple[str, ...], int] | None = None

    def standing(self, values: Mapping[str, Value]) -> RecordFacts | None:
        """See `Clerk`."""
        if self._known is None:
            rows = self.session.execute(select(Lot.id, Lot.maker, Lot.calibre, Lot.lot_number))
            self._known = {tuple(part.casefold() for part in row[1:]): row[0] for row in rows}
        same = tuple(str(values[name]) for name in self.IDENTITY)
        found = self._known.get(self.identity(values)) or self.facts.taken(self.KIND, self.IDENTITY, same)
        return self.facts.record(found) if found else None


class ArticleClerk(StockClerk):
    """Enters articles: one piece each where a row does not say that they are a stock, or counts more than one."""

    KIND = KINDS["articles"]
    ROWS_DIFFER = "article_rows_differ"

    def described(self, values: Mapping[str, Value]) -> Draft:
        """See `Clerk`."""
        return super().described({"is_single": int(self.quantity(values) == 1), **values})

    def own(self, values: Mapping[str, Value]) -> dict[str, Value]:
        """See `Clerk`; firearm and place become their records."""
        own = super().own(values)
        if firearm := values.get("firearm"):
            own["firearm_id"] = self._firearm(str(firearm))
        if opens := values.get("opens"):
            own["opens_id"] = self._place(str(opens), "opens")
        return own

    def _firearm(self, text: str) -> int:
        """A firearm by its tag, by its serial as marked, or by the same letters and digits."""
        if found := self.facts.taken("firearm", ("tag",), (text.upper(),)):
            return found
        alike = sorted(self.facts.twins(normalised(text)))
        exact = [number for number in alike if (it := self.facts.record(number)) and it.text("serial") == text]
        if len(exact or alike) == 1:
            return (exact or alike)[0]
        raise Refused(refuse("firearm_ambiguous" if alike else "firearm_not_found", field="firearm", value=text))


CLERKS: Mapping[str, type[Clerk]] = {
    "places": PlaceClerk,
    "people": PersonClerk,
    "firearms": FirearmClerk,
    "ammunition": LotClerk,
    "articles": ArticleClerk,
}
"""Who enters the rows of each kind of list."""
