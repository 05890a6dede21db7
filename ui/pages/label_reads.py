"""What the page of labels reads: what may be meant, what lies somewhere, a sheet as it will be printed, all of them.

Each function imports the services itself: what makes paper takes a moment the first time, and none of it in the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from registry_app.i18n import _, number
from ui.parts.columns import Row
from ui.parts.paper import Frame, Picture, photograph
from ui.parts.picker import Choice

SEVERAL = -1
"""What is chosen when several names were typed, with commas between."""
Tenths = tuple[int, int]


@dataclass(frozen=True)
class Wish:
    """What is to be printed: `code` empty for the one that suits, `shift` in tenths of a mm to the right and down."""

    kind: str
    records: tuple[int, ...]
    layout: str
    code: str
    skip: int
    shift: Tenths


@dataclass(frozen=True)
class Seen:
    """A sheet as it will be printed, of how many, where its labels are, and which code they bear."""

    picture: Picture
    frames: tuple[Frame, ...]
    sheets: int
    is_roll: bool
    code: str
    fine: str
    """A msgid where the code wants a finer printer and scanner than the coarsest, else empty."""


def find(session: Any, kind: str, text: str) -> list[Choice]:
    """Records that a text may mean; names with commas between are offered as one line."""
    from registry_app.services import lists

    if names := names_in(text):
        return [Choice(SEVERAL, text, _("Add these {n}").format(n=number(len(names))))]
    return [Choice(*found) for found in lists.find(session, kind=kind, text=text)]


def names_in(text: str) -> list[str]:
    """The names in a text where there are commas or semicolons between them, else none."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    return [part for part in parts if part] if len(parts) > 1 else []


def called(session: Any, kind: str, names: Sequence[str]) -> list[int]:
    """The records that exactly these names mean; `Refused` for a name that means none, or several."""
    from registry_app.services import labels

    return labels.called(session, kind=kind, names=names)


def lying(session: Any, kind: str, place: int) -> list[int]:
    """All records of a kind in a place."""
    from registry_app.services import labels

    return labels.lying(session, kind=kind, place=place)


def rows(session: Any, records: Sequence[int]) -> list[Row]:
    """Records by what they are called, and what tells them apart."""
    from registry_app.services import references

    return [(record, *words) for record, words in references.named(session, records).items()]


def ordered(session: Any, records: Sequence[int], column: int, is_descending: bool) -> list[int]:
    """The records by what stands in a column."""
    from registry_app.services.places import natural

    found = sorted(rows(session, records), key=lambda row: natural(str(row[column])), reverse=is_descending)
    return [int(row[0] or 0) for row in found]


def look(session: Any, wish: Wish, sheet: int) -> Seen:
    """One sheet of what is to be printed, the last one where there are fewer. Only that one is made."""
    from registry_app.services import labels

    layout, code = labels.fit(wish.kind, wish.layout, wish.code)
    sheets = labels.sheets(layout, len(wish.records), wish.skip)
    sheet = min(sheet, sheets - 1)
    records, free = labels.of_sheet(wish.records, layout, wish.skip, sheet)
    picture = photograph(whole(session, replace(wish, records=tuple(records), code=code, skip=free)))
    shown = replace(picture, page=sheet, pages=sheets)
    boxes = labels.outlines(layout, mm(wish.shift))
    frames = tuple(Frame(*box, at < free) for at, box in enumerate(boxes) if wish.kind != "person" or at < free)
    fine = labels.FINE if labels.needs_fine(layout, code) else ""
    return Seen(shown, frames, sheets, len(boxes) == 1, code, fine)


def whole(session: Any, wish: Wish) -> bytes:
    """All labels as PDF."""
    from registry_app.services import labels

    return labels.make(
        session, kind=wish.kind, records=wish.records, layout=wish.layout, code=wish.code, skip=wish.skip,
        shift=mm(wish.shift),
    )  # fmt: skip


def calibration(session: Any, wish: Wish) -> bytes:
    """The calibration sheet of the same layout and shift."""
    from registry_app.services import labels

    return labels.calibrate(session, kind=wish.kind, layout=wish.layout, shift=mm(wish.shift))


def mm(shift: Tenths) -> tuple[float, float]:
    """A shift in mm."""
    return shift[0] / 10, shift[1] / 10
