"""The rows and columns of the firearms list. Works on sessions only by handing them on to services."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from registry_app.domain.declare import fields_of
from registry_app.domain.records import Firearm
from registry_app.i18n import N_
from registry_app.services import as_of, lists
from registry_app.services.cuts import Cut
from ui.pages.positions import drawing_of, status_of, status_text, status_tone
from ui.parts.columns import Column, Row, of_field

KIND, PLACE, HOLDER, STATUS = 8, 7, 6, 5
"""Where these stand in a row; the holder is the place where nobody has the firearm."""

_F = fields_of(Firearm)
COLUMNS = (
    replace(of_field(_F["tag"], 6, "muted"), heading=N_("Tag")),
    Column("maker", N_("Firearm"), 17, "strong", icon=lambda row: drawing_of(row[KIND])),
    of_field(_F["serial"], 10, "serial"),
    of_field(_F["calibre"], 9),
    Column("state", N_("Status"), 12, "chip", text=status_text, tone=status_tone),
    Column("holder", N_("Place or holder"), 16, "muted", stretches=True),
    Column("place", N_("Place"), 18, is_hidden=True),
    of_field(_F["kind"], 12, is_hidden=True),
    of_field(_F["permit_number"], 14, is_hidden=True),
    of_field(_F["permit_expires_on"], 13, is_hidden=True),
)


def rows(session: Any, ids: Sequence[int], cut: Cut | None = None) -> list[Row]:
    """The rows of some firearms as `COLUMNS` show them, as of a cut where one is given."""
    found = as_of.firearm_rows(session, ids, cut=cut) if cut else lists.firearm_rows(session, ids)
    return [_row(*each) for each in found]


def ids(session: Any, cut: Cut | None, /, **asked: Any) -> "array[int]":
    """The firearms that match, in order, as `lists.firearms` is asked; as of a cut where one is given."""
    return as_of.firearms(session, cut=cut, **asked) if cut else lists.firearms(session, **asked)


def _row(
    number: Any, serial: Any, maker: Any, model: Any, kind: Any, calibre: Any, tag: Any, permit: Any, until: Any,
    place: Any, holder: Any, state: Any, place_kind: Any,
) -> Row:  # fmt: skip
    status = status_of(str(state), str(holder or ""), str(place_kind))
    return (number, tag, f"{maker} {model}", serial, calibre, status, holder or place, place, kind, permit, until)
