"""What an audit expects, what was seen in it, and what each thing comes to: read from the ledger, never kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain import count
from registry_app.domain.book import Book
from registry_app.domain.count import Result, Seen
from registry_app.domain.records import Audit, Sighting, User
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import draws, expected

MOST_TURNS = 9
"""As many as a sighting can name."""


@dataclass(frozen=True)
class Standing:
    """An audit as it stands: its book, its sightings, up to when it is reckoned (UTC ms), and what it comes to."""

    book: Book
    seen: tuple[Seen, ...]
    until: int
    results: tuple[Result, ...]

    @property
    def tally(self) -> dict[str, int]:
        """How many results of each kind."""
        return count.tally(self.results)


def standing(session: Session, audit: int, *, now: int = 0) -> Standing:
    """An audit as it stands now, or as it was closed; what is entered afterwards changes nothing of it.

    `now` is the moment (UTC ms) until which things are reckoned whose counting goes on, 0 for that of the clock.
    `NoResultFound` for a number that is none.
    """
    found = session.get_one(Audit, audit)
    seen = tuple(sightings(session, audit))
    until = _until(session, found, seen) or now or int(session.info["clock"]())
    told = book(session, found)
    return Standing(told, seen, until, tuple(count.reckon(told, seen, until)))


def _until(session: Session, audit: Audit, seen: Iterable[Seen]) -> int:
    """The counting ends when its differences are entered, or with the last sighting of a recount after that; 0 while
    it goes on."""
    query = (
        select(EntryRow.kind, func.max(EntryRow.occurred_at))
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == audit.id, EntryRow.kind.in_(("differ", "conclude")))
        .group_by(EntryRow.kind)
    )
    ends = dict(session.execute(query).all())
    ended = ends.get("differ") or ends.get("conclude")
    return max([ended, *(each.at for each in seen)]) if ended else 0


def sightings(session: Session, audit: int) -> Iterator[Seen]:
    """The sightings of an audit that stand, oldest first; those that were corrected are gone."""
    query = (
        select(
            Sighting.id, EntryRow.occurred_at, Sighting.turn, Sighting.item_id, Sighting.place_id, Sighting.person_id,
            Sighting.packs, Sighting.quantity, Sighting.marks, Sighting.raw,
        )
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.audit_id == audit)
        .order_by(Sighting.id)
    )  # fmt: skip
    for number, at, turn, item, place, person, packs, many, marks, raw in session.connection().execute(query).all():
        quantity = (0 if packs else 1) if many is None else many
        yield Seen(number, at, turn, item or 0, place, person or 0, packs or 0, quantity, marks or "", raw or "")


def book(session: Session, audit: Audit) -> Book:
    """What an audit is held against: what was on record at its head and what moved since; of a sample what is drawn."""
    end = closing(audit)
    whole = expected.book(session, place=audit.place_id, size=audit.head_size, end=end)
    if not audit.size:
        return whole
    picked = draws.picked(
        session, place=audit.place_id, head=audit.head_size, root=audit.head_root, size=audit.size,
        word=audit.word or "",
    )  # fmt: skip
    return replace(whole, drawn=frozenset(number for numbers in picked.values() for number in numbers))


def closing(audit: Audit) -> int:
    """The entry that closed an audit, 0 while it is open."""
    return audit.changed_seq if audit.closed_at else 0


def differing(session: Session, audit: int, *, before: int) -> set[int]:
    """The items on which book and floor did not agree by what was seen before a turn: what that turn looks for."""
    found, seen = session.get_one(Audit, audit), tuple(sightings(session, audit))
    results = count.reckon(book(session, found), [s for s in seen if s.turn < before], _until(session, found, seen))
    return {result.item for result in results if result.is_difference and result.item}


def recount_of(session: Session, audit: int, person: int) -> int:
    """The turn in which somebody recounts now: the last one, if it is a recount of his own, else one more.

    So a third person counts against the second as the second did against the first; the last turn of a thing stands.
    """
    query = (
        select(Sighting.turn, User.person_id)
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .join(User, User.id == EntryRow.actor_id)
        .where(Sighting.audit_id == audit, Sighting.turn > 1)
        .distinct()
    )
    recounts = {(turn, whose) for turn, whose in session.execute(query)}
    last = max((turn for turn, _person in recounts), default=1)
    return last if (last, person) in recounts else min(last + 1, MOST_TURNS)
