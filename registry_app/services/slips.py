"""The slip: one handover on paper, as the ledger has it, with what the guard acknowledged word for word.

It carries the head that the ledger had with the entry as its last one: printed again years later it is the same slip,
but for the entry that may have undone it since.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.acts import ACKNOWLEDGED
from registry_app.domain.choices import FIELD_PLACES
from registry_app.domain.entry import NONE, Entry, Line, Position
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Article, Company, Firearm, Lot, Person, Place, User
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger, staying
from registry_app.services.acknowledgements import acknowledged
from registry_app.services.return_lists import filled, local

FORMAT = "armarium-slip/1"
SUFFIXES = (".pdf", ".json")
_COMPANY = ("name", "tax_id", "licence_number", "address")

Content = dict[str, Any]


def make(session: Session, *, entry: int, suffix: str = ".pdf", paper: str = "a5", language: str = "") -> bytes:
    """The slip of entry number `entry` as `.pdf` (A5, A4 or Letter) or `.json`, in the language in force unless named.

    Raises `Refused` for another suffix or paper, and what `content` raises.
    """
    from registry_app.reports import package

    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=SUFFIXES))
    if paper not in package.SLIP_PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(package.SLIP_PAPERS)))
    return package.write("slip", content(session, entry), suffix, paper=paper, language=language or i18n.language())


def content(session: Session, seq: int) -> Content:
    """What the slip of an entry says, as plain values that `domain.entry.canonical` takes.

    Raises `Refused` when there is no such entry, or it hands nothing over.
    """
    facts = RegisterFacts(session)
    entry = facts.entry(seq)
    if entry is None or entry.kind not in ACKNOWLEDGED:
        raise Refused(refuse("slip_not_for", entry=seq))
    head = ledger.head(session, size=seq + 1)
    company = session.execute(select(Company.__table__)).mappings().one()
    undone_by = facts.corrected_by(seq)
    return {
        "format": FORMAT,
        "number": f"SLIP-{seq}-{head.root[:8].upper()}",
        "company": filled({name: company[name] for name in _COMPANY}),
        "head": {"origin": head.origin, "size": head.size, "root": head.root},
        "entry": _entry(session, entry),
        **_things(session, entry.lines),
        **_staying(session, entry),
        **_people(session, entry),
        **_acknowledgement(session, entry),
        **({"undone_by": undone_by} if undone_by != NONE else {}),
    }


def _entry(session: Session, entry: Entry) -> Content:
    due = {"due": local(entry.due_at(), entry.zone)} if entry.due_at() else {}
    told = {
        "seq": entry.seq, "kind": entry.kind, "occurred": local(entry.occurred_at, entry.zone),
        "recorded": local(entry.recorded_at, entry.zone), "reason": entry.reason_code, "build": entry.build,
        "user": _user(session, entry.actor), "witness": _user(session, entry.witness), "post": _post(session, entry),
    }  # fmt: skip
    return filled(told) | due | ({"overrides": list(entry.overrides())} if entry.overrides() else {})


def _user(session: Session, user: int) -> str | None:
    """The name of who signed, and the user name where that was erased."""
    query = select(Person.name, User.name.label("user")).join(User, User.person_id == Person.id).where(User.id == user)
    row = session.execute(query).first()
    return (row.name or row.user) if row else None


def _post(session: Session, entry: Entry) -> str | None:
    """The post that things went to, or came from, where it was one for all of them."""
    places = {(line.source if entry.kind == "take_back" else line.target).place for line in entry.lines}
    query = select(Place.name).where(Place.id == min(places), Place.kind.in_(list(FIELD_PLACES)))
    return session.execute(query).scalar() if len(places) == 1 else None


def _people(session: Session, entry: Entry) -> Content:
    """Who gave and who received, as far as they are people; each by name and code."""
    told = {}
    for side, person in (("giver", entry.lines[0].source.person), ("receiver", entry.lines[0].target.person)):
        row = session.execute(select(Person.code, Person.name).where(Person.id == person)).first()
        if row:
            told[side] = filled({"code": row.code, "name": row.name})
    return told


def _things(session: Session, lines: Sequence[Line]) -> Content:
    """What lines move, by kind."""
    return {
        "firearms": [told for line in lines for told in _firearm(session, line)],
        "rounds": [told for line in lines for told in _lot(session, line)],
        "articles": [told for line in lines for told in _article(session, line)],
    }


def _staying(session: Session, entry: Entry) -> Content:
    """What stays with who gave back, as it was right after the entry; nothing where nothing does."""
    giver = entry.lines[0].source.person
    if entry.kind != "take_back":
        return {}
    here = Position(0, giver, "ready")
    lines = [Line(item, n, here, here) for item, n in staying.after(session, giver, entry.seq).items()]
    return {"staying": _things(session, lines)} if lines else {}


def _firearm(session: Session, line: Line) -> Iterator[Content]:
    names = "serial", "tag", "kind", "maker", "model", "calibre", "permit_number"
    columns = [Firearm.__table__.c[name] for name in names]
    row = session.execute(select(*columns).where(Firearm.id == line.item)).mappings().first()
    if row:
        yield filled(dict(row))


def _lot(session: Session, line: Line) -> Iterator[Content]:
    row = session.execute(select(Lot.lot_number, Lot.calibre, Lot.maker).where(Lot.id == line.item)).mappings().first()
    if row:
        kind = session.execute(select(Place.kind).where(Place.id == line.target.place)).scalar()
        yield filled(dict(row)) | {"quantity": line.quantity, "used_up": int(kind == "expended")}


def _article(session: Session, line: Line) -> Iterator[Content]:
    row = session.execute(select(Article.code, Article.name).where(Article.id == line.item)).mappings().first()
    if row:
        yield filled(dict(row)) | {"quantity": line.quantity}


def _acknowledgement(session: Session, entry: Entry) -> Content:
    """Nothing where nobody acknowledged; that it was erased, where it was."""
    if not any(ref.kind == "acknowledgement" for ref in entry.refs):
        return {}
    try:
        found = acknowledged(session, entry.seq)
    except Refused:
        return {"acknowledgement": {"method": "erased"}}
    strokes = [[list(point) for point in stroke] for stroke in found.strokes]
    return {"acknowledgement": {"method": found.method, "text": found.text, "strokes": strokes}}
