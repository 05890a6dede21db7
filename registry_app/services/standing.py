"""Where an item is, position by position, with the names of place and person; and what of it is under way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import INSIDE_ZONES, zone_of
from registry_app.domain.choices import INSIDE
from registry_app.domain.entry import Position, parse
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import references


@dataclass(frozen=True)
class Standing:
    """So many pieces or rounds in a position, with the names of its place and person (`""` for nobody)."""

    position: Position
    quantity: int
    place: str
    place_code: str
    place_kind: str
    person: str

    @property
    def zone(self) -> str:
        """See `domain.acts.Zone`."""
        return zone_of(self.place_kind, self.position.person)

    @property
    def is_inside(self) -> bool:
        """Whether it is in the company."""
        return self.zone in INSIDE_ZONES


@dataclass(frozen=True)
class Delivery:
    """What entry `sent` has under way of an item: how much, when it left (UTC ms), and for which place."""

    sent: int
    quantity: int
    occurred_at: int
    destination: int
    place: str


def standing(session: Session, item: int) -> list[Standing]:
    """Every position that holds any of an item: in store first, then with people, under way, outside."""
    nearness = case((Place.kind.not_in(list(INSIDE)), 2), (BalanceRow.person_id > 0, 1), else_=0)
    query = (
        select(
            BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, BalanceRow.quantity, Place.name, Place.code,
            Place.kind, func.coalesce(Person.name, Person.code, ""),
        )
        .join(Place, Place.id == BalanceRow.place_id)
        .outerjoin(Person, Person.id == BalanceRow.person_id)
        .where(BalanceRow.item_id == item, BalanceRow.quantity > 0)
        .order_by(nearness, Place.name, Person.name, BalanceRow.state)
    )  # fmt: skip
    return [Standing(Position(*row[:3]), *row[3:]) for row in session.execute(query)]


def under_way(session: Session, item: int) -> list[Delivery]:
    """The deliveries of an item that nobody has accepted or rejected in whole, the oldest first."""
    sent = (
        select(EntryRow.seq, EntryRow.body)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "send")
        .order_by(EntryRow.seq)
        .distinct()
    )
    facts = RegisterFacts(session)
    if not _is_any_under_way(facts, item):
        return []
    entries = [(parse(body), facts.unsettled(seq, item)) for seq, body in session.execute(sent)]
    return _called(session, [Delivery(e.seq, n, e.occurred_at, e.destination(), "") for e, n in entries if n])


def _is_any_under_way(facts: RegisterFacts, item: int) -> bool:
    """Whether any of it is: most items were sent often and have arrived, which need not be read."""
    places = {position.place for position, many in facts.positions(item).items() if many > 0}
    found = (facts.record(place) for place in places)
    return any(place.text("kind") == "transit" for place in found if place)


def _called(session: Session, deliveries: Sequence[Delivery]) -> list[Delivery]:
    names = references.named(session, [each.destination for each in deliveries])
    return [
        Delivery(each.sent, each.quantity, each.occurred_at, each.destination, names.get(each.destination, ("",))[0])
        for each in deliveries
    ]
