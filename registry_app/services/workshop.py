"""The workshop: what goes there, what comes back, and what was done.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Position
from registry_app.domain.fields import Value
from registry_app.domain.records import Firearm
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import away, ledger, papers, whereabouts
from registry_app.services.away import Away
from registry_app.services.ledger import Posted
from registry_app.services.once import once

Values = Mapping[str, Value]


@once
def send(
    session: Session, *, items: Mapping[int, int], to: int = 0, place: int = 0, position: Position | None = None,
    reason: str = "repair", document: str = "", due_at: int = 0, note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Send firearms and articles (pieces by item) from store to the workshop `to`, or the first there is.

    `document` is the permit for the repair, where one is needed; `due_at` when they are to be back (UTC ms).
    """
    workshop = to or whereabouts.place_of_kind(session, "workshop")
    lines = whereabouts.led(
        session, items, lambda _item, here: Position(workshop, 0, here.state), zones=ACTS["repair"].sources,
        place=place, position=position,
    )  # fmt: skip
    draft = Draft(
        "repair", lines, reason_code=reason, note=note, refs=papers.refs(document=document, due_at=due_at),
        occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


@once
def back(
    session: Session, *, items: Mapping[int, int], work: str, to: int = 0, values: Mapping[int, Values] | None = None,
    marks: Sequence[Values] = (), reason: str = "repair", document: str = "", note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Take items back from the workshop into the store `to`, or into their home, or where they were sent from.

    `work` says what was done; `values` are fields that it changed, by item, such as condition or calibre; `marks` are
    new marks, each with its `firearm_id`. `document` is the workshop's paper. `Posted.records` numbers the marks.
    """
    lines = whereabouts.led(
        session, items, lambda item, here: Position(to or _home(session, item), 0, here.state),
        zones=ACTS["repaired"].sources,
    )  # fmt: skip
    facts = RegisterFacts(session)
    changed = [(item, facts.record(item), given) for item, given in (values or {}).items()]
    wishes = [Wish(found.kind if found else "firearm", given, item) for item, found, given in changed]
    draft = Draft(
        "repaired", lines, (*wishes, *(Wish("mark", mark) for mark in marks)), reason_code=reason, note=note,
        refs=papers.refs(document=document, work=work), occurred_at=occurred_at, id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def _home(session: Session, item: int) -> int:
    """Where a firearm belongs, else where it was last sent to the workshop from."""
    home = session.execute(select(Firearm.home_id).where(Firearm.id == item)).scalar()
    sent = (
        select(LineRow.source_place)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "repair")
        .order_by(LineRow.seq.desc())
        .limit(1)
    )
    return home or session.execute(sent).scalar() or whereabouts.place_of_kind(session, "armoury")


def inside(session: Session) -> list[Away]:
    """What is in the workshops now, since when, under which permit and due when; the longest there first."""
    return away.at(session, "workshop")
