"""The tree of places with how much is in each, and what lies in one of them: kinds, firearms by slot, slots, keys."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, and_, case, func, select
from sqlalchemy.orm import Session

from registry_app.domain.choices import INSIDE, PLACE_KINDS
from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.i18n import N_
from registry_app.services import custodians, key_register, list_files
from registry_app.services.custodians import Custodian
from registry_app.services.key_register import KeyRow
from registry_app.services.lists import inside, positioned

MOST = 300
"""So many firearms of a place are told one by one; the list of firearms shows all of them."""
FREE, OCCUPIED, OUT = "free", "occupied", "out"
_B = BalanceRow
_DIGITS = re.compile(r"(\d+)")
_KINDS = list(PLACE_KINDS)


@dataclass(frozen=True)
class Node:
    """A place in the tree, `parent` 0 at the top; pieces and rounds are of all that lies in it, however deep."""

    id: int
    parent: int
    kind: str
    code: str
    name: str
    firearms: int = 0
    rounds: int = 0
    articles: int = 0


@dataclass(frozen=True)
class Much:
    """How much there is of a kind: of firearms (`what` is `firearm`), rounds of a calibre (`lot`), or articles.

    `here` lies there, `out` is with somebody.
    """

    what: str
    kind: str
    here: int
    out: int


@dataclass(frozen=True)
class Lying:
    """A firearm in its position: what it is called, where it is, in which state, and who has it."""

    item: int
    serial: str
    called: str
    kind: str
    place: int
    place_code: str
    place_kind: str
    state: str
    holder: str


@dataclass(frozen=True)
class Slot:
    """A slot of a rack: `FREE`, `OCCUPIED`, or `OUT` while the firearm that belongs there is elsewhere.

    Firearms that stand in the rack itself have no `code`; `where` says who has one that is out, or where it is.
    """

    place: int
    code: str
    state: str
    item: int = 0
    serial: str = ""
    called: str = ""
    kind: str = ""
    where: str = ""


@dataclass(frozen=True)
class Contents:
    """What is in a place, of one moment; `many` firearms, of which the first `MOST` are told one by one."""

    amounts: tuple[Much, ...]
    firearms: tuple[Lying, ...]
    many: int
    slots: tuple[Slot, ...]
    custodian: Custodian | None
    keys: tuple[KeyRow, ...]


def natural(code: str) -> tuple[tuple[int, int, str], ...]:
    """What codes are ordered by: numbers in them by their size, so that slot 9 comes before slot 10."""
    parts = _DIGITS.split(code.casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts if part)


def tree(session: Session) -> list[Node]:
    """The places of the company from the top down, each followed by what lies in it."""
    query = select(Place.id, Place.parent_id, Place.kind, Place.code, Place.name).where(Place.kind.in_(list(INSIDE)))
    nodes = [Node(row[0], row[1] or 0, row[2], row[3], row[4]) for row in session.execute(query)]
    below: dict[int, list[Node]] = {}
    for node in sorted(nodes, key=lambda each: (_KINDS.index(each.kind), natural(each.code))):
        below.setdefault(node.parent, []).append(node)
    found: list[Node] = []
    _grow(0, below, _own(session), found)
    return found


def _grow(
    place: int, below: Mapping[int, list[Node]], own: Mapping[tuple[int, str], int], found: list[Node]
) -> Counter[str]:
    """Append what lies in a place, and answer how much all of it is."""
    sums = Counter({what: own.get((place, what), 0) for what in ("firearm", "lot", "article")})
    for node in below.get(place, ()):
        at = len(found)
        found.append(node)
        inner = _grow(node.id, below, own, found)
        found[at] = replace(node, firearms=inner["firearm"], rounds=inner["lot"], articles=inner["article"])
        sums.update(inner)
    return sums


_WHAT = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
_KIND = func.coalesce(Firearm.kind, Lot.calibre, Article.kind)


def _items(*columns: Any) -> Select[Any]:  # any column or label
    """Positions with the item of each, whichever kind it is."""
    return (
        select(*columns)
        .select_from(_B)
        .outerjoin(Firearm, Firearm.id == _B.item_id)
        .outerjoin(Lot, Lot.id == _B.item_id)
        .outerjoin(Article, Article.id == _B.item_id)
        .where(_B.quantity > 0)
    )


def _own(session: Session) -> dict[tuple[int, str], int]:
    """How much of what is in each place itself."""
    query = _items(_B.place_id, _WHAT, func.sum(_B.quantity)).group_by(_B.place_id, _WHAT)
    return {(place, what): many for place, what, many in session.execute(query)}


def contents(session: Session, place: int) -> Contents:
    """All that is in a place and what lies in it."""
    places = key_register.tree(session)
    armoury = places.armoury(place)
    deep = set(session.execute(inside(place)).scalars())
    return Contents(
        tuple(_amounts(session, place)), tuple(_firearms(session, place)), _many(session, place),
        tuple(_slots(session, place, places.kinds.get(place, ""))),
        next((each for each in custodians.custodians(session) if each.armoury == armoury), None),
        tuple(key for key in key_register.keys(session) if key.opens in deep),
    )  # fmt: skip


def _amounts(session: Session, place: int) -> Iterator[Much]:
    here = func.sum(case((_B.person_id == 0, _B.quantity), else_=0))
    query = _items(_WHAT, _KIND, here, func.sum(_B.quantity)).where(_B.place_id.in_(inside(place)))
    for what, kind, lying, all_of_it in session.execute(query.group_by(_WHAT, _KIND).order_by(_WHAT.desc(), _KIND)):
        yield Much(what, kind, lying, all_of_it - lying)


def _many(session: Session, place: int) -> int:
    query = select(func.count()).select_from(_B).join(Firearm, Firearm.id == _B.item_id)
    return session.execute(query.where(_B.quantity > 0, _B.place_id.in_(inside(place)))).scalar() or 0


def _lying(session: Session, query: Select[Any]) -> list[Lying]:
    """Firearms in their positions, in the order of the places' codes, then of the serials."""
    found = [Lying(*row) for row in session.execute(query)]
    return sorted(found, key=lambda each: (natural(each.place_code), natural(each.serial)))


