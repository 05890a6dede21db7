"""Where things are now, for the acts that move them: which position an item leaves from, and which it goes home to."""

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import zone_of
from registry_app.domain.choices import OUTSIDE, USABLE_STATES
from registry_app.domain.entry import Position
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.persistence.facts import RegisterFacts


def place_of_kind(session: Session, kind: str) -> int:
    """The first place of a kind that exists once, such as `lost`; 0 when there is none."""
    return session.execute(select(func.min(Place.id)).where(Place.kind == kind)).scalar() or 0


def where(session: Session, position: Position) -> str:
    """A position in words: the place's name, and that of the person who has it."""
    place = session.execute(select(Place.name).where(Place.id == position.place)).scalar() or ""
    person = session.execute(select(Person.name).where(Person.id == position.person)).scalar()
    return f"{place}, {person}" if person else place


def stored(session: Session, item: int) -> Position:
    """Where a firearm lies in store; `Refused` names who or what has it instead."""
    return _only(session, item, "store", "item_not_in_store")


def handed_out(session: Session, item: int) -> Position:
    """Who has a firearm; `Refused` when nobody does."""
    return _only(session, item, "person", "item_not_issued")


def _only(session: Session, item: int, zone: str, code: str) -> Position:
    facts = RegisterFacts(session)
    here = present(facts, item)
    if len(here) == 1 and zone_in(facts, here[0]) == zone:
        return here[0]
    raise Refused(absent(session, facts, item, code))


def present(facts: RegisterFacts, item: int) -> list[Position]:
    """The positions that hold any of an item."""
    return [p for p, n in facts.positions(item).items() if n > 0]


def zone_in(facts: RegisterFacts, position: Position) -> str:
    """The zone of a position (`domain.acts.zone_of`)."""
    place = facts.record(position.place)
    return zone_of(place.text("kind") if place else "", position.person)


def absent(session: Session, facts: RegisterFacts, item: int, code: str) -> Finding:
    """Why an item is not where an act needs it: unknown, destroyed, nowhere, or with somebody (then `code`)."""
    found, here = facts.record(item), present(facts, item)
    if found is None:
        return refuse("item_unknown", item=item)
    name = found.text("serial") or found.text("lot_number")
    if not here:
        return refuse("item_nowhere", item=name, item_id=item)
    if zone_in(facts, here[0]) == "destroyed":
        return refuse("item_destroyed", item=name, item_id=item)
    return refuse(code, item=name, item_id=item, found=where(session, here[0]), person_id=here[0].person)


def best_in_store(session: Session, item: int, quantity: int, near: int = 0) -> Position:
    """Where in store a quantity is best taken from: usable, in the armoury of the place `near`, enough of it."""
    facts = RegisterFacts(session)
    there = {p: n for p, n in facts.positions(item).items() if n > 0 and zone_in(facts, p) == "store"}
    if not there:
        raise Refused(absent(session, facts, item, "item_not_in_store"))
    armoury = _up_to_the_armoury(facts, near)

    def fitness(p: Position) -> tuple[bool, bool, bool, bool, int]:
        is_near = not near or bool(armoury & _up_to_the_armoury(facts, p.place))
        return p.state in USABLE_STATES, is_near, there[p] >= quantity, p.place == near, there[p]

    return max(there, key=fitness)


def _up_to_the_armoury(facts: RegisterFacts, place: int) -> set[int]:
    """The place and all above it below the company itself."""
    found: set[int] = set()
    while place and place not in found:
        record = facts.record(place)
        if record is None or record.text("kind") == "company":
            break
        found.add(place)
        place = record.number("parent_id")
    return found


def in_the_company(session: Session, item: int, quantity: int, *, place: int = 0, held: bool = False) -> Position:
    """Where inside the company a quantity is, at `place` when given; with `held`, held positions go first."""
    facts = RegisterFacts(session)
    there = {
        p: n
        for p, n in facts.positions(item).items()
        if n > 0 and zone_in(facts, p) not in OUTSIDE and (not place or p.place == place)
    }
    if not there:
        raise Refused(absent(session, facts, item, "item_not_there_now"))
    return max(there, key=lambda p: ((p.state not in USABLE_STATES) == held, there[p] >= quantity, there[p]))


def home_of(session: Session, item: int) -> int:
    """The place that an item was last issued from, else the first armoury."""
    issued = (
        select(LineRow.source_place)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "issue")
        .order_by(LineRow.seq.desc())
        .limit(1)
    )
    return session.execute(issued).scalar() or place_of_kind(session, "armoury")


def with_person(session: Session, item: int, person: int) -> Counter[Position]:
    """How much of an item a person has, by position; `Refused` when it is none."""
    facts = RegisterFacts(session)
    held = Counter({p: n for p, n in facts.positions(item).items() if p.person == person and n > 0})
    if not held:
        raise Refused(_has_none(facts, item, person))
    return held


def _has_none(facts: RegisterFacts, item: int, person: int) -> Finding:
    lot, holder = facts.record(item), facts.record(person)
    return refuse(
        "more_than_issued",
        item=lot.text("lot_number") if lot else str(item),
        item_id=item,
        wanted=1,
        there=0,
        place=holder.text("code") if holder else "",
        state="ready",
    )


def drawn(left: Counter[Position], quantity: int) -> Mapping[Position, int]:
    """Take `quantity` out of `left`, the largest holding first; what is missing is asked of the last one.

    So the judge sees it and says by how much it is too much.
    """
    parts: dict[Position, int] = {}
    for position, there in left.most_common():
        parts[position] = min(quantity - sum(parts.values()), there)
    last = next(reversed(parts))
    parts[last] += quantity - sum(parts.values())
    left.subtract(parts)
    return {p: n for p, n in parts.items() if n}
