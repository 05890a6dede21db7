"""The company's own record: what is known of it, completed field by field, and its logo."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.fields import Value
from registry_app.domain.records import COMPANY, Document
from registry_app.domain.rows import ContentRow
from registry_app.services import documents, history, records
from registry_app.services.ledger import Posted
from registry_app.services.once import once


def of(session: Session) -> dict[str, Value]:
    """The fields of the company by name, empty ones as `None`."""
    return history.detail(session, kind="company", record=COMPANY)


def lacking(session: Session) -> list[str]:
    """The fields of the company that returns name and nobody has filled yet, in the order of declaration."""
    return [name for name, value in of(session).items() if value is None and name != "closing_on"]


@once
def complete(
    session: Session, *, values: Mapping[str, Value], reason: str = "", note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Change the named fields of the company; the two authorities are places of that kind. Raises `Refused`."""
    return records.amend(
        session, kind="company", record=COMPANY, values=values, reason=reason, note=note, entry_id=entry_id, by=by
    )


@once
def set_logo(session: Session, *, content: bytes, title: str = "", entry_id: str = "", by: Actor) -> Posted:
    """Keep the picture that returns carry at their head; the newest one counts. Raises `Refused`."""
    return documents.attach(
        session, subject=COMPANY, content=content, kind="logo", title=title, entry_id=entry_id, by=by
    )


def logo(session: Session) -> bytes:
    """The newest logo that was not erased, no bytes when there is none."""
    query = (
        select(ContentRow.bytes)
        .join(Document, Document.content_hash == ContentRow.hash)
        .where(Document.subject_id == COMPANY, Document.kind == "logo")
        .order_by(Document.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar() or b""
