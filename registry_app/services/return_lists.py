"""The lists of a return: every firearm, every lot with its account, and the entries that an authority asks about."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain.acts import HANDING
from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import NONE, Change, Entry, parse
from registry_app.domain.records import User
from registry_app.domain.rows import EntryRow, LineRow, MentionRow
from registry_app.services import past
from registry_app.services.cuts import Cut
from registry_app.services.holdings import Held
from registry_app.services.return_figures import ROUND_COLUMNS, WHERE, Stock, account, where

_FIREARM = ("serial", "maker", "model", "kind", "calibre", "action", "importer", "country", "year", "tag",
            "permit_number", "permit_expires_on")  # fmt: skip
_LOT = ("lot_number", "calibre", "maker", "load", "year")
_LOT_ORDER = ("calibre", "maker", "lot_number")


def text(value: str | None) -> str:
    """A value for the return: NFC, and nothing as the empty text."""
    return unicodedata.normalize("NFC", value or "")


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are there: an empty field has no key."""
    return {name: text(v) if isinstance(v, str) else v for name, v in values.items() if v not in (None, "")}


def local(moment: int, zone: str) -> str:
    """A moment (UTC ms) as the clock of the zone showed it, with its offset: ISO 8601."""
    second, rest = divmod(moment, 1000)
    at = dt.datetime.fromtimestamp(second, ZoneInfo(zone)).replace(microsecond=rest * 1000)
    return at.isoformat(timespec="milliseconds")


def firearms(session: Session, stock: Stock) -> tuple[list[dict[str, Any]], dict[int, str]]:
    """Every firearm in the company, by site, place and serial; and the calibre of each by its number."""
    known = past.records(session, "firearm", stock.cut.known(), names=(*_FIREARM, "serial_normal"))
    people = _people(session, stock)
    listed, calibres = [], {}
    for number, values in known.items():
        normal = str(values.pop("serial_normal"))
        for position in stock.held_of.get(number, ()):
            described = filled(values)
            calibres[number] = described["calibre"]
            listed.append((_order(stock, position, normal), described | _where(stock, position, people)))
    listed.sort(key=lambda pair: pair[0])
    return [firearm for _order, firearm in listed], calibres


def _order(stock: Stock, position: Held, normal: str) -> tuple[tuple[bool, bool, str], str, str, int]:
    spot = stock.spots[position.place]
    return stock.spots[spot.site].rank, spot.code, normal, position.item


def _where(stock: Stock, position: Held, people: Mapping[int, tuple[str, str]]) -> dict[str, Any]:
    spot = stock.spots[position.place]
    code, name = people.get(position.person, ("", ""))
    found = {
        "site": stock.spots[spot.site].code, "place": spot.code, "place_name": spot.name,
        "zone": stock.zone(position), "state": position.state, "person": code, "person_name": name,
    }  # fmt: skip
    return filled(found)


def _people(session: Session, stock: Stock) -> dict[int, tuple[str, str]]:
    wanted = {p.person for p in stock.inside} - {0}
    known = past.records(session, "person", stock.cut.known(), names=("code", "name"))
    return {n: (text(str(v["code"])), text(str(v["name"] or ""))) for n, v in known.items() if n in wanted}


def lots(session: Session, stock: Stock) -> list[dict[str, Any]]:
    """Every lot that was ever in the company, with its account and where its rounds are; by calibre and maker."""
    known = past.records(session, "lot", stock.cut.known(), names=_LOT)
    order = sorted((n for n in known if n in stock.flows), key=lambda n: [str(known[n][name]) for name in _LOT_ORDER])
    return [filled(known[number]) | _rounds(stock, number) for number in order]


def _rounds(stock: Stock, lot: int) -> dict[str, int]:
    found = where(stock, stock.held_of.get(lot, ()))
    return account(stock, [lot], ROUND_COLUMNS) | {name: found[name] for name in WHERE if name != "total"}


_NOTED_TARGETS = tuple(kind for kind in OUTSIDE if kind != "expended")


