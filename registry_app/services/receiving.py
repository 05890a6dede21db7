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
    items: Mapping[int, int] | None = None, source: str = "supplier", origin: int = 0, to: int, person: int = 0,
    state: str = "", reason: str = "purchase", document: str = "", note: str = "", batch: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Take `quantity` (pieces, rounds) of an item from outside into the place `to`.

    Either `kind` and `values` describe it in the same entry, or `item` is a record that exists already, or `items` are
    several of those with the quantity of each, 0 for all that lies there. `source` is the kind of outside place,
    `origin` the place itself where there are several. The `state` is ready, or that in which the item lies there.
    With reason `opening` it may be with a `person` from the start. Raises `Refused`.
    """
    wishes = () if item or items else (Wish(kind, values or {}, placeholder=NEW_ITEM),)
    lines = []
    for each, many in (items or {item or NEW_ITEM: quantity}).items():
        parts = whereabouts.drawn_outside(session, each, many, kind=source, origin=origin)
        lines += [Line(each, n, p, Position(to, person, state or p.state)) for p, n in parts.items()]
    draft = Draft(
        "receive", tuple(lines), wishes, reason_code=reason, note=note, batch=batch,
        refs=papers.refs(document=document), occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)