def _positions() -> Select[Any]:
    return positioned(
        Firearm.id, Firearm.serial, Firearm.maker + " " + Firearm.model, Firearm.kind, Place.id, Place.code,
        Place.kind, _B.state, func.coalesce(Person.name, Person.code, ""),
    )  # fmt: skip


def _firearms(session: Session, place: int) -> list[Lying]:
    query = _positions().where(_B.place_id.in_(inside(place)))
    return _lying(session, query.order_by(Place.code, Firearm.serial_normal).limit(MOST))


def _slots(session: Session, place: int, kind: str) -> Iterator[Slot]:
    """The slots in the order of their codes; after them what stands in the rack itself or belongs there."""
    query = select(Place.id, Place.code).where(Place.parent_id == place, Place.kind == "slot")
    slots = sorted(session.execute(query).all(), key=lambda row: natural(row[1]))
    if not slots and kind != "rack":
        return
    at, belonging = _standing(session, [place, *(number for number, _code in slots)])
    for number, code in [*slots, (place, "")]:
        there = [_slot(number, code, each) for each in at.get(number, ())]
        there += [_slot(number, code, each, is_elsewhere=True) for each in belonging.get(number, ())]
        yield from there or ([Slot(number, code, FREE)] if code else [])


def _standing(session: Session, places: list[int]) -> tuple[dict[int, list[Lying]], dict[int, list[Lying]]]:
    """By place: the firearms that are in it, and those that belong there and are somewhere else in the company."""
    at: dict[int, list[Lying]] = {}
    elsewhere: dict[int, list[Lying]] = {}
    for each in _lying(session, _positions().where(_B.place_id.in_(places))):
        at.setdefault(each.place, []).append(each)
    away = and_(Firearm.home_id.in_(places), Firearm.home_id != _B.place_id, Place.kind.in_(list(INSIDE)))
    homes = {row[0]: row[1] for row in session.execute(positioned(Firearm.id, Firearm.home_id).where(away))}
    for each in _lying(session, _positions().where(away)):
        elsewhere.setdefault(homes[each.item], []).append(each)
    return at, elsewhere


def _slot(place: int, code: str, found: Lying, *, is_elsewhere: bool = False) -> Slot:
    is_out = is_elsewhere or bool(found.holder)
    where = (found.holder or found.place_code) if is_out else ""
    return Slot(place, code, OUT if is_out else OCCUPIED, found.item, found.serial, found.called, found.kind, where)


_FIREARMS = Field("firearms", N_("Firearms"), "integer")
_ROUNDS = Field("rounds", N_("Rounds"), "integer")
_ARTICLES = Field("articles", N_("Articles"), "integer")


def file(session: Session, suffix: str) -> bytes:
    """The places from the top down with how much is in each, as a file. Raises `Refused` for an unknown suffix."""
    nodes = tree(session)
    codes = {node.id: node.code for node in nodes}
    fields = fields_of(Place)
    part_of = Field("part_of", fields["parent_id"].label)
    columns = [
        *((field, field.label) for field in (fields["code"], fields["name"], fields["kind"], part_of)),
        *((field, field.label) for field in (_FIREARMS, _ROUNDS, _ARTICLES)),
    ]
    rows = [
        (n.code, n.name, n.kind, codes.get(n.parent, ""), n.firearms, n.rounds, n.articles) for n in nodes
    ]  # fmt: skip
    return list_files.written(rows, columns, name=N_("Places"), suffix=suffix)
