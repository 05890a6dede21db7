"""In which order a list stood when all of it was asked for: a search in it then needs no sorting.

Sorting costs more than searching. What is kept holds for one size of the ledger and one minute, since nothing that a
list shows changes but by an entry or by the clock.
"""

from array import array
from collections.abc import Hashable, Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.rows import EntryRow

KEPT = 4
"""Orders per open register, 8 bytes a record each."""
AT_ONCE = 50_000
"""So many are looked at in one go: more would keep other threads, such as the window's, from running."""
MINUTE = 60_000
_SIZE = select(func.max(EntryRow.seq))


class Order:
    """The order of a list as the session sees it; `key` tells the list and what it is sorted and narrowed by."""

    def __init__(self, session: Session, key: Hashable) -> None:
        self._key = key
        self._state = session.execute(_SIZE).scalar(), int(session.info["clock"]()) // MINUTE
        self._orders: dict[Hashable, tuple[object, array[int]]] = session.info.setdefault("orders", {})

    def of(self, some: "array[int]") -> "array[int] | None":
        """`some` in the list's order; `None` where none was kept or it is not of now."""
        state, order = self._orders.get(self._key, (None, array("q")))
        if state != self._state:
            return None
        wanted, found = set[int](), array("q")
        for part in _parts(some):
            wanted.update(part)
        for part in _parts(order):
            found.extend(filter(wanted.__contains__, part))
        return found if len(found) == len(some) else None  # within the minute other records may have come in

    def is_known(self) -> bool:
        """Whether an order of now is kept."""
        return self._orders.get(self._key, (None,))[0] == self._state

    def keep(self, order: "array[int]") -> None:
        """Keep the whole list in its order, in place of the one that was kept first."""
        self._orders.pop(self._key, None)
        for oldest in list(self._orders)[: max(0, len(self._orders) + 1 - KEPT)]:
            self._orders.pop(oldest, None)
        self._orders[self._key] = self._state, order


def _parts(numbers: "array[int]") -> "Iterator[array[int]]":
    return (numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE))
