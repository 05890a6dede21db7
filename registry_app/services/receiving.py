"""Taking items into the company: bought, got back from a buyer or the authority, or there when the register began."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import NEW_ITEM, Draft, Wish
from registry_app.domain.entry import Line, Position
from registry_app.domain.fields import Value
from registry_app.services import ledger, papers, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@once
def receive(
    session: Session, *, kind: str = "", values: Mapping[str, Value] | None = None, item: int = 0, quantity: int = 1,
    source: str = "supplier", to: int, person: int = 0, state: str = "ready", reason: str = "purchase",
    document: str = "", note: str = "", batch: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Take `quantity` (pieces, rounds) of an item from outside into the place `to`.

    Either `kind` and `values` describe it in the same entry, or `item` is a record that exists already. `source` is
    the kind of outside place; with reason `opening` it may be with a `person` from the start. Raises `Refused`.
    """
    outside = Position(whereabouts.place_of_kind(session, source))
    line = Line(item or NEW_ITEM, quantity, outside, Position(to, person, state))
    wishes = () if item else (Wish(kind, values or {}, placeholder=NEW_ITEM),)
    draft = Draft(
        "receive", (line,), wishes, reason_code=reason, note=note, batch=batch, refs=papers.refs(document=document),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)
