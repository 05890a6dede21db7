"""Where things are now, for the acts that move them: which position an item leaves from, and which it goes home to."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping

from sqlalchemy import Integer, bindparam, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import HANDING, INSIDE_ZONES, zone_of
from registry_app.domain.choices import HELD_STATES, OUTSIDE, USABLE_STATES
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import LARGEST
from registry_app.domain.records import ITEMS, Person, Place
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.persistence.facts import RegisterFacts

Target = Callable[[int, Position], Position]
"""Where an item goes from a position."""


def place_of_kind(session: Session, kind: str) -> int:
    """The first place of a kind that exists once, such as `lost`; 0 when there is none."""
    return session.execute(select(func.min(Place.id)).where(Place.kind == kind)).scalar() or 0


def usual_parent(session: Session, kind: object) -> dict[str, int]:
    """The value of `parent_id` for a new place of a kind of which nobody said where it lies: the company, or nothing
    for a kind that lies outside it."""
    return {} if kind in OUTSIDE else {"parent_id": place_of_kind(session, "company")}


def where(session: Session, position: Position) -> str:
    """A position in words: the place's name, and that of the person who has it."""
    place = session.execute(select(Place.name).where(Place.id == position.place)).scalar() or ""
    person = session.execute(select(Person.name).where(Person.id == position.person)).scalar()
    return f"{place}, {person}" if person else place


def stored(session: Session, item: int, *, to: int = 0) -> Position:
    """Where a firearm lies in store; `Refused` names who or what has it instead, or that `to` has it already."""
    return _only(session, item, "store", "item_not_in_store", to)


def handed_out(session: Session, item: int) -> Position:
    """Who has a firearm; `Refused` when nobody does."""
    return _only(session, item, "person", "item_not_issued")


def _only(session: Session, item: int, zone: str, code: str, to: int = 0) -> Position:
    facts = RegisterFacts(session)
    here = present(facts, item)
    if len(here) == 1 and zone_in(facts, here[0]) == zone:
        return here[0]
    raise Refused(absent(session, facts, item, code, to))


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


_STOPS = {
    "person": "item_out", "lost": "item_lost", "workshop": "item_in_workshop", "transit": "item_in_transit",
    "authority": "item_at_authority", "buyer": "item_left", "supplier": "item_left",
}  # fmt: skip
"""What keeps a thing from leaving store, by the zone where it is instead."""


def absent(session: Session, facts: RegisterFacts, item: int, code: str, to: int = 0) -> Finding:
    """Why an item is not where an act needs it: unknown, destroyed, nowhere, or elsewhere (then `code`).

    Of what is not in store it says by a code of its own who or what has it; `holder` is the name of the person.
    """
    found, here = facts.record(item), present(facts, item)
    if found is None or found.kind not in ITEMS:
        return refuse("item_unknown", item=item)
    called = name(facts, item)
    if not here:
        return refuse("item_nowhere", item=called, item_id=item)
    best = next((p for p in here if zone_in(facts, p) in INSIDE_ZONES), here[0])
    zone = zone_in(facts, best)
    if zone == "destroyed":
        return refuse("item_destroyed", item=called, item_id=item)
    if code == "item_not_in_store":
        code = "item_out_to_same" if best.person and best.person == to else _STOPS.get(zone, code)
    return refuse(
        code, item=called, item_id=item, found=where(session, best), person_id=best.person,
        place=where(session, best._replace(person=0)), holder=_person(session, best.person),
    )  # fmt: skip


def _person(session: Session, person: int) -> str:
    """What people call a person: the name, or the code once that was erased."""
    named = select(func.coalesce(Person.name, Person.code)).where(Person.id == person)
    return session.execute(named).scalar() or ""


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
    here = there(session, facts, item, zones=zones, place=place, person=person)
    return _clearest(session, facts, item, quantity, here, held=held)


def there(
    session: Session, facts: RegisterFacts, item: int, *, zones: Collection[str], place: int = 0, person: int = 0,
    position: Position | None = None,
) -> dict[Position, int]:  # fmt: skip
    """How much of an item is where in `zones`, in `place` and with `person` when given, or in this very `position`;
    `Refused` for nothing."""
    anywhere = _in_zones(facts, item, zones)
    found = {
        p: n
        for p, n in anywhere.items()
        if position in (None, p)
        and person in (0, p.person)
        and place in (0, p.place, *_up_to_the_armoury(facts, p.place))
    }
    if not found:
        code = "item_not_in_store" if "person" not in zones else "item_not_there_now"
        raise Refused(absent(session, facts, item, code if not anywhere else "item_elsewhere"))
    return found


