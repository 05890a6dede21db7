"""What the file of a register under test holds, in the model's terms."""

from collections import Counter
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import Position
from registry_app.domain.records import Discharge, Document, Filing, Firearm, Loss, Mark, Person, Place
from registry_app.domain.rows import BalanceRow, ContentRow, EntryRow
from registry_app.persistence.facts import RegisterFacts
from tests.machine.model import Key, Spot

Balances = dict[int, Counter[Position]]


def next_record(session: Session) -> int:
    return RegisterFacts(session).next_record()


def leaves(session: Session, known: int) -> list[bytes]:
    query = select(EntryRow.leaf_hash).where(EntryRow.seq >= known).order_by(EntryRow.seq)
    return list(session.execute(query).scalars())


def balances(session: Session) -> Balances:
    """How much of each item is where; asserts what must never be."""
    kinds = dict(session.execute(select(Place.id, Place.kind)).all())
    found: Balances = {}
    for row in session.execute(select(BalanceRow.__table__)):
        kind = kinds[row.place_id]
        assert row.quantity > 0 or kind in ("supplier", "buyer"), "below zero"
        assert row.quantity, "nothing there has no row"
        assert not (row.person_id and kind in OUTSIDE), "with somebody outside the company"
        found.setdefault(row.item_id, Counter())[Position(row.place_id, row.person_id, row.state)] = row.quantity
    return found


def held(found: Balances, spot: Callable[[Position], Spot]) -> dict[int, Counter[Spot]]:
    """The balances in the model's terms; the supplier's are what was received, below zero."""
    told: dict[int, Counter[Spot]] = {}
    for item, positions in found.items():
        for at, quantity in positions.items():
            told.setdefault(item, Counter())[spot(at)] += quantity
    return told


_FACTS = {
    "licence": (Person, Person.licence_expires_on),
    "custodian": (Place, Place.custodian_id),
    "permit": (Firearm, Firearm.permit_expires_on),
    "fired": (Firearm, Firearm.rounds_fired),
    "cleaned": (Firearm, Firearm.cleaned_on),
    "condition": (Firearm, Firearm.condition),
    "case": (Loss, Loss.kind),
    "outcome": (Loss, Loss.outcome),
    "closed": (Loss, Loss.closed_on),
    "notified": (Loss, Loss.notified_at),
    "discharge": (Discharge, Discharge.firearm_id),
    "mark": (Mark, Mark.firearm_id),
    "document": (Document, Document.subject_id),
    "filing": (Filing, Filing.number),
}
"""The column behind each fact that the model follows."""


def told(session: Session) -> dict[Key, object]:
    """What the records say of what the model follows, as far as they say anything."""
    return {
        (name, number): value
        for name, (record, column) in _FACTS.items()
        for number, value in session.execute(select(record.id, column))
        if value
    }


def contents(session: Session) -> set[bytes]:
    """The bytes that are kept of documents."""
    return set(session.execute(select(ContentRow.bytes)).scalars())
