"""Positions that something is to come back from: which entry put it there, and until when."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, bindparam, case, func, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.choices import FREE_STATES
from registry_app.domain.due import Due, Found, HowMany
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow
from registry_app.services.due_dates import Column, Rows, asked
from registry_app.services.due_outlook import HOUR, Outlook

CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
"""The numbers of the entries that were corrected."""
_CORRECTIONS = select(EntryRow.seq).where(EntryRow.corrects >= 0)


def stands(seq: Column) -> ColumnElement[bool]:
    """Whether an entry was not corrected and corrects none: who gave back by a mistake that was undone has it since the
    issue. Two lists, because their union would be read in the order of the ledger, all of it."""
    return and_(seq.not_in(CORRECTED), seq.not_in(_CORRECTIONS))


def put(line: type[LineRow]) -> ColumnElement[bool]:
    """Whether a line brought an item to the place of a position, in its state."""
    is_there = line.target_place == BalanceRow.place_id, line.target_state == BalanceRow.state
    return and_(*is_there, line.source_place != BalanceRow.place_id)


def held(line: type[LineRow]) -> ColumnElement[bool]:
    """Whether a line brought an item into the state of a position."""
    return and_(line.target_state == BalanceRow.state, line.source_state != BalanceRow.state)


IS_HELD = BalanceRow.state.not_in(bindparam("free", FREE_STATES, expanding=True, literal_execute=True))
"""Written so that the index of just these positions is used."""


class Named(NamedTuple):
    """What people call an item, and the code or number that says nothing of a person."""

    kind: str
    name: str
    key: str


_POSITION = (
    BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.quantity, Firearm.id.label("firearm"),
    Article.kind.label("article"),
)  # fmt: skip


def _positions(*columns: Column) -> Rows:
    """Positions with what is told of each, and which of them are of firearms and of articles."""
    return (
        select(*_POSITION, *columns)
        .select_from(BalanceRow)
        .outerjoin(Firearm, Firearm.id == BalanceRow.item_id)
        .outerjoin(Article, Article.id == BalanceRow.item_id)
        .where(BalanceRow.quantity > 0)
    )


def last_got() -> Column:
    """The entry by which the person of a position last got of it, NULL for none.

    Of a firearm it is sought in its own life; of all else in the person's, for a lot has gone through many hands: the
    newest first.
    """
    to_them = LineRow.target_person == BalanceRow.person_id, LineRow.source_person != BalanceRow.person_id
    of_item = LineRow.item_id == BalanceRow.item_id
    got = select(LineRow.seq).where(LineRow.seq == MentionRow.seq, of_item, *to_them)
    in_life_of_person = (
        select(MentionRow.seq)
        .where(MentionRow.record_id == BalanceRow.person_id, stands(MentionRow.seq))
        .where(got.correlate(BalanceRow, MentionRow).exists())
        .order_by(MentionRow.seq.desc())
    )
    in_life_of_item = select(LineRow.seq).where(of_item, *to_them, stands(LineRow.seq)).order_by(LineRow.seq.desc())
    by_item, by_person = (
        each.limit(1).correlate(BalanceRow).scalar_subquery() for each in (in_life_of_item, in_life_of_person)
    )
    return case((Firearm.id.is_not(None), by_item), else_=by_person)


def handed_out(*which: Column) -> Rows:
    """Positions with people, each with the entry by which they last got of it as `seq`."""
    return _positions(last_got().label("seq")).where(*which).subquery()


def brought(how: Callable[[Any], ColumnElement[bool]], *which: Column) -> Rows:
    """Positions by the entries (`seq`) that brought there what is there; where some rounds came at one time and some at
    another, those that came first are taken to have left first."""
    later = aliased(LineRow)
    since = (
        select(func.coalesce(func.sum(later.quantity), 0))
        .where(later.item_id == BalanceRow.item_id, how(later), later.seq > LineRow.seq, stands(later.seq))
        .correlate(BalanceRow, LineRow)
        .scalar_subquery()
    )
    line = and_(LineRow.item_id == BalanceRow.item_id, how(LineRow))
    rows = _positions(LineRow.seq).join(LineRow, line).where(stands(LineRow.seq), since < BalanceRow.quantity)
    return rows.where(*which).distinct().subquery()


@dataclass(frozen=True)
class Standing:
    """What is to come back, by a clock: a statement that is made once, and counts and names at the same time."""

    code: str
    statement: Rows

    def find(self, outlook: Outlook, end: int) -> Found:
        """What is due before `end` (UTC ms), counted by severity, and the earliest by name."""
        facts = {
            "now": outlook.now, "soon": outlook.start_of_next(outlook.soon()), "end": end,
            "shift": outlook.number("shift_hours") * HOUR, "many": max(outlook.limit, 1),
        }  # fmt: skip
        rows = outlook.session.execute(self.statement, facts).all()
        counts = HowMany(*(getattr(rows[0], name) for name in HowMany._fields)) if rows else HowMany()
        return Found(counts, lambda many: list(_told(outlook, self.code, rows[:many])))


def standing(code: str, positions: Rows, due_at: Column) -> Standing:
    """Positions that are due back at a moment of their entry; `due_at` is NULL for what is never due."""
    now, soon, end = map(asked, ("now", "soon", "end"))
    told = [column for column in positions.c if column is not positions.c.seq]
    rows = (
        select(*told, due_at.label("due_at"), EntryRow.seq.label("entry"), EntryRow.occurred_at)
        .join(EntryRow, EntryRow.seq == positions.c.seq)
        .where(due_at < end)
        .subquery()
    )
    due = rows.c.due_at
    parts = due < now, and_(due >= now, due < soon), and_(due >= now, due >= soon)
    sums = [func.count().filter(part).over().label(name) for part, name in zip(parts, HowMany._fields, strict=True)]
    return Standing(code, select(rows, *sums).order_by(due, rows.c.item_id).limit(asked("many")))


def _told(outlook: Outlook, code: str, rows: Sequence[Row[Any]]) -> Iterator[Due]:
    session = outlook.session
    items = named(session, (row.item_id for row in rows))
    people = {n: (name, code_) for n, name, code_ in session.execute(_people({row.person_id for row in rows}))}
    places = dict(session.execute(select(Place.id, Place.name).where(Place.id.in_({r.place_id for r in rows}))).all())
    for row in rows:
        item = items[row.item_id]
        holder, owner_code = people.get(row.person_id, ("", ""))
        yield outlook.due(
            code, due_at=row.due_at, kind=item.kind, record=row.item_id, name=item.name, key=item.key,
            owner=row.person_id, owner_code=owner_code,
            facts={"holder": holder, "place": places[row.place_id], "entry": row.entry, "since": row.occurred_at},
        )  # fmt: skip


def _people(numbers: Iterable[int]) -> Any:
    return select(Person.id, func.coalesce(Person.name, Person.code), Person.code).where(Person.id.in_(numbers))


def named(session: Session, items: Iterable[int]) -> dict[int, Named]:
    """What people call some items."""
    wanted, told = list(items), dict[int, Named]()
    firearms = select(Firearm.id, Firearm.maker, Firearm.model, Firearm.serial).where(Firearm.id.in_(wanted))
    for number, maker, model, serial in session.execute(firearms):
        told[number] = Named("firearm", f"{maker} {model} {serial}", serial)
    for number, lot in session.execute(select(Lot.id, Lot.lot_number).where(Lot.id.in_(wanted))):
        told[number] = Named("lot", lot, lot)
    for number, name, code in session.execute(
        select(Article.id, Article.name, Article.code).where(Article.id.in_(wanted))
    ):
        told[number] = Named("article", f"{name} {code}", code)
    return told
