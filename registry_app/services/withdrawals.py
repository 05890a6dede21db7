"""Ammunition out of use: a lot withdrawn wherever it lies, and destroyed by an official act.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS, INSIDE_ZONES
from registry_app.domain.choices import HELD_STATES
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.domain.errors import Refused, refuse
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger, papers, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

QUARANTINE = "held:quarantine"


@once
def withdraw(
    session: Session, *, lots: Sequence[int], reason: str, document: str = "", due_at: int = 0, note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put all rounds of lots into quarantine where they are: in store, with people, under way; what is held stays so.

    `reason` is `recall` or `expired`; `document` the maker's or authority's paper.
    """
    lines = [line for lot in lots for line in _everywhere(session, lot)]
    draft = Draft(
        "hold", tuple(lines), reason_code=reason, note=note, refs=papers.refs(document=document, due_at=due_at),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def _everywhere(session: Session, lot: int) -> list[Line]:
    """The lines that put a lot into quarantine; `Refused` when there is nothing of it that is not held already."""
    facts = RegisterFacts(session)
    there = [
        Line(lot, n, here, here._replace(state=QUARANTINE))
        for here, n in facts.positions(lot).items()
        if n > 0 and here.state not in HELD_STATES and whereabouts.zone_in(facts, here) in INSIDE_ZONES
    ]
    if not there:
        raise Refused(refuse("nothing_to_withdraw", item=whereabouts.name(facts, lot), item_id=lot))
    return there


@once
def destroy(
    session: Session, *, items: Mapping[int, int], document: str, reason: str = "expired", place: int = 0,
    position: Position | None = None, attended: Sequence[int] = (), note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Destroy items (pieces or rounds by item, 0 for all) in store or with the authority, held or not, wherever in it
    or in this very `position`.

    `document` is the number of the act, `attended` the people of the register who were present. Witnessed.
    """
    gone = Position(whereabouts.place_of_kind(session, "destroyed"))
    lines = whereabouts.led(
        session, items, lambda _item, _here: gone, zones=ACTS["destroy"].sources, place=place, position=position,
        all_over=True, held=True,
    )  # fmt: skip
    draft = Draft(
        "destroy", lines, reason_code=reason, note=note, refs=papers.refs(document=document, attended=attended),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by, witness=witness)
