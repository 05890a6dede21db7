"""The inspector's draw: which firearms a head, a place, a size and a word pick, the same for whoever draws again.

Strata are those with a guard, those never seen in a count, the half of the others that were not seen for longest, and
the rest, all as of the head; each gives its share of the sample.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain import sampling
from registry_app.domain.book import Book
from registry_app.domain.entry import parse
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.head import Head
from registry_app.domain.records import Place, Sighting
from registry_app.domain.rows import EntryRow
from registry_app.domain.sampling import Statement
from registry_app.i18n import N_
from registry_app.services import expected, ledger, past
from registry_app.services.cuts import Cut

STRATA = {
    "with_guard": N_("With a guard"),
    "never_seen": N_("Never seen in a count"),
    "oldest": N_("Longest not seen"),
    "others": N_("Others"),
}
SEEING = ("sight", "shown")
Picked = Mapping[str, list[int]]


@dataclass(frozen=True)
class Drawn:
    """One piece of a sample: the firearm's record, its stratum, what is engraved on it, and where it is on record."""

    number: int
    stratum: str
    serial: str
    maker: str
    model: str
    place: str


@dataclass(frozen=True)
class Draw:
    """A sample of a place at a head, with how many there are in each stratum, and what it proves when all is right."""

    head: Head
    place: int
    place_code: str
    place_name: str
    word: str
    strata: Mapping[str, int]
    drawn: tuple[Drawn, ...]
    statement: Statement


def draw(session: Session, *, size: int, word: str, place: int = 0, head: int = 0) -> Draw:
    """Draw `size` firearms of a place (0: the company) with all that belongs to it, at a head (0: now).

    The order is that of drawing. Raises `Refused` for a size below 1, an empty word, or a head the ledger never had.
    """
    if size < 1 or not word.strip():
        raise Refused(refuse("sample_needs_word"))
    at = ledger.head(session, size=head or None)
    where = session.get(Place, place) if place else None
    if where is None:
        where = session.execute(select(Place).where(Place.kind == "company").order_by(Place.id)).scalars().first()
    if where is None:
        raise Refused(refuse("place_unknown", place=place))
    book = _frozen(session, where.id, at.size)
    strata = _strata(session, book, at.size)
    found = _picked(strata, at.root, where.id, size, word)
    drawn = tuple(_told(session, book, found, at.size))
    statement = sampling.proven(sum(map(len, strata.values())), len(drawn))
    many = {name: len(numbers) for name, numbers in strata.items()}
    return Draw(at, where.id, where.code, where.name, word, many, drawn, statement)


def as_json(draw: Draw, *, wrong: int = 0) -> dict[str, Any]:
    """A draw as reports and scripts read it: codes and whole numbers, and what it proves with so many found wrong."""
    said = sampling.proven(draw.statement.population, draw.statement.sample, wrong)
    taken = Counter(each.stratum for each in draw.drawn)
    return {
        "head": {"origin": draw.head.origin, "size": draw.head.size, "root": draw.head.root},
        "place": {"code": draw.place_code, "name": draw.place_name},
        "size": len(draw.drawn),
        "word": draw.word,
        "population": said.population,
        "strata": [{"code": code, "population": n, "drawn": taken[code]} for code, n in draw.strata.items()],
        "drawn": [_plain(at, each) for at, each in enumerate(draw.drawn, 1)],
        "statement": {
            "population": said.population, "sample": said.sample, "wrong": said.wrong, "most_wrong": said.most,
            "confidence_percent": int(said.confidence * 100),
        },
    }  # fmt: skip


def _plain(at: int, each: Drawn) -> dict[str, Any]:
    told = {name: getattr(each, name) for name in ("serial", "maker", "model", "place", "stratum")}
    return {"at": at, **told, "record": each.number}


def picked(session: Session, *, place: int, head: int, root: str, size: int, word: str) -> Picked:
    """The firearms that are drawn of a place at a head, by stratum."""
    return _picked(_strata(session, _frozen(session, place, head), head), root, place, size, word)


def _frozen(session: Session, place: int, head: int) -> Book:
    """What was on record at the head, whatever was entered or corrected since: else there would be another draw."""
    return expected.book(session, place=place, size=head, end=head)


def _picked(strata: Picked, root: str, place: int, size: int, word: str) -> Picked:
    return sampling.stratified(strata, size, root=root, place=place, word=word)


def _strata(session: Session, book: Book, size: int) -> dict[str, list[int]]:
    firearms = set(past.told(session, "firearm", _known(size), names=("tag",)).numbers)
    last_seen = _last_seen(session, size)
    strata: dict[str, list[int]] = {name: [] for name in STRATA}
    before: list[int] = []
    for item in book.items():
        if item not in firearms:
            continue
        is_out = any(position.person for position, n in book.start[item].items() if n > 0)
        known = strata["with_guard"] if is_out else before if item in last_seen else strata["never_seen"]
        known.append(item)
    before.sort(key=lambda item: (last_seen[item], item))
    strata["oldest"], strata["others"] = before[: len(before) // 2], before[len(before) // 2 :]
    return strata


def _known(size: int) -> Cut:
    """As the ledger told it when it had `size` entries."""
    return Cut(0, is_now=True, head=size)


def _last_seen(session: Session, size: int) -> dict[int, int]:
    """When each item was seen last in a count, as the head knows it (UTC ms)."""
    query = (
        select(Sighting.item_id, func.max(EntryRow.occurred_at))
        .join(EntryRow, EntryRow.seq == Sighting.described_seq)
        .where(Sighting.item_id.is_not(None), Sighting.described_seq < size)
        .group_by(Sighting.item_id)
    )
    found = {item or 0: at for item, at in session.execute(query)}
    for item, at in _withdrawn(session, size):
        found[item] = max(found.get(item, 0), at)
    return found


def _withdrawn(session: Session, size: int) -> Iterator[tuple[int, int]]:
    """The items of sightings that the head knows and that were corrected since, each with when it was seen."""
    undone = select(EntryRow.corrects).where(EntryRow.seq >= size, EntryRow.corrects >= 0)
    query = select(EntryRow.body).where(EntryRow.seq.in_(undone), EntryRow.seq < size, EntryRow.kind.in_(SEEING))
    for entry in map(parse, session.execute(query).scalars()):
        for change in entry.records:
            if change.kind == "sighting" and isinstance(item := change.new.get("item_id"), int):
                yield item, entry.occurred_at


def _told(session: Session, book: Book, found: Picked, size: int) -> list[Drawn]:
    wanted = {number: stratum for stratum, numbers in found.items() for number in numbers}
    names = ("serial", "maker", "model")
    firearms = past.records(session, "firearm", _known(size), names=names, only=wanted)
    places = dict(session.execute(select(Place.id, Place.name)).all())
    told = []
    for number, stratum in wanted.items():
        at = next(position for position, n in book.start[number].items() if n > 0)
        serial, maker, model = (str(firearms[number][name]) for name in names)
        told.append(Drawn(number, stratum, serial, maker, model, places[at.place]))
    return told
