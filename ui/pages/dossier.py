"""What is shown of one firearm whole, read at one moment, and what its pages write."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from registry_app.domain.document import LARGEST_DOCUMENT
from registry_app.domain.entry import NONE
from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.domain.fields import Value
from registry_app.i18n import N_
from registry_app.services import clock, documents, history, marks, past, references, renewals
from registry_app.services.cuts import Cut
from registry_app.services.documents import Attached
from registry_app.services.history import Event
from registry_app.services.marks import MarkRow
from registry_app.services.renewals import Permit
from ui.pages import firearm_rows
from ui.parts.columns import Row
from ui.parts.paper import Picture, photograph
from ui.parts.pictures import PDF, decode, small

VIEWS: Mapping[str, str] = {
    "both": N_("Both"),
    "corrected": N_("As corrected"),
    "original": N_("As first entered"),
}
"""How a record and its life can be seen: all that was ever entered, only what stands, or before any correction."""
ALL = 1_000_000
"""More entries than any firearm has."""


@dataclass(frozen=True)
class Dossier:
    """All about one firearm: its row in the list, its fields, names of what they refer to, and its whole life."""

    row: Row | None
    values: Mapping[str, Value]
    called: Mapping[int, tuple[str, str]]
    events: tuple[Event, ...]
    marks: tuple[MarkRow, ...]
    papers: tuple[Attached, ...]
    permits: tuple[Permit, ...]
    zone: str

    def seen(self, view: str) -> tuple[Event, ...]:
        """The entries of the life that belong to one of `VIEWS`."""
        if view == "both":
            return self.events
        events = (event for event in self.events if event.corrects == NONE)
        if view == "corrected":
            return tuple(event for event in events if event.corrected_by == NONE)
        return tuple(replace(event, corrected_by=NONE) for event in events)

    def first_values(self) -> Mapping[str, Value]:
        """The fields as the entry that made the record had them."""
        made = next((event for event in reversed(self.events) if event.changes), None)
        return {change.name: change.new for change in made.changes} if made else {}


def dossier_of(session: Any, record: int, cut: Cut | None = None) -> Dossier:
    """All of one moment. As of a cut: row, fields and life; marks, documents and permits are told as of now."""
    found = firearm_rows.rows(session, [record], cut)
    values = _values(session, record, cut)
    events = tuple(_counted(history.life(session, record=record, limit=ALL), cut))
    return Dossier(
        found[0] if found else None, values, references.named(session, [int(values.get("home_id") or 0)]), events,
        tuple(marks.of(session, firearm=record)), tuple(documents.of(session, subject=record)),
        tuple(renewals.permit_history(session, firearm=record)), clock.zone(session),
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


def read_file(path: Path) -> bytes:
    """The bytes of a file that shall be attached. Raises `Refused` for one too large, `Unavailable`."""
    try:
        if (size := path.stat().st_size) > LARGEST_DOCUMENT:
            raise Refused(refuse("content_too_large", name=path.name, size=size, most=LARGEST_DOCUMENT))
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot_read", path=str(path), detail=error.strerror or str(error)) from error
