"""The list of people: who they are, how long their papers hold, how much each of them has."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Person
from registry_app.domain.rows import BalanceRow
from registry_app.i18n import N_
from registry_app.persistence import texts
from registry_app.services import clock
from registry_app.services.listing import ListColumn, Listing

HELD = Field("held", N_("Holds"), "integer", help=N_("How many firearms, lots and articles the person has now."))
_SHOWN = (
    "code", "name", "licence_class", "licence_number", "licence_expires_on", "course_name", "course_expires_on",
    "fitness_expires_on", "document", "card", "joined_on", "left_on",
)  # fmt: skip
_held = (
    select(func.count(func.distinct(BalanceRow.item_id)))
    .where(BalanceRow.person_id == Person.id, BalanceRow.quantity > 0)
    .correlate(Person)
    .scalar_subquery()
)


def _rows(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(Person)


def _search(text: str) -> ColumnElement[bool]:
    """Every word somewhere in code, name, card, document or licence number."""
    searched = [Person.__table__.c[name] for name in ("code", "name", "card", "document", "licence_number")]
    return and_(*(or_(*(texts.holds(column, word) for column in searched)) for word in text.split()))


def _is_here(session: Session) -> ColumnElement[bool]:
    return or_(Person.left_on.is_(None), Person.left_on > clock.today(session))


def _has_left(session: Session) -> ColumnElement[bool]:
    return and_(Person.left_on.is_not(None), Person.left_on <= clock.today(session))


def _holds(_session: Session) -> ColumnElement[bool]:
    return Person.id.in_(select(BalanceRow.person_id).where(BalanceRow.quantity > 0, BalanceRow.person_id > 0))


PEOPLE = Listing(
    rows=_rows,
    number=Person.__table__.c.id,
    columns={
        **{name: ListColumn(fields_of(Person)[name], Person.__table__.c[name]) for name in _SHOWN},
        "held": ListColumn(HELD, _held),
    },
    first="code",
    search=_search,
    states={"": _is_here, "holding": _holds, "left": _has_left},
)
"""The people of the company; at first those who have not left."""
