"""What is shown of one firearm whole, read at one moment, and what its pages write."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtGui import QImage

from registry_app.domain.entry import NONE
from registry_app.domain.fields import Value
from registry_app.services import clock, documents, history, marks, past, renewals
from registry_app.services.cuts import Cut
from registry_app.services.documents import Attached
from registry_app.services.history import Event
from registry_app.services.marks import MarkRow
from registry_app.services.renewals import Permit
from ui.pages import firearm_rows
from ui.pages.whole import ALL, Whole, called_of
from ui.parts.columns import Row
from ui.parts.paper import Picture, photograph
from ui.parts.pictures import PDF, decode, small


@dataclass(frozen=True, kw_only=True)
class Dossier(Whole):
    """All about one firearm: besides, its row in the list, its marks and its permits."""

    row: Row | None
    marks: tuple[MarkRow, ...]
    permits: tuple[Permit, ...]


def dossier_of(session: Any, record: int, cut: Cut | None = None) -> Dossier:
    """All of one moment. As of a cut: row, fields and life; marks, documents and permits are told as of now."""
    found = firearm_rows.rows(session, [record], cut)
    values = _values(session, record, cut)
    events = tuple(_counted(history.life(session, record=record, limit=ALL), cut))
    return Dossier(
        values, called_of(session, "firearm", values), events, tuple(documents.of(session, subject=record)),
        clock.zone(session), row=found[0] if found else None, marks=tuple(marks.of(session, firearm=record)),
        permits=tuple(renewals.permit_history(session, firearm=record)),
    )  # fmt: skip


def _values(session: Any, record: int, cut: Cut | None) -> Mapping[str, Value]:
    if cut is None:
        return history.detail(session, kind="firearm", record=record)
    return past.records(session, "firearm", cut, only=[record]).get(record, {})


def _counted(events: Iterable[Event], cut: Cut | None) -> Iterator[Event]:
    """The entries that count for a cut; what was corrected after its head was not corrected yet."""
    for event in events:
        if cut is None:
            yield event
        elif (cut.is_now or event.occurred_at <= cut.moment) and not 0 < cut.head <= event.seq:
            is_undone_later = 0 < cut.head <= event.corrected_by
            yield replace(event, corrected_by=NONE) if is_undone_later else event


def glance_at(session: Any, record: int, limit: int, cut: Cut | None = None) -> "Glance":
    """The row and the latest entries of one firearm, of one moment, as of a cut where one is given."""
    found = firearm_rows.rows(session, [record], cut)
    events = history.life(session, record=record, limit=ALL if cut else limit)
    return found[0] if found else None, list(_counted(events, cut))[:limit]


Glance = tuple[Row | None, list[Event]]


def thumbnails(session: Any, papers: Collection[Attached]) -> dict[str, QImage]:
    """Small pictures of the documents that are still there, by their numbers as text."""
    kept = (each for each in papers if each.is_there)
    drawn = {str(each.id): small(documents.content(session, document=each.id), each.media_type) for each in kept}
    return {key: image for key, image in drawn.items() if not image.isNull()}


def content(session: Any, document: int) -> bytes:
    """The bytes of a document. Raises `Refused` when they were erased."""
    return documents.content(session, document=document)


def view(session: Any, document: int, media_type: str, page: int = 0) -> QImage | Picture:
    """A document as it is looked at: a photo, or a page of a paper."""
    kept = content(session, document)
    return photograph(kept, page) if media_type == PDF else decode(kept)
