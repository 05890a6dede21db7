"""The rows and columns of the firearms list. Works on sessions only by handing them on to services."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from registry_app.i18n import N_
from registry_app.services import as_of, list_files, listing
from registry_app.services.cuts import Cut
from registry_app.services.listing_firearms import FIREARMS
from ui.pages.positions import drawing_of, status_of, status_text, status_tone
from ui.parts.columns import Column, Row, of_day, of_field

KIND, PLACE, HOLDER, STATUS = 8, 7, 6, 5
"""Where these stand in a row; the holder is the place where nobody has the firearm."""

_F = FIREARMS.fields
COLUMNS = (
    replace(of_field(_F["tag"], 6, "muted"), heading=N_("Tag")),
    replace(of_field(_F["firearm"], 17, "strong"), icon=lambda row: drawing_of(row[KIND])),
    of_field(_F["serial"], 10, "serial"),
    of_field(_F["calibre"], 9),
    Column("status", N_("Status"), 12, "chip", text=status_text, tone=status_tone, field=_F["status"]),
    of_field(_F["where"], 16, "muted", stretches=True),
    of_field(_F["place"], 18, is_hidden=True),
    of_field(_F["kind"], 12, is_hidden=True),
    of_field(_F["permit_number"], 14, is_hidden=True),
    of_field(_F["permit_expires_on"], 13, is_hidden=True),
)
"""What is known of a firearm as of any day."""
_HIDDEN = (
    "maker", "model", "holder", "action", "importer", "country", "year", "registration_number", "permit_kind",
    "permit_issued_on", "condition", "rounds_fired", "cleaned_on", "inspected_on", "acquired_from", "acquired_by",
    "acquired_on", "barrel_mm", "ballistic_number", "ballistic_on", "state", "place_kind",
)  # fmt: skip
_ALONE = (
    *(of_field(_F[name], 12, is_hidden=True) for name in _HIDDEN), of_day(_F["last_verified"], 11, is_hidden=True),
)  # fmt: skip
ALL_COLUMNS = (*COLUMNS, *_ALONE)
"""What the list can show besides, as of now."""
_SORTED_AS = {"firearm": "maker", "status": "state", "where": "holder"}
"""How a list of an earlier day calls what it is sorted by."""


def rows(session: Any, ids: Sequence[int], cut: Cut | None = None) -> list[Row]:
    """The rows of some firearms as `COLUMNS` show them, as of a cut where one is given."""
    if cut is None:
        return listing.rows(session, FIREARMS, ids, keys=[column.key for column in COLUMNS])
    return [_row(*each) for each in as_of.firearm_rows(session, ids, cut=cut)]


def all_rows(session: Any, ids: Sequence[int], cut: Cut | None = None) -> list[Row]:
    """The rows as `ALL_COLUMNS` show them; as of a cut what is not known of it stays empty."""
    if cut is None:
        return listing.rows(session, FIREARMS, ids, keys=[column.key for column in ALL_COLUMNS])
    return [(*row, *[None] * len(_ALONE)) for row in rows(session, ids, cut)]


def ids(session: Any, cut: Cut | None, /, *, sort: str, criteria: Mapping[str, Any], **asked: Any) -> "array[int]":
    """The firearms that match, in order, as `listing.ids` is asked; as of a cut `criteria` ask for nothing."""
    if cut is None:
        return listing.ids(session, FIREARMS, sort=sort, criteria=criteria, **asked)
    return as_of.firearms(session, cut=cut, sort=_SORTED_AS.get(sort, sort), **asked)


def file(session: Any, ids: Sequence[int], headed: Mapping[str, str], suffix: str, cut: Cut) -> bytes:
    """The firearms `ids` as of a cut as a file, with the columns `headed` of those that are known of it."""
    places = {column.key: place for place, column in enumerate(COLUMNS, 1)}
    shown = [key for key in headed if key in places]
    by_number = {row[0]: row for row in rows(session, ids, cut)}
    cells = ([by_number[each][places[key]] for key in shown] for each in ids if each in by_number)
    return list_files.written(cells, [(_F[key], headed[key]) for key in shown], name=N_("Firearms"), suffix=suffix)


def _row(
    number: Any, serial: Any, maker: Any, model: Any, kind: Any, calibre: Any, tag: Any, permit: Any, until: Any,
    place: Any, holder: Any, state: Any, place_kind: Any,
) -> Row:  # fmt: skip
    status = status_of(str(state), str(holder or ""), str(place_kind))
    return (number, tag, f"{maker} {model}", serial, calibre, status, holder or place, place, kind, permit, until)
