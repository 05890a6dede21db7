"""What is shown of any record whole, read at one moment: its fields, its life, its documents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE
from registry_app.domain.fields import Value
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_
from registry_app.services import clock, documents, history, references
from registry_app.services.documents import Attached
from registry_app.services.history import Event

VIEWS: Mapping[str, str] = {
    "both": N_("Both"),
    "corrected": N_("As corrected"),
    "original": N_("As first entered"),
}
"""How a record and its life can be seen: all that was ever entered, only what stands, or before any correction."""
ALL = 1_000_000
"""More entries than any record has."""


@dataclass(frozen=True)
class Whole:
    """All about one record: its fields, names of what they refer to, its whole life, its documents; the zone of it."""

    values: Mapping[str, Value]
    called: Mapping[int, tuple[str, str]]
    events: tuple[Event, ...]
    papers: tuple[Attached, ...]
    zone: str
    is_cut: bool = False
    """Whether the life holds the latest entries and the first one alone."""

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


def whole_of(session: Any, kind: str, record: int, most: int = ALL) -> Whole:
    """All of one moment, with `most` entries; without values where there is no such record."""
    values = history.detail(session, kind=kind, record=record)
    events = history.life(session, record=record, limit=most)
    if is_cut := len({event.seq for event in events}) >= most:
        events += history.beginning(session, record=record)
    return Whole(
        values, called_of(session, kind, values), tuple(events), tuple(documents.of(session, subject=record)),
        clock.zone(session), is_cut,
    )  # fmt: skip


def called_of(session: Any, kind: str, values: Mapping[str, Value]) -> Mapping[int, tuple[str, str]]:
    """Name and hint of the records that the fields of a record refer to."""
    fields = entered_fields(RECORDS[kind]).items()
    return references.named(session, [int(values.get(name) or 0) for name, field in fields if field.refers_to])
