"""An inventory return computed anew from the entries: every firearm with its place and state, every lot with its
account, every figure; and held against what the return says.

Written from `docs/formats/inventory-return-v1.md`, and not with the functions that make returns: a fault in those would
prove itself right. Names of people are no part of the ledger, and are not compared.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from registry_app.domain.acts import zone_of
from registry_app.domain.choices import FIELD_PLACES, FIREARM_KINDS, HELD_STATES, OUTSIDE, STORES
from registry_app.domain.entry import NONE, Position
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.replay import Replay
from registry_app.domain.serials import normalised
from registry_app.services.carried_entries import Counted, counting

_FIREARM = ("serial", "maker", "model", "kind", "calibre", "action", "importer", "country", "year", "tag",
            "permit_number", "permit_expires_on")  # fmt: skip
_LOT = ("lot_number", "calibre", "maker", "load", "year")
_COMPANY = ("name", "tax_id", "licence_number", "licence_expires_on", "address")
_ZONES = {"store": "in_store", "person": "with_persons", "transit": "in_transit", "workshop": "in_workshop",
          "field": "at_posts"}  # fmt: skip
_IN, _OUT = ("opening", "received", "found"), ("expended", "disposed", "lost", "destroyed")
_GONE = ("expended", "lost", "destroyed")
_FIREARM_GONE = ("disposed", "lost", "destroyed")


class Codes(NamedTuple):
    """The findings on the rows of a list."""

    missing: str
    added: str
    differs: str


_FIREARM_CODES = Codes("firearm_missing", "firearm_added", "firearm_differs")
_LOT_CODES = Codes("lot_missing", "lot_added", "lot_differs")
MOST_ROWS = 10
"""Rows of a list that are told one by one; where more differ, how many there are."""

Plain = dict[str, Any]


@dataclass
class Inventory:
    """What the entries that count come to: what is where, and what came over the company's border, by item."""

    records: Mapping[int, RecordFacts]
    held: dict[int, Counter[Position]] = field(default_factory=lambda: defaultdict(Counter))
    flows: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def take(self, entry: Counted) -> None:
        """Sum up an entry that counts."""
        for line in entry.lines:
            self.held[line.item][line.source] -= line.quantity
            self.held[line.item][line.target] += line.quantity
            source, target = self.place_kind(line.source), self.place_kind(line.target)
            if source in OUTSIDE and target not in OUTSIDE:
                came = "found" if source == "lost" else "received"
                self.flows[line.item]["opening" if came == "received" and entry.reason == "opening" else came] += (
                    line.quantity
                )
            elif target in OUTSIDE and source not in OUTSIDE:
                self.flows[line.item][target if target in _GONE else "disposed"] += line.quantity

    def place_kind(self, position: Position) -> str:
        """The kind of a position's place."""
        return self.records[position.place].text("kind")

    def of(self, item: int, *, inside: bool) -> Iterator[tuple[Position, int]]:
        """Where an item is, inside the company or outside it."""
        for position, quantity in self.held[item].items():
            if quantity and (self.place_kind(position) not in OUTSIDE) == inside:
                yield position, quantity

    def items(self, kind: str) -> list[RecordFacts]:
        """The records of a kind of item, by number."""
        return [self.records[number] for number in sorted(self.records) if self.records[number].kind == kind]

    def site(self, place: int) -> RecordFacts:
        """The uppermost place below the company that a place lies in."""
        found = self.records[place]
        while (parent := self.records.get(found.number("parent_id"))) and parent.text("kind") != "company":
            found = parent
        return found

    def rank(self, place: int) -> tuple[bool, bool, str]:
        """Armouries come before clients, these before workshop and transit; then by code."""
        found = self.records[place]
        return found.text("kind") not in STORES, found.text("kind") not in FIELD_PLACES, found.text("code")


def of(replay: Replay, entries: Sequence[Counted], moment: int | None) -> Inventory:
    """The inventory of the entries that count as of a moment (UTC ms; `None`: all of them)."""
    made = Inventory({number: kept.facts for number, kept in replay.records.items()})
    for entry in counting(entries, moment):
        made.take(entry)
    return made


