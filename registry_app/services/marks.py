"""The marks of a firearm beside its serial number, each with the photo that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.fields import Value
from registry_app.domain.records import Mark
from registry_app.services import documents, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class Marked:
    """A mark as it stands: its fields as stored, empty where nothing is known; `photo` is a document, 0 for none."""

    id: int
    kind: str
    text: str
    spot: str
    made_by: str
    made_on: str
    made_under: str
    photo: int


_ROW = (Mark.id, Mark.kind, Mark.text, Mark.spot, Mark.made_by, Mark.made_on, Mark.made_under, Mark.photo_id)


def of(session: Session, *, firearm: int) -> list[Marked]:
    """The marks of a firearm in the order in which they were entered."""
    rows = session.execute(select(*_ROW).where(Mark.firearm_id == firearm).order_by(Mark.id))
    return [
        Marked(number, kind, text, spot or "", made_by or "", made_on or "", made_under or "", photo or 0)
        for number, kind, text, spot, made_by, made_on, made_under, photo in rows
    ]


@once
def add(
    session: Session, *, firearm: int, values: Mapping[str, Value], photo: bytes = b"", note: str = "",
    occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter a mark and, in the same entry, the photo that shows it. Raises `Refused`, also for a file that is none."""
    shown = documents.paper(photo, subject=firearm, kind="photo_marks", title=str(values["text"])) if photo else None
    mark = Wish("mark", {**values, "firearm_id": firearm, **({"photo_id": documents.PAPER} if shown else {})})
    draft = Draft(
        "describe", wishes=(*((shown.wish,) if shown else ()), mark), note=note, occurred_at=occurred_at, id=entry_id,
        contents=shown.contents if shown else {},
    )  # fmt: skip
    return ledger.post(session, draft, by=by)
