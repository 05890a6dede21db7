"""The acts of custody: issue, take back, transfer, hold, expend, lose, find, destroy, dispose, correct.

Each finds where the items are, drafts one entry and lets the ledger decide; `by` is the user at work. A repeated
`entry_id` changes nothing. Every act raises `Refused` with the findings that forbid it.
"""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import zone_of
from registry_app.domain.choices import OUTSIDE, USABLE_STATES
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref, parse
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger
from registry_app.services.ledger import Posted


def issue(
    session: Session, *, firearms: Sequence[int] = (), to: int, post: int = 0,
    rounds: Mapping[int, int] | None = None, reason: str = "", note: str = "", due_at: int = 0,
    occurred_at: int = 0, acknowledged_by: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Hand firearms, and rounds by lot, to a person, at a post or where they are kept; `due_at` is UTC ms."""
    sources = {item: _stored(session, item) for item in firearms}
    lines = [Line(i, 1, p, Position(post or p.place, to, p.state)) for i, p in sources.items()]
    near = next((p.place for p in sources.values()), 0)
    for lot, quantity in (rounds or {}).items():
        source = _lot_position(session, lot, quantity, near)
        lines.append(Line(lot, quantity, source, Position(post or source.place, to, source.state)))
    refs = (Ref("due", str(due_at)),) if due_at else ()
    draft = Draft(
        "issue", tuple(lines), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id, refs=refs,
        acknowledged_by=acknowledged_by,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def take_back(
    session: Session, *, firearms: Sequence[int] = (), person: int = 0, to: int = 0,
    rounds: Mapping[int, int] | None = None, expended: Mapping[int, int] | None = None, reason: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Take firearms and rounds back into store, `to` or where they came from; rounds used up are expended with them."""
    sources = {item: _held(session, item) for item in firearms}
    holders = {p.person for p in sources.values()} | ({person} if person else set())
    holder = next(iter(holders)) if len(holders) == 1 else 0
    if (rounds or expended) and not holder:
        raise Refused(refuse("holder_unclear"))
    lines = [Line(i, 1, p, Position(to or _home(session, i, p), 0, p.state)) for i, p in sources.items()]
    for lot, quantity in (rounds or {}).items():
        lines += _from_holder(session, lot, quantity, holder, to, lines)
    posted = None
    if lines:
        draft = Draft("take_back", tuple(lines), note=note, occurred_at=occurred_at, id=entry_id)
        posted = ledger.post(session, draft, by=by)
    used = _expending(session, expended or {}, holder)
    if used:
        draft = Draft("expend", used, reason_code=reason, note=note, occurred_at=occurred_at)
        posted = posted or ledger.post(session, draft, by=by) if not lines else _also(session, draft, by, posted)
    if posted is None:
        raise Refused(refuse("entry_empty", kind="take_back"))
    return posted


def _also(session: Session, draft: Draft, by: Actor, posted: Posted | None) -> Posted | None:
    ledger.post(session, draft, by=by)
    return posted


def send(
    session: Session, *, items: Mapping[int, int], source: int = 0, destination: int, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Send items (quantity by item) on their way to the armoury `destination`, from where they are in store."""
    transit = place_of_kind(session, "transit")
    lines = []
    for item, quantity in items.items():
        here = _lot_position(session, item, quantity, source)
        lines.append(Line(item, quantity, here, Position(transit, 0, here.state)))
    refs = (Ref("destination", str(destination)),)
    draft = Draft("send", tuple(lines), note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def accept(
    session: Session, *, sent: int, to: int, items: Iterable[int] = (), occurred_at: int = 0, entry_id: str = "",
    by: Actor,
) -> Posted:  # fmt: skip
    """Take delivery of what entry `sent` sent, or of some `items` of it, into the place `to`."""
    wanted = set(items)
    lines = tuple(
        Line(line.item, line.quantity, line.target, Position(to, 0, line.target.state))
        for line in _lines_of(session, sent)
        if not wanted or line.item in wanted
    )
    draft = Draft("accept", lines, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def reject(
    session: Session, *, sent: int, reason: str, items: Iterable[int] = (), note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Refuse delivery of what entry `sent` sent, or of some `items` of it: it goes back to where it came from."""
    wanted = set(items)
    lines = tuple(line.reversed() for line in _lines_of(session, sent) if not wanted or line.item in wanted)
    draft = Draft(
        "reject", lines, reason_code=reason, note=note, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at,
        id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def hold(
    session: Session, *, item: int, state: str, reason: str, quantity: int = 1, place: int = 0, document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put an item, where it is, into a held state: evidence, quarantine, blocked or reserved."""
    here = _somewhere(session, item, quantity, place)
    lines = (Line(item, quantity, here, Position(here.place, here.person, state)),)
    refs = (Ref("document", document),) if document else ()
    draft = Draft("hold", lines, reason_code=reason, note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def release(
    session: Session, *, item: int, reason: str, quantity: int = 1, place: int = 0, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make a held item ready again where it is."""
    here = _somewhere(session, item, quantity, place, held=True)
    lines = (Line(item, quantity, here, Position(here.place, here.person, "ready")),)
    draft = Draft("release", lines, reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def write_off(
    session: Session, *, kind: str, item: int, reason: str, quantity: int = 1, place: int = 0, to: str = "",
    document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose, destroy, dispose of or expend an item; `to` is the outside kind for a disposal (buyer, authority...)."""
    ends = {"lose": "lost", "destroy": "destroyed", "expend": "expended", "dispose": to or "buyer"}
    here = _somewhere(session, item, quantity, place)
    target = Position(place_of_kind(session, ends[kind]))
    refs = (Ref("document", document),) if document else ()
    draft = Draft(
        kind, (Line(item, quantity, here, target),), reason_code=reason, note=note, refs=refs,
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


def find(
    session: Session, *, item: int, to: int, reason: str = "recovered", quantity: int = 1,
    state: str = "held:quarantine", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Take what was lost back into the store `to`, in quarantine unless said otherwise."""
    lost = Position(place_of_kind(session, "lost"))
    line = Line(item, quantity, lost, Position(to, 0, state))
    draft = Draft("find", (line,), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def correct(
    session: Session, *, seq: int, reason: str, note: str = "", batch: str = "", entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Undo entry `seq` by a new entry that names it; both stay visible."""
    wrong = RegisterFacts(session).entry(seq)
    if wrong is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    lines = tuple(line.reversed() for line in wrong.lines)
    draft = Draft("correct", lines, reason_code=reason, note=note, corrects=seq, batch=batch, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def place_of_kind(session: Session, kind: str) -> int:
    """The first place of a kind that exists once, such as `lost`; 0 when there is none."""
    return session.execute(select(func.min(Place.id)).where(Place.kind == kind)).scalar() or 0


def _zone(facts: RegisterFacts, position: Position) -> str:
    place = facts.record(position.place)
    return zone_of(place.text("kind") if place else "", position.person)


def where(session: Session, position: Position) -> str:
    """A position in words: the place's name, and that of the person who has it."""
    place = session.execute(select(Place.name).where(Place.id == position.place)).scalar() or ""
    person = session.execute(select(Person.name).where(Person.id == position.person)).scalar()
    return f"{place}, {person}" if person else place


def _now(facts: RegisterFacts, item: int) -> list[Position]:
    return [p for p, n in facts.positions(item).items() if n > 0]


def _stored(session: Session, item: int) -> Position:
    """Where a firearm lies in store; `Refused` names who or what has it instead."""
    facts = RegisterFacts(session)
    here = _now(facts, item)
    if len(here) == 1 and _zone(facts, here[0]) == "store":
        return here[0]
    raise Refused(_absent(session, facts, item, here, "item_not_in_store"))


def _held(session: Session, item: int) -> Position:
    """Who has a firearm; `Refused` when nobody does."""
    facts = RegisterFacts(session)
    here = _now(facts, item)
    if len(here) == 1 and here[0].person:
        return here[0]
    raise Refused(_absent(session, facts, item, here, "item_not_issued"))


def _absent(session: Session, facts: RegisterFacts, item: int, here: list[Position], code: str):  # type: ignore[no-untyped-def]
    found = facts.record(item)
    name = found.text("serial") or found.text("lot_number") if found else str(item)
    if here and _zone(facts, here[0]) == "destroyed":
        return refuse("item_destroyed", item=name, item_id=item)
    if not here:
        return refuse("item_nowhere", item=name, item_id=item)
    return refuse(code, item=name, item_id=item, found=where(session, here[0]), person_id=here[0].person)


def _lot_position(session: Session, item: int, quantity: int, near: int) -> Position:
    """Where in store the quantity is best taken from: near `near`, enough of it, usable."""
    facts = RegisterFacts(session)
    stored = {p: n for p, n in facts.positions(item).items() if n > 0 and _zone(facts, p) == "store"}
    if not stored:
        raise Refused(_absent(session, facts, item, _now(facts, item), "item_not_in_store"))
    armoury = _ancestors(facts, near)
    return max(
        stored,
        key=lambda p: (
            p.state in USABLE_STATES, bool(armoury & _ancestors(facts, p.place)) if near else True,
            stored[p] >= quantity, p.place == near, stored[p],
        ),
    )  # fmt: skip


def _ancestors(facts: RegisterFacts, place: int) -> set[int]:
    """The place and all above it up to its armoury."""
    found: set[int] = set()
    while place and place not in found:
        record = facts.record(place)
        if record is None or record.text("kind") == "company":
            break
        found.add(place)
        place = record.number("parent_id")
    return found


def _home(session: Session, item: int, here: Position) -> int:
    """The place that an item was last issued from, else where it is."""
    issued = (
        select(LineRow.source_place)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "issue")
        .order_by(LineRow.seq.desc())
        .limit(1)
    )
    return session.execute(issued).scalar() or _armoury(session, here)


def _armoury(session: Session, here: Position) -> int:
    first = select(func.min(Place.id)).where(Place.kind == "armoury")
    return session.execute(first).scalar() or here.place


def _from_holder(
    session: Session, lot: int, quantity: int, holder: int, to: int, lines: list[Line]
) -> list[Line]:
    """The lines that bring rounds back from wherever the person has them, largest holding first."""
    facts = RegisterFacts(session)
    held = sorted(((n, p) for p, n in facts.positions(lot).items() if p.person == holder and n > 0), reverse=True)
    home = to or next((line.target.place for line in lines), 0)
    taken: list[Line] = []
    for there, position in held or [(0, Position(home or _armoury(session, Position(0)), holder))]:
        part = min(quantity, there) if position is not (held or [(0, None)])[-1][1] else quantity
        target = home or _home(session, lot, position)
        if part > 0:
            taken.append(Line(lot, part, position, Position(target, 0, position.state)))
            quantity -= part
    return taken


def _expending(session: Session, used: Mapping[int, int], holder: int) -> tuple[Line, ...]:
    target = Position(place_of_kind(session, "expended"))
    return tuple(
        Line(line.item, line.quantity, line.source, target)
        for lot, quantity in used.items()
        for line in _from_holder(session, lot, quantity, holder, 0, [])
    )


def _somewhere(session: Session, item: int, quantity: int, place: int, *, held: bool = False) -> Position:
    """Where inside the company a quantity is, at `place` when given; held positions only with `held`."""
    facts = RegisterFacts(session)
    here = {
        p: n for p, n in facts.positions(item).items()
        if n > 0 and _zone(facts, p) not in OUTSIDE and (not place or p.place == place)
    }  # fmt: skip
    if not here:
        raise Refused(_absent(session, facts, item, _now(facts, item), "item_not_there_now"))
    return max(here, key=lambda p: ((p.state not in USABLE_STATES) == held, here[p] >= quantity, here[p]))


def _lines_of(session: Session, seq: int) -> tuple[Line, ...]:
    body = session.execute(select(EntryRow.body).where(EntryRow.seq == seq)).scalar()
    return parse(body).lines if body is not None else ()
