"""Any list of records: what its columns are, which records match, in which order, and the rows behind some of them.

A list is declared once, as a `Listing`; everything here works on all of them. `registry_app.services.listing_people`
shows how one is declared: where the rows come from, a column per key with the `Field` that tells, reads and exports it,
and what the search and the segments above the list mean.
"""

from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.criterion import Criterion, Does
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.persistence import numbers, texts
from registry_app.services import clock, orders

Row = tuple[str | int | None, ...]
Condition = Callable[[Session], ColumnElement[bool]]
TAKEN = 20_000
"""So many rows are fetched at once when all are wanted."""


@dataclass(frozen=True)
class ListColumn:
    """A column: the field that tells and reads it, its value in SQL, and what it is sorted by where that is another.

    `is_instant`: the value is UTC ms, and the field a `moment`: it is told and read on the company's clock. Where a row
    has several values, of which `value` is what is told, `asked` gives the condition that any of them matches.
    """

    field: Field
    value: ColumnElement[Any]
    order: ColumnElement[Any] | None = None
    is_instant: bool = False
    asked: Callable[["Matches"], ColumnElement[bool]] | None = None


Matches = Callable[[ColumnElement[Any]], ColumnElement[bool]]
"""Whether a value is what a filter row asks for."""


@dataclass(frozen=True)
class Listing:
    """`rows` selects columns from the list's tables, `number` tells the records apart, `first` is the usual order.

    `search` gives the condition of a text from the search field. `states` are conditions by the code of a segment, of
    which `""` is what the list shows at first. `lying` gives the condition of a place and all that lies in it.
    `given` are the values of what the columns leave open, such as the moment; `near` is a condition that finds the rows
    of some numbers quickly, where `number` alone does not.
    """

    rows: Callable[..., Select[Any]]
    number: ColumnElement[int]
    columns: Mapping[str, ListColumn]
    first: str
    search: Callable[[str], ColumnElement[bool]]
    states: Mapping[str, Condition] = field(default_factory=dict)
    lying: Callable[[int], ColumnElement[bool]] | None = None
    given: Callable[[Session], Mapping[str, Any]] = lambda _session: {}
    near: Callable[[Sequence[int]], ColumnElement[bool]] | None = None

    @property
    def fields(self) -> dict[str, Field]:
        """The field of each column."""
        return {key: column.field for key, column in self.columns.items()}

    def order(self, key: str) -> ColumnElement[Any]:
        """What a column is sorted by; the usual order for one that is not there."""
        column = self.columns.get(key) or self.columns[self.first]
        return column.value if column.order is None else column.order


def ids(
    session: Session, listing: Listing, *, text: str = "", criteria: Mapping[str, Criterion] = {}, sort: str = "",
    descending: bool = False, state: str = "", place: int = 0,
) -> "array[int]":  # fmt: skip
    """The numbers of the records that match, in order.

    All of `text` (as the list's search reads it), `criteria` by key of column, `state` and `place` (with all that lies
    in it) must fit. What is empty stands last either way. Raises `Refused` for a column that the list has not.
    """
    query = _narrowed(session, listing, listing.rows(listing.number), state, place)
    column, usual = listing.order(sort), listing.order(listing.first)
    order = column.desc() if descending else column.asc()
    ordering = order.nulls_last(), usual, listing.number
    conditions = [condition(session, listing, key, criterion) for key, criterion in criteria.items()]
    if text.strip():
        conditions.append(listing.search(text))
    narrowed, given = query.where(*conditions), listing.given(session)
    every = orders.Order(session, (listing.first, tuple(listing.columns), sort, descending, state, place))
    if conditions and every.is_known():
        some = every.of(numbers.ordered(session, narrowed, given))
        if some is not None:
            return some
    found = numbers.ordered(session, narrowed.order_by(*ordering), given)
    if not conditions:
        every.keep(found)
    return found


def total(session: Session, listing: Listing, *, state: str = "", place: int = 0) -> int:
    """How many records there are in a segment and a place, whatever is searched in them."""
    query = _narrowed(session, listing, listing.rows(func.count()), state, place)
    return session.execute(query, dict(listing.given(session))).scalar() or 0


def _narrowed(session: Session, listing: Listing, query: Select[Any], state: str, place: int) -> Select[Any]:
    if state in listing.states:
        query = query.where(listing.states[state](session))
    if place and listing.lying is not None:
        query = query.where(listing.lying(place))
    return query


