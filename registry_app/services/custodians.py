"""Custodians: who answers for which armoury since when, and handing armouries over with their keys."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Entry, Line, Position, parse
from registry_app.domain.records import Article, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, MentionRow
from registry_app.services import key_register, ledger, papers
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class Custodian:
    """An armoury and who answers for it: the person's record and name, 0 for nobody yet; since when (UTC ms)."""

    armoury: int
    armoury_name: str
    person: int
    person_name: str
    since: int


@once
def hand_over(
    session: Session, *, armoury: int | Sequence[int], to: int, reason: str = "hand_over", document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Make the person `to`, who acknowledges it, custodian of one armoury or several.

    The keys that open anything there, and that the earlier custodian has, go along. Witnessed. Raises `Refused`.
    """
    armouries = [armoury] if isinstance(armoury, int) else list(armoury)
    draft = Draft(
        "hand_over", tuple(_keys(session, armouries, to)),
        tuple(Wish("place", {"custodian_id": to}, each) for each in armouries), reason_code=reason, note=note,
        refs=papers.refs(document=document), occurred_at=occurred_at, id=entry_id, acknowledged_by=to,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


def _keys(session: Session, armouries: Iterable[int], to: int) -> Iterator[Line]:
    """The lines by which the keys of these armouries go from their custodians to somebody else."""
    places, wanted = key_register.tree(session), set(armouries)
    custodians = select(Place.custodian_id).where(Place.id.in_(wanted), Place.custodian_id != to)
    query = (
        select(BalanceRow.item_id, Article.opens_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state,
               BalanceRow.quantity)
        .join(Article, Article.id == BalanceRow.item_id)
        .where(Article.kind == "key", BalanceRow.quantity > 0, BalanceRow.person_id.in_(custodians))
        .order_by(Article.code)
    )  # fmt: skip
    for key, opens, place, person, state, pieces in session.execute(query):
        if places.armoury(opens or 0) in wanted:
            yield Line(key, pieces, Position(place, person, state), Position(place, to, state))


def custodians(session: Session) -> list[Custodian]:
    """Every armoury with its custodian, by name."""
    query = (
        select(Place.id, Place.name, Place.custodian_id, func.coalesce(Person.name, Person.code))
        .outerjoin(Person, Person.id == Place.custodian_id)
        .where(Place.kind == "armoury")
        .order_by(Place.name, Place.id)
    )
    return [
        Custodian(place, name, person or 0, person_name or "", _since(session, place) if person else 0)
        for place, name, person, person_name in session.execute(query)
    ]


def _since(session: Session, armoury: int) -> int:
    """When the last entry that stands said who answers for an armoury."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == armoury, EntryRow.kind.in_(("describe", "hand_over")))
        .where(EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq.desc())
    )
    telling = (entry for entry in map(parse, session.execute(query).scalars()) if _tells(entry, armoury))
    return next((entry.occurred_at for entry in telling), 0)


def _tells(entry: Entry, armoury: int) -> bool:
    return any(change.record == armoury and "custodian_id" in change.new for change in entry.records)
