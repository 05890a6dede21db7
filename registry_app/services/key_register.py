"""The key register: who holds the keys of which safe since when, and through whose hands each key went.

Keys are articles of kind `key`; what a key opens, and so its armoury, stands in its record.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import NONE
from registry_app.domain.records import Article, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow


@dataclass(frozen=True)
class KeyRow:
    """A key, or the alike keys of one position: what it opens, in which armoury, and who has it or where it lies.

    `since` is when it came there, `due_at` when it is to be back (UTC ms, 0 for never). Numbers are those of
    records, 0 for none.
    """

    key: int
    code: str
    name: str
    opens: int
    opens_name: str
    armoury: int
    armoury_name: str
    place: int
    place_name: str
    person: int
    person_name: str
    pieces: int
    since: int
    due_at: int


@dataclass(frozen=True)
class KeySpan:
    """A stretch of a key's life: where it lay or who had it, from `since` to `until` (UTC ms, 0: still), by entry."""

    seq: int
    kind: str
    place_name: str
    person_name: str
    pieces: int
    since: int
    until: int = 0


@dataclass(frozen=True)
class Tree:
    """The places by number: what each is called, what it is, and what it lies in."""

    names: Mapping[int, str]
    kinds: Mapping[int, str]
    above: Mapping[int, int]

    def armoury(self, place: int) -> int:
        """The armoury that a place is, or lies in; 0 for none."""
        seen = set[int]()
        while place and place not in seen:
            if self.kinds.get(place) == "armoury":
                return place
            seen.add(place)
            place = self.above.get(place, 0)
        return 0


def tree(session: Session) -> Tree:
    """The tree of places as it is now."""
    rows = session.execute(select(Place.id, Place.name, Place.kind, Place.parent_id)).all()
    return Tree({r.id: r.name for r in rows}, {r.id: r.kind for r in rows}, {r.id: r.parent_id or 0 for r in rows})


_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
_B = BalanceRow


def _brought() -> Select[int]:
    """For a position of an item: the last entry that stands and brought any of it there."""
    return (
        select(func.max(LineRow.seq))
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(
            LineRow.item_id == _B.item_id, LineRow.target_place == _B.place_id, LineRow.target_person == _B.person_id,
            LineRow.target_state == _B.state, EntryRow.corrects == NONE, LineRow.seq.not_in(_CORRECTED),
        )
        .correlate(_B)
    )  # fmt: skip


def keys(session: Session) -> list[KeyRow]:
    """Every key in the company with where it is, by armoury and by code; those nobody can say a place of come last."""
    places = tree(session)
    query = (
        select(
            Article.id, Article.code, Article.name, Article.opens_id, _B.place_id, _B.person_id,
            func.coalesce(Person.name, Person.code), _B.quantity, EntryRow.occurred_at, EntryRow.due_at,
        )
        .select_from(Article)
        .join(_B, _B.item_id == Article.id)
        .join(Place, Place.id == _B.place_id)
        .outerjoin(Person, Person.id == _B.person_id)
        .outerjoin(EntryRow, EntryRow.seq == _brought().scalar_subquery())
        .where(Article.kind == "key", _B.quantity > 0, Place.kind.not_in(OUTSIDE))
    )  # fmt: skip
    rows = [_row(places, *tuple(row)) for row in session.execute(query)]
    return sorted(rows, key=lambda row: (not row.armoury, row.armoury_name, row.code, row.place, row.person))


def _row(
    places: Tree, key: int, code: str, name: str, opens: int | None, place: int, person: int,
    person_name: str | None, pieces: int, since: int | None, due_at: int | None,
) -> KeyRow:  # fmt: skip
    armoury = places.armoury(opens or 0)
    return KeyRow(
        key, code, name, opens or 0, places.names.get(opens or 0, ""), armoury, places.names.get(armoury, ""), place,
        places.names[place], person, person_name or "", pieces, since or 0, (due_at or 0) if person else 0,
    )  # fmt: skip


def history(session: Session, *, key: int) -> list[KeySpan]:
    """The hands and places that a key went through, the newest first; what was corrected is left out."""
    query = (
        select(
            EntryRow.seq, EntryRow.kind, Place.name, func.coalesce(Person.name, Person.code), LineRow.quantity,
            EntryRow.occurred_at,
        )
        .select_from(LineRow)
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .join(Place, Place.id == LineRow.target_place)
        .outerjoin(Person, Person.id == LineRow.target_person)
        .where(LineRow.item_id == key, EntryRow.corrects == NONE, EntryRow.seq.not_in(_CORRECTED))
        .order_by(EntryRow.occurred_at, EntryRow.seq, LineRow.number)
    )  # fmt: skip
    spans = [
        KeySpan(seq, kind, place, person or "", pieces, since)
        for seq, kind, place, person, pieces, since in session.execute(query)
    ]
    is_single = session.execute(select(Article.is_single).where(Article.id == key)).scalar()
    if is_single:
        spans = [replace(a, until=b.since) for a, b in pairwise(spans)] + spans[-1:]
    return spans[::-1]
