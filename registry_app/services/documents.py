"""Photos and papers: attached to any record, kept by the hash of their bytes, read, and erased under two names.

The bytes are kept as they come, with all that a camera wrote into them: their hash is the evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import disk
from registry_app.domain.actor import Actor
from registry_app.domain.document import LARGEST_DOCUMENT, media_type_of
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.projection import contents
from registry_app.domain.records import Document
from registry_app.domain.rows import ContentRow
from registry_app.services import erasing, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once

SHOWN = 16
"""Digits of a hash that a sentence names."""
PAPER = -1_001
"""The placeholder of a document that is described together with what refers to it."""


@dataclass(frozen=True)
class Attached:
    """A document of a record: `size` in bytes, `seq` the entry that attached it; `is_there` until it is erased."""

    id: int
    kind: str
    title: str
    number: str
    dated_on: str
    media_type: str
    size: int
    content_hash: str
    seq: int
    is_there: bool


@dataclass(frozen=True)
class Paper:
    """A document about to be described: the wish for its record, and its bytes by their hash."""

    wish: Wish
    contents: Mapping[str, bytes]


def content_of(path: Path) -> bytes:
    """The bytes of a file that shall be kept. Raises `Refused` for one too large, `Unavailable`."""
    with disk.reading(path):
        if (size := path.stat().st_size) > LARGEST_DOCUMENT:
            raise Refused(refuse("content_too_large", name=path.name, size=size, most=LARGEST_DOCUMENT))
        return disk.read(path, LARGEST_DOCUMENT)


def paper(
    content: bytes, *, subject: int, kind: str, title: str = "", number: str = "", dated_on: str = ""
) -> Paper:  # fmt: skip
    """The document that these bytes make; `subject` may be a placeholder. Raises `Refused` for what is not kept."""
    name = title or number or kind
    if len(content) > LARGEST_DOCUMENT:
        raise Refused(refuse("content_too_large", name=name, size=len(content), most=LARGEST_DOCUMENT))
    media_type = media_type_of(content)
    if not media_type:
        raise Refused(refuse("content_strange", name=name))
    which = sha256(content).hexdigest()
    values: dict[str, Value] = {
        "subject_id": subject, "kind": kind, "title": title or None, "number": number or None,
        "dated_on": dated_on or None, "media_type": media_type, "size": len(content), "content_hash": which,
    }  # fmt: skip
    return Paper(Wish("document", values, placeholder=PAPER), {which: content})


def receipt(content: bytes, *, subject: int, number: str, dated_on: str) -> Paper:
    """The document that an authority's receipt (`domain.receipt`) makes; `subject` may be a placeholder."""
    which = sha256(content).hexdigest()
    values: dict[str, Value] = {
        "subject_id": subject, "kind": "receipt", "number": number, "dated_on": dated_on,
        "media_type": "application/json", "size": len(content), "content_hash": which,
    }  # fmt: skip
    return Paper(Wish("document", values, placeholder=PAPER), {which: content})


@once
def attach(
    session: Session, *, subject: int, content: bytes, kind: str, title: str = "", number: str = "",
    dated_on: str = "", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Keep the bytes of a photo or paper about the record `subject`; the same bytes are kept once.

    Taken are JPEG, PNG, WebP and PDF, told by their bytes. Raises `Refused` (`content_too_large`, `content_strange`).
    """
    made = paper(content, subject=subject, kind=kind, title=title, number=number, dated_on=dated_on)
    draft = Draft(
        "describe", wishes=(made.wish,), note=note, occurred_at=occurred_at, id=entry_id, contents=made.contents
    )
    return ledger.post(session, draft, by=by)


_ROW = (
    Document.id, Document.kind, Document.title, Document.number, Document.dated_on, Document.media_type,
    Document.size, Document.content_hash, Document.described_seq, ContentRow.hash,
)  # fmt: skip


def of(session: Session, *, subject: int) -> list[Attached]:
    """The documents of a record, the newest first; what a person acknowledged is read with its entry
    (`acknowledgements`)."""
    query = (
        select(*_ROW)
        .outerjoin(ContentRow, ContentRow.hash == Document.content_hash)
        .where(Document.subject_id == subject, Document.kind != "acknowledgement")
        .order_by(Document.id.desc())
    )
    return [
        Attached(number, kind, title or "", paper_number or "", dated or "", media, size, which, seq, kept is not None)
        for number, kind, title, paper_number, dated, media, size, which, seq, kept in session.execute(query)
    ]


def content(session: Session, *, document: int) -> bytes:
    """The bytes of a document as they were attached.

    Raises `Refused` when there is no such document or its content was erased, `Damaged` when its bytes are others.
    """
    query = (
        select(Document.title, Document.content_hash, ContentRow.bytes)
        .outerjoin(ContentRow, ContentRow.hash == Document.content_hash)
        .where(Document.id == document)
    )
    row = session.execute(query).first()
    if row is None:
        raise Refused(refuse("nothing_of_that_name", value=str(document)))
    if row.bytes is None:
        raise Refused(refuse("content_erased", name=row.title or str(document), hash=row.content_hash[:SHOWN]))
    if sha256(row.bytes).hexdigest() != row.content_hash:
        raise Damaged(refuse("content_differs", row=row.content_hash[:SHOWN]))
    return bytes(row.bytes)


@once
def erase(
    session: Session, *, document: int, reason: str = "privacy", note: str = "", entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Erase the bytes of a document for good, and of every other one with the same bytes; the hash stays on record.

    Senior roles only, witnessed. Raises `Refused` when they are gone already.
    """
    known = {which for entry in erasing.entries_about(session, document)
             for which, record in contents(entry).items() if record == document}  # fmt: skip
    kept = known & set(session.execute(select(ContentRow.hash).where(ContentRow.hash.in_(known))).scalars())
    same = session.execute(select(Document.id).where(Document.content_hash.in_(kept))).scalars()
    gone = erasing.standing(session, {document, *same}, contents, kept)
    return erasing.post(session, gone, reason=reason, note=note, entry_id=entry_id, by=by, witness=witness)
