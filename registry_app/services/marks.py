"""The marks of firearms beside their serial numbers: where each stands, who made it, how it reads, with its photo."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Document, Mark
from registry_app.domain.rows import ContentRow
from registry_app.services import documents, ledger, records
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class MarkRow:
    """A mark: codes and texts as stored; `photo` is the record of its photo, 0 for none, `is_there` whether the photo's
    content is kept."""

    id: int
    kind: str
    text: str
    spot: str
    made_by: str
    made_on: str
    made_under: str
    photo: int
    is_there: bool


@once
def add(
    session: Session, *, firearm: int, values: Mapping[str, Value], photo: bytes = b"", reason: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Describe a mark of a firearm by its `values` (kind, text, spot...), with its photo in the same entry.

    `Posted.records` holds the photo's number, when there is one, and last the mark's. Raises `Refused`.
    """
    told: dict[str, Value] = {**values, "firearm_id": firearm}
    wishes: tuple[Wish, ...] = ()
    contents: dict[str, bytes] = {}
    if photo:
        paper = _photo(firearm, photo, told)
        wishes, contents, told["photo_id"] = (paper.wish,), dict(paper.contents), documents.PAPER
    draft = Draft(
        "describe", wishes=(*wishes, Wish("mark", told)), reason_code=reason, note=note, occurred_at=occurred_at,
        id=entry_id, contents=contents,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def _photo(firearm: int, content: bytes, values: Mapping[str, Value]) -> documents.Paper:
    return documents.paper(content, subject=firearm, kind="photo_marks", title=str(values.get("text") or ""))


@once
def amend(
    session: Session, *, record: int, values: Mapping[str, Value] | None = None, photo: bytes = b"", reason: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Put a mark right, or give it a photo: the photo is an entry of its own before it. Raises `Refused`."""
    told: dict[str, Value] = dict(values or {})
    if photo:
        told["photo_id"] = _attached(session, record, photo, told, by)
    return records.amend(
        session, kind="mark", record=record, values=told, reason=reason, note=note, occurred_at=occurred_at,
        entry_id=entry_id, by=by,
    )  # fmt: skip


def _attached(session: Session, record: int, photo: bytes, values: Mapping[str, Value], by: Actor) -> int:
    mark = session.execute(select(Mark.firearm_id, Mark.text).where(Mark.id == record)).first()
    if mark is None:
        raise Refused(refuse("record_unknown", record=record, kind="mark"))
    paper = _photo(mark.firearm_id, photo, {"text": mark.text, **values})
    return ledger.post(session, Draft("describe", wishes=(paper.wish,), contents=paper.contents), by=by).records[0]


def of(session: Session, *, firearm: int) -> list[MarkRow]:
    """The marks of a firearm, in the order in which they were entered."""
    query = (
        select(
            Mark.id, Mark.kind, Mark.text, Mark.spot, Mark.made_by, Mark.made_on, Mark.made_under, Mark.photo_id,
            ContentRow.hash,
        )
        .outerjoin(Document, Document.id == Mark.photo_id)
        .outerjoin(ContentRow, ContentRow.hash == Document.content_hash)
        .where(Mark.firearm_id == firearm)
        .order_by(Mark.id)
    )  # fmt: skip
    return [
        MarkRow(number, kind, text, spot or "", by or "", on or "", under or "", photo or 0, kept is not None)
        for number, kind, text, spot, by, on, under, photo, kept in session.execute(query)
    ]
