"""A count sheet that comes back: typed twice, compared line by line, and entered as one entry of the audit.

Double keying finds what one person mistypes: two typings that differ are refused, naming each line, and nothing is
entered. The paper itself may go along as a scan.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import scan
from registry_app.domain.actor import Actor
from registry_app.domain.entry import NONE, Ref, parse
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.records import ITEMS, Audit
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.persistence import sheets
from registry_app.services import lists, scans, sightings
from registry_app.services.ledger import Posted
from registry_app.services.sightings import Sight

REF = "sheet"


@dataclass(frozen=True)
class Line:
    """One line as it was typed: what is engraved or printed on the thing, how many, and what was noticed.

    `packs` are sealed ones, `quantity` loose rounds or pieces; both are `None` for one piece. `place` is the record of
    the place where the sheet's lines name one each, `marks` a code of `MARKS_SEEN`.
    """

    text: str
    packs: int | None = None
    quantity: int | None = None
    seal: str = ""
    marks: str = ""
    remark: str = ""
    place: int = 0


def read(session: Session, path: Path) -> list[Line]:
    """The lines of a spreadsheet whose headings are the fields of `Line`, the place by its code; `text` must be there.

    Raises `Refused` for another heading or a number that is none, `Unavailable` when the file cannot be opened.
    """
    (_number, headings), *rows = sheets.read(path).sheets[0].rows
    names = [heading.strip().lower() for heading in headings]
    if strange := [name for name in names if name not in _FIELDS] or ["text"] * ("text" not in names):
        raise Refused(refuse("sheet_heading", file=path.name, heading=strange[0], choices=_FIELDS))
    return [_line(session, number, dict(zip(names, cells, strict=False))) for number, cells in rows]


_FIELDS = tuple(field.name for field in fields(Line))


def _line(session: Session, number: int, told: Mapping[str, str]) -> Line:
    cells = {name: told.get(name, "").strip() for name in _FIELDS}
    packs, quantity = (_count(number, cells[name]) for name in ("packs", "quantity"))
    place = lists.one(session, "place", cells["place"]) if cells["place"] else 0
    return Line(cells["text"], packs, quantity, cells["seal"], cells["marks"], cells["remark"], place)


def _count(number: int, text: str) -> int | None:
    if text and not text.isdecimal():
        raise Refused(refuse("sheet_number", line=number, value=text))
    return int(text) if text else None


def differing(first: Sequence[Line], second: Sequence[Line]) -> list[Finding]:
    """Where two typings of a sheet differ: a finding for each line and field, lines counted from 1.

    Capitals and spaces at the ends make no difference; `0` and `O` do.
    """
    found = []
    for at in range(max(len(first), len(second))):
        one, other = (each[at] if at < len(each) else None for each in (first, second))
        if one is None or other is None:
            there = one or other
            found.append(refuse("sheet_line_missing", line=at + 1, text=there.text if there else ""))
        else:
            found += _differing(at + 1, one, other)
    return found


def _differing(at: int, one: Line, other: Line) -> Iterator[Finding]:
    for field in fields(Line):
        was, is_ = (getattr(each, field.name) for each in (one, other))
        if _plain(was) != _plain(is_):
            yield refuse("sheet_line_differs", line=at, field=field.name, first=_shown(was), second=_shown(is_))


def _plain(value: object) -> object:
    return " ".join(value.split()).casefold() if isinstance(value, str) else value


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def enter(
    session: Session, *, audit: int, sheet: int, place: int, first: Sequence[Line], second: Sequence[Line],
    turn: int = 1, occurred_at: int = 0, note: str = "", entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Enter a sheet that was typed twice, all of it as one entry of way `paper`; empty lines are left out.

    `occurred_at` is when it was counted (UTC ms). Raises `Refused` where the typings differ, where a line fits several
    things, or the sheet is entered already; and what the judge says.
    """
    if found := differing(first, second):
        raise Refused(*found)
    if (earlier := entered(session, audit=audit, sheet=sheet, turn=turn)) != NONE and not entry_id:
        raise Refused(refuse("sheet_entered", sheet=sheet, entry=earlier))
    seen: list[Sight] = []
    problems: list[Finding] = []
    for at, line in enumerate(first, 1):
        if line.text.strip():
            try:
                seen.append(_sight(session, at, line, place))
            except Refused as refused:
                problems += refused.findings
    if problems or not seen:
        raise Refused(*problems or [refuse("sheet_empty", sheet=sheet)])
    return sightings.sight(
        session, audit=audit, seen=seen, turn=turn, occurred_at=occurred_at, note=note, entry_id=entry_id,
        refs=(Ref(REF, str(sheet)),), by=by, witness=witness,
    )  # fmt: skip


def _sight(session: Session, at: int, line: Line, place: int) -> Sight:
    return Sight(
        line.place or place, _item(session, at, line.text), " ".join(line.text.split()), "paper", packs=line.packs,
        quantity=line.quantity, seal=line.seal, marks=line.marks, remark=line.remark,
    )  # fmt: skip


def _item(session: Session, at: int, text: str) -> int:
    """The one thing that a line names, 0 for one that the register does not know; `Refused` for several."""
    try:
        hits = [hit for hit in scans.resolve(session, scan.read(text)) if hit.kind in ITEMS]
    except Refused as refused:
        raise Refused(refuse("sheet_line_misread", line=at, text=text), *refused.findings) from None
    if len(hits) > 1:
        raise Refused(refuse("sheet_line_ambiguous", line=at, text=text, many=len(hits)))
    return hits[0].record if hits else 0


def entered(session: Session, *, audit: int, sheet: int, turn: int = 1) -> int:
    """The entry by which a sheet was entered in a turn of an audit and that stands, `NONE` where there is none."""
    return next((seq for seq, each, at in _sheets(session, audit) if each == sheet and at == turn), NONE)


def back(session: Session, audit: int, *, turn: int = 0) -> dict[int, int]:
    """The sheets of an audit that are entered in a turn (0: in any), each with its entry."""
    return {sheet: seq for seq, sheet, at in _sheets(session, audit) if turn in (0, at)}


def _sheets(session: Session, audit: int) -> Iterator[tuple[int, int, int]]:
    """Entry, sheet and turn of every sheet of an audit whose entry was not corrected."""
    corrected = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
    query = (
        select(EntryRow.seq, EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .join(Audit, Audit.id == MentionRow.record_id)
        .where(Audit.id == audit, EntryRow.kind == "sight", EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq)
    )
    for seq, body in session.execute(query):
        entry = parse(body)
        turns = [int(str(change.new["turn"])) for change in entry.records if change.kind == "sighting"]
        for ref in entry.refs:
            if ref.kind == REF and turns:
                yield seq, ref.number(), turns[0]
