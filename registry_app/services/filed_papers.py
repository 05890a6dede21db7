"""Papers as they were sent: filed by what they say of themselves, and given back byte for byte."""

import json
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import received
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.received import Received
from registry_app.domain.records import Document, Filing, Place
from registry_app.reports import opened_paper
from registry_app.services import documents, filings, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once

_MALFORMED = (ValueError, LookupError, TypeError, AttributeError, RecursionError)


def stated(content: bytes) -> Received:
    """What a paper of this program (PDF) says of itself: its head, report, days, and for whom it is.

    Nothing of it is verified but that it can be read. Raises `Refused`.
    """
    try:
        opened = opened_paper.read(content)
        data = opened.attachments[opened.said["DataFile"]].content
        return received.of(json.loads(data), content)
    except opened_paper.Unreadable as unreadable:
        raise Refused(refuse(unreadable.finding.code, **unreadable.finding.facts)) from None
    except _MALFORMED:
        raise Refused(refuse("data_missing")) from None


@once
def file(
    session: Session, *, content: bytes, due_on: str = "", filed_on: str = "", entry_id: str = "", by: Actor
) -> Posted:  # fmt: skip
    """Enter that this very paper went to the authority that it names, under the number that it bears.

    `filed_on` is today when empty. Raises `Refused` for what is no paper, goes to nobody, is of another ledger, was
    filed before, or bears a number that another return has by now.
    """
    paper = stated(content)
    _check_ours(session, paper)
    place = _addressee(session, paper)
    _check_number(session, paper, place)
    first, last = paper.period
    return filings.file(
        session, addressee=place, report=paper.report, from_on=first, until_on=last, head=paper.head, content=content,
        due_on=due_on, filed_on=filed_on, entry_id=entry_id, by=by,
    )  # fmt: skip


def _check_ours(session: Session, paper: Received) -> None:
    now = ledger.head(session)
    is_ours = paper.head.origin == now.origin and 0 < paper.head.size <= now.size
    if not is_ours or ledger.head(session, size=paper.head.size) != paper.head:
        raise Refused(refuse("paper_not_of_ledger", size=paper.head.size, root=paper.head.root[: documents.SHOWN]))


def _addressee(session: Session, paper: Received) -> int:
    """The authority that the paper is for."""
    code = str(paper.content.get("addressee", {}).get("code", ""))
    query = select(Place.id).where(Place.code == code, Place.kind == "authority")
    place = session.execute(query).scalar() if code else None
    if place is None:
        raise Refused(refuse("paper_for_nobody"))
    return int(place)


def _check_number(session: Session, paper: Received, place: int) -> None:
    filings.check_new(session, paper.sha256, place)
    told, wanted = paper.content["addressee"].get("sequence"), filings.next_number(session, addressee=place)
    if told != wanted:
        raise Refused(refuse("filing_number_taken", number=told or 0, wanted=wanted))


def content(session: Session, *, filing: int) -> bytes:
    """The very bytes that were sent, whose hash the ledger vouches for.

    Raises `Refused` where the register keeps the hash alone or the content was erased, `Damaged` for other bytes.
    """
    row = session.execute(select(Filing.content_hash, Filing.number).where(Filing.id == filing)).one()
    query = select(Document.id).where(Document.subject_id == filing, Document.content_hash == row.content_hash)
    document = session.execute(query).scalar()
    if document is None:
        raise Refused(refuse("filing_not_kept", number=row.number, hash=row.content_hash[: documents.SHOWN]))
    kept = documents.content(session, document=document)
    if sha256(kept).hexdigest() != row.content_hash:
        raise Damaged(refuse("content_differs", row=row.content_hash[: documents.SHOWN]))
    return kept


def kept(session: Session) -> frozenset[int]:
    """The filings whose file the register keeps."""
    query = select(Filing.id).join(Document, Document.subject_id == Filing.id)
    return frozenset(session.execute(query.where(Document.content_hash == Filing.content_hash)).scalars())
