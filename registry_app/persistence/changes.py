"""The first change of arms that an authority was not told of: an entry that moves a firearm over the border."""

from collections.abc import Iterator

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.records import Firearm
from registry_app.domain.rows import EntryRow, LineRow

CROSSING = ("receive", "dispose", "destroy", "lose", "find", "deposit")
"""The acts that change which firearms a company has; so does correcting one."""

_OPENING = b'"reason_code":"opening"'
"""How the canonical body of an opening balance spells its reason; no text within a body can spell it."""
_WITHDRAWN = b'"kind":"firearm","new":{}'
"""How the body of a correction spells that a firearm is no longer on record."""
_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)


def first_untold(session: Session, *, size: int, until: int) -> int:
    """When the earliest change happened (UTC ms) that was not told by a return of a head of `size` entries, which
    spoke of what happened up to `until` (UTC ms); 0 when all were told.

    What was there when the register began is no change, and neither is what was corrected before anybody was told.
    """
    found = [session.execute(query).scalar() or 0 for query in _queries(size, until)]
    return min(filter(None, found), default=0)


def _queries(size: int, until: int) -> Iterator[Select[int]]:
    """The earliest of what was entered since, of what happened since, and of what was corrected since."""
    made = EntryRow.kind.in_(CROSSING), EntryRow.seq.not_in(_CORRECTED), EntryRow.corrects < 0, ~_IS_OPENING, _MOVES
    yield _EARLIEST.where(*made, EntryRow.seq >= size)
    if size:
        wrong = aliased(EntryRow)
        told = select(wrong.seq).where(wrong.kind.in_(CROSSING), wrong.seq < size)
        yield _EARLIEST.where(*made, EntryRow.occurred_at > until, EntryRow.seq < size)
        yield _EARLIEST.where(EntryRow.seq >= size, EntryRow.corrects >= 0, EntryRow.corrects.in_(told), _MOVES)


_EARLIEST = select(func.min(EntryRow.occurred_at))
_IS_OPENING = and_(EntryRow.kind == "receive", func.instr(EntryRow.body, _OPENING) > 0)
_MOVES = or_(
    select(LineRow.seq)
    .join(Firearm, Firearm.id == LineRow.item_id)
    .where(LineRow.seq == EntryRow.seq)
    .correlate(EntryRow)
    .exists(),
    func.instr(EntryRow.body, _WITHDRAWN) > 0,
)
"""Whether an entry moves a firearm, or takes back the record of one that never was."""
