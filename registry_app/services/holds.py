"""Items that may not be used, or are no longer there: hold, release, lose, find, destroy, dispose, expend.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import clean
from registry_app.services import ledger, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

ENDS = {"lose": "lost", "destroy": "destroyed", "expend": "expended"}
"""The kind of outside place at which a write-off ends; a disposal ends where its `to` says."""


@once
def hold(
    session: Session, *, item: int, state: str, reason: str, quantity: int = 1, place: int = 0, person: int = 0,
    document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put an item, where it is, into a held state: evidence, quarantine, blocked or reserved.

    Here and below, `place` and `person` are needed when rounds of a lot lie in several positions.
    """
    zones = ACTS["hold"].sources
    here = whereabouts.leaving(session, item, quantity, zones=zones, place=place, person=person)
    lines = (Line(item, quantity, here, Position(here.place, here.person, state)),)
    draft = Draft(
        "hold", lines, reason_code=reason, note=note, refs=documents(document), occurred_at=occurred_at, id=entry_id
    )
    return ledger.post(session, draft, by=by)


@once
def release(
    session: Session, *, item: int, reason: str, quantity: int = 1, place: int = 0, person: int = 0, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make a held item ready again where it is."""
    zones = ACTS["release"].sources
    here = whereabouts.leaving(session, item, quantity, zones=zones, place=place, person=person, held=True)
    lines = (Line(item, quantity, here, Position(here.place, here.person, "ready")),)
    draft = Draft("release", lines, reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


@once
def write_off(
    session: Session, *, kind: str, item: int, reason: str, quantity: int = 1, place: int = 0, person: int = 0,
    to: str = "buyer", document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose, destroy, dispose of or expend an item; `to` is the outside kind for a disposal (buyer, authority...)."""
    if kind not in (*ENDS, "dispose"):
        raise Refused(refuse("kind_unknown", kind=kind))
    here = whereabouts.leaving(session, item, quantity, zones=ACTS[kind].sources, place=place, person=person)
    target = Position(whereabouts.place_of_kind(session, ENDS.get(kind, to)))
    draft = Draft(
        kind, (Line(item, quantity, here, target),), reason_code=reason, note=note, refs=documents(document),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


@once
def find(
    session: Session, *, item: int, to: int, reason: str = "recovered", quantity: int = 1,
    state: str = "held:quarantine", document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "",
    by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Take what was lost back into the store `to`, in quarantine unless said otherwise."""
    lost = Position(whereabouts.place_of_kind(session, "lost"))
    line = Line(item, quantity, lost, Position(to, 0, state))
    draft = Draft(
        "find", (line,), reason_code=reason, note=note, refs=documents(document), occurred_at=occurred_at, id=entry_id
    )
    return ledger.post(session, draft, by=by, witness=witness)


def documents(document: str) -> tuple[Ref, ...]:
    """The reference to a paper by its number, none when `document` is empty; `Refused` when it cannot be printed."""
    return (Ref("document", shown),) if (shown := clean(document)) else ()
