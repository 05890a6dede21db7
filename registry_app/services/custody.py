"""The two daily acts at the hatch: issue, and take back with the rounds that were used.

Each finds where the items are, drafts one entry and lets the ledger decide; `by` is the user at work, moments are
UTC ms. A repeated `entry_id` changes nothing. A rehearsal writes nothing, and so needs only a reading session: it tells
what the judge would say. Raises `Refused` with every finding that forbids the act.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused, refuse
from registry_app.services import ledger, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@once
def issue(
    session: Session, *, firearms: Sequence[int] = (), to: int, post: int = 0,
    rounds: Mapping[int, int] | None = None, reason: str = "", note: str = "", due_at: int = 0,
    occurred_at: int = 0, acknowledged_by: int = 0, entry_id: str = "", is_rehearsal: bool = False, by: Actor,
) -> Posted:  # fmt: skip
    """Hand firearms, and rounds by lot, to the person `to`, at a post or where they are kept; due back at `due_at`."""
    sources = {item: whereabouts.stored(session, item) for item in firearms}
    lines = [Line(i, 1, p, Position(post or p.place, to, p.state)) for i, p in sources.items()]
    near = next((p.place for p in sources.values()), 0)
    for lot, quantity in (rounds or {}).items():
        source = whereabouts.best_in_store(session, lot, quantity, near)
        lines.append(Line(lot, quantity, source, Position(post or source.place, to, source.state)))
    refs = (Ref("due", str(due_at)),) if due_at else ()
    draft = Draft(
        "issue", tuple(lines), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id, refs=refs,
        acknowledged_by=acknowledged_by,
    )  # fmt: skip
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by)


@once
def take_back(
    session: Session, *, firearms: Sequence[int] = (), person: int = 0, to: int = 0,
    rounds: Mapping[int, int] | None = None, expended: Mapping[int, int] | None = None, reason: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", is_rehearsal: bool = False, by: Actor,
) -> Posted:  # fmt: skip
    """Take firearms and rounds back into store, `to` or where each came from; rounds used up need a reason.

    `person` is needed only when no firearm tells whose rounds they are.
    """
    sources = {item: whereabouts.handed_out(session, item) for item in firearms}
    holder = _holder(person, list(sources.values())) if person or rounds or expended else 0
    lines = [Line(i, 1, p, Position(to or whereabouts.home_of(session, i), 0, p.state)) for i, p in sources.items()]
    home = to or next((line.target.place for line in lines), 0)
    for lot in dict.fromkeys((*(rounds or {}), *(expended or {}))):
        lines += _rounds(session, lot, holder, home, (rounds or {}).get(lot, 0), (expended or {}).get(lot, 0))
    draft = Draft("take_back", tuple(lines), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by)


def _holder(person: int, sources: Sequence[Position]) -> int:
    holders = {p.person for p in sources} | ({person} if person else set())
    if len(holders) != 1:
        raise Refused(refuse("holder_unclear"))
    return holders.pop()


def _rounds(session: Session, lot: int, holder: int, home: int, back: int, used: int) -> list[Line]:
    left = whereabouts.with_person(session, lot, holder, back + used)
    store = home or whereabouts.home_of(session, lot, holder)
    gone = whereabouts.place_of_kind(session, "expended")
    return [
        Line(lot, part, source, Position(target, 0, source.state))
        for target, quantity in ((store, back), (gone, used))
        for source, part in (whereabouts.drawn(left, quantity) if quantity else {}).items()
    ]
