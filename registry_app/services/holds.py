"""Items that may not be used, or are no longer there: hold, release, lose, find, destroy, dispose, expend.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.services import ledger, whereabouts
from registry_app.services.ledger import Posted

ENDS = {"lose": "lost", "destroy": "destroyed", "expend": "expended"}
"""The kind of outside place at which a write-off ends; a disposal ends where its `to` says."""


def hold(
    session: Session, *, item: int, state: str, reason: str, quantity: int = 1, place: int = 0, document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put an item, where it is, into a held state: evidence, quarantine, blocked or reserved."""
    here = whereabouts.in_the_company(session, item, quantity, place=place)
    lines = (Line(item, quantity, here, Position(here.place, here.person, state)),)
    draft = Draft(
        "hold", lines, reason_code=reason, note=note, refs=_documents(document), occurred_at=occurred_at, id=entry_id
    )
    return ledger.post(session, draft, by=by)


def release(
    session: Session, *, item: int, reason: str, quantity: int = 1, place: int = 0, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Make a held item ready again where it is."""
    here = whereabouts.in_the_company(session, item, quantity, place=place, held=True)
    lines = (Line(item, quantity, here, Position(here.place, here.person, "ready")),)
    draft = Draft("release", lines, reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def write_off(
    session: Session, *, kind: str, item: int, reason: str, quantity: int = 1, place: int = 0, to: str = "buyer",
    document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose, destroy, dispose of or expend an item; `to` is the outside kind for a disposal (buyer, authority...)."""
    here = whereabouts.in_the_company(session, item, quantity, place=place)
    target = Position(whereabouts.place_of_kind(session, ENDS.get(kind, to)))
    draft = Draft(
        kind, (Line(item, quantity, here, target),), reason_code=reason, note=note, refs=_documents(document),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


def find(
    session: Session, *, item: int, to: int, reason: str = "recovered", quantity: int = 1,
    state: str = "held:quarantine", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Take what was lost back into the store `to`, in quarantine unless said otherwise."""
    lost = Position(whereabouts.place_of_kind(session, "lost"))
    line = Line(item, quantity, lost, Position(to, 0, state))
    draft = Draft("find", (line,), reason_code=reason, note=note, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def _documents(document: str) -> tuple[Ref, ...]:
    return (Ref("document", document),) if document else ()
