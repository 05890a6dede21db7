"""Any list as of a day, or as known at a head, by the very statements that list what is there now.

On a connection of its own, tables in memory take the names of the records and balances as they were, and views those
of the entries that count; whatever is read then is read of that moment, by a clock that stands at it. Nothing of the
file changes. Quick for what is read from a terminal; the firearms of the window have a quicker way (`as_of`). The
search index alone tells today's words.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from registry_app.domain.declare import Record
from registry_app.domain.pin import Pin
from registry_app.domain.records import RECORDS
from registry_app.persistence import shadow
from registry_app.services import cuts, past, snapshots
from registry_app.services.cuts import Cut
from registry_app.services.past import Past
from registry_app.services.register import Register

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Then:
    """The register as of a day, or of now: run reading services on it with `read`."""

    session: Session

    def read(self, service: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The answer of a reading service, of that moment."""
        return service(self.session, *args, **kwargs)


@contextmanager
def at(register: Register, *, as_of: str = "", known_at: str = "") -> Iterator[Then]:
    """The register as of the end of a day, and as known at a head; as it is where neither is asked for.

    Raises `Refused` for a text that is no day or no head of this ledger, or a day that has not come.
    """
    store = register.opened.store
    if not as_of and not known_at:
        with store.snapshot() as session:
            yield Then(session)
        return
    _day, cut = register.read(cuts.asked, as_of=as_of, known_at=known_at)
    with store.shadowed(now=cut.moment) as session:
        if not cut.is_live:
            cast(session, cut)
        yield Then(session)


def cast(session: Session, cut: Cut) -> None:
    """Let everything that is read in a shadowed session be read as of a cut."""
    positions = snapshots.positions(session, cut)
    named = {number for _item, place, person, _state in positions for number in (place, person)}
    pasts = {kind: _past(session, record, cut, named) for kind, record in RECORDS.items() if record is not Pin}
    for kind, was in pasts.items():
        shadow.put_records(session, RECORDS[kind], was.fields, set(was.numbers), was.changed)
    shadow.put_balances(session, [(*position, quantity) for position, quantity in positions.items()])
    shadow.put_entries(session, head=cut.head, moment=None if cut.is_now else cut.moment)


def _past(session: Session, record: type[Record], cut: Cut, named: Collection[int]) -> Past:
    """The records of a kind as of the cut, and those that were described later although things lay there already."""
    names = [column.name for column in record.__table__.columns if column.name not in shadow.NOT_ENTERED]
    found = past.told(session, record.KIND, cut, names=names)
    later = past.told(session, record.KIND, cut.known(), names=names)
    for number in set(later.numbers).intersection(named).difference(found.numbers):
        found.changed.add(number)
        for name, column in found.fields.items():
            column[number] = later.fields[name][number]
    return found
