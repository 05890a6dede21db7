"""What a guard acknowledges at the hatch, word for word: who, what by serial and lot, where, until when."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain import calibres
from registry_app.domain.choices import FIREARM_KINDS
from registry_app.domain.records import Article, Company, Firearm, Lot, Person, Place
from registry_app.i18n import N_, _, n_, number
from registry_app.services import clock, staying

FIRST_LINES = {
    "issue": N_("{person} ({code}) receives from {company}:"),
    "relieve": N_("{person} ({code}) takes over, in the name of {company}:"),
    "take_back": N_("{person} ({code}) gives back to {company}:"),
}


@dataclass(frozen=True)
class Handover:
    """A handover as it is about to be entered: `person` receives (issue, relieve) or gives back (take_back).

    Quantities by lot and article; `due_at` and `at` are UTC ms, `due_at` 0 for never. `at` is the moment that the
    entry will name as `occurred_at`.
    """

    kind: str
    person: int
    at: int
    firearms: tuple[int, ...] = ()
    rounds: Mapping[int, int] = field(default_factory=dict)
    articles: Mapping[int, int] = field(default_factory=dict)
    expended: Mapping[int, int] = field(default_factory=dict)
    post: int = 0
    due_at: int = 0


def text_for(session: Session, handover: Handover, language: str = "") -> str:
    """The exact text, in a language (the one in force unless named); the same facts make the same text."""
    with i18n.speaking(language or i18n.language()):
        return "\n".join(_lines(session, handover))


def still_with(session: Session, person: int) -> list[str]:
    """What somebody has now, in lines below words that say who it is; empty where nothing is."""
    return list(_left(session, Handover("take_back", person, 0)))


def _lines(session: Session, told: Handover) -> Iterator[str]:
    who = parties(session, told.person)
    yield _(FIRST_LINES[told.kind]).format(**who)
    yield from (f"– {line}" for line in _things(session, told))
    yield from _left(session, told)
    if told.post and (post := session.execute(select(Place.name).where(Place.id == told.post)).scalar()):
        yield _("Post: {post}").format(post=post)
    zone = clock.zone(session)
    if told.due_at:
        yield _("Due back: {moment}").format(moment=i18n.moment(told.due_at, zone))
    yield _("Moment: {moment}").format(moment=i18n.moment(told.at, zone))


def _left(session: Session, told: Handover) -> Iterator[str]:
    if left := list(_staying(session, told)):
        yield _("Stays with {person}:").format(person=parties(session, told.person)["person"])
        yield from (f"– {line}" for line in left)


def parties(session: Session, person: int) -> dict[str, str]:
    """Who acknowledges, by name (the code once that was erased) and code, and to which company."""
    found = session.execute(select(Person.name, Person.code).where(Person.id == person)).first()
    name, code = (found.name or found.code, found.code) if found else ("", "")
    return {"person": name, "code": code, "company": session.execute(select(Company.name)).scalar() or ""}


def _things(session: Session, told: Handover) -> Iterator[str]:
    for firearm in dict.fromkeys(told.firearms):
        yield firearm_text(session, firearm)
    for lot, rounds in told.rounds.items():
        yield rounds_text(session, lot, rounds)
    for lot, rounds in told.expended.items():
        yield _("{rounds}, used up").format(rounds=rounds_text(session, lot, rounds))
    for article, pieces in told.articles.items():
        yield _article(session, article, pieces)


def _staying(session: Session, told: Handover) -> Iterator[str]:
    """What the person keeps of all that he has when this comes back."""
    if told.kind != "take_back":
        return
    back = Counter(dict.fromkeys(told.firearms, 1))
    for part in (told.rounds, told.articles, told.expended):
        back.update(part)
    kept = staying.beside(session, told.person, back)
    kinds = {kind: _of(session, kind, kept) for kind in (Firearm, Lot, Article)}
    yield from (firearm_text(session, item) for item in kinds[Firearm])
    yield from (rounds_text(session, item, kept[item]) for item in kinds[Lot])
    yield from (_article(session, item, kept[item]) for item in kinds[Article])


def _of(session: Session, kind: type[Firearm | Lot | Article], items: Mapping[int, int]) -> list[int]:
    return list(session.execute(select(kind.id).where(kind.id.in_(items)).order_by(kind.id)).scalars())


def firearm_text(session: Session, firearm: int) -> str:
    """A firearm by its kind, maker, model, calibre and serial number."""
    columns = Firearm.kind, Firearm.maker, Firearm.model, Firearm.calibre, Firearm.serial
    row = session.execute(select(*columns).where(Firearm.id == firearm)).first()
    if row is None:
        return f"#{firearm}"
    kind, calibre = _(FIREARM_KINDS.get(row.kind, row.kind)), calibres.shown(row.calibre)
    return _("{kind} {maker} {model}, {calibre}, serial number {serial}").format(
        kind=kind, maker=row.maker, model=row.model, calibre=calibre, serial=row.serial
    )


def rounds_text(session: Session, lot: int, rounds: int) -> str:
    """So many rounds of a lot."""
    row = session.execute(select(Lot.lot_number, Lot.calibre).where(Lot.id == lot)).first()
    counted = n_("{n} round", "{n} rounds", rounds).format(n=number(rounds))
    if row is None:
        return f"{counted}, #{lot}"
    return _("{rounds} {calibre}, lot {lot}").format(
        rounds=counted, calibre=calibres.shown(row.calibre), lot=row.lot_number
    )


def _article(session: Session, article: int, pieces: int) -> str:
    row = session.execute(select(Article.name, Article.code).where(Article.id == article)).first()
    name = f"{row.name} {row.code}" if row else f"#{article}"
    return f"{number(pieces)} × {name}" if pieces != 1 else name
