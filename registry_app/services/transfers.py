"""Moving items between the company's armouries: sent, on their way, and accepted or rejected at the other end.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref, parse
from registry_app.domain.rows import EntryRow
from registry_app.services import ledger, whereabouts
from registry_app.services.ledger import Posted


def send(
    session: Session, *, items: Mapping[int, int], source: int = 0, destination: int, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Send items (quantity by item) on their way to the armoury `destination`, from where they are in store."""
    transit = whereabouts.place_of_kind(session, "transit")
    lines = []
    for item, quantity in items.items():
        here = whereabouts.best_in_store(session, item, quantity, source)
        lines.append(Line(item, quantity, here, Position(transit, 0, here.state)))
    refs = (Ref("destination", str(destination)),)
    draft = Draft("send", tuple(lines), note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def accept(
    session: Session, *, sent: int, to: int, items: Iterable[int] = (), occurred_at: int = 0, entry_id: str = "",
    by: Actor,
) -> Posted:  # fmt: skip
    """Take delivery of what entry `sent` sent, or of some `items` of it, into the place `to`."""
    lines = tuple(
        Line(line.item, line.quantity, line.target, Position(to, 0, line.target.state))
        for line in _sent(session, sent, items)
    )
    draft = Draft("accept", lines, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def reject(
    session: Session, *, sent: int, reason: str, items: Iterable[int] = (), note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Refuse delivery of what entry `sent` sent, or of some `items` of it: it goes back to where it came from."""
    lines = tuple(line.reversed() for line in _sent(session, sent, items))
    draft = Draft(
        "reject", lines, reason_code=reason, note=note, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at,
        id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def _sent(session: Session, seq: int, items: Iterable[int]) -> list[Line]:
    """The lines of entry `seq`, of some items only where any are named."""
    wanted = set(items)
    body = session.execute(select(EntryRow.body).where(EntryRow.seq == seq)).scalar()
    lines = parse(body).lines if body is not None else ()
    return [line for line in lines if not wanted or line.item in wanted]
