"""The register in a few figures, for the frame of the window: whose it is, who works, the head, rounds, users."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import STORES, USABLE_STATES
from registry_app.domain.records import Company, Lot, Person, Place, User
from registry_app.domain.rows import BalanceRow
from registry_app.services import ledger


@dataclass(frozen=True)
class Summary:
    """Company, person at work, head (root in hex), usable rounds in store and the number of their lots."""

    company: str
    person: str
    size: int
    root: str
    rounds: int
    lots: int
    users: int


def summarise(session: Session, *, person: int = 0) -> Summary:
    """The figures as they are now; `person` is the record number of whoever works, 0 for nobody."""
    head = ledger.head(session)
    company = session.execute(select(Company.name)).scalar() or ""
    name = session.execute(select(func.coalesce(Person.name, Person.code)).where(Person.id == person)).scalar()
    rounds, lots = session.execute(
        select(func.coalesce(func.sum(BalanceRow.quantity), 0), func.count(Lot.id.distinct()))
        .join(Lot, Lot.id == BalanceRow.item_id)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(BalanceRow.person_id == 0, Place.kind.in_(STORES), BalanceRow.state.in_(USABLE_STATES))
        .where(BalanceRow.quantity > 0)
    ).one()
    users = session.execute(select(func.count(User.id))).scalar() or 0
    return Summary(company, name or "", head.size, head.root, int(rounds), int(lots), users)
