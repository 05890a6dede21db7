"""The registry's own list read from a spreadsheet, compared with the returns at a desk, and the differences written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from registry_app.domain.calibres import shown
from registry_app.domain.choices import FIREARM_KINDS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.domain.headings import folded, meanings
from registry_app.domain.records import Firearm
from registry_app.domain.registry_list import COMPARED, DIFFERENCES, HOW, Difference, Row, compare
from registry_app.i18n import _, date
from registry_app.persistence import sheet_files, sheets
from registry_app.persistence.sheets import Sheet
from registry_app.services import crosschecks
from registry_app.services.desk import Desk

_FIELDS = entered_fields(Firearm)
_OWNERS = {
    "licence": ("licence", "license", "licencia", "número de licencia", "licença", "alvará", "autorización",
                "resolución", "licence de la société", "licence number"),
    "company": ("company", "holder", "owner", "empresa", "titular", "propietario", "razón social", "proprietário",
                "société", "entreprise", "titulaire", "propriétaire", "detentor"),
}  # fmt: skip
"""What stands over the columns that say whose a firearm is."""
_HEADING_ROWS = 20
_READ = ("serial", "maker", *COMPARED)


def read(path: Path) -> list[Row]:
    """The registry's list in a spreadsheet, its columns by their headings; a serial number is all that it must have.

    Raises `Refused` (nothing to read, `registry_headings`) or `Unavailable`.
    """
    book, known = sheets.read(path), _known()
    for sheet in book.sheets:
        for at, cells in [row for row in sheet.rows if row[0] <= _HEADING_ROWS]:
            columns = _columns(cells, known)
            if "serial" in columns:
                return list(_rows(sheet, at, columns))
    raise Refused(refuse("registry_headings", file=book.name))


def _known() -> dict[str, str]:
    known = meanings("firearms", (_FIELDS[name] for name in _READ))
    owners = {folded(heading): name for name, headings in _OWNERS.items() for heading in headings}
    return {heading: name for heading, name in known.items() if name in _READ} | owners


def _columns(cells: Sequence[str], known: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, heading in enumerate(cells):
        if name := known.get(folded(heading)):
            found.setdefault(name, at)
    return found


def _rows(sheet: Sheet, heading: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for number, cells in sheet.rows:
        told = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
        if number > heading and told["serial"]:
            coded = {name: _code(_FIELDS[name], value) for name, value in told.items() if name in ("kind", "calibre")}
            yield _row(number, {**told, **coded})


def _row(number: int, told: Mapping[str, str]) -> Row:
    names = (*_READ, *_OWNERS)
    return Row(number, *(told.get(name, "") for name in names))


def _code(field: Field, text: str) -> str:
    """A choice or calibre as it is stored, or the text itself where nobody knows it."""
    try:
        return str(field.parse(text) or "")
    except Refused:
        return text


def differences(desk: Desk, rows: Sequence[Row]) -> list[Difference]:
    """What the list and the newest returns at the desk tell differently."""
    return compare(rows, crosschecks.standings(desk))


def workbook(found: Iterable[Difference]) -> bytes:
    """The differences as a workbook, in the language in force: what the registry says beside what companies say."""
    both = [_(_FIELDS[name].label) for name in COMPARED]
    headings = [
        _("Difference"), _("Row of the list"), _("Serial number"), _("Maker"), _("Registered to"), _("Told by"),
        *(_("{field}, registered").format(field=name) for name in both),
        *(_("{field}, told").format(field=name) for name in both), _("Told of it"),
    ]  # fmt: skip
    return sheet_files.xlsx(_("Differences"), headings, [_cells(each) for each in found])


def _cells(found: Difference) -> list[str]:
    row, arm, gone = found.row, found.arm, found.gone
    serial, maker = (arm.serial, arm.maker) if arm else (row.serial, row.maker) if row else ("", "")
    registered = [_told(name, getattr(row, name)) if row else "" for name in COMPARED]
    told = [arm.model, arm.kind, arm.calibre, arm.permit] if arm else [""] * len(COMPARED)
    return [
        _(DIFFERENCES[found.code]), str(row.number) if row else "", serial, maker,
        (row.company or row.licence) if row else "", found.company, *registered,
        *(_told(name, value) for name, value in zip(COMPARED, told, strict=True)), _remark(found, gone is not None),
    ]  # fmt: skip


def _told(name: str, value: str) -> str:
    """A value as people read it: codes by their labels."""
    if name == "kind":
        return _(FIREARM_KINDS.get(value, value)) if value else ""
    return shown(value) if name == "calibre" and value else value


def _remark(found: Difference, is_gone: bool) -> str:
    if is_gone and found.gone:
        return f"{_(HOW[found.gone.how])}, {date(found.gone.day)}"
    if found.code == "look_alike" and found.row:
        return found.row.title
    return ", ".join(_(_FIELDS[name].label) for name in found.fields)
