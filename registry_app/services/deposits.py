"""Deposits with the authority: handed in when the company closes or is suspended, seized, or kept as evidence.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Position
from registry_app.services import away, ledger, papers, receiving, whereabouts
from registry_app.services.away import Away
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@once
def deposit(
    session: Session, *, items: Mapping[int, int], document: str, reason: str, to: int = 0, place: int = 0,
    position: Position | None = None, due_at: int = 0, note: str = "", occurred_at: int = 0, entry_id: str = "",
    by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Hand items (pieces or rounds by item, 0 for all of it in store, or in `position`) to the authority `to`, or the
    first there is.

    `document` is the deed of the deposit, `due_at` when it ends (UTC ms). States stay, so that evidence and sealed
    packs come back as what they were. Witnessed.
    """
    authority = to or whereabouts.place_of_kind(session, "authority")
    lines = whereabouts.led(
        session, items, lambda _item, here: Position(authority, 0, here.state), zones=ACTS["deposit"].sources,
        place=place, position=position, all_over=True,
    )  # fmt: skip
    draft = Draft(
        "deposit", lines, reason_code=reason, note=note, refs=papers.refs(document=document, due_at=due_at),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)


@once
def returned(
    session: Session, *, items: Mapping[int, int], to: int, origin: int = 0, reason: str = "", document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Take items back from the authority (`origin` where there are several) into the store `to`."""
    return receiving.receive(
        session, items=items, source="authority", origin=origin, to=to, reason=reason, document=document, note=note,
        occurred_at=occurred_at, entry_id=entry_id, by=by,
    )  # fmt: skip


def lying(session: Session) -> list[Away]:
    """What lies with authorities by deposits, since when, under which deed and due when; the longest there first."""
    return [each for each in away.at(session, "authority") if each.act == "deposit"]
