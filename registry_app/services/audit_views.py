"""Audits as screens show them: one audit whole, its results and its differences by the names of what they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import zone_of
from registry_app.domain.book import STORE
from registry_app.domain.count import Result
from registry_app.domain.records import Audit, Difference, Place, Sighting
from registry_app.services import audits, clock, references
from registry_app.services.audits import AuditRow

_NAMES_AT_ONCE = 5_000


@dataclass(frozen=True)
class Whole:
    """An audit with all that its screens need; `counters` are people by number, `names` what they are called."""

    row: AuditRow
    place_kind: str
    counters: tuple[int, ...]
    names: tuple[str, ...]
    incoming: str
    basis: str
    size: int
    word: str
    head_size: int
    head_root: str
    outcome: str
    zone: str

    @property
    def is_closed(self) -> bool:
        """Whether nothing is entered in it any more."""
        return bool(self.row.closed_at)

    @property
    def is_entered(self) -> bool:
        """Whether the counting has ended: its differences were entered."""
        return bool(self.row.differences)

    def may_see_results(self, person: int) -> bool:
        """Whether somebody may see what is expected: of a blind count its counters may only when it has ended."""
        is_counting = not (self.is_closed or self.is_entered) and person in self.counters
        return self.row.method != "blind" or not is_counting


@dataclass(frozen=True)
class Told:
    """A result by names: `zone` is where the book has it, `was_seen` whether anybody saw it."""

    result: Result
    title: str
    detail: str
    place: str
    person: str
    seen_place: str
    zone: str = STORE


@dataclass(frozen=True)
class DifferenceRow:
    """A difference by names, with the fields that are followed up as they are stored."""

    number: int
    kind: str
    item: int
    title: str
    detail: str
    place: str
    person: str
    seen_place: str
    expected: int
    counted: int
    cause: str
    owner: int
    owner_name: str
    due_on: str
    action: str
    evidence: str
    settled_on: str


def whole(session: Session, audit: int) -> Whole:
    """An audit whole. `NoResultFound` for a number that is none."""
    found = session.get_one(Audit, audit)
    row = next(each for each in audits.audits(session) if each.number == audit)
    kind = session.execute(select(Place.kind).where(Place.id == found.place_id)).scalar_one()
    counters = tuple(number for number in (found.first_id, found.second_id) if number)
    names = references.named(session, [*counters, found.incoming_id or 0])
    incoming = names.get(found.incoming_id or 0, ("", ""))[0]
    return Whole(
        row, kind, counters, tuple(names[each][0] for each in counters), incoming, found.basis or "",
        found.size or 0, found.word or "", found.head_size, found.head_root, audits.outcome(session, audit),
        clock.zone(session),
    )  # fmt: skip


def open_for(session: Session, person: int) -> list[int]:
    """The open audits that somebody counts, the one that was counted in last first."""
    last = select(Sighting.audit_id, func.max(Sighting.id).label("last")).group_by(Sighting.audit_id).subquery()
    query = (
        select(Audit.id)
        .outerjoin(last, last.c.audit_id == Audit.id)
        .where(Audit.closed_at.is_(None), or_(Audit.first_id == person, Audit.second_id == person))
        .order_by(func.coalesce(last.c.last, Audit.id).desc())
    )
    return list(session.execute(query).scalars())


def told(session: Session, results: Iterable[Result]) -> list[Told]:
    """Results by the names of what they are about."""
    results = list(results)
    numbers = {n for each in results for n in (each.item, each.place, each.person, each.seen_place) if n}
    names = _named(session, numbers)
    kinds = dict(session.execute(select(Place.id, Place.kind)).all())
    return [_told(each, names, kinds) for each in results]


def _told(each: Result, names: dict[int, tuple[str, str]], kinds: dict[int, str]) -> Told:
    title, detail = names.get(each.item, (each.raw, ""))
    place, person, seen = (names.get(number, ("", ""))[0] for number in (each.place, each.person, each.seen_place))
    return Told(each, title, detail, place, person, seen, zone_of(kinds.get(each.place, ""), each.person))


def _named(session: Session, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """As `references.named`, in pieces that a query takes."""
    wanted = sorted(numbers)
    found: dict[int, tuple[str, str]] = {}
    for start in range(0, len(wanted), _NAMES_AT_ONCE):
        found |= references.named(session, wanted[start : start + _NAMES_AT_ONCE])
    return found


def differences(session: Session, audit: int, *, only: Sequence[int] = ()) -> list[DifferenceRow]:
    """The differences of an audit that were entered, those that are not settled first."""
    found = [each for each in audits.differences_of(session, audit) if not only or each.id in only]
    found.sort(key=lambda each: (bool(each.settled_on), each.id))
    columns = ("item_id", "place_id", "person_id", "seen_id", "owner_id")
    names = _named(session, {n for each in found for name in columns if (n := getattr(each, name))})
    return [_difference(each, names) for each in found]


def _difference(each: Difference, names: dict[int, tuple[str, str]]) -> DifferenceRow:
    def name(number: int | None) -> str:
        return names.get(number or 0, ("", ""))[0]

    title, detail = names.get(each.item_id or 0, (each.raw or "", ""))
    return DifferenceRow(
        each.id, each.kind, each.item_id or 0, title, detail, name(each.place_id), name(each.person_id),
        name(each.seen_id), each.expected, each.counted, each.cause or "", each.owner_id or 0, name(each.owner_id),
        each.due_on or "", each.action or "", each.evidence or "", each.settled_on or "",
    )  # fmt: skip