def led(
    session: Session, items: Mapping[int, int], to: Target, *, zones: Collection[str], place: int = 0,
    person: int = 0, position: Position | None = None, held: bool = False, all_over: bool = False,
) -> tuple[Line, ...]:  # fmt: skip
    """The lines by which items go where `to` says; quantities by item, 0 for all that is where it leaves from.

    Each leaves from `position` where that is given, else from the one that `leaving` finds. With `all_over` an item of
    which all is wanted leaves from every position where there is any of it. Raises `Refused`.
    """
    facts = RegisterFacts(session)
    lines: list[Line] = []
    for item, many in items.items():
        parts = there(session, facts, item, zones=zones, place=place, person=person, position=position)
        if not all_over or many not in (0, sum(parts.values())):
            here = _clearest(session, facts, item, many, parts, held=held)
            parts = {here: many or parts[here]}
        lines += (Line(item, n, here, to(item, here)) for here, n in parts.items())
    return tuple(lines)


def taken(
    session: Session, items: Mapping[int, int], target: Position, *, zones: Collection[str], place: int = 0,
    person: int = 0, position: Position | None = None,
) -> tuple[Line, ...]:  # fmt: skip
    """The lines by which items all go to `target`, as `led` leads them."""
    return led(session, items, lambda _item, _here: target, zones=zones, place=place, person=person, position=position)


def _clearest(
    session: Session, facts: RegisterFacts, item: int, quantity: int, there: Mapping[Position, int], *, held: bool
) -> Position:
    """The best position of several, `Refused` when two are equally good."""

    liked = HELD_STATES if held else USABLE_STATES

    def fitness(p: Position) -> tuple[bool, bool, bool]:
        return not p.person, p.state in liked, there[p] >= quantity

    best = max(map(fitness, there))
    candidates = [p for p in there if fitness(p) == best]
    if len(candidates) > 1:
        places = tuple(where(session, p) for p in candidates)
        raise Refused(refuse("position_unclear", item=name(facts, item), item_id=item, places=places))
    return candidates[0]


def name(facts: RegisterFacts, item: int) -> str:
    """What people call an item: serial, lot number or code."""
    found = facts.record(item)
    names = ("serial", "lot_number", "code")
    return next((found.text(n) for n in names if found.text(n)), str(item)) if found else str(item)


def home_of(session: Session, item: int, person: int = 0) -> int:
    """The place that an item was last issued from (to `person` when given, or to those whom he relieved), else the
    first armoury."""
    before = LARGEST
    while row := session.execute(_HANDED, {"item": item, "person": person, "before": before}).first():
        if row.kind == "issue":
            return int(row.source_place)
        person, before = row.source_person, row.seq
    return place_of_kind(session, "armoury")


_HANDED = (
    select(LineRow.seq, EntryRow.kind, LineRow.source_place, LineRow.source_person)
    .join(EntryRow, EntryRow.seq == LineRow.seq)
    .where(LineRow.item_id == bindparam("item"), EntryRow.kind.in_(HANDING), LineRow.seq < bindparam("before"))
    .where(or_(bindparam("person", type_=Integer) == 0, LineRow.target_person == bindparam("person")))
    .order_by(LineRow.seq.desc())
    .limit(1)
)
"""Who handed out an item last before an entry, and from where."""


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
        "more_than_issued", item=name(facts, item), item_id=item, wanted=wanted, there=there,
        place=holder.text("code") if holder else "", state="ready",
    )  # fmt: skip


def drawn(left: Counter[Position], quantity: int) -> Mapping[Position, int]:
    """Take `quantity`, which is there, out of `left`, the largest holding first."""
    parts: dict[Position, int] = {}
    for position, there in left.most_common():
        parts[position] = min(quantity - sum(parts.values()), there)
    left.subtract(parts)
    return {p: n for p, n in parts.items() if n}


def drawn_outside(session: Session, item: int, quantity: int, *, kind: str, origin: int = 0) -> Mapping[Position, int]:
    """From which positions a quantity of an item, 0 for all of it, comes in from places of a kind, or from `origin`.

    What is more than lies there comes from the first of them: suppliers have whatever is asked of them.
    """
    lying = _in_zones(RegisterFacts(session), item, {kind})
    there = Counter({p: n for p, n in lying.items() if origin in (0, p.place)})
    wanted = quantity or max(1, there.total())
    parts = Counter(drawn(there, min(wanted, there.total())))
    parts[Position(origin or place_of_kind(session, kind))] += wanted - parts.total()
    return +parts
