"""The rows and columns of the firearms list. Works on sessions only by handing them on to services."""

from collections.abc import Sequence
from typing import Any

from registry_app.domain.calibres import shown
from registry_app.domain.choices import FIREARM_KINDS
from registry_app.i18n import N_
from registry_app.services import lists
from ui.pages.positions import drawing_of, status_of, status_text, status_tone
from ui.parts.columns import Column, Row, shown_by

KIND, PLACE, HOLDER, STATUS = 8, 7, 6, 5
"""Where these stand in a row; the holder is the place where nobody has the firearm."""

COLUMNS = (
    Column("tag", N_("Tag"), 6, "muted"),
    Column("maker", N_("Firearm"), 17, "strong", icon=lambda row: drawing_of(row[KIND])),
    Column("serial", N_("Serial number"), 10, "serial"),
    Column("calibre", N_("Calibre"), 9, text=lambda value: shown(str(value or ""))),
    Column("state", N_("Status"), 12, "chip", text=status_text, tone=status_tone),
    Column("holder", N_("Place or holder"), 16, "muted", stretches=True),
    Column("place", N_("Place"), 18, is_hidden=True),
    Column("kind", N_("Kind"), 12, text=shown_by("choice", FIREARM_KINDS), is_hidden=True),
    Column("permit_number", N_("Permit number"), 14, is_hidden=True),
    Column("permit_expires_on", N_("Permit valid until"), 13, text=shown_by("date", {}), is_hidden=True),
)


def rows(session: Any, ids: Sequence[int]) -> list[Row]:
    """The rows of some firearms as `COLUMNS` show them."""
    return [_row(*each) for each in lists.firearm_rows(session, ids)]


def _row(
    number: Any, serial: Any, maker: Any, model: Any, kind: Any, calibre: Any, tag: Any, permit: Any, until: Any,
    place: Any, holder: Any, state: Any, place_kind: Any,
) -> Row:  # fmt: skip
    status = status_of(str(state), str(holder or ""), str(place_kind))
    return (number, tag, f"{maker} {model}", serial, calibre, status, holder or place, place, kind, permit, until)
