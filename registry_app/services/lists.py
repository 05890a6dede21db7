"""What lists show: the ids that match, in order, and the rows behind some of them, fetched when they are looked at."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    case,
    func,
    intersect,
    literal_column,
    or_,
    select,
    text,
    union_all,
)
from sqlalchemy.orm import Session

from registry_app.domain.choices import FIELD_PLACES, STORES, USABLE_STATES
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Article, Audit, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.domain.serials import confusion_key, normalised
from registry_app.services import list_filters

Row = tuple[str | int | None, ...]

TRIGRAM = 3
"""The search index knows runs of three characters; shorter texts are looked for at the beginning of a serial."""

LAST = "\uffff"
"""After every text that begins alike."""

_B = BalanceRow
STATES = list_filters.STATES


def positioned(*columns: Any) -> Select[Any]:  # any column or label
    """Firearms with the one position that holds each."""
    return (
        select(*columns)
        .select_from(Firearm)
        .join(_B, and_(_B.item_id == Firearm.id, _B.quantity > 0))
        .join(Place, Place.id == _B.place_id)
        .outerjoin(Person, Person.id == _B.person_id)
    )


def matching(sought: str) -> ColumnElement[bool]:
    """Every word of the text must be found in serial (also with look-alike characters), maker, model, tag, permit or
    the holder's code of a firearm.

    Asked by the firearm's number alone, so that the database goes from the few that match to their positions.
    """
    words = [_matching_word(word) for word in sought.split()]
    return Firearm.id.in_(words[0] if len(words) == 1 else intersect(*words))


def _matching_word(word: str) -> Select[int]:
    code = select(Person.id).where(Person.code == word.upper())
    held = select(_B.item_id).where(_B.person_id.in_(code), _B.person_id > literal_column("0"), _B.quantity > 0)
    found = union_all(called(word), held).subquery()
    return select(found.c[0])


def called(word: str) -> Select[int]:
    """The numbers of the firearms in whose serial, maker, model, tag or permit the list's search finds a word."""
    if len(word) < TRIGRAM:
        beginning = normalised(word)
        return select(Firearm.id).where(Firearm.serial_normal >= beginning, Firearm.serial_normal < beginning + LAST)
    return indexed(expression(word))


def expression(word: str) -> str:
    """What the search index is asked for a word: the word, or what is left of it without separators, or folded."""
    return " OR ".join('"' + w.replace('"', '""') + '"' for w in dict.fromkeys((word, *_folded(word))))


def indexed(sought: str) -> Select[int]:
    """The numbers of the firearms that the search index finds by an expression."""
    matches = literal_column("firearm_search").op("MATCH", is_comparison=True)(sought)
    return select(literal_column("rowid", BigInteger)).select_from(text("firearm_search")).where(matches)


def _folded(word: str) -> Iterable[str]:
    return (w for w in (normalised(word), confusion_key(word)) if len(w) >= TRIGRAM)


def inside(place: int) -> Select[int]:
    """The place and all that lies in it, however deep."""
    tree = select(Place.id).where(Place.id == place).cte("tree", recursive=True)
    return select(tree.union(select(Place.id).join(tree, Place.parent_id == tree.c.id)).c.id)


def counts(session: Session) -> dict[str, int]:
    """How many firearms answer to each filter of `STATES`; the whole company's under `all`."""
    totals = [func.sum(case((condition(), 1), else_=0)).label(code or "all") for code, condition in STATES.items()]
    row = session.execute(positioned(*totals)).mappings().one()
    return {code: int(count or 0) for code, count in row.items()}


FOUND = 20


def find(session: Session, *, kind: str, text: str = "", limit: int = FOUND) -> list[tuple[int, str, str]]:
    """Records of a kind for a picker: number, name, and a hint that tells it apart; exact codes come first."""
    return _FINDERS[kind](session, text.strip(), limit)


def like(sought: str) -> str:
    """The pattern that finds a text anywhere in another, its own percent signs included; escaped by a backslash."""
    escaped = sought.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _people(session: Session, sought: str, limit: int) -> list[tuple[int, str, str]]:
    query = (
        select(Person.id, func.coalesce(Person.name, Person.code), Person.code)
        .where(or_(Person.code.ilike(like(sought), escape="\\"), Person.name.ilike(like(sought), escape="\\")))
        .order_by(Person.code != sought.upper(), Person.name, Person.code)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.limit(limit))]


def _places(session: Session, sought: str, limit: int) -> list[tuple[int, str, str]]:
    """Only places of the company: nobody picks `destroyed` from a list."""
    query = (
        select(Place.id, Place.name, Place.code)
        .where(Place.kind.in_([*STORES, *FIELD_PLACES]), Place.kind != "company")
        .where(or_(Place.code.ilike(like(sought), escape="\\"), Place.name.ilike(like(sought), escape="\\")))
        .order_by(Place.code != sought.upper(), Place.kind != "armoury", Place.name)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query.limit(limit))]


