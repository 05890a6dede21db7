"""Cases of loss and theft: opened with what is gone, added to as police and authority are told, and closed.

Moments of a case are minutes on the company's clock (`YYYY-MM-DDTHH:MM`); its clock runs from the discovery.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import NONE, Position, parse
from registry_app.domain.fields import Value
from registry_app.domain.records import Company, Loss
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import ledger, papers, records, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

KINDS = {"theft": "theft", "robbery": "robbery", "counted": "not_found"}
"""The kind of case by the reason of the act; every other reason makes it a loss."""


@dataclass(frozen=True)
class Missing:
    """An item of a case: how many pieces or rounds were lost, and how many of them came back since."""

    item: int
    lost: int
    found: int


@once
def report(
    session: Session, *, items: Mapping[int, int], values: Mapping[str, Value], reason: str, case: int = 0,
    place: int = 0, person: int = 0, document: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "",
    by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose items in one entry and open their case with `values` (fields of a loss), or add them to the open `case`.

    Witnessed. `Posted.records` holds the number of a new case. Raises `Refused`.
    """
    target = Position(whereabouts.place_of_kind(session, "lost"))
    lines = whereabouts.taken(session, items, target, zones=ACTS["lose"].sources, place=place, person=person)
    told = () if case else opened(session, reason, occurred_at, values)
    refs = papers.refs(document=document, case=case)
    draft = Draft("lose", lines, told, reason_code=reason, note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


def opened(
    session: Session, reason: str, occurred_at: int = 0, values: Mapping[str, Value] | None = None
) -> tuple[Wish, ...]:
    """The case that a loss opens: of the kind that its reason tells, discovered now or when it happened (UTC ms)."""
    zone = session.execute(select(Company.zone)).scalar() or "UTC"
    discovered = days.minute_at(occurred_at or session.info["clock"](), zone)
    given = {"kind": KINDS.get(reason, "loss"), "discovered_at": discovered}
    return (Wish("loss", {**given, **(values or {})}),)


@once
def follow_up(
    session: Session, *, case: int, values: Mapping[str, Value], note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Enter what became known of a case: numbers, who was told when, how it ended. Raises `Refused`."""
    return records.amend(session, kind="loss", record=case, values=values, note=note, entry_id=entry_id, by=by)


def missing(session: Session, *, case: int) -> list[Missing]:
    """The items of a case in the order in which they were lost, and what was found of each since."""
    lost: dict[int, int] = {}
    found: dict[int, int] = {}
    for entry in map(parse, session.execute(_entries(case)).scalars()):
        for line in entry.lines:
            side = lost if entry.kind == "lose" else found
            side[line.item] = side.get(line.item, 0) + line.quantity
    return [Missing(item, quantity, found.get(item, 0)) for item, quantity in lost.items()]


def _entries(case: int) -> Select[tuple[bytes]]:
    corrected = select(EntryRow.corrects).where(EntryRow.corrects != NONE)
    return (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == case, EntryRow.kind.in_(("lose", "find")), EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq)
    )


def open_cases(session: Session) -> int:
    """How many cases are not closed."""
    return session.execute(select(func.count()).select_from(Loss).where(Loss.closed_on.is_(None))).scalar() or 0
