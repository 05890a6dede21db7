"""The count sheets of an audit as screens show them: which there are, what is printed on each, what was typed of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.entry import NONE
from registry_app.domain.records import Audit
from registry_app.services import audit_returns_names, clock, count_sheets, lists, typed_sheets
from registry_app.services.ledger import Posted
from registry_app.services.typed_sheets import Line


@dataclass(frozen=True)
class Printed:
    """What a guided sheet names on one of its lines; of what is no firearm it is said how many there are."""

    title: str
    detail: str
    is_firearm: bool


@dataclass(frozen=True)
class SheetRow:
    """A sheet: its number, its place by record, code and name, what is printed on it, and the entry it became.

    `seq` is -1 until it is entered in the turn that was asked for. A blind sheet has nothing `printed`.
    """

    number: int
    place: int
    code: str
    name: str
    printed: tuple[Printed, ...]
    seq: int


class Typed(NamedTuple):
    """A line as it was typed, and the code of the place beside it, where the lines of the sheet name one each."""

    line: Line
    place: str = ""


class Gap(NamedTuple):
    """Where two typings differ: the line (from 0), the field of `Line`, and what stands in the one and in the other."""

    at: int
    field: str
    first: str
    second: str


def listed(session: Session, audit: int, *, order: str = "rack", turn: int = 1) -> list[SheetRow]:
    """The sheets of an audit in an order of `count_sheets.ORDERS`."""
    found, names = session.get_one(Audit, audit), audit_returns_names.take(session)
    back = typed_sheets.back(session, audit, turn=turn)
    rows = []
    for number, (place, items) in enumerate(count_sheets.laid_out(session, found, names, order), 1):
        told = names.place(place)
        printed = tuple(map(_printed, items)) if found.method != "blind" else ()
        rows.append(SheetRow(number, place, told["place"], told["place_name"], printed, back.get(number, NONE)))
    return rows


def _printed(item: Mapping[str, Any]) -> Printed:
    about = " ".join(item[name] for name in ("maker", "model", "name") if name in item)
    return Printed(item["item"], about, item.get("item_kind") == "firearm")


def gaps(first: Sequence[Typed], second: Sequence[Typed]) -> list[Gap]:
    """Where two typings of as many lines differ, line by line; as `typed_sheets.differing` compares them."""
    found: list[Gap] = []
    for at, (one, other) in enumerate(zip(first, second, strict=True)):
        for finding in typed_sheets.differing([one.line], [other.line]):
            told = finding.facts
            found.append(Gap(at, str(told["field"]), str(told["first"]), str(told["second"])))
        if one.place.strip().casefold() != other.place.strip().casefold():
            found.append(Gap(at, "place", one.place, other.place))
    return found


def enter(
    session: Session, *, audit: int, sheet: int, place: int, typed: Sequence[Typed], turn: int = 1,
    counted_at: str = "", entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter a sheet whose two typings agree by now, as `typed_sheets.enter`; `counted_at` is a minute of the company's
    clock, empty for now. Raises `Refused` for the code of a place that is none, too."""
    codes = {code for each in typed if (code := each.place.strip())}
    places = {code: lists.one(session, "place", code) for code in sorted(codes)}
    lines = [replace(each.line, place=places.get(each.place.strip(), 0)) for each in typed]
    return typed_sheets.enter(
        session, audit=audit, sheet=sheet, place=place, first=lines, second=lines, turn=turn,
        occurred_at=clock.moment(session, counted_at), entry_id=entry_id, by=by,
    )  # fmt: skip
