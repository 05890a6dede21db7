"""What the register holds as spreadsheets and JSON: places, people, items, users, and the ledger itself.

Lists of places, people, firearms, ammunition and articles come back through `imports` as they went out.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.calibres import shown as calibre_shown
from registry_app.domain.choices import OUTSIDE, STATES
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field
from registry_app.domain.records import User
from registry_app.i18n import N_, _
from registry_app.persistence import sheet_files
from registry_app.services import cuts, holdings, past
from registry_app.services.cuts import Cut
from registry_app.services.export_entries import ENTRY_COLUMNS, entry_rows
from registry_app.services.holdings import Held
from registry_app.services.import_tables import FIELDS
from registry_app.services.past import Values

SUFFIXES = (".csv", ".xlsx", ".json")
KINDS = {
    "places": N_("Places"), "people": N_("People"), "firearms": N_("Firearms"), "ammunition": N_("Ammunition"),
    "articles": N_("Articles"), "entries": N_("Entries"), "users": N_("Users"),
}  # fmt: skip
"""What can be exported."""

_NOWHERE = Held(0, 0, 0, "", 0)
_STATE = Field("state", N_("State"), "choice", choices=STATES)
_PERSON = Field("person", N_("Person"))
_USER = tuple(f for f in entered_fields(User).values() if f.name != "person_id")


def make(session: Session, *, kind: str, suffix: str, as_of: str = "", known_at: str = "") -> bytes:
    """The export of `kind` (a key of `KINDS`) as a file with `suffix`, with headings in the language in force.

    `as_of` is a day: as of its end; empty is now. `known_at` is a head, as `cuts.head_of` reads it: as it was known
    then; empty is as known now. JSON holds codes and numbers, the others what people read. Raises `Refused` for an
    unknown kind or suffix, and what `cuts.asked` raises.
    """
    if kind not in KINDS:
        raise Refused(refuse("export_unknown", value=kind, choices=tuple(KINDS)))
    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=SUFFIXES))
    columns, gather = _EXPORTS[kind]
    rows = list(gather(session, cuts.asked(session, as_of=as_of, known_at=known_at)[1]))
    if suffix == ".json":
        told = [_without_empty(kind, row) for row in rows]
        return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    filled = {name for row in rows for name in _without_empty(kind, row)}
    columns = [column for column in columns if column.name in filled or column.name in ALWAYS.get(kind, ())]
    headings = [_(column.label) for column in columns]
    cells = [[shown(column, row[column.name]) for column in columns] for row in rows]
    return (
        sheet_files.csv_text(headings, cells) if suffix == ".csv" else sheet_files.xlsx(_(KINDS[kind]), headings, cells)
    )


ALWAYS: Mapping[str, tuple[str, ...]] = {
    "places": ("code", "name", "kind", "parent"),
    "people": ("code", "name", "document", "licence_number", "licence_class", "licence_expires_on",
               "course_expires_on"),
    "firearms": ("serial", "maker", "model", "kind", "calibre", "action", "importer", "country", "year", "tag",
                 "permit_number", "permit_expires_on", "place", "person", "state"),
    "ammunition": ("lot_number", "calibre", "maker", "load", "year", "quantity", "place", "person"),
    "articles": ("code", "name", "kind", "is_single", "number", "expires_on", "quantity", "place", "person"),
}  # fmt: skip
"""What every row tells, also where it is empty; other fields go out where they are filled."""


def _without_empty(kind: str, row: Mapping[str, Any]) -> dict[str, Any]:
    always = ALWAYS.get(kind, row.keys())
    return {name: value for name, value in row.items() if value is not None or name in always}


def shown(column: Field, value: Any) -> str:
    """A value as people read it, as long as the field would read it back."""
    if value is None:
        return ""
    text = str(value)
    if column.kind == "text" and text in column.choices:
        return _(column.choices[text])
    if column.kind == "choice" and value in column.choices:
        text = _(column.choices[value])
    elif column.kind == "calibre":
        text = calibre_shown(text)
    return text if _is_read_back(column, text, value) else str(value)


def _is_read_back(column: Field, text: str, value: Any) -> bool:
    if text == str(value):
        return True
    try:
        return bool(column.parse(text) == value)
    except Refused:
        return False


def _filled(columns: Sequence[Field], values: Mapping[str, Any]) -> dict[str, Any]:
    return {column.name: values.get(column.name) for column in columns}


def _codes(session: Session, kind: str, cut: Cut) -> dict[int, Any]:
    return {number: values["code"] for number, values in past.known(session, kind, cut, names=("code",)).items()}


def _places(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    places, people = past.records(session, "place", cut), _codes(session, "person", cut)
    for values in places.values():
        above = places.get(int(values["parent_id"] or 0))
        yield _filled(FIELDS["places"], values | {
            "parent": above["code"] if above else None, "custodian": people.get(int(values["custodian_id"] or 0)),
        })  # fmt: skip


def _people(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    for values in past.records(session, "person", cut).values():
        yield _filled(FIELDS["people"], values)


def _users(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    people = _codes(session, "person", cut)
    for values in past.records(session, "user", cut).values():
        yield _filled((*_USER, _PERSON), values | {"person": people.get(int(values["person_id"] or 0))})


def _firearms(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    """Every firearm there ever was, with the position it has, also outside the company."""
    held = {each.item: each for each in holdings.held(session, cut) if each.quantity > 0}
    places, people = (_codes(session, kind, cut) for kind in ("place", "person"))
    for number, values in past.records(session, "firearm", cut).items():
        at = held.get(number, _NOWHERE)
        yield _filled(_FIREARM, values | {
            "place": places.get(at.place), "person": people.get(at.person), "state": at.state or None,
            "home": places.get(int(values["home_id"] or 0)),
        })  # fmt: skip


def _ammunition(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    """A row for each place and person that has rounds of a lot in the company; one without rounds for a lot used up."""
    places, codes = past.known(session, "place", cut, names=("code", "kind")), _codes(session, "person", cut)
    rounds = _inside(holdings.held(session, cut), places)
    for number, values in past.records(session, "lot", cut).items():
        for (place, person), quantity in sorted(rounds.get(number, {(0, 0): 0}).items()):
            yield _filled(FIELDS["ammunition"], values | {
                "place": places[place]["code"] if place else None, "person": codes.get(person), "quantity": quantity,
            })  # fmt: skip


def _articles(session: Session, cut: Cut) -> Iterator[dict[str, Any]]:
    """As of ammunition: a row for each place and person that has pieces of an article in the company."""
    places, codes = past.known(session, "place", cut, names=("code", "kind")), _codes(session, "person", cut)
    arms = past.known(session, "firearm", cut, names=("tag", "serial"))
    pieces = _inside(holdings.held(session, cut), places)
    for number, values in past.records(session, "article", cut).items():
        firearm = arms.get(int(values["firearm_id"] or 0), {})
        opens = places.get(int(values["opens_id"] or 0), {})
        about = {"firearm": firearm.get("tag") or firearm.get("serial"), "opens": opens.get("code")}
        for (place, person), quantity in sorted(pieces.get(number, {(0, 0): 0}).items()):
            yield _filled(FIELDS["articles"], values | about | {
                "place": places[place]["code"] if place else None, "person": codes.get(person), "quantity": quantity,
            })  # fmt: skip


def _inside(held: Sequence[Held], places: Mapping[int, Values]) -> dict[int, dict[tuple[int, int], int]]:
    """By item, place and person: the rounds or pieces inside the company, whatever their state."""
    found: dict[int, dict[tuple[int, int], int]] = {}
    for each in held:
        if places[each.place]["kind"] not in OUTSIDE:
            at = found.setdefault(each.item, {})
            at[each.place, each.person] = at.get((each.place, each.person), 0) + each.quantity
    return found


_FIREARM = (*FIELDS["firearms"], _STATE)
Gather = Callable[[Session, Cut], Iterator[dict[str, Any]]]
_EXPORTS: Mapping[str, tuple[Sequence[Field], Gather]] = {
    "places": (FIELDS["places"], _places),
    "people": (FIELDS["people"], _people),
    "firearms": (_FIREARM, _firearms),
    "ammunition": (FIELDS["ammunition"], _ammunition),
    "articles": (FIELDS["articles"], _articles),
    "users": ((*_USER, _PERSON), _users),
    "entries": (ENTRY_COLUMNS, entry_rows),
}
