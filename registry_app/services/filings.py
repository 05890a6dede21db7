"""Returns as they were filed: numbered for each authority from 1 without a gap, with head and receipt."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.document import LARGEST_DOCUMENT, media_type_of
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.head import Head
from registry_app.domain.records import Company, Filing, Place
from registry_app.services import clock, documents, ledger, records
from registry_app.services.ledger import Posted
from registry_app.services.once import once

AUTHORITIES = ("arms_registry_id", "security_regulator_id")
"""The fields of the company that name the authorities it addresses."""
_FILING = -1_002


@dataclass(frozen=True)
class Filed:
    """A return as it was filed: `authority` is the addressee's code, days as stored, empty where there is none."""

    id: int
    addressee: int
    authority: str
    number: int
    report: str
    from_on: str
    until_on: str
    due_on: str
    filed_on: str
    head_size: int
    head_root: str
    content_hash: str
    receipt_number: str
    receipted_on: str


@dataclass(frozen=True)
class Authority:
    """An authority that the company addresses: the company's field that names it, its place, its last return."""

    field: str
    place: int
    code: str
    name: str
    last: Filed | None


@once
def file(
    session: Session, *, addressee: int, report: str, until_on: str, head: Head, content: bytes, from_on: str = "",
    due_on: str = "", filed_on: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter that a return went to an authority, under the next number there; `filed_on` is today when empty.

    `head` is the one that the return carries, and must be this ledger's. Of `content`, the file that was sent, the
    hash is kept, and of a PDF the file too, as a document of the filing. `Posted.records` begins with the filing's
    number. Raises `Refused`.
    """
    if ledger.head(session, size=head.size) != head:
        raise Refused(refuse("head_differs", size=head.size, root=head.root[: documents.SHOWN]))
    digest = sha256(content).hexdigest()
    check_new(session, digest, addressee)
    number = next_number(session, addressee=addressee)
    values: dict[str, Value] = {
        "addressee_id": addressee, "number": number, "report": report, "from_on": from_on or None,
        "until_on": until_on, "due_on": due_on or None, "filed_on": filed_on or clock.today(session),
        "head_size": head.size, "head_root": head.root, "content_hash": digest,
    }  # fmt: skip
    wishes: tuple[Wish, ...] = (Wish("filing", values, placeholder=_FILING),)
    contents: dict[str, bytes] = {}
    if media_type_of(content) == "application/pdf" and len(content) <= LARGEST_DOCUMENT:
        paper = documents.paper(content, subject=_FILING, kind="return", number=str(number), dated_on=until_on)
        wishes, contents = (*wishes, paper.wish), dict(paper.contents)
    draft = Draft("describe", wishes=wishes, note=note, occurred_at=occurred_at, id=entry_id, contents=contents)
    return ledger.post(session, draft, by=by)


def check_new(session: Session, digest: str, addressee: int) -> None:
    """Raises `Refused` where this authority got a file with this SHA-256 before."""
    before = select(Filing.number, Filing.filed_on).where(Filing.content_hash == digest)
    if same := session.execute(before.where(Filing.addressee_id == addressee)).first():
        raise Refused(refuse("filed_before", number=same.number, day=same.filed_on))


def next_number(session: Session, *, addressee: int) -> int:
    """The number that the next return to an authority gets."""
    last = session.execute(select(func.max(Filing.number)).where(Filing.addressee_id == addressee)).scalar()
    return (last or 0) + 1


@once
def receipt(
    session: Session, *, filing: int, number: str, dated_on: str = "", note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Enter the authority's receipt for a filing: its number, and its day, today when empty."""
    values = {"receipt_number": number, "receipted_on": dated_on or clock.today(session)}
    return records.amend(session, kind="filing", record=filing, values=values, note=note, entry_id=entry_id, by=by)


_COLUMNS = (
    Filing.id, Filing.addressee_id, Place.code, Filing.number, Filing.report, Filing.from_on, Filing.until_on,
    Filing.due_on, Filing.filed_on, Filing.head_size, Filing.head_root, Filing.content_hash, Filing.receipt_number,
    Filing.receipted_on,
)  # fmt: skip
_ROWS = select(*_COLUMNS).join(Place, Place.id == Filing.addressee_id)


def filed(session: Session, *, addressee: int = 0) -> list[Filed]:
    """The returns that were filed, to one authority when it is named, the newest first."""
    query = _ROWS.order_by(Filing.filed_on.desc(), Filing.id.desc())
    return _filed(session, query.where(Filing.addressee_id == addressee) if addressee else query)


def last(session: Session, *, addressee: int) -> Filed | None:
    """The return with the highest number that an authority got, `None` before the first."""
    query = _ROWS.where(Filing.addressee_id == addressee).order_by(Filing.number.desc()).limit(1)
    return next(iter(_filed(session, query)), None)


def following(session: Session, *, addressee: int, report: str) -> str:
    """The day after the last one that a report to an authority told of; ``""`` before the first."""
    query = select(func.max(Filing.until_on)).where(Filing.addressee_id == addressee, Filing.report == report)
    last = session.execute(query).scalar()
    return (dt.date.fromisoformat(last) + dt.timedelta(days=1)).isoformat() if last else ""


def _filed(session: Session, query: Select[*tuple[Any, ...]]) -> list[Filed]:
    return [Filed(*_without_none(row)) for row in session.execute(query)]


def _without_none(row: Iterable[Any]) -> list[Any]:
    return ["" if value is None else value for value in row]


def authorities(session: Session) -> list[Authority]:
    """The authorities that the company addresses, arms registry first, each with the last return that it got."""
    company = session.execute(select(*(Company.__table__.c[name] for name in AUTHORITIES))).mappings().one()
    found = []
    for field in AUTHORITIES:
        place = session.execute(select(Place.id, Place.code, Place.name).where(Place.id == company[field])).first()
        if place is not None:
            found.append(Authority(field, place.id, place.code, place.name, last(session, addressee=place.id)))
    return found