def differing(
    content: Mapping[str, Any], replay: Replay, entries: Sequence[Counted], moment: int | None
) -> list[Finding]:
    """What a return says otherwise than the entries do, each with its row or figure."""
    made = of(replay, entries, moment)
    wanted: dict[str, Any] = {
        "figures": _figures(made), "reconciliation": _reconciliation(made), "sites": _sites(made),
        "calibres": _calibres(made), "company": _company(made), "entries": _counts(entries, moment),
    }  # fmt: skip
    if "overrides" not in content["entries"]:  # as returns of releases before 0.2.0
        del wanted["entries"]["overrides"]
    found = list(_figures_differ({name: content[name] for name in wanted}, wanted))
    found += _rows_differ(_FIREARM_CODES, "serial", content["firearms"], _firearms(made))
    found += _rows_differ(_LOT_CODES, "lot_number", content["lots"], _lots(made))
    return found


# What is compared, computed anew.


def _described(record: RecordFacts, names: Iterable[str]) -> Plain:
    return {name: record.values[name] for name in names if name in record.values}


def _company(made: Inventory) -> Plain:
    return _described(next(r for r in made.records.values() if r.kind == "company"), _COMPANY)


def _counts(entries: Sequence[Counted], moment: int | None) -> Plain:
    return {
        "total": len(entries),
        "after": sum(moment is not None and each.occurred_at > moment for each in entries),
        "corrections": sum(each.corrects != NONE for each in entries),
        "overrides": sum(each.is_let_through for each in counting(entries, moment)),
    }


def _firearms(made: Inventory) -> list[Plain]:
    listed = []
    for record in made.items("firearm"):
        for position, _one in made.of(record.id, inside=True):
            site, place = made.site(position.place), made.records[position.place]
            holder = made.records[position.person].text("code") if position.person else ""
            where = {
                "site": site.text("code"), "place": place.text("code"), "place_name": place.text("name"),
                "zone": zone_of(place.text("kind"), position.person), "state": position.state, "person": holder,
            }  # fmt: skip
            order = made.rank(site.id), place.text("code"), normalised(record.text("serial")), record.id
            filled = {name: value for name, value in where.items() if value}
            listed.append((order, _described(record, _FIREARM) | filled))
    return [row for _order, row in sorted(listed, key=lambda pair: pair[0])]


def _lots(made: Inventory) -> list[Plain]:
    lots = [lot for lot in made.items("lot") if lot.id in made.flows]
    lots.sort(key=lambda lot: (lot.text("calibre"), lot.text("maker"), lot.text("lot_number")))
    return [
        _described(lot, _LOT) | _account(made, [lot], (*_IN, *_OUT)) | _where(made, [lot], is_total=False)
        for lot in lots
    ]  # fmt: skip


def _where(made: Inventory, items: Iterable[RecordFacts], *, is_total: bool = True) -> dict[str, int]:
    found = Counter(dict.fromkeys([*_ZONES.values(), "held", "total"], 0))
    for item in items:
        for position, quantity in made.of(item.id, inside=True):
            found[_ZONES[zone_of(made.place_kind(position), position.person)]] += quantity
            found["held"] += quantity if position.state in HELD_STATES else 0
            found["total"] += quantity
    return {name: number for name, number in found.items() if is_total or name != "total"}


def _account(made: Inventory, items: Iterable[RecordFacts], columns: Iterable[str]) -> dict[str, int]:
    flows: Counter[str] = Counter()
    closing = 0
    for item in items:
        flows.update(made.flows.get(item.id, {}))
        closing += sum(quantity for _position, quantity in made.of(item.id, inside=True))
    return {name: flows[name] for name in columns} | {"closing": closing}


def _figures(made: Inventory) -> Plain:
    found = {}
    for name, kind, gone in (("firearms", "firearm", _FIREARM_GONE), ("rounds", "lot", _OUT)):
        left: Counter[str] = Counter()
        for item in made.items(kind):
            for position, quantity in made.of(item.id, inside=False):
                where = made.place_kind(position)
                left[where if where in _GONE else "disposed"] += max(quantity, 0)
        found[name] = _where(made, made.items(kind)) | {each: left[each] for each in gone}
    return found