def events(session: Session, cut: Cut, zone: str) -> list[dict[str, Any]]:
    """Losses, finds, destructions, disposals, corrections, overrides and changes of what an item is called, in the
    order of the ledger: so that whoever has an earlier return can follow every serial into this one."""
    kinds = {n: v["kind"] for n, v in past.records(session, "place", cut.known(), names=("kind",)).items()}
    wrong, lost = aliased(EntryRow), [n for n, kind in kinds.items() if kind == "lost"]
    noted = LineRow.target_place.in_([n for n, kind in kinds.items() if kind in _NOTED_TARGETS])
    moving = select(LineRow.seq).where(or_(noted, LineRow.source_place.in_(lost)), LineRow.seq.not_in(cut.excluded()))
    correcting = (
        select(EntryRow.seq)
        .join(wrong, wrong.seq == EntryRow.corrects)
        .where(EntryRow.corrects >= 0, wrong.occurred_at <= cut.moment)
    )
    if cut.head:
        correcting = correcting.where(EntryRow.seq < cut.head)
    amending = select(EntryRow.body).where(EntryRow.kind == "amend", EntryRow.seq.not_in(cut.excluded()))
    renaming = {e.seq for e in map(parse, session.execute(amending).scalars()) if any(map(_renamed, e.records))}
    noted_entries = {*session.execute(moving).scalars(), *session.execute(correcting).scalars()}
    numbers = sorted(noted_entries | renaming | overridden(session, cut))
    return _told(session, [_entry(session, seq) for seq in numbers], cut, zone)


def overridden(session: Session, cut: Cut) -> set[int]:
    """The numbers of the handovers that count and that a superior let through."""
    handing = select(EntryRow.body).where(EntryRow.kind.in_(HANDING), EntryRow.witness_id > 0)
    bodies = session.execute(handing.where(EntryRow.seq.not_in(cut.excluded()))).scalars()
    return {entry.seq for entry in map(parse, bodies) if entry.overrides()}


def _entry(session: Session, seq: int) -> Entry:
    return parse(session.execute(select(EntryRow.body).where(EntryRow.seq == seq)).scalar_one())


def _told(session: Session, entries: list[Entry], cut: Cut, zone: str) -> list[dict[str, Any]]:
    users = {row.id: row.name for row in session.execute(select(User.id, User.name))}
    items = _items(session, entries, cut)
    told = []
    for entry in entries:
        about = {
            "entry": entry.seq, "kind": entry.kind, "occurred": local(entry.occurred_at, zone),
            "reason": entry.reason_code, "user": users.get(entry.actor), "witness": users.get(entry.witness),
            "document": "; ".join(ref.value for ref in entry.refs if ref.kind == "document"),
        }  # fmt: skip
        if entry.corrects != NONE:
            wrong = _entry(session, entry.corrects)
            about |= {"corrects": wrong.seq, "corrected_kind": wrong.kind}
        if overrides := entry.overrides():
            about |= {"overrides": list(overrides)}
        said = _about_items(entry, items)
        if said or not entry.lines or entry.corrects != NONE:
            told += [filled(about | each) for each in said] or [filled(about)]
    return told


def _about_items(entry: Entry, items: Mapping[int, dict[str, Any]]) -> list[dict[str, Any]]:
    """What an entry moved, line by line; of one that moved nothing, the items whose records it changed.

    A return tells of firearms and rounds: articles are passed over.
    """
    moved = [items[line.item] | {"quantity": line.quantity} for line in entry.lines if line.item in items]
    return moved or [items[change.record] | _renamed(change) for change in entry.records if change.record in items]


_CALLED = {
    "firearm": {"item": "serial", "maker": "maker", "model": "model"},
    "lot": {"item": "lot_number", "maker": "maker", "calibre": "calibre"},
}
"""What an event says of an item, each by the field of its record."""


def _items(session: Session, entries: Iterable[Entry], cut: Cut) -> dict[int, dict[str, Any]]:
    """What events call the items of some entries: serial or lot number, and what it is.

    An item whose record was withdrawn by a correction is called what it was described as, so that none leaves unnamed.
    """
    found: dict[int, dict[str, Any]] = {}
    for kind, fields in _CALLED.items():
        known = past.records(session, kind, cut.known(), names=tuple(fields.values()))
        found |= {number: _called(kind, values) for number, values in known.items()}
    for entry in entries:
        for number in {line.item for line in entry.lines} | {c.record for c in entry.records if c.kind in _CALLED}:
            if number not in found:
                described = _description(session, number)
                if described.kind in _CALLED:
                    found[number] = _called(described.kind, described.new)
    return found


def _called(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"item_kind": kind} | {name: values[field] for name, field in _CALLED[kind].items()}


def _renamed(change: Change) -> dict[str, str]:
    """What an item is called otherwise by a change of its record, before and after; nothing when it keeps its name."""
    fields = [f for f in _CALLED.get(change.kind, {}).values() if f in change.new and f in change.old]
    sides = {"before": change.old, "after": change.new}
    return {side: ", ".join(str(values[f]) for f in fields) for side, values in sides.items()} if fields else {}


def _description(session: Session, number: int) -> Change:
    """The change that described a record."""
    first = select(func.min(MentionRow.seq)).where(MentionRow.record_id == number)
    entry = _entry(session, session.execute(first).scalar_one())
    return next(change for change in entry.records if change.record == number)
