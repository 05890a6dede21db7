"""What a field that points to another record may point to, and what people call the record that it points to."""

from collections.abc import Collection, Iterable
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import ANY
from registry_app.domain.records import RECORDS
from registry_app.services import lists

_CALLED = {
    "company": ("name",),
    "place": ("name",),
    "person": ("name", "code"),
    "firearm": ("serial",),
    "lot": ("lot_number",),
    "article": ("code",),
    "document": ("title", "number", "kind"),
}
"""The fields that name a record of a kind: the first that is filled."""
_TOLD_APART = {"place": ("code",), "person": ("code",), "firearm": ("maker", "model"), "lot": ("maker", "calibre"),
               "article": ("name",)}  # fmt: skip
_FOUND = 20


def find(
    session: Session, *, refers_to: str, text: str = "", among: Collection[str] = (), limit: int = _FOUND
) -> list[tuple[int, str, str]]:
    """Records that a reference may mean: number, name, and a hint that tells it apart; exact codes come first.

    `refers_to` is a kind of record or `ANY`; `among` narrows it to records whose own `kind` is one of these.
    """
    if refers_to == ANY:
        kinds = ("firearm", "person", "place", "lot")
        return [found for kind in kinds for found in find(session, refers_to=kind, text=text, limit=limit)][:limit]
    if refers_to in ("person", "firearm", "lot"):
        return lists.find(session, kind=refers_to, text=text, limit=limit)
    return _by_name(session, refers_to, text.strip(), among, limit)


def _by_name(
    session: Session, kind: str, sought: str, among: Collection[str], limit: int
) -> list[tuple[int, str, str]]:
    columns = RECORDS[kind].__table__.c
    words = _words(kind)
    query = select(columns.id, *words).where(or_(*(_holds(columns[name], sought) for name in _searched(kind))))
    if among:
        query = query.where(columns.kind.in_(among))
    return [tuple(row) for row in session.execute(query.order_by(words[0], columns.id).limit(limit))]


def _searched(kind: str) -> Iterable[str]:
    return dict.fromkeys((*_CALLED[kind], *_TOLD_APART.get(kind, ())))


def _holds(column: ColumnElement[str], sought: str) -> ColumnElement[bool]:
    escaped = sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return column.ilike(f"%{escaped}%", escape="\\")


def _words(kind: str) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Name and hint of the records of a kind."""
    columns = RECORDS[kind].__table__.c
    apart = _TOLD_APART.get(kind, ())
    hint: ColumnElement[str] = columns[apart[0]] if apart else literal("")
    for name in apart[1:]:
        hint = hint + " " + columns[name]
    return func.coalesce(*(columns[name] for name in _CALLED[kind]), ""), hint


def named(session: Session, records: Collection[int]) -> dict[int, tuple[str, str]]:
    """Name and hint of some records by their numbers; numbers that nobody has are left out."""
    wanted = {number for number in records if number}
    found: dict[int, tuple[str, str]] = {}
    for kind in _CALLED:
        if left := wanted - found.keys():
            rows = session.connection().execute(_named_query(kind), {"wanted": list(left)})
            found |= {number: (name, hint) for number, name, hint in rows}
    return found


@cache
def _named_query(kind: str) -> Select[int, str, str]:
    columns = RECORDS[kind].__table__.c
    return select(columns.id, *_words(kind)).where(columns.id.in_(bindparam("wanted", expanding=True)))
