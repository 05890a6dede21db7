"""The daily acts at the hatch: issue, take back with the rounds that were used, and relieve one guard by another.

Each finds where the items are, drafts one entry and lets the ledger decide; `by` is the user at work, moments are
UTC ms. A repeated `entry_id` changes nothing. A rehearsal writes nothing, and so needs only a reading session: it tells
what the judge would say. Raises `Refused` with every finding that forbids the act.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.choices import USABLE_STATES
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused, refuse
from registry_app.services import acknowledgements, ledger, whereabouts
from registry_app.services.acknowledgements import Acknowledgement, Handover
from registry_app.services.ledger import Posted
from registry_app.services.once import once, once_but


@once
def issue(
    session: Session, *, firearms: Sequence[int] = (), to: int, post: int = 0,
    rounds: Mapping[int, int] | None = None, articles: Mapping[int, int] | None = None, place: int = 0,
    reason: str = "", note: str = "", due_at: int = 0, occurred_at: int = 0, acknowledged_by: int = 0,
    overrides: Sequence[str] = (), acknowledgement: Acknowledgement | None = None, entry_id: str = "",
    is_rehearsal: bool = False, by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Hand firearms, rounds by lot and pieces by article to the person `to`, at a post or where they are kept.

    Rounds and alike articles come from the armoury of the first firearm, else of `place`; all is due back at `due_at`.
    `overrides` are the codes of refusals that `witness`, a superior, lets through; the note says why. What was
    acknowledged (`acknowledgements`) tells of just this handover, `occurred_at` included.
    """
    sources = {item: whereabouts.stored(session, item, to=to) for item in firearms}
    lines = [Line(i, 1, p, Position(post or p.place, to, p.state)) for i, p in sources.items()]
    near = next((p.place for p in sources.values()), place)
    for item, quantity in (*(rounds or {}).items(), *(articles or {}).items()):
        source = whereabouts.best_in_store(session, item, quantity, near)
        lines.append(Line(item, quantity, source, Position(post or source.place, to, source.state)))
    draft = Draft(
        "issue", tuple(lines), reason_code=reason or _excused(overrides), note=note, occurred_at=occurred_at,
        id=entry_id, refs=_refs(due_at, overrides), acknowledged_by=acknowledged_by,
    )  # fmt: skip
    told = Handover(
        "issue", to, occurred_at, tuple(firearms), rounds or {}, articles or {}, post=post, due_at=due_at
    )  # fmt: skip
    draft = _acknowledged(session, draft, acknowledgement, told)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by, witness=witness)


@once_but("to")
def take_back(
    session: Session, *, firearms: Sequence[int] = (), person: int = 0, to: int = 0,
    rounds: Mapping[int, int] | None = None, expended: Mapping[int, int] | None = None,
    articles: Mapping[int, int] | None = None, reason: str = "", note: str = "", occurred_at: int = 0,
    acknowledgement: Acknowledgement | None = None, entry_id: str = "", is_rehearsal: bool = False, by: Actor,
) -> Posted:  # fmt: skip
    """Take firearms, rounds and articles back into store, `to` or where each came from; used rounds need a reason.

    `person` is needed only when no firearm, or article of one piece, tells whose they are.
    """
    sources = {item: whereabouts.handed_out(session, item) for item in firearms}
    back = {**(rounds or {}), **(articles or {})}
    holder = _holder(session, person, list(sources.values()), back) if person or back or expended else 0
    lines = [Line(i, 1, p, Position(to or whereabouts.home_of(session, i), 0, p.state)) for i, p in sources.items()]
    home = to or next((line.target.place for line in lines), 0)
    for item in dict.fromkeys((*back, *(expended or {}))):
        store = to if item in (articles or {}) else home
        lines += _returned(session, item, holder, store, back.get(item, 0), (expended or {}).get(item, 0))
    draft = Draft("take_back", tuple(lines), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    giver = lines[0].source.person if lines else 0
    told = Handover("take_back", giver, occurred_at, tuple(firearms), rounds or {}, articles or {}, expended or {})
    draft = _acknowledged(session, draft, acknowledgement, told)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by)


