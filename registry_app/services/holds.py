"""Items that may not be used, or are no longer there: hold, release, lose, find, destroy, dispose, expend.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not. Each acts on one `item` with its
`quantity`, or on several `items` (pieces or rounds by record number, 0 for all that is there). `place` and `person` are
needed when rounds of a lot lie in several positions; `position` names the very one that they leave from.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Refused, refuse
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger, losses, papers, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

ENDS = {"lose": "lost", "destroy": "destroyed", "expend": "expended"}
"""The kind of outside place at which a write-off ends; a disposal ends where its `to` says."""
Items = Mapping[int, int]
"""Pieces or rounds by record number."""


@once
def hold(
    session: Session, *, item: int = 0, quantity: int = 1, items: Items | None = None, state: str, reason: str,
    place: int = 0, person: int = 0, position: Position | None = None, due_at: int = 0, document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put items, where they are, into a held state: evidence, quarantine, blocked or reserved; due back at `due_at`."""
    lines = whereabouts.led(
        session, wanted(item, quantity, items), lambda _item, here: here._replace(state=state),
        zones=ACTS["hold"].sources, place=place, person=person, position=position,
    )  # fmt: skip
    draft = Draft(
        "hold", lines, reason_code=reason, note=note, refs=papers.refs(document=document, due_at=due_at),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


@once
def release(
    session: Session, *, item: int = 0, quantity: int = 1, items: Items | None = None, reason: str, place: int = 0,
    person: int = 0, position: Position | None = None, document: str = "", note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make held items ready again where they are."""
    lines = whereabouts.led(
        session, wanted(item, quantity, items), lambda _item, here: here._replace(state="ready"),
        zones=ACTS["release"].sources, place=place, person=person, position=position, held=True,
    )  # fmt: skip
    draft = Draft(
        "release", lines, reason_code=reason, note=note, refs=papers.refs(document=document), occurred_at=occurred_at,
        id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


@once
def write_off(
    session: Session, *, kind: str, item: int = 0, quantity: int = 1, items: Items | None = None, reason: str,
    place: int = 0, person: int = 0, position: Position | None = None, to: str = "buyer", document: str = "",
    attended: Sequence[int] = (), note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose, destroy, dispose of or expend items; `to` is the outside kind for a disposal (buyer, authority...).

    A loss opens a case of its own by its reason, discovered when it happened; `losses.report` tells more of it.
    `attended` are the people of the register who were present, as the act of a destruction names them.
    """
    if kind not in (*ENDS, "dispose"):
        raise Refused(refuse("kind_unknown", kind=kind))
    target = Position(whereabouts.place_of_kind(session, ENDS.get(kind, to)))
    lines = whereabouts.taken(
        session, wanted(item, quantity, items), target, zones=ACTS[kind].sources, place=place, person=person,
        position=position,
    )  # fmt: skip
    draft = Draft(
        kind, lines, losses.opened(session, reason, occurred_at) if kind == "lose" else (), reason_code=reason,
        note=note, refs=papers.refs(document=document, attended=attended),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


@once
def find(
    session: Session, *, item: int = 0, quantity: int = 1, items: Items | None = None, to: int,
    reason: str = "recovered", state: str = "held:quarantine", case: int = 0, document: str = "", note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Take what was lost back into the store `to`, in quarantine unless said otherwise.

    `case` names what it ends; it may be left out where all of it is missing in one case only.
    """
    lost = Position(whereabouts.place_of_kind(session, "lost"))
    found = {each: many or _lost(session, each, lost) for each, many in wanted(item, quantity, items).items()}
    lines = tuple(Line(each, many, lost, Position(to, 0, state)) for each, many in found.items())
    refs = papers.refs(document=document, case=case or losses.case_of(session, found))
    draft = Draft("find", lines, reason_code=reason, note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def _lost(session: Session, item: int, lost: Position) -> int:
    """All that is lost of an item; 1 when nothing is, for the judge to refuse."""
    return RegisterFacts(session).positions(item).get(lost, 1)


def wanted(item: int, quantity: int, items: Items | None) -> Items:
    """What an act is asked to be about: the several items, or the one."""
    return items or {item: quantity}
