"""What the file of a register under test holds, in the model's terms."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.records import Firearm, Lot, Place
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.persistence.facts import RegisterFacts
from tests.machine.model import BUYER, DESTROYED, LOST, PERSON, STORE, TRANSIT, Rounds, Spot

ZONES = {"armoury": STORE, "transit": TRANSIT, "lost": LOST, "destroyed": DESTROYED, "buyer": BUYER}


def next_record(session: Session) -> int:
    return RegisterFacts(session).next_record()


def leaves(session: Session, known: int) -> list[bytes]:
    query = select(EntryRow.leaf_hash).where(EntryRow.seq >= known).order_by(EntryRow.seq)
    return list(session.execute(query).scalars())


def stored(session: Session) -> tuple[dict[int, Spot], dict[int, dict[Rounds, int]]]:
    """What the file holds, in the model's terms; asserts what must never be."""
    kinds = dict(session.execute(select(Place.id, Place.kind)).all())
    firearms = set(session.execute(select(Firearm.id)).scalars())
    guns: dict[int, Spot] = {}
    lots: dict[int, Counter[Rounds]] = {n: Counter() for n in session.execute(select(Lot.id)).scalars()}
    for row in session.execute(select(BalanceRow.__table__)):
        kind = kinds[row.place_id]
        assert row.quantity > 0 or kind in OUTSIDE, "below zero inside"
        if row.quantity < 0:
            continue
        zone = PERSON if row.person_id else ZONES.get(kind, kind)
        if row.item_id in firearms:
            assert (row.item_id not in guns, row.quantity) == (True, 1), "in two positions"
            place = row.place_id if zone in (STORE, PERSON) else 0
            guns[row.item_id] = Spot(zone, place, row.person_id, row.state if kind not in OUTSIDE else "ready")
        else:
            where = row.person_id or (row.place_id if zone == STORE else 0)
            lots[row.item_id][zone, where] += row.quantity
    return guns, {lot: dict(held) for lot, held in lots.items()}
