"""The list of what is out: with whom, at which post, since when, and when it is to be back; and what is away.

A row is one position. Its number holds the item, who has it or else the place where it is, and which of the positions
of both it is: so it stays the same while nothing of it moves, and tells the item by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, bindparam, case, func, literal_column, null, or_, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.acts import ACTS
from registry_app.domain.choices import PASSAGES
from registry_app.domain.fields import Field
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow
from registry_app.i18n import N_
from registry_app.persistence import texts
from registry_app.services import lists, policies
from registry_app.services.due_custody import back_at, is_custodians
from registry_app.services.due_outlook import HOUR
from registry_app.services.due_standing import last_got, put, stands
from registry_app.services.listing import Condition, ListColumn, Listing

ITEM_SHIFT, KEEPER_SHIFT = 35, 7
"""Where item and keeper lie in the number of a row: 28 bits for each of them, 7 for which of their positions it is."""
_KEEPER = (1 << (ITEM_SHIFT - KEEPER_SHIFT)) - 1
KINDS = {"firearm": N_("Firearm"), "lot": N_("Ammunition"), "article": N_("Article")}

_B = BalanceRow.__table__.c
_other = BalanceRow.__table__.alias("other")


@dataclass(frozen=True)
class Row:
    """What the number of a row tells: the item, and who has it, or the place where it is."""

    item: int
    keeper: int


def told(number: int) -> Row:
    """Item and keeper of a row."""
    return Row(number >> ITEM_SHIFT, number >> KEEPER_SHIFT & _KEEPER)


def _number() -> ColumnElement[int]:
    """See the module. Records of people and of places never share a number."""
    same = _other.c.item_id == _B.item_id, _other.c.quantity > 0
    by_place = or_(_other.c.place_id < _B.place_id, and_(_other.c.place_id == _B.place_id, _other.c.state < _B.state))
    of_person = _count(*same, _other.c.person_id == _B.person_id, _other.c.person_id > literal_column("0"), by_place)
    here = _other.c.place_id == _B.place_id, _other.c.person_id == 0, _other.c.state < _B.state
    is_with_person = _B.person_id > 0
    which = case((is_with_person, of_person), else_=_count(*same, *here))
    keeper = case((is_with_person, _B.person_id), else_=_B.place_id)
    return _B.item_id * (1 << ITEM_SHIFT) + keeper * (1 << KEEPER_SHIFT) + which


def _count(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(_other).where(*where).correlate(BalanceRow).scalar_subquery()


def _brought() -> ColumnElement[int]:
    """The entry since which some of it is at its place: what came first is taken to have left first."""
    later = aliased(LineRow)
    since = (
        select(func.coalesce(func.sum(later.quantity), 0))
        .where(later.item_id == BalanceRow.item_id, put(later), later.seq > LineRow.seq, stands(later.seq))
        .correlate(BalanceRow, LineRow)
        .scalar_subquery()
    )
    came = LineRow.item_id == BalanceRow.item_id, put(LineRow), stands(LineRow.seq), since < BalanceRow.quantity
    return select(func.min(LineRow.seq)).where(*came).correlate(BalanceRow).scalar_subquery()


_since = case((_B.person_id > 0, last_got()), else_=_brought())
_now = bindparam("now", type_=Integer)
_by_shift = or_(Firearm.id.is_not(None), Article.kind == "key")
_due_at = case(
    (_B.person_id == 0, func.nullif(EntryRow.due_at, 0)),
    (and_(Article.kind == "key", is_custodians()), null()),
    else_=back_at(_by_shift),
)
IS_OVERDUE = _due_at < _now
_late = case((IS_OVERDUE, (_now - _due_at) // HOUR), else_=null())
_kind = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
_holder = func.coalesce(Person.name, Person.code)
_name = func.coalesce(Firearm.serial, Lot.lot_number, Article.code)
_about = func.coalesce(Firearm.maker + " " + Firearm.model, Lot.maker + " " + Lot.calibre, Article.name)


def _rows(*columns: Any) -> Select[Any]:
    """Positions with what is there, who has it, and the entry by which it came; joins that nothing asks for cost
    nothing."""
    return (
        select(*columns)
        .select_from(BalanceRow)
        .join(Place, Place.id == BalanceRow.place_id)
        .outerjoin(Person, Person.id == BalanceRow.person_id)
        .outerjoin(Firearm, Firearm.id == BalanceRow.item_id)
        .outerjoin(Lot, Lot.id == BalanceRow.item_id)
        .outerjoin(Article, Article.id == BalanceRow.item_id)
        .outerjoin(EntryRow, EntryRow.seq == _since)
        .where(BalanceRow.quantity > 0)
    )


def _search(text: str) -> ColumnElement[bool]:
    """Every word somewhere in what the item, the person or the place is called."""
    return and_(*(_has_word(word) for word in text.split()))


def _has_word(word: str) -> ColumnElement[bool]:
    columns: tuple[Any, ...] = (
        Person.__table__.c.code,
        Person.__table__.c.name,
        Place.__table__.c.name,
        Lot.lot_number,
        Article.code,
    )
    firearms = _B.item_id.in_(lists.called(word))
    return or_(firearms, *(texts.holds(column, word) for column in (*columns, _about)))


def _given(session: Session) -> dict[str, int]:
    shift = policies.in_force(session).get("shift_hours")
    return {"now": int(session.info["clock"]()), "shift": shift * HOUR if isinstance(shift, int) else 0}


WITH_SOMEBODY = _B.person_id > literal_column("0")


def _with_people(*where: ColumnElement[bool]) -> Condition:
    return lambda _session: and_(WITH_SOMEBODY, *where)


def _away(kind: str) -> Condition:
    there = select(Place.id).where(Place.kind == kind)
    return lambda _session: and_(_B.person_id == 0, _B.place_id.in_(there))


def _near(numbers: Sequence[int]) -> ColumnElement[bool]:
    return _B.item_id.in_({told(number).item for number in numbers})


def _text(key: str, label: str, value: ColumnElement[Any]) -> ListColumn:
    return ListColumn(Field(key, label), value)


_CUSTODY = {code: act.label for code, act in ACTS.items() if act.sources}

OUT = Listing(
    rows=_rows,
    number=_number(),
    columns={
        "kind": ListColumn(Field("kind", N_("Kind"), "choice", choices=KINDS), _kind),
        "item": ListColumn(Field("item", N_("What")), _name, func.coalesce(Firearm.serial_normal, _name)),
        "about": _text("about", N_("Description"), _about),
        "quantity": ListColumn(Field("quantity", N_("Quantity"), "integer"), _B.quantity),
        "holder": ListColumn(Field("holder", N_("With whom"), personal=True), _holder),
        "code": ListColumn(Field("code", N_("Person code"), "code"), Person.__table__.c.code),
        "place": _text("place", N_("Post or place"), Place.__table__.c.name),
        "since": ListColumn(Field("since", N_("Since"), "moment"), EntryRow.__table__.c.occurred_at, is_instant=True),
        "due": ListColumn(Field("due", N_("To be back"), "moment"), _due_at, is_instant=True),
        "late": ListColumn(Field("late", N_("Overdue (hours)"), "integer"), _late),
        "act": ListColumn(Field("act", N_("Act"), "choice", choices=_CUSTODY), EntryRow.__table__.c.kind),
        "entry": ListColumn(Field("entry", N_("Entry"), "integer"), EntryRow.__table__.c.seq),
    },
    first="holder",
    search=_search,
    states={
        "": _with_people(),
        "overdue": _with_people(IS_OVERDUE),
        "firearm": _with_people(Firearm.id.is_not(None)),
        "lot": _with_people(Lot.id.is_not(None)),
        "article": _with_people(Article.id.is_not(None)),
        **{kind: _away(kind) for kind in PASSAGES},
    },
    lying=lambda place: _B.place_id.in_(lists.inside(place)),
    given=_given,
    near=_near,
)
"""All that is with somebody; what is overdue as the clocks of what is due count it; and what is away, by where."""
