"""What the lists of lots and of articles share: how much of an item is where, as columns and as conditions.

Inside the company every piece or round is counted once: on hand, with somebody, held, or under way; all four make the
total. Outside it is expended, lost, destroyed or handed on.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select

from registry_app.domain.choices import (
    FIELD_PLACES,
    FREE_STATES,
    HELD_STATES,
    INSIDE,
    OUTSIDE,
    PASSAGES,
    STORES,
    USABLE_STATES,
)
from registry_app.domain.fields import Field
from registry_app.domain.records import Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.i18n import N_
from registry_app.persistence import texts
from registry_app.services import lists
from registry_app.services.list_filters import Filter
from registry_app.services.listing import Condition, ListColumn

_LYING = (*STORES, *FIELD_PLACES)
ON_HAND = Filter(kinds=_LYING, states=FREE_STATES, is_with_person=False)
SEALED = Filter(kinds=_LYING, states=("sealed",), is_with_person=False)
LOOSE = Filter(kinds=_LYING, states=USABLE_STATES, is_with_person=False)
OUT = Filter(kinds=INSIDE, states=FREE_STATES, is_with_person=True)
HELD = Filter(kinds=INSIDE, states=HELD_STATES)
AWAY = Filter(kinds=PASSAGES, states=FREE_STATES, is_with_person=False)
WHOLE = Filter(kinds=INSIDE)
GONE = {
    "expended": (N_("Used up"), Filter(kinds=("expended",))),
    "lost": (N_("Lost"), Filter(kinds=("lost",))),
    "destroyed": (N_("Destroyed"), Filter(kinds=("destroyed",))),
    "handed_on": (N_("Handed on"), Filter(kinds=("authority", "buyer"))),
}
"""What has left the company: heading and condition by the key of the column."""
FIGURES: Mapping[str, tuple[str, Filter]] = {
    "on_hand": (N_("On hand"), ON_HAND),
    "out": (N_("With people"), OUT),
    "held": (N_("Held"), HELD),
    "away": (N_("Under way"), AWAY),
    "total": (N_("In all"), WHOLE),
}
"""How much is where in the company: heading and condition by the key of the column; the last sums the others."""
_B = BalanceRow


class Stock:
    """Columns and conditions about the items of one table, in the whole company or in one `place` of it."""

    def __init__(self, item: ColumnElement[int], place: int = 0) -> None:
        self._item, self._place = item, place
        self._inside = lists.inside(place) if place else None

    def _positions(self, shown: Filter, *columns: Any) -> Select[Any]:
        """The positions of an item that a filter shows; what is outside the company is of no place in it."""
        query = (
            select(*columns)
            .select_from(_B)
            .join(Place, Place.id == _B.place_id)
            .where(_B.item_id == self._item, _B.quantity > 0, shown())
        )
        is_here = self._inside is not None and not set(shown.kinds or ()) <= set(OUTSIDE)
        return query.where(_B.place_id.in_(self._inside)) if is_here else query  # type: ignore[arg-type]

    def _one(self, query: Select[Any]) -> ColumnElement[Any]:
        return query.correlate(self._item.table).scalar_subquery()

    def quantity(self, shown: Filter) -> ColumnElement[int]:
        """How many pieces or rounds of the item a filter shows."""
        return self._one(self._positions(shown, func.coalesce(func.sum(_B.quantity), 0)))

    def is_any(self, shown: Filter) -> ColumnElement[bool]:
        """Whether a filter shows any of the item."""
        return exists(self._positions(shown, _B.item_id).correlate(self._item.table))

    def lying(self, place: int) -> ColumnElement[bool]:
        """Whether any of the item is in a place, or with somebody there."""
        return (self if place == self._place else Stock(self._item, place)).is_any(WHOLE)

    def figures(self) -> dict[str, ListColumn]:
        """A column for each of `FIGURES`."""
        return {key: figure(key, label, self.quantity(shown)) for key, (label, shown) in FIGURES.items()}

    def gone(self) -> dict[str, ListColumn]:
        """A column for each of `GONE`, of the whole company."""
        return {key: figure(key, label, self.quantity(shown)) for key, (label, shown) in GONE.items()}

    def names(self, shown: Filter, name: ColumnElement[Any]) -> ColumnElement[str]:
        """The names of the places, or of the people, where a filter shows any of the item, each once."""
        listed = (
            self._positions(shown, name.label("name"))
            .outerjoin(Person, Person.id == _B.person_id)
            .where(name.is_not(None))
            .distinct()
            .order_by(name)
            .correlate(self._item.table)
            .subquery()
        )
        return select(func.aggregate_strings(listed.c.name, ", ")).scalar_subquery()

    def places(self) -> ListColumn:
        """Where it is: all places in the company, held by whomever."""
        return ListColumn(Field("where", N_("Where")), self.names(WHOLE, Place.__table__.c.name))

    def holders(self) -> ListColumn:
        """Who has any of it."""
        called = func.coalesce(Person.name, Person.code)
        shown = Filter(kinds=INSIDE, is_with_person=True)
        return ListColumn(Field("holder", N_("Holder"), personal=True), self.names(shown, called))

    def states(self, **shown: Filter) -> dict[str, Condition]:
        """Segments by code: what each filter shows, and `gone` and `all`."""
        found = {code: _steadily(self.is_any(condition)) for code, condition in shown.items()}
        return found | {"gone": _steadily(not_(self.is_any(WHOLE))), "all": _steadily(self._item.is_not(None))}


def figure(key: str, label: str, value: ColumnElement[Any]) -> ListColumn:
    """A column with a number of pieces or rounds."""
    return ListColumn(Field(key, label, "integer"), value)


def _steadily(condition: ColumnElement[bool]) -> Condition:
    return lambda _session: condition


def search(
    columns: tuple[ColumnElement[Any], ...], item: ColumnElement[int]
) -> Callable[[str], ColumnElement[bool]]:  # fmt: skip
    """The search of a list: every word somewhere in these columns, or the code of somebody who has any of it."""

    def found(text: str) -> ColumnElement[bool]:
        return and_(*(_word(word, columns, item) for word in text.split()))

    return found


def _word(word: str, columns: tuple[ColumnElement[Any], ...], item: ColumnElement[int]) -> ColumnElement[bool]:
    held = select(_B.item_id).join(Person, Person.id == _B.person_id)
    by_holder = item.in_(held.where(Person.code == word.upper(), _B.quantity > 0))
    return or_(by_holder, *(texts.holds(column, word) for column in columns))