def _lots(session: Session, sought: str, limit: int) -> list[tuple[int, str, str]]:
    query = (
        select(Lot.id, Lot.lot_number, Lot.maker, Lot.calibre)
        .where(or_(Lot.lot_number.ilike(like(sought), escape="\\"), Lot.calibre.ilike(like(sought), escape="\\")))
        .order_by(Lot.lot_number != sought.upper(), Lot.lot_number)
    )
    return [(row[0], row[1], f"{row[2]} {row[3]}") for row in session.execute(query.limit(limit))]


def _firearms(session: Session, sought: str, limit: int) -> list[tuple[int, str, str]]:
    """Firearms anywhere by serial or tag, the exact ones first."""
    exact = or_(Firearm.serial == sought, Firearm.tag == sought.upper(), Firearm.serial_normal == normalised(sought))
    near = or_(exact, matching(sought)) if sought else Firearm.id > 0
    query = positioned(Firearm.id, Firearm.serial, Firearm.maker, Firearm.model, exact).where(near)
    ordered = query.order_by(exact.desc(), Firearm.serial_normal).limit(limit)
    return [(row[0], row[1], f"{row[2]} {row[3]}") for row in session.execute(ordered)]


def _articles(session: Session, sought: str, limit: int) -> list[tuple[int, str, str]]:
    """Articles anywhere by code, description or the number on them, the exact code first."""
    near = (column.ilike(like(sought), escape="\\") for column in (Article.code, Article.name, Article.number))
    query = select(Article.id, Article.code, Article.name).where(or_(*near))
    ordered = query.order_by(Article.code != sought.upper(), Article.code).limit(limit)
    return [(row[0], row[1], row[2]) for row in session.execute(ordered)]


_FINDERS = {"person": _people, "place": _places, "lot": _lots, "firearm": _firearms, "article": _articles}


def by_serial(session: Session, sought: str) -> list[int]:
    """The firearms whose serial as marked, normalised serial or tag is exactly the text."""
    exact = select(Firearm.id).where(or_(Firearm.serial == sought, Firearm.tag == sought.upper()))
    found = session.execute(exact).scalars().all()
    same = select(Firearm.id).where(Firearm.serial_normal == normalised(sought))
    return list(found or session.execute(same).scalars().all())


def by_code(session: Session, kind: str, sought: str) -> list[int]:
    """The persons, places, lots, articles or audits with exactly this code, name or lot number."""
    names = {
        "person": (Person.code, Person.name),
        "place": (Place.code, Place.name),
        "lot": (Lot.lot_number,),
        "article": (Article.code,),
        "audit": (Audit.code,),
    }[kind]
    same = [func.lower(column) == sought.casefold() for column in names]
    return list(session.execute(select(names[0].class_.id).where(or_(*same))).scalars().all())


def one(session: Session, kind: str, sought: str) -> int:
    """The one firearm, person, place, lot or article of that serial, tag, code or name; else `Refused`."""
    found = by_serial(session, sought) if kind == "firearm" else by_code(session, kind, sought)
    if not found:
        raise Refused(refuse("nothing_of_that_name", value=sought))
    if len(found) > 1:
        raise Refused(refuse("several_of_that_name", value=sought, many=len(found)))
    return found[0]


def held_by(session: Session, person: int) -> list[tuple[int, str, str, int]]:
    """What a person has: item, its kind, its name (of an article its code and what it is), and how many."""
    name = func.coalesce(Firearm.serial, Lot.lot_number, Article.code + " " + Article.name)
    kind = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
    query = (
        select(_B.item_id, kind, name, func.sum(_B.quantity))
        .outerjoin(Firearm, Firearm.id == _B.item_id)
        .outerjoin(Lot, Lot.id == _B.item_id)
        .outerjoin(Article, Article.id == _B.item_id)
        .where(_B.person_id == person, _B.quantity > 0)
        .group_by(_B.item_id, kind, name)
        .order_by(case((kind == "firearm", 0), (kind == "lot", 1), else_=2), name)
    )
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]


def ready_lots(session: Session, calibres: Sequence[str] = ()) -> list[tuple[int, str, str, int]]:
    """Lots with usable rounds in store, of some calibres where any are named: lot, number, calibre, rounds."""
    query = (
        select(Lot.id, Lot.lot_number, Lot.calibre, func.sum(_B.quantity))
        .join(_B, _B.item_id == Lot.id)
        .join(Place, Place.id == _B.place_id)
        .where(_B.person_id == 0, Place.kind.in_(STORES), _B.state.in_(USABLE_STATES), _B.quantity > 0)
        .group_by(Lot.id, Lot.lot_number, Lot.calibre)
        .order_by(Lot.lot_number)
    )
    if calibres:
        query = query.where(Lot.calibre.in_(calibres))
    return [(row[0], row[1], row[2], row[3]) for row in session.execute(query)]
