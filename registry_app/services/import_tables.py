"""From a file to a table of one kind of record: the sheet chosen, its headings matched to fields, its rows by field."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from registry_app.domain import disk
from registry_app.domain.declare import Record, entered_fields
from registry_app.domain.errors import Finding, Refused, note, refuse
from registry_app.domain.fields import Field
from registry_app.domain.headings import folded, meanings
from registry_app.domain.records import Article, Firearm, Lot, Person, Place
from registry_app.i18n import LANGUAGES, N_, _, speaking
from registry_app.persistence import sheets
from registry_app.persistence.sheets import Sheet

REASONS_HEADING = N_("Why refused")
"""The column that a file of refused rows has more; it is passed over when the file comes back."""

_PLACE = Field("place", N_("Place"), max_length=120)
_PERSON = Field("person", N_("Person"), "code", max_length=32)
_ROUNDS = Field("quantity", N_("Rounds"), "integer", required=True)
_PIECES = Field("quantity", N_("Pieces"), "integer")

COLUMN_OF: Mapping[str, Field] = {
    "parent_id": Field("parent", N_("Part of"), "code", max_length=32),
    "custodian_id": Field("custodian", N_("Custodian"), max_length=120),
    "home_id": Field("home", N_("Home place"), max_length=120),
    "firearm_id": Field("firearm", N_("Belongs to firearm"), max_length=40),
    "opens_id": Field("opens", N_("Opens"), max_length=120),
}
"""The columns of lists that stand for references of records: nobody writes a record's number, but its code."""

KINDS: Mapping[str, str] = {
    "places": "place", "people": "person", "firearms": "firearm", "ammunition": "lot", "articles": "article",
}  # fmt: skip
"""What can be imported, and the kind of record that each row describes."""


def _fields(record: type[Record]) -> Iterator[Field]:
    for each in entered_fields(record).values():
        yield COLUMN_OF.get(each.name, replace(each, required=False) if each.name == "is_single" else each)


FIELDS: Mapping[str, tuple[Field, ...]] = {
    "places": tuple(_fields(Place)),
    "people": tuple(_fields(Person)),
    "firearms": (*_fields(Firearm), _PLACE, _PERSON),
    "ammunition": (*_fields(Lot), _ROUNDS, _PLACE, _PERSON),
    "articles": (*_fields(Article), _PIECES, _PLACE, _PERSON),
}
"""The columns that each kind of list may have; place, person and quantity tell the opening position."""

_HEADING_ROWS = 20
"""Headings are looked for in so many rows: lists have titles above them."""


@dataclass(frozen=True)
class Column:
    """A column of the file: its heading as written, and the field that it fills, ``""`` when it is passed over."""

    at: int
    heading: str
    field: str


@dataclass(frozen=True)
class Row:
    """A row of the file: its number as the spreadsheet counts, its cells as written, doubts by field."""

    number: int
    cells: tuple[str, ...]
    texts: Mapping[str, str]
    doubts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """A file understood as a list of `kind` (a key of `KINDS`); `findings` are notes on its columns."""

    kind: str
    name: str
    file_hash: str
    sheet: str
    heading_row: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def has_place(self) -> bool:
        """Whether a column says where each item is."""
        return any(column.field == "place" for column in self.columns)


def read(path: Path, kind: str, *, mapping: Mapping[str, str] | None = None) -> Table:
    """The table in a file: of several sheets the first one whose headings fit.

    `mapping` leads from headings to field names (``""``: pass the column over) and goes before every other rule.
    Raises `Refused` (nothing to read, headings unknown, missing, twice) or `Unavailable`.
    """
    book = sheets.read(path)
    known = meanings(kind, FIELDS[kind])
    _check_mapping(kind, mapping or {})
    given = {folded(heading): name for heading, name in (mapping or {}).items()}
    headed = [(sheet, row) for sheet in book.sheets if (row := _heading_row(sheet, known | given)) is not None]
    if not headed:
        raise Refused(refuse("headings_unknown", file=book.name, fields=_labels(FIELDS[kind])))
    fitting = [each for each in headed if not _missing(kind, _columns(*each, known | given))]
    sheet, heading = (fitting or headed)[0]
    columns = _columns(sheet, heading, known | given)
    _check(kind, book.name, columns, given)
    rows = tuple(_rows(sheet, heading, columns))
    if not rows:
        raise Refused(refuse("file_empty", file=book.name))
    return Table(kind, book.name, book.file_hash, sheet.name, heading, columns, rows, tuple(_ignored(columns, given)))