@once
def relieve(
    session: Session, *, firearms: Sequence[int] = (), to: int, person: int = 0, post: int = 0,
    rounds: Mapping[int, int] | None = None, articles: Mapping[int, int] | None = None, reason: str = "",
    note: str = "", due_at: int = 0, occurred_at: int = 0, acknowledged_by: int = 0, overrides: Sequence[str] = (),
    acknowledgement: Acknowledgement | None = None, entry_id: str = "", is_rehearsal: bool = False, by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Pass firearms, rounds by lot and pieces by article from who has them to the person `to`, at a post or where they
    are; the receiver is judged as if they were issued, and all is due back at `due_at` anew.

    `person`, who hands over, is needed only when no firearm, or article of one piece, tells whose they are. `overrides`
    and `acknowledgement` as in `issue`.
    """
    sources = {item: whereabouts.handed_out(session, item) for item in firearms}
    others = {**(rounds or {}), **(articles or {})}
    holder = _holder(session, person, list(sources.values()), others)
    lines = [Line(i, 1, p, Position(post or p.place, to, p.state)) for i, p in sources.items()]
    for item, quantity in others.items():
        for source, part in whereabouts.drawn(_passable(session, item, holder, quantity), quantity).items():
            lines.append(Line(item, part, source, Position(post or source.place, to, source.state)))
    draft = Draft(
        "relieve", tuple(lines), reason_code=reason or _excused(overrides), note=note, occurred_at=occurred_at,
        id=entry_id, refs=_refs(due_at, overrides), acknowledged_by=acknowledged_by,
    )  # fmt: skip
    told = Handover(
        "relieve", to, occurred_at, tuple(firearms), rounds or {}, articles or {}, post=post, due_at=due_at
    )  # fmt: skip
    draft = _acknowledged(session, draft, acknowledgement, told)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by, witness=witness)


def _passable(session: Session, item: int, holder: int, quantity: int) -> Counter[Position]:
    """What somebody has of an item and may pass on; what is held as well where there is not enough else."""
    has = whereabouts.with_person(session, item, holder, quantity)
    usable = Counter({position: n for position, n in has.items() if position.state in USABLE_STATES})
    return usable if usable.total() >= quantity else has


def _acknowledged(session: Session, draft: Draft, found: Acknowledgement | None, told: Handover) -> Draft:
    """The draft with the text that was acknowledged; as it is where nothing was. Raises `Refused` for another text."""
    kept = acknowledgements.bound(session, found, told)
    return replace(
        draft, wishes=kept.wishes, refs=(*draft.refs, *kept.refs), contents=dict(kept.contents),
        acknowledged_by=draft.acknowledged_by or kept.person,
    )  # fmt: skip


def _refs(due_at: int, overrides: Sequence[str]) -> tuple[Ref, ...]:
    due = (Ref("due", str(due_at)),) if due_at else ()
    return (*due, *(Ref("override", code) for code in dict.fromkeys(overrides)))


def _excused(overrides: Sequence[str]) -> str:
    """The reason of what is let through, where none other was given."""
    return "exception" if overrides else ""


def _holder(session: Session, person: int, sources: Sequence[Position], back: Iterable[int]) -> int:
    holders = {p.person for p in sources} | ({person} if person else set())
    if not holders:
        holders = {p.person for item in back for p in whereabouts.pieces(session, item)} - {0}
    if len(holders) != 1:
        raise Refused(refuse("holder_unclear"))
    return holders.pop()


def _returned(session: Session, item: int, holder: int, home: int, back: int, used: int) -> list[Line]:
    left = whereabouts.with_person(session, item, holder, back + used)
    store = home or whereabouts.home_of(session, item, holder)
    gone = whereabouts.place_of_kind(session, "expended")
    return [
        Line(item, part, source, Position(target, 0, source.state))
        for target, quantity in ((store, back), (gone, used))
        for source, part in (whereabouts.drawn(left, quantity) if quantity else {}).items()
    ]