def rows(session: Session, listing: Listing, ids: Sequence[int], *, keys: Sequence[str] = ()) -> list[Row]:
    """The rows of some records, in any order: the number, then the values of `keys`, of all columns when none are."""
    columns = [listing.columns[key] for key in keys or listing.columns]
    query = listing.rows(listing.number, *(each.value for each in columns)).where(listing.number.in_(list(ids)))
    if listing.near is not None:
        query = query.where(listing.near(ids))
    found = [tuple(row) for row in session.execute(query, dict(listing.given(session)))]
    instants = {place for place, each in enumerate(columns, 1) if each.is_instant}
    if not instants:
        return found
    zone = clock.zone(session)
    return [_on_the_clock(row, instants, zone) for row in found]


def _on_the_clock(row: Row, instants: Collection[int], zone: str) -> Row:
    """A row with its instants as minutes of the company's clock."""
    return tuple(days.minute_at(int(v), zone) if place in instants and v else v for place, v in enumerate(row))


def all_rows(session: Session, listing: Listing, ids: Sequence[int], *, keys: Sequence[str] = ()) -> Iterator[Row]:
    """The rows of many records in the order of `ids`; those that are gone meanwhile are left out."""
    for start in range(0, len(ids), TAKEN):
        some = ids[start : start + TAKEN]
        by_number = {row[0]: row for row in rows(session, listing, some, keys=keys)}
        yield from (by_number[number] for number in some if number in by_number)


def condition(session: Session, listing: Listing, key: str, criterion: Criterion) -> ColumnElement[bool]:
    """A criterion of a column as the database asks it."""
    column = listing.columns.get(key)
    if column is None:
        raise Refused(refuse("criterion_unknown", field=key))
    if column.is_instant:
        criterion = _in_instants(criterion, clock.zone(session))
    return _condition(column, criterion) if column.asked is None else _any_condition(column, criterion)


def _condition(column: ListColumn, criterion: Criterion) -> ColumnElement[bool]:
    return _CONDITIONS[criterion.does](column, criterion.values)


def _any_condition(column: ListColumn, criterion: Criterion) -> ColumnElement[bool]:
    """Of several values: that any of them is so, or that none is what is ruled out."""
    plain = replace(column, asked=None)
    opposite = replace(criterion, does=_OPPOSITE.get(criterion.does, criterion.does))
    found = column.asked(lambda value: _condition(replace(plain, value=value), opposite))  # type: ignore[misc]
    return not_(found) if criterion.does in _OPPOSITE else found


_OPPOSITE: Mapping[Does, Does] = {"not": "is", "outside": "between", "empty": "filled"}


Values = tuple[str | int, ...]
MINUTE = 60_000
"""Milliseconds."""


def _in_instants(criterion: Criterion, zone: str) -> Criterion:
    """A criterion of minutes as one of UTC ms: a minute is all that lies in it."""
    first = ["" if v == "" else days.moment_at(str(v), zone) for v in criterion.values]
    last = ["" if v == "" else int(v) + MINUTE - 1 for v in first]
    if criterion.does in ("is", "not"):
        return Criterion("between" if criterion.does == "is" else "outside", (first[0], last[0]))
    if criterion.does in ("between", "outside"):
        return Criterion(criterion.does, (first[0], last[1]))
    return Criterion(criterion.does, tuple(last if criterion.does == "above" else first))


def _is_text(column: ListColumn) -> bool:
    return column.field.kind in ("text", "code")


def _holds(column: ListColumn, values: Values) -> ColumnElement[bool]:
    text, *codes = values
    if column.field.kind == "choices":
        return or_(*((" " + column.value + " ").like(f"% {code} %") for code in codes))
    found = texts.holds(column.value, str(text))
    return or_(found, column.value.in_(codes)) if codes else found


def _is(column: ListColumn, values: Values) -> ColumnElement[bool]:
    if _is_text(column):
        return texts.is_spelled(column.value, str(values[0]))
    return column.value == values[0]


def _not(column: ListColumn, values: Values) -> ColumnElement[bool]:
    """What is empty is anything else, too."""
    return or_(column.value.is_(None), not_(_is(column, values)))


def _between(column: ListColumn, values: Values) -> ColumnElement[bool]:
    low, high = values
    ends = [column.value >= low] if low != "" else []
    return and_(*ends, *([column.value <= high] if high != "" else []))


def _is_empty(column: ListColumn, _values: Values) -> ColumnElement[bool]:
    return or_(column.value.is_(None), column.value == "")


_CONDITIONS: Mapping[str, Callable[[ListColumn, Values], ColumnElement[bool]]] = {
    "holds": _holds,
    "is": _is,
    "not": _not,
    "above": lambda column, values: column.value > values[0],
    "below": lambda column, values: column.value < values[0],
    "between": _between,
    "outside": lambda column, values: or_(column.value.is_(None), not_(_between(column, values))),
    "among": lambda column, values: column.value.in_(values),
    "empty": _is_empty,
    "filled": lambda column, values: not_(_is_empty(column, values)),
}