def read_map(path: Path) -> dict[str, str]:
    """The mapping in a JSON file: one object from heading to field name. Raises `Refused` or `Unavailable`."""
    try:
        found = json.loads(path.read_text("utf-8-sig"))
    except OSError as error:
        raise disk.unreadable(error, path) from error
    except ValueError:
        raise Refused(refuse("map_unreadable", file=path.name)) from None
    if not isinstance(found, dict) or not all(v is None or isinstance(v, str) for v in found.values()):
        raise Refused(refuse("map_unreadable", file=path.name))
    return {heading: name or "" for heading, name in found.items()}


def _check_mapping(kind: str, mapping: Mapping[str, str]) -> None:
    names = tuple(f.name for f in FIELDS[kind])
    wrong = [name for name in mapping.values() if name and name not in names]
    if wrong:
        raise Refused(*(refuse("map_field_unknown", field=name, names=names) for name in wrong))


def _heading_row(sheet: Sheet, known: Mapping[str, str]) -> int | None:
    """The number of the row among the first that has the most headings, the earlier of equals; `None` without any."""
    matched = {number: len({known[w] for c in cells if (w := folded(c)) in known})
               for number, cells in sheet.rows[:_HEADING_ROWS]}  # fmt: skip
    best = max(matched, key=lambda number: (matched[number], -number), default=None)
    return best if best is not None and matched[best] else None


def _columns(sheet: Sheet, heading: int, known: Mapping[str, str]) -> tuple[Column, ...]:
    cells = next(cells for number, cells in sheet.rows if number == heading)
    width = max(len(row) for number, row in sheet.rows if number >= heading)
    headings = [*cells, *[""] * (width - len(cells))]
    return tuple(Column(at, text.strip(), known.get(folded(text), "") if text.strip() else "")
                 for at, text in enumerate(headings))  # fmt: skip


def _missing(kind: str, columns: Sequence[Column]) -> tuple[Field, ...]:
    there = {column.field for column in columns}
    return tuple(f for f in FIELDS[kind] if f.required and f.name not in there)


def _check(kind: str, name: str, columns: Sequence[Column], given: Mapping[str, str]) -> None:
    if missing := _missing(kind, columns):
        raise Refused(refuse("headings_missing", file=name, fields=_labels(missing)))
    counted = Counter(c.field for c in columns if c.field)
    twice = [f for f, count in counted.items() if count > 1]
    if twice:
        raise Refused(*(
            refuse("heading_twice", file=name, field=each, columns=tuple(c.heading for c in columns if c.field == each))
            for each in twice
        ))  # fmt: skip
    there = {folded(column.heading) for column in columns}
    if lost := [heading for heading in given if heading not in there]:
        raise Refused(*(refuse("map_heading_unknown", file=name, heading=heading) for heading in lost))


def _labels(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(f.label for f in fields)


def _ignored(columns: Sequence[Column], given: Mapping[str, str]) -> Iterator[Finding]:
    known = {folded(_in(language, REASONS_HEADING)) for language in LANGUAGES} | given.keys()
    for column in columns:
        if column.heading and not column.field and folded(column.heading) not in known:
            yield note("column_ignored", heading=column.heading)


def _in(language: str, msgid: str) -> str:
    with speaking(language):
        return _(msgid)


def _rows(sheet: Sheet, heading: int, columns: Sequence[Column]) -> Iterator[Row]:
    used = [column for column in columns if column.field]
    for number, cells in sheet.rows:
        if number > heading:
            full = (*cells, *[""] * (len(columns) - len(cells)))
            doubts = {c.field: d for c in used if (d := sheet.doubts.get((number, c.at), ""))} if sheet.doubts else {}
            yield Row(number, full, {c.field: full[c.at] for c in used}, doubts)
