"""Where things are now, for the acts that move them: which position an item leaves from, and which it goes home to."""

from collections import Counter
from collections.abc import Collection, Mapping

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session

from registry_app.domain.acts import zone_of
from registry_app.domain.choices import USABLE_STATES
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.records import ITEMS, Person, Place
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


def pieces(session: Session, item: int) -> list[Position]:
    """Where an article of one piece is; nowhere for everything else, which may be in many positions."""
    facts = RegisterFacts(session)
    found = facts.record(item)
    return present(facts, item) if found and found.kind == "article" and found.number("is_single") else []


def zone_in(facts: RegisterFacts, position: Position) -> str:
    """The zone of a position (`domain.acts.zone_of`)."""
    place = facts.record(position.place)
    return zone_of(place.text("kind") if place else "", position.person)


def absent(session: Session, facts: RegisterFacts, item: int, code: str) -> Finding:
    """Why an item is not where an act needs it: unknown, destroyed, nowhere, or with somebody (then `code`)."""
    found, here = facts.record(item), present(facts, item)
    if found is None or found.kind not in ITEMS:
        return refuse("item_unknown", item=item)
    name = _name(facts, item)
    if not here:
        return refuse("item_nowhere", item=name, item_id=item)
    if zone_in(facts, here[0]) == "destroyed":
        return refuse("item_destroyed", item=name, item_id=item)
    return refuse(code, item=name, item_id=item, found=where(session, here[0]), person_id=here[0].person)


def best_in_store(session: Session, item: int, quantity: int, near: int = 0) -> Position:
    """Where in store a quantity is best taken from: usable, enough of it, and in the armoury of `near` when given.

    `Refused` when there is none of it there: another armoury's stock is never touched silently.
    """
    facts = RegisterFacts(session)
    there = _in_zones(facts, item, {"store"})
    if not there:
        raise Refused(absent(session, facts, item, "item_not_in_store"))
    if armoury := _up_to_the_armoury(facts, near):
        there = {p: n for p, n in there.items() if armoury & _up_to_the_armoury(facts, p.place)}
    if not there:
        raise Refused(absent(session, facts, item, "item_elsewhere"))

    def fitness(p: Position) -> tuple[bool, bool, bool, int]:
        return p.state in USABLE_STATES, there[p] >= quantity, p.place == near, there[p]

    return max(there, key=fitness)


def _in_zones(facts: RegisterFacts, item: int, zones: Collection[str]) -> dict[Position, int]:
    return {p: n for p, n in facts.positions(item).items() if n > 0 and zone_in(facts, p) in zones}


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


def leaving(
    session: Session, item: int, quantity: int, *, zones: Collection[str], place: int = 0, person: int = 0,
    held: bool = False,
) -> Position:  # fmt: skip
    """The one position in `zones` from which a quantity can leave: in `place` and with `person` when given, else in
    store before with somebody; with `held`, what is held before what is usable.

    `Refused` when it is in none, or when several would do and the caller must say which.
    """
    facts = RegisterFacts(session)
    all_there = _in_zones(facts, item, zones)
    there = {
        p: n
        for p, n in all_there.items()
        if person in (0, p.person) and place in (0, p.place, *_up_to_the_armoury(facts, p.place))
    }
    if not there:
        code = "item_not_in_store" if "person" not in zones else "item_not_there_now"
        raise Refused(absent(session, facts, item, code if not all_there else "item_elsewhere"))

    return _clearest(session, facts, item, quantity, there, held=held)


def taken(
    session: Session, items: Mapping[int, int], target: Position, *, zones: Collection[str], place: int = 0,
    person: int = 0,
) -> tuple[Line, ...]:  # fmt: skip
    """The lines by which items (quantity by item) go to `target` from where each is `leaving`."""
    return tuple(
        Line(item, many, leaving(session, item, many, zones=zones, place=place, person=person), target)
        for item, many in items.items()
    )


def _clearest(
    session: Session, facts: RegisterFacts, item: int, quantity: int, there: Mapping[Position, int], *, held: bool
) -> Position:
    """The best position of several, `Refused` when two are equally good."""

    def fitness(p: Position) -> tuple[bool, bool, bool]:
        return not p.person, (p.state not in USABLE_STATES) == held, there[p] >= quantity

    best = max(map(fitness, there))
    candidates = [p for p in there if fitness(p) == best]
    if len(candidates) > 1:
        places = tuple(where(session, p) for p in candidates)
        raise Refused(refuse("position_unclear", item=_name(facts, item), item_id=item, places=places))
    return candidates[0]


def _name(facts: RegisterFacts, item: int) -> str:
    found = facts.record(item)
    names = ("serial", "lot_number", "code")
    return next((found.text(n) for n in names if found.text(n)), str(item)) if found else str(item)


def home_of(session: Session, item: int, person: int = 0) -> int:
    """The place that an item was last issued from (to `person` when given), else the first armoury."""
    issued = (
        select(LineRow.source_place)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "issue")
        .where(LineRow.target_person == person if person else true())
        .order_by(LineRow.seq.desc())
        .limit(1)
    )
    return session.execute(issued).scalar() or place_of_kind(session, "armoury")


def with_person(session: Session, item: int, person: int, wanted: int = 1) -> Counter[Position]:
    """How much of an item a person has, by position; `Refused` when it is less than `wanted` in all."""
    facts = RegisterFacts(session)
    held = Counter({p: n for p, n in facts.positions(item).items() if p.person == person and n > 0})
    if held.total() < wanted:
        raise Refused(_has_less(facts, item, person, wanted, held.total()))
    return held


def _has_less(facts: RegisterFacts, item: int, person: int, wanted: int, there: int) -> Finding:
    holder = facts.record(person)
    return refuse(
        "more_than_issued", item=_name(facts, item), item_id=item, wanted=wanted, there=there,
        place=holder.text("code") if holder else "", state="ready",
    )  # fmt: skip


def drawn(left: Counter[Position], quantity: int) -> Mapping[Position, int]:
    """Take `quantity`, which is there, out of `left`, the largest holding first."""
    parts: dict[Position, int] = {}
    for position, there in left.most_common():
        parts[position] = min(quantity - sum(parts.values()), there)
    left.subtract(parts)
    return {p: n for p, n in parts.items() if n}