def _reconciliation(made: Inventory) -> Plain:
    columns = (*_IN, *_FIREARM_GONE)
    by_kind: dict[str, list[RecordFacts]] = defaultdict(list)
    for record in made.items("firearm"):
        if record.id in made.flows:
            by_kind[record.text("kind")].append(record)
    rows = [{"kind": kind} | _account(made, by_kind[kind], columns) for kind in FIREARM_KINDS if kind in by_kind]
    every = [record for records in by_kind.values() for record in records]
    return {"by_kind": rows, "total": _account(made, every, columns)}


def _sites(made: Inventory) -> list[Plain]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for kind, name in (("firearm", "firearms"), ("lot", "rounds")):
        for item in made.items(kind):
            for position, quantity in made.of(item.id, inside=True):
                counts[made.site(position.place).id][name] += quantity
                if kind == "firearm" and position.person:
                    counts[made.site(position.place).id]["with_persons"] += quantity
    found = []
    for number in sorted(counts, key=made.rank):
        told = {name: made.records[number].text(name) for name in ("code", "name", "kind")}
        found.append(told | {name: counts[number][name] for name in ("firearms", "with_persons", "rounds")})
    return found


def _calibres(made: Inventory) -> list[Plain]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, name in (("firearm", "firearms"), ("lot", "rounds")):
        for item in made.items(kind):
            for _position, quantity in made.of(item.id, inside=True):
                counts[item.text("calibre")][name] += quantity
    order = sorted(counts, key=lambda code: (-counts[code]["firearms"], -counts[code]["rounds"], code))
    return [{"calibre": c, "firearms": counts[c]["firearms"], "rounds": counts[c]["rounds"]} for c in order]


# What differs.


def _figures_differ(told: Any, wanted: Any, where: str = "") -> Iterator[Finding]:
    """Every value that differs, with the way to it."""
    if isinstance(told, Mapping) and isinstance(wanted, Mapping):
        for key in sorted({*told, *wanted}):
            yield from _figures_differ(told.get(key), wanted.get(key), f"{where}.{key}" if where else key)
    elif isinstance(told, list) and isinstance(wanted, list) and len(told) == len(wanted):
        for number, (mine, other) in enumerate(zip(told, wanted, strict=True), 1):
            yield from _figures_differ(mine, other, f"{where}.{number}")
    elif told != wanted:
        yield refuse("figure_differs", where=where, found=_shown(told), wanted=_shown(wanted))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{len(value)}]"
    return "–" if value is None else str(value)[:60]


def _rows_differ(codes: Codes, key: str, told: Sequence[Plain], wanted: Sequence[Plain]) -> Iterator[Finding]:
    """The rows of a list that differ: missing ones, those that should not be there, those that say otherwise."""
    said = [{name: value for name, value in row.items() if name != "person_name"} for row in told]
    if said == list(wanted):
        return
    missing = _by_name(key, wanted)
    found = []
    for number, row in enumerate(said, 1):
        name = _called(key, row)
        same = missing.get(name, [])
        if row in same:
            same.remove(row)
        elif same:
            fields = sorted({n for n in {*row, *same[0]} if row.get(n) != same[0].get(n)})
            found.append(refuse(codes.differs, name=row.get(key, ""), row=number, fields=tuple(fields)))
            same.pop(0)
        else:
            found.append(refuse(codes.added, name=row.get(key, ""), row=number))
    gone = [row for rows in missing.values() for row in rows]
    found += [refuse(codes.missing, name=row.get(key, "")) for row in gone]
    found = found or [refuse(codes.differs, name="", row=0, fields=("order",))]
    yield from found[:MOST_ROWS]
    if len(found) > MOST_ROWS:
        yield refuse("rows_differ", n=len(found) - MOST_ROWS)


def _called(key: str, row: Plain) -> tuple[str, ...]:
    return tuple(str(row.get(name, "")) for name in (key, "maker", "calibre"))


def _by_name(key: str, rows: Sequence[Plain]) -> dict[tuple[str, ...], list[Plain]]:
    found: dict[tuple[str, ...], list[Plain]] = defaultdict(list)
    for row in rows:
        found[_called(key, row)].append(row)
    return found
