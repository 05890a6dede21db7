"""Kits: the usual set of a post, and which rounds and articles in store make it up for the firearms that go there."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.choices import STORES, USABLE_STATES
from registry_app.domain.fields import Value
from registry_app.domain.records import Article, Firearm, Kit, Lot, Place
from registry_app.domain.rows import BalanceRow
from registry_app.services import clock, records
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class KitLine:
    """So much of a kind of thing for each firearm; `place` is that which the line was described for."""

    id: int
    place: int
    kind: str
    quantity: int
    load: str = ""


@dataclass(frozen=True)
class Short:
    """What the kit asks for and store does not have: of a kind and calibre (rounds, magazines), and how much."""

    kind: str
    calibre: str
    missing: int


@dataclass(frozen=True)
class Fitting:
    """Rounds by lot and pieces by article that make up a kit, and what is missing of it."""

    rounds: Mapping[int, int] = field(default_factory=dict)
    articles: Mapping[int, int] = field(default_factory=dict)
    short: tuple[Short, ...] = ()


@once
def describe(
    session: Session, *, post: int, kind: str, quantity: int, load: str = "", note: str = "", entry_id: str = "",
    by: Actor,
) -> Posted:  # fmt: skip
    """Say how much of a kind of thing goes to a post with each firearm, in place of what was said of it before.

    `quantity` 0 takes it out of the kit. Raises `Refused` for a place that is none of work.
    """
    query = select(Kit.id).where(Kit.place_id == post, Kit.kind == kind)
    standing = session.execute(query.order_by(Kit.id)).scalars().first()
    values: dict[str, Value] = {"quantity": quantity, "load": load or None}
    if standing:
        return records.amend(session, kind="kit", record=standing, values=values, note=note, entry_id=entry_id, by=by)
    whole = {"place_id": post, "kind": kind, **values}
    return records.describe(session, kind="kit", values=whole, note=note, entry_id=entry_id, by=by)


def of_post(session: Session, post: int) -> list[KitLine]:
    """The kit of a post: its own lines, and of kinds that it has none for those of its contract, then of its client.

    Lines of quantity 0 are left out, and what they are about is not looked for further up either.
    """
    found: dict[str, KitLine] = {}
    while post:
        for line in _lines(session, post):
            found.setdefault(line.kind, line)
        post = session.execute(select(Place.parent_id).where(Place.id == post)).scalar() or 0
    return [line for line in found.values() if line.quantity]


def _lines(session: Session, place: int) -> list[KitLine]:
    query = select(Kit.id, Kit.kind, Kit.quantity, Kit.load).where(Kit.place_id == place).order_by(Kit.id)
    return [KitLine(row.id, place, row.kind, row.quantity, row.load or "") for row in session.execute(query)]


def fitting(session: Session, post: int, firearms: Sequence[int]) -> Fitting:
    """What of the kit of a post lies ready in store for these firearms.

    Rounds by calibre, those first that are best before the earliest day, none that are past it. A permit card is the
    firearm's own; a magazine too where there is one, else any of its calibre; of other articles any.
    """
    chosen = _Chosen(session, clock.today(session))
    guns = session.execute(select(Firearm.id, Firearm.calibre).where(Firearm.id.in_(list(firearms)))).all()
    for line in of_post(session, post):
        for gun, calibre in guns:
            chosen.take(line, gun, calibre)
    return Fitting(dict(chosen.rounds), dict(chosen.articles), tuple(chosen.short()))


class _Chosen:
    """What was chosen so far: nothing is chosen twice."""

    def __init__(self, session: Session, today: str) -> None:
        self._session, self._today = session, today
        self.rounds: Counter[int] = Counter()
        self.articles: Counter[int] = Counter()
        self._missing: Counter[tuple[str, str]] = Counter()

    def take(self, line: KitLine, gun: int, calibre: str) -> None:
        """Choose for one firearm what a line of the kit asks for."""
        is_rounds = line.kind == "rounds"
        chosen = self.rounds if is_rounds else self.articles
        wanted = line.quantity
        for query in self._rounds(calibre, line.load) if is_rounds else self._pieces(line.kind, gun, calibre):
            for item, there in self._session.execute(query):
                part = min(wanted, there - chosen[item])
                if part > 0:
                    chosen[item] += part
                    wanted -= part
        if wanted:
            has_calibre = is_rounds or line.kind == "magazine"
            self._missing[line.kind, calibre if has_calibre else ""] += wanted

    def short(self) -> Iterable[Short]:
        """What is missing, in the order of the kit."""
        return (Short(kind, calibre, many) for (kind, calibre), many in self._missing.items())

    def _rounds(self, calibre: str, load: str) -> Iterator[Select[int, int]]:
        lots = _in_store(Lot.id).where(Lot.calibre == calibre, func.coalesce(Lot.best_before, "9") >= self._today)
        if load:
            lots = lots.where(Lot.load == load)
        yield lots.order_by(func.coalesce(Lot.best_before, "9"), Lot.year, Lot.id)

    def _pieces(self, kind: str, gun: int, calibre: str) -> Iterator[Select[int, int]]:
        """The firearm's own before those that belong to none."""
        valid = func.coalesce(Article.expires_on, "9")
        pieces = _in_store(Article.id).where(Article.kind == kind, valid >= self._today).order_by(valid, Article.id)
        yield pieces.where(Article.firearm_id == gun)
        if kind == "magazine":
            yield pieces.where(Article.firearm_id.is_(None), Article.calibre == calibre)
        elif kind != "permit_card":
            yield pieces.where(Article.firearm_id.is_(None))


def _in_store(item: Any) -> Select[int, int]:
    """Items with how much of each lies ready in one store: what is asked for at once is taken from one place."""
    query: Select[int, int] = (
        select(item, func.max(BalanceRow.quantity))
        .join(BalanceRow, BalanceRow.item_id == item)
        .join(Place, Place.id == BalanceRow.place_id)
        .where(BalanceRow.person_id == 0, BalanceRow.quantity > 0)
        .where(BalanceRow.state.in_(USABLE_STATES), Place.kind.in_(list(STORES)))
        .group_by(item)
    )
    return query
